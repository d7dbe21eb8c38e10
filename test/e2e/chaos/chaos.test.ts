import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FaultNation } from '../../../bench/lib/chaos/fault-nation.js';
import { runChaos, type ChaosResult } from '../../../bench/lib/chaos/run-chaos.js';

/** The short form of `bench/chaos.ts`: the same faults on fewer nodes, each for a moment, under a load that a busy machine bears. Latencies are the bench's to judge. */
const NODES = 6;

let nation: FaultNation;
let results: readonly ChaosResult[];

beforeAll(async () => {
  nation = await FaultNation.start(NODES);
  results = await runChaos({ nation, nodes: NODES, perSecond: 10, healthyMillis: 500, faultMillis: 1_500, quietMillis: 1_000 });
}, 600_000);
afterAll(async () => nation.close(), 30_000);

describe('a nation in which something breaks', () => {
  test('answers every search and every record, from owners or copies, whatever it is', () => {
    const told = results.map(({ fault: { name, spares }, during: { requests, search, records, direct } }) => ({
      name,
      asked: requests > 0,
      ...(spares === 'search' ? {} : { search, records }),
      direct,
    }));
    expect(told).toEqual(results.map(({ fault: { name, spares } }) => ({ name, asked: true, ...(spares === 'search' ? {} : { search: 100, records: 100 }), direct: 100 })));
  });

  test('reads from the owners alone while nothing is broken, and again afterwards', () => {
    for (const { healthy, healMillis } of results) {
      expect(healthy).toMatchObject({ search: 100, records: 100, direct: 100 });
      expect(healMillis).not.toBeNull();
    }
  });
});
