import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExtensionState } from '../../../gateway/composition/extensions.js';
import { packagePath } from '../../../schema/package-path.js';
import { supergraphSdl } from '../../../schema/sdl.js';
import { freePort } from '../support/free-port.js';
import { dataset, datasetId, owner } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/* The Ministry of Ecology publishes a subgraph of its own, the documented example, beside its node. */
const ECOLOGY = packagePath('docs', 'examples', 'ecology-subgraph', 'subgraph.js');
const CONTRACT_NODE = packagePath('test', 'servers', 'contract-node', 'contract-node.js');
const LONELY = datasetId('MEE', 2);

let services: Services;
let registry: RunningService;
let search: RunningService;
let gateway: RunningService;
let ecology: RunningService;
let port: string;
let settings: Readonly<Record<string, string>>;

const startEcology = async (): Promise<RunningService> => {
  const file = join(services.folder, 'stations.json');
  writeFileSync(file, JSON.stringify([{ code: '1001A', name: '万寿西宫', longitude: 116.366, latitude: 39.8673, datasets: [datasetId('MEE', 1)] }]));
  return services.startProgram(ECOLOGY, 'ecology', [], { PORT: port, STATIONS_FILE: file });
};

const states = async (): Promise<readonly ExtensionState[]> => (await (await fetch(gateway.url.replace('/graphql', '/subgraphs'))).json()) as readonly ExtensionState[];

const composed = async (): Promise<boolean> => (await states()).find(({ name }) => name === 'ecology')?.composed === true;

beforeAll(async () => {
  services = await Services.create();
  port = String(await freePort());
  registry = await services.registry();
  search = await services.search(registry);
  const node = await services.node('MEE');
  await services.publish(node, [owner('MEE'), dataset('MEE', 1, '空气质量监测数据', { derivedFrom: [datasetId('MEE', 2)] }), dataset('MEE', 2, '空气质量月报')]);
  await services.enroll(registry, 'MEE', node.url);

  // Another office's subgraph, which may not be composed: a field of its would take the catalog's own with it.
  const bad = join(services.folder, 'bad.graphql');
  writeFileSync(bad, 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\ntype Query { none: Int }\ntype Dataset @key(fields: "id") { id: ID! mood: String! }');
  const noRecords = join(services.folder, 'none.json');
  writeFileSync(noRecords, '[]');
  const refused = await services.startProgram(CONTRACT_NODE, 'refused', [], { SDL_FILE: bad, RECORDS_FILE: noRecords, AUTHORITY: 'X', PORT: '0' });
  settings = { EXTRA_SUBGRAPHS: `ecology=http://127.0.0.1:${port}/, refused=${refused.url}`, NODE_TIMEOUT_MILLIS: '1000' };
  gateway = await services.gateway(registry, search, settings);
  await until('the records in the index', async () => (await services.total(search)) === 3);
}, 60_000);

afterAll(async () => services[Symbol.asyncDispose]());

const SEARCH = `{ search(query: "空气质量", sort: TITLE) { edges { node { id record { title ... on Dataset { monitoringStations { code name } derivedFrom { id monitoringStations { code } } } } } } } }`;
const PLAIN = '{ search(query: "空气质量", sort: TITLE) { edges { node { id record { title } } } } }';
const STATIONS = [{ code: '1001A', name: '万寿西宫' }];

interface Hit {
  readonly id: string;
  readonly record: Readonly<Record<string, unknown>> | null;
}

const hits = (data: Readonly<Record<string, unknown>> | null | undefined): ReadonlyMap<string, Hit['record']> =>
  new Map((data?.['search'] as { edges: readonly { node: Hit }[] }).edges.map(({ node }) => [node.id, node.record]));

describe('a subgraph of a ministry’s own', () => {
  test('is not waited for: the national view is served without it', async () => {
    const { data, errors } = await services.ask(gateway, PLAIN);
    expect([hits(data).size, errors]).toEqual([2, undefined]);
    expect((await services.ask(gateway, SEARCH)).errors?.[0]?.extensions?.['code']).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('joins when it is there, without a restart, and adds its field to the records of others', async () => {
    ecology = await startEcology();
    await until('the subgraph', composed);
    const { data, errors } = await services.ask(gateway, SEARCH);
    expect(errors).toBeUndefined();
    expect(hits(data).get(datasetId('MEE', 1))).toEqual({ title: '空气质量监测数据', monitoringStations: STATIONS, derivedFrom: [{ id: LONELY, monitoringStations: null }] });
    expect(hits(data).get(LONELY)).toMatchObject({ title: '空气质量月报', monitoringStations: null });
  });

  test('leads from its own types to records, which their owners answer', async () => {
    const { data, errors } = await services.ask(gateway, '{ monitoringStation(code: "1001A") { name datasets { id title owner { name } } } }');
    expect([data, errors]).toEqual([{ monitoringStation: { name: '万寿西宫', datasets: [{ id: datasetId('MEE', 1), title: '空气质量监测数据', owner: { name: 'MEE 数据局' } }] } }, undefined]);
  });

  test('touches nothing of ours: the kept supergraph is as it was', () => {
    expect(supergraphSdl()).not.toContain('monitoringStations');
  });

  test('one that may not be composed is refused alone, and it is said why', async () => {
    const refused = (await states()).find(({ name }) => name === 'refused');
    expect(refused).toMatchObject({ composed: false, heard: true, problems: [expect.stringContaining('Dataset.mood is added to a type of the catalog')] });
  });

  test('dies: its fields are null with an error each, and no neighbour is', async () => {
    await ecology.kill();
    const { data, errors } = await services.ask(gateway, SEARCH);
    expect(hits(data).get(datasetId('MEE', 1))).toEqual({ title: '空气质量监测数据', monitoringStations: null, derivedFrom: [{ id: LONELY, monitoringStations: null }] });
    expect(errors?.length).toBeGreaterThan(0);
    expect(errors?.every(({ extensions }) => extensions?.['code'] === 'SUBGRAPH_UNAVAILABLE' && extensions['subgraph'] === 'ecology')).toBe(true);
  });

  test('is away when the gateway starts: its fields are known all the same, and answered when it is back', async () => {
    await gateway.stop();
    gateway = await services.gateway(registry, search, settings);
    await until('the gateway', async () => hits((await services.ask(gateway, PLAIN)).data).size === 2);
    const { data, errors } = await services.ask(gateway, SEARCH);
    expect(hits(data).get(datasetId('MEE', 1))).toMatchObject({ title: '空气质量监测数据', monitoringStations: null });
    expect(errors?.[0]?.extensions?.['code']).toBe('SUBGRAPH_UNAVAILABLE');
    ecology = await startEcology();
    const after = await until('its answer', async () => {
      const answer = await services.ask(gateway, SEARCH);
      return answer.errors === undefined && answer.data;
    });
    expect(hits(after).get(datasetId('MEE', 1))).toMatchObject({ monitoringStations: STATIONS });
  });

  test('is no longer named: it is gone with the next start', async () => {
    await gateway.stop();
    gateway = await services.gateway(registry, search);
    expect((await services.ask(gateway, SEARCH)).errors?.[0]?.extensions?.['code']).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('a setting that can’t be used ends the gateway with code 2', async () => {
    await expect(services.start('wrong', ['gateway', 'start'], { EXTRA_SUBGRAPHS: 'catalog=http://127.0.0.1:1/' })).rejects.toThrow('ended with code 2');
  });
});
