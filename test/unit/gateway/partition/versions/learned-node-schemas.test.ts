import { afterEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { NodeTable } from '../../../../../gateway/partition/plan.js';
import { knownContracts } from '../../../../../gateway/partition/versions/known-contracts.js';
import { learnedNodeSchemas, type LearnedNodeSchemas, type LearnedNodeSchemasOptions } from '../../../../../gateway/partition/versions/learned-node-schemas.js';
import { contractShape } from '../../../../../schema/contract/contract-shape.js';
import { releasedContracts } from '../../../../../schema/contract/released-contracts.js';
import { subgraphSdl } from '../../../../../schema/sdl.js';
import { TransportFailure, type Transport } from '../../../../../subgraphs/kit/transport/transport.js';
import { until } from '../../../../e2e/support/until.js';
import { contractWithout } from './older-contract.js';

const sdl = subgraphSdl('catalog');
const contracts = knownContracts({ version: '1.1', sdl }, releasedContracts());
const URL = 'http://node/graphql';
const node = (contractVersion = '1.0', url = URL) => ({ url, contractVersion });
const older = contractWithout(['Dataset.grade']).sdl;

const tableOf = (...members: readonly { readonly url: string; readonly contractVersion: string; readonly status?: 'ACTIVE' | 'WITHDRAWN' }[]): NodeTable =>
  new Map(members.map(({ url, contractVersion, status = 'ACTIVE' }, index) => [`A${String(index)}`, { code: `A${String(index)}`, nameZh: '', nameEn: '', kind: 'REGION', url, status, contractVersion }]));

let schemas: LearnedNodeSchemas;
let served: string | null = sdl;
let asked = 0;
const send: Transport = async ({ query }) => {
  expect(query).toContain('_service');
  asked += 1;
  if (served === null) throw new TransportFailure('away');
  return { data: { _service: { sdl: served } } };
};

function learnFrom(text: string | null, options: Partial<LearnedNodeSchemasOptions> = {}): void {
  served = text;
  asked = 0;
  schemas = learnedNodeSchemas({ contracts, send, logger: pino({ level: 'silent' }), ...options });
}

const lacksGrade = (): boolean => !schemas.of(node()).complete && !JSON.stringify(schemas.of(node()).schema.getType('Dataset')?.toConfig()).includes('"grade"');

afterEach(async () => schemas.close());

describe('what a node can be asked', () => {
  test('is what the contract of its version has, until it was heard', () => {
    learnFrom(sdl);
    expect(schemas.of(node('1.0'))).toMatchObject({ contractVersion: '1.0' });
    expect(schemas.of(node('1.1'))).toMatchObject({ contractVersion: '1.1', complete: true });
    expect(schemas.of(node('7.3'))).toMatchObject({ contractVersion: '1.1', complete: true });
    expect(schemas.of(node('nonsense'))).toMatchObject({ complete: true });
  });

  test('is what it says itself, whatever its member says; asked for at once, and once for all its authorities', async () => {
    learnFrom(older);
    schemas.follow(tableOf(node('1.1'), node('1.1'), { ...node('1.1', 'http://gone/graphql'), status: 'WITHDRAWN' }));
    await until('the schema', async () => lacksGrade());
    expect(asked).toBe(1);
    expect(schemas.of(node('1.1')).complete).toBe(false);
  });

  test('is asked anew where its member changes the version or its place, not with every table', async () => {
    learnFrom(sdl);
    schemas.follow(tableOf(node('1.0')));
    schemas.follow(tableOf(node('1.0')));
    await until('the schema', async () => schemas.of(node()).complete);
    schemas.follow(tableOf(node('1.1')));
    schemas.follow(tableOf(node('1.1', 'http://other/graphql')));
    expect(asked).toBe(3);
  });

  test('a refusal shows that it changed', async () => {
    learnFrom(sdl, { refusedMillis: 0 });
    schemas.follow(tableOf(node()));
    await until('the schema', async () => schemas.of(node()).complete);
    const before = schemas.of(node());
    expect(await schemas.refused(URL, before)).toBe(false);
    served = older;
    expect(await Promise.all([schemas.refused(URL, before), schemas.refused(URL, before)])).toEqual([true, true]);
    expect(asked).toBe(3);
    expect(lacksGrade()).toBe(true);
    expect(await schemas.refused('http://unknown/graphql', before)).toBe(false);
  });

  test('a node that refuses again and again is not asked for its schema each time', async () => {
    learnFrom(sdl, { refusedMillis: 60_000 });
    schemas.follow(tableOf(node()));
    await until('the schema', async () => schemas.of(node()).complete);
    for (let n = 0; n < 5; n += 1) expect(await schemas.refused(URL, schemas.of(node()))).toBe(false);
    expect(asked).toBe(2);
  });

  test('a node that hangs holds nobody up', async () => {
    schemas = learnedNodeSchemas({ contracts, send: async () => new Promise(() => undefined), logger: pino({ level: 'silent' }), refusedMillis: 5 });
    schemas.follow(tableOf(node()));
    expect(await schemas.refused(URL, schemas.of(node()))).toBe(false);
    schemas = learnedNodeSchemas({ contracts, send, logger: pino({ level: 'silent' }) });
  });

  test('a node that was away is asked when it is back: it may have been upgraded', async () => {
    learnFrom(older, { retryMillis: 1 });
    schemas.follow(tableOf(node()));
    await until('the schema', async () => lacksGrade());
    served = null;
    schemas.wasAway(URL);
    await until('some attempts', async () => asked > 4);
    expect(lacksGrade()).toBe(true);
    served = sdl;
    await until('the new schema', async () => schemas.of(node()).complete);
  });

  test('nodes are asked from time to time: they are upgraded in their place', async () => {
    learnFrom(older, { everyMillis: 5 });
    schemas.follow(tableOf(node()));
    await until('the schema', async () => lacksGrade());
    served = sdl;
    await until('the new schema', async () => schemas.of(node()).complete);
  });

  test.each(['type Query {', 'type Dataset { id: Missing }', 'x'.repeat(10), `type Query { ${'a: Int '.repeat(60_000)} }`])('something else than a schema changes nothing: %#', async (text) => {
    learnFrom(text, { retryMillis: 60_000 });
    schemas.follow(tableOf(node('1.1')));
    await schemas.refused(URL, schemas.of(node('1.1')));
    expect(schemas.of(node('1.1'))).toMatchObject({ complete: true });
  });
});

describe('a subgraph of another library', () => {
  test('may only extend its types', () => {
    const extended = contractShape(sdl).replaceAll(/^(type|interface) /gm, 'extend $1 ');
    expect(contracts.heard(extended, '1.0')).toMatchObject({ complete: true, contractVersion: '1.1' });
  });

  test('that serves no known contract in full keeps the version that its member says', () => {
    expect(contracts.heard(contractWithout(['Query.dataset']).sdl, '0.9').contractVersion).toBe('0.9');
  });
});
