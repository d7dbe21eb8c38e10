import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createHttpTransport } from '../../../subgraphs/kit/transport/http-transport.js';
import { dataset, owner } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';
import { makeCertificates, type Certificates } from './certificates.js';

let services: Services;
let certificates: Certificates;
let node: RunningService;
let asClient: Readonly<Record<string, string>>;

beforeAll(async () => {
  services = await Services.create();
  certificates = makeCertificates(services.folder);
  const { ca, server, client } = certificates;
  asClient = { UCAT_TLS_CA: ca, UCAT_TLS_CERT: client.cert, UCAT_TLS_KEY: client.key };
  node = await services.node('310000', { NODE_TLS_CERT: server.cert, NODE_TLS_KEY: server.key, NODE_TLS_CLIENT_CA: ca });
}, 60_000);
afterAll(async () => services[Symbol.asyncDispose]());

const pem = (file: string): string => readFileSync(file, 'utf8');

/** Asks the node with this certificate, or with none. */
async function ask(query: string, variables: object, of: { readonly cert: string; readonly key: string } | null) {
  const http = createHttpTransport({ tls: { ca: pem(certificates.ca), ...(of && { cert: pem(of.cert), key: pem(of.key) }) } });
  return http.send({ url: node.url, query, variables: { ...variables } }).finally(() => http.close());
}

test('lets in who has a certificate of its authority, and nobody else', async () => {
  expect(node.url).toMatch(/^https:/);
  expect(await ask('{ __typename }', {}, certificates.client)).toEqual({ data: { __typename: 'Query' } });
  await expect(ask('{ __typename }', {}, null)).rejects.toThrow(node.url);
  const plain = createHttpTransport();
  await expect(plain.send({ url: node.url, query: '{ __typename }' })).rejects.toThrow(/self-signed|certificate/);
  await plain.close();
});

test('joins index and gateway to a node that asks for certificates', async () => {
  const registry = await services.start('registry', ['registry', 'start'], asClient);
  const search = await services.start('search', ['search', 'start'], { REGISTRY_URL: registry.url, ...asClient });
  const gateway = await services.gateway(registry, search, asClient);
  const { data } = await ask('mutation ($records: [RecordInput!]!) { upsertRecords(records: $records) { outcome } }', { records: [owner('310000'), dataset('310000', 1, '水位')] }, certificates.client);
  expect(data?.['upsertRecords']).toEqual([{ outcome: 'CREATED' }, { outcome: 'CREATED' }]);
  await services.enroll(registry, '310000', node.url);
  await until('the records in the index', async () => (await services.total(search)) === 2);
  const answer = await until('the member at the gateway', async () => {
    const given = await services.ask(gateway, '{ search(query: "水位") { edges { node { record { title servedFrom } } } } }');
    return given.errors ? null : given;
  });
  expect(answer.data).toEqual({ search: { edges: [{ node: { record: { title: '水位', servedFrom: 'OWNER' } } }] } });
}, 60_000);
