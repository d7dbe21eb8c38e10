import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, type Json } from '../../../schema/canonical-json.js';
import { contractFile } from '../../../schema/contract/released-contracts.js';
import { packagePath } from '../../../schema/package-path.js';
import { subgraphSdl } from '../../../schema/sdl.js';
import type { TransportAnswer } from '../../../subgraphs/kit/transport/transport.js';
import { dataset, datasetId, owner, ownerId, standard, standardId } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/*
 * Three nodes of three versions, each its own process: one of contract 1.0, one of the present contract, and one that is
 * ahead, with a field and words that nobody else knows.
 */
const OLDER = 'MEE';
const PRESENT = '310000';
const AHEAD = '330000';

let services: Services;
let registry: RunningService;
let search: RunningService;
let gateway: RunningService;
let older: RunningService;

/** A record as a node publishes it. */
const published = (record: object): Json => ({ ...record, version: 1, modified: '2026-03-01' }) as Json;

async function contractNode(authority: string, sdlFile: string, records: readonly object[], port = '0'): Promise<RunningService> {
  const file = join(services.folder, `${authority}.json`);
  writeFileSync(file, canonicalJson(records.map(published)));
  return services.startProgram(packagePath('test', 'servers', 'contract-node', 'contract-node.js'), `node-${authority}`, [], { SDL_FILE: sdlFile, RECORDS_FILE: file, AUTHORITY: authority, PORT: port });
}

/** The present contract with a field and words of a later one. */
function contractAhead(): string {
  const file = join(services.folder, 'ahead.graphql');
  const later = subgraphSdl('catalog').replace('enum Frequency {', 'enum Frequency {\n  BIENNIAL').replace('enum Grade {', 'enum Grade {\n  SECRET').replace('  items: [DataItem!]!', '  items: [DataItem!]!\n  carbonFootprint: Float');
  writeFileSync(file, later);
  return file;
}

const conformsTo = [standardId(PRESENT, 1)];
const olderRecords = [owner(OLDER), dataset(OLDER, 1, '空气质量日报', { conformsTo })];

beforeAll(async () => {
  services = await Services.create();
  registry = await services.registry();
  search = await services.search(registry);
  gateway = await services.gateway(registry, search);
  const present = await services.node(PRESENT);
  await services.publish(present, [owner(PRESENT), standard(PRESENT, 1, 'GB 3095-2012'), dataset(PRESENT, 1, '空气质量月报', { conformsTo })]);
  older = await contractNode(OLDER, contractFile('1.0'), olderRecords);
  const ahead = await contractNode(AHEAD, contractAhead(), [owner(AHEAD), dataset(AHEAD, 1, '空气质量年报', { conformsTo, frequency: 'BIENNIAL', grade: 'SECRET' })]);
  for (const [code, node] of [[OLDER, older], [PRESENT, present], [AHEAD, ahead]] as const) await services.enroll(registry, code, node.url);
  await until('all records in the index', async () => (await services.total(search)) === 7);
  await until('what the nodes can be asked', async () => (await services.ask(gateway, `{ dataset(id: "${datasetId(PRESENT, 1)}") { quality { score } } }`)).errors === undefined);
}, 60_000);

afterAll(async () => services[Symbol.asyncDispose]());

const NATIONAL = `{
  search(query: "空气质量", sort: TITLE) { total edges { node { id title record { ... on Dataset {
    description frequency grade owner { name } conformsTo { number } quality { score max }
  } } } } }
}`;

interface Hit {
  readonly id: string;
  readonly record: Readonly<Record<string, unknown>> | null;
}

const told = ({ errors = [] }: TransportAnswer): readonly unknown[] => errors.map(({ path, extensions }) => [(path ?? []).slice(-2).join('.'), extensions?.['code'], extensions?.['authority'], extensions?.['field'], extensions?.['contractVersion']]);

describe('one national query over nodes of three versions', () => {
  test('each says what it can; what one lacks or says in unknown words costs that place only', async () => {
    const answer = await services.ask(gateway, NATIONAL);
    const records = new Map((answer.data?.['search'] as { edges: readonly { node: Hit }[] }).edges.map(({ node }) => [node.id.split('-')[0], node.record]));
    const shared = (code: string) => ({ owner: { name: `${code} 数据局` }, conformsTo: [{ number: 'GB 3095-2012' }] });
    const quality = { score: expect.any(Number), max: expect.any(Number) };
    expect(records.get(PRESENT)).toMatchObject({ ...shared(PRESENT), frequency: 'DAILY', grade: null, quality });
    expect(records.get(OLDER)).toMatchObject({ ...shared(OLDER), frequency: 'DAILY', grade: null, quality: null });
    expect(records.get(AHEAD)).toMatchObject({ ...shared(AHEAD), frequency: 'UNKNOWN', grade: null, quality: null });
    expect(told(answer)).toEqual(expect.arrayContaining([
      ['record.quality', 'FIELD_NOT_SUPPORTED', OLDER, 'Dataset.quality', '1.0'],
      ['record.grade', 'VALUE_NOT_SUPPORTED', AHEAD, 'Dataset.grade', expect.any(String)],
    ]));
    expect(answer.errors?.length).toBe(2);
  });

  test('nobody is asked in vain: without the new field there is no error', async () => {
    const { data, errors } = await services.ask(gateway, `{ record(id: "${datasetId(OLDER, 1)}") { title ... on Dataset { owner { id } } } }`);
    expect([data, errors]).toEqual([{ record: { title: '空气质量日报', owner: { id: ownerId(OLDER) } } }, undefined]);
  });

  test('another engine gets the same of the router as a plain subgraph', async () => {
    const endpoint = { url: gateway.url.replace('/graphql', '/subgraph/catalog') };
    const { data, errors } = await services.ask(endpoint, 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Dataset { title quality { score } } } }', { r: [{ __typename: 'Dataset', id: datasetId(OLDER, 1) }] });
    expect(data).toEqual({ _entities: [{ title: '空气质量日报', quality: null }] });
    expect(errors?.[0]).toMatchObject({ path: ['_entities', 0, 'quality'], extensions: { code: 'FIELD_NOT_SUPPORTED' } });
  });
});

describe('a node that changes its version in its place', () => {
  test('an upgrade is learned by itself, a return to the older one with the first refusal', async () => {
    const port = new URL(older.url).port;
    const ask = async (): Promise<TransportAnswer> => services.ask(gateway, `{ dataset(id: "${datasetId(OLDER, 1)}") { title quality { score } } }`);
    const now = join(services.folder, 'present.graphql');
    writeFileSync(now, subgraphSdl('catalog'));
    await older.stop();
    expect((await ask()).errors?.[0]?.extensions?.['code']).toBe('NODE_UNAVAILABLE');
    const upgraded = await contractNode(OLDER, now, olderRecords, port);
    await until('the new version', async () => (await ask()).errors === undefined);
    await upgraded.stop();
    const returned = await contractNode(OLDER, contractFile('1.0'), olderRecords, port);
    const answer = await ask();
    expect([answer.data, told(answer)]).toEqual([{ dataset: { title: '空气质量日报', quality: null } }, [['dataset.quality', 'FIELD_NOT_SUPPORTED', OLDER, 'Dataset.quality', '1.0']]]);
    await returned.stop();
  });
});
