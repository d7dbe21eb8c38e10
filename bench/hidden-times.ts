import { parseArgs } from 'node:util';
import type { RecordInput } from '../schema/generated/catalog.js';
import { formatId } from '../schema/ids.js';
import { startNation } from './lib/nation.js';
import { nationAuthorities } from './lib/nation-records.js';
import { Random } from './lib/random.js';
import { median, round } from './lib/stats.js';

/**
 * Whether the time of an answer tells that there is a record that one may not see: `record(id)` of such and of ids that were never published,
 * many times in turn, each asked for the first time and then again.
 */
const { values } = parseArgs({ options: { records: { type: 'string', default: '300' }, rounds: { type: 'string', default: '10' }, characters: { type: 'string', default: '200,20000' } } });
const RECORDS = Number(values.records);
const ROUNDS = Number(values.rounds);
const AUTHORITY = nationAuthorities(2)[0] as string;

const nation = await startNation(2, { RATE_PER_MINUTE: '0' });
const random = new Random(1);
let serial = 1_000_000;
const newIds = (): readonly string[] => Array.from({ length: RECORDS }, () => formatId(AUTHORITY, 'ORGANIZATION', (serial += 1)));

async function publishHidden(ids: readonly string[], characters: number): Promise<void> {
  const records = ids.map((id): RecordInput => ({ id, kind: 'ORGANIZATION', audience: 'MEMBER', titles: [{ lang: 'zh', text: '台账' }], descriptions: [{ lang: 'zh', text: '内'.repeat(characters) }] }));
  for (let first = 0; first < records.length; first += 50) {
    const { data, errors } = await nation.send({ url: nation.nodes[AUTHORITY] as string, query: 'mutation ($records: [RecordInput!]!) { upsertRecords(records: $records) { outcome problems { message } } }', variables: { records: records.slice(first, first + 50) } });
    const told = JSON.stringify(data);
    if (errors || !told.includes('CREATED') || told.includes('REJECTED')) throw new Error(JSON.stringify(errors ?? data));
  }
}

async function millisOf(url: string, id: string): Promise<number> {
  const began = performance.now();
  const { data } = await nation.send({ url, query: 'query ($id: ID!) { record(id: $id) { id } }', variables: { id } });
  const millis = performance.now() - began;
  if (data?.['record'] !== null) throw new Error(`Expected nothing of ${id} but got ${JSON.stringify(data)}.`);
  return millis;
}

/** The share of pairs in which one of the first took longer: 0.5 where nothing can be told. */
function shareLonger(first: readonly number[], second: readonly number[]): number {
  const sorted = [...second].sort((one, other) => one - other);
  const below = (value: number): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return first.reduce((sum, value) => sum + below(value), 0) / (first.length * second.length);
}

interface Times {
  readonly hidden: number[];
  readonly absent: number[];
}

/** Asks once for each of all, in an order drawn anew. */
async function askAll(url: string, hidden: readonly string[], absent: readonly string[], into: Times): Promise<void> {
  const all = [...hidden.map((id) => ({ id, to: into.hidden })), ...absent.map((id) => ({ id, to: into.absent }))].map((one) => ({ ...one, place: random.below(1_000_000) }));
  for (const { id, to } of all.sort((one, other) => one.place - other.place)) to.push(await millisOf(url, id));
}

const line = (door: string, characters: number, when: string, { hidden, absent }: Times): string => {
  const share = shareLonger(hidden, absent);
  // Of as many pairs without a difference, 19 of 20 shares lie within this.
  const noise = 1.96 * Math.sqrt((hidden.length + absent.length + 1) / (12 * hidden.length * absent.length));
  return `| ${door} | ${String(characters)} | ${when} | ${String(round(median(hidden), 3))} | ${String(round(median(absent), 3))} | ${String(round(share, 3))} | ${Math.abs(share - 0.5) > noise ? `**yes** (noise ${String(round(noise, 3))})` : 'no'} |`;
};

try {
  console.log('| door | characters | asked | hidden, median ms | absent, median ms | hidden took longer, share of pairs | told apart |\n|---|---|---|---|---|---|---|');
  for (const characters of values.characters.split(',').map(Number)) {
    for (const [door, url] of [['node', nation.nodes[AUTHORITY] as string], ['gateway', nation.gateway]] as const) {
      const [hidden, absent] = [newIds(), newIds()];
      await publishHidden(hidden, characters);
      const [first, again]: readonly Times[] = [{ hidden: [], absent: [] }, { hidden: [], absent: [] }];
      // Warm-up: of ids that nothing is said of.
      await askAll(url, [], newIds(), { hidden: [], absent: [] });
      await askAll(url, hidden, absent, first as Times);
      for (let turn = 0; turn < ROUNDS; turn += 1) await askAll(url, hidden, absent, again as Times);
      console.log(`${line(door, characters, 'first', first as Times)}\n${line(door, characters, 'again', again as Times)}`);
    }
  }
} finally {
  await nation.close();
}
