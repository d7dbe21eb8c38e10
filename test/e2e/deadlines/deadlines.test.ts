import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { packagePath } from '../../../schema/package-path.js';
import { datasetId } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/* Every service takes the connection and the request and never answers; the subgraph of another office only says what it serves. */
const SDL = readFileSync(packagePath('docs', 'examples', 'ecology-subgraph', 'schema.graphql'), 'utf8');
const REQUEST_TIMEOUT_MILLIS = 400;

let services: Services;
let silent: Server;
let gateway: RunningService;
let url: string;

beforeAll(async () => {
  services = await Services.create();
  silent = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      if (request.url !== '/ecology' || !Buffer.concat(pieces).includes('_service')) return;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ data: { _service: { sdl: SDL } } }));
    });
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${String((silent.address() as AddressInfo).port)}/graphql`;
  const registry = await services.registry();
  await services.enroll(registry, 'MEE', url);
  gateway = await services.gateway(registry, { url } as RunningService, { REQUEST_TIMEOUT_MILLIS: String(REQUEST_TIMEOUT_MILLIS), NODE_TIMEOUT_MILLIS: '60000', EXTRA_SUBGRAPHS: `ecology=${url.replace('/graphql', '/ecology')}` });
  await until('the member and the subgraph', async () => (await fetch(gateway.url.replace('/graphql', '/readyz'))).ok);
}, 60_000);
afterAll(async () => {
  silent.closeAllConnections();
  silent.close();
  await services[Symbol.asyncDispose]();
});

/** Codes of the answer's errors by the field at its top, and how long it took. */
async function ask(service: { readonly url: string }, query: string) {
  const started = performance.now();
  const { data, errors = [] } = await services.ask(service, query);
  return { data, codes: Object.fromEntries(errors.map(({ path, extensions }) => [path?.[0], extensions?.['code']])), millis: performance.now() - started };
}

test('a request ends by its deadline, whoever of those that it needs never answers', async () => {
  const { data, codes, millis } = await ask(gateway, `{ search(query: "水位") { total } standard(number: "GB/T 1") { id } changes(authority: "MEE") { head } dataset(id: "${datasetId('MEE', 1)}") { id title } }`);
  expect(data).toEqual({ search: null, standard: null, changes: null, dataset: null });
  expect(codes).toEqual({ search: 'INDEX_UNAVAILABLE', standard: 'INDEX_UNAVAILABLE', changes: 'NODE_UNAVAILABLE', dataset: 'NODE_UNAVAILABLE' });
  // Each by itself would be waited for three seconds, five, or a minute.
  expect(millis).toBeGreaterThanOrEqual(REQUEST_TIMEOUT_MILLIS - 5);
  expect(millis).toBeLessThan(2_500);
}, 60_000);

test('so does one that needs a subgraph of others, or the registry', async () => {
  const extension = await until('the composition', async () => {
    const asked = await ask(gateway, '{ monitoringStation(code: "1001A") { code } }');
    return asked.codes['monitoringStation'] === 'SUBGRAPH_UNAVAILABLE' && asked;
  });
  expect(extension.millis).toBeLessThan(2_500);
  const unheard = await services.start('unheard', ['gateway', 'start'], { REGISTRY_URL: url, SEARCH_URL: url, REQUEST_TIMEOUT_MILLIS: String(REQUEST_TIMEOUT_MILLIS) });
  const { codes, millis } = await ask(unheard, '{ authorities { code } }');
  expect(codes).toEqual({ authorities: 'SUBGRAPH_UNAVAILABLE' });
  expect(millis).toBeLessThan(2_500);
}, 60_000);
