import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagePath } from '../../../schema/package-path.js';
import { supergraphSdl } from '../../../schema/sdl.js';
import { freePort } from '../support/free-port.js';
import { dataset, datasetId, owner, ownerId, standard, standardId } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/** The engine's own choice of words differs; what a client builds on must not. */
const QUERY = `query ($query: String!, $id: ID!) {
  search(query: $query) { total edges { node { id title record { ... on Dataset { title owner { name } conformsTo { number } } } } } }
  dataset(id: $id) { title owner { id name } derivedFrom { id title } }
  authorities { code name }
  broken: record(id: "310000-DS-1") { id }
}`;

let services: Services;
let gateway: RunningService;
let hive: { readonly url: string };
let engine: ChildProcess;

beforeAll(async () => {
  services = await Services.create();
  const registry = await services.registry();
  const search = await services.search(registry);
  gateway = await services.gateway(registry, search);
  const [region, standards] = [await services.node('310000'), await services.node('SAC')];
  await services.publish(standards, [standard('SAC', 1, 'GB 3095-2012')]);
  await services.publish(region, [owner('310000'), dataset('310000', 1, '空气质量监测数据', { conformsTo: [standardId('SAC', 1)] }), dataset('310000', 2, '空气质量月报', { derivedFrom: [datasetId('310000', 1)] })]);
  await services.enroll(registry, '310000', region.url);
  await services.enroll(registry, 'SAC', standards.url);
  await until('all records in the index', async () => (await services.total(search)) === 4);

  const addresses = { catalog: gateway.url.replace('/graphql', '/subgraph/catalog'), search: search.url, registry: registry.url };
  const file = join(services.folder, 'supergraph.graphql');
  writeFileSync(file, Object.entries(addresses).reduce((sdl, [name, url]) => sdl.replace(`http://${name}.invalid/graphql`, url), supergraphSdl()));
  const port = await freePort();
  engine = spawn(process.execPath, [packagePath('node_modules', '@graphql-hive', 'gateway', 'dist', 'bin.js'), 'supergraph', file, '--host', '127.0.0.1', '--port', String(port)], { stdio: 'ignore', cwd: services.folder });
  hive = { url: `http://127.0.0.1:${String(port)}/graphql` };
  await until('the other engine', async () => (await services.ask(hive, '{ __typename }')).data);
}, 60_000);

afterAll(async () => {
  const ended = new Promise((resolve) => engine.once('exit', resolve));
  engine.kill('SIGKILL');
  await ended;
  await services[Symbol.asyncDispose]();
});

describe('the same supergraph on @graphql-hive/gateway, over our router as a plain subgraph', () => {
  test('answers as our gateway does, errors with their codes and paths included', async () => {
    const variables = { query: '空气质量', id: datasetId('310000', 2) };
    const [ours, theirs] = await Promise.all([gateway, hive].map(async (service) => services.ask(service, QUERY, variables)));
    expect(ours!.data).toMatchObject({
      search: { total: 2 },
      dataset: { owner: { id: ownerId('310000'), name: '310000 数据局' }, derivedFrom: [{ id: datasetId('310000', 1), title: '空气质量监测数据' }] },
      broken: null,
    });
    expect(theirs!.data).toEqual(ours!.data);
    const told = ({ errors = [] }: typeof ours & object): unknown => errors.map(({ path, extensions }) => [path, extensions?.['code']]);
    expect(told(ours!)).toEqual([[['broken'], 'BAD_ID']]);
    expect(told(theirs!)).toEqual(told(ours!));
  });
});
