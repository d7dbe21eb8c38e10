import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startNode } from '../../../subgraphs/catalog/main.js';
import type { CheckResult } from '../../../subgraphs/kit/conformance/check-result.js';
import { CHECKS, runConformance } from '../../../subgraphs/kit/conformance/run-conformance.js';
import { createNodeKey, nodeKeyFile } from '../../../subgraphs/kit/identity/node-key.js';
import type { HttpServer } from '../../../subgraphs/kit/http-server.js';
import { createHttpTransport } from '../../../subgraphs/kit/transport/http-transport.js';
import { AlteredNode, type Alter, type Exchange } from '../support/altered-node.js';
import { dataset, datasetId, owner } from '../support/records.js';

const A = '310000';
const logger = pino({ level: 'silent' });
const folder = mkdtempSync(join(tmpdir(), 'ucat-conformance-'));
const http = createHttpTransport();
const nodes: HttpServer[] = [];

async function openNode(name: string, authorities: readonly string[] = [A]): Promise<string> {
  const dataDir = join(folder, name);
  createNodeKey(nodeKeyFile(dataDir));
  const node = await startNode({ host: '127.0.0.1', port: 0, dataDir, authorities, stewardToken: undefined }, logger);
  nodes.push(node);
  return `${node.url}/graphql`;
}

const write = async (url: string, query: string, variables: object): Promise<void> => {
  const { errors } = await http.send({ url, query, variables: variables as Record<string, unknown> });
  if (errors) throw new Error(JSON.stringify(errors));
};
const publish = (url: string, records: readonly object[]) => write(url, 'mutation ($records: [RecordInput!]!) { upsertRecords(records: $records) { outcome } }', { records });

/** Codes of the checks that came to an outcome. */
const having = (results: readonly CheckResult[], outcome: CheckResult['outcome']) => results.filter((result) => result.outcome === outcome).map(({ code }) => code);

afterAll(async () => {
  await Promise.all(nodes.map((node) => node.close()));
  await http.close();
  rmSync(folder, { recursive: true });
});

test('our node passes everything', async () => {
  const url = await openNode('sound', [A, 'MEE']);
  await publish(url, [owner(A), ...[1, 2, 3].map((serial) => dataset(A, serial, `第${String(serial)}号`)), owner('MEE')]);
  await publish(url, [dataset(A, 1, '改过的第1号')]);
  await write(url, 'mutation ($id: ID!) { retireRecord(id: $id, reason: "合并") { changed } }', { id: datasetId(A, 3) });
  const results = await runConformance(url);
  expect(results.map(({ code, outcome, came }) => [code, outcome === 'PASSED' ? outcome : came])).toEqual(CHECKS.map(({ code }) => [code, 'PASSED']));
});

test('an empty node passes what it can be tried on', async () => {
  const results = await runConformance(await openNode('empty'));
  expect(having(results, 'FAILED')).toEqual([]);
  expect(having(results, 'SKIPPED')).toEqual(['FEED_IDS', 'FEED_HASHES', 'RECORDS', 'TOMBSTONES', 'CURSORS', 'RESUME']);
});

test('a node that says who it is and then nothing is not waited for at each question', async () => {
  const altered = new AlteredNode(await openNode('slow'));
  const url = await altered.start();
  nodes.push({ url, port: 0, close: () => altered.close() });
  const silence = new Promise(() => undefined);
  altered.alter(() => silence);
  const began = performance.now();
  const results = await runConformance(url, { limitMillis: 500 });
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(having(results, 'PASSED')).toEqual(['DESCRIPTION', 'AUTHORITIES_SERVED']);
  expect(results.find(({ code }) => code === 'ERRORS')).toMatchObject({ outcome: 'FAILED', came: `The trial took longer than 500 ms: ${url} answers too slowly.` });
});

test('tells each result as it comes, with a title in two languages', async () => {
  const told: string[] = [];
  const results = await runConformance(await openNode('told'), { onResult: ({ code }) => told.push(code) });
  expect(told).toEqual(results.map(({ code }) => code));
  expect(results.every(({ titleZh, titleEn }) => /\p{Script=Han}/u.test(titleZh) && titleEn !== '')).toBe(true);
});

test('a node that is not there fails, and is not waited for long', async () => {
  await expect(runConformance('http://127.0.0.1:1/graphql')).rejects.toThrow(/could not be asked: ECONNREFUSED/);
  const results = await runConformance('http://127.0.0.1:1/graphql', { authorities: [A] });
  expect(having(results, 'PASSED')).toEqual([]);
  expect(results.every(({ outcome, came }) => outcome === 'SKIPPED' || came !== '')).toBe(true);
});

describe('a node that does one thing wrong fails exactly the check for it', () => {
  let altered: AlteredNode;
  let url: string;
  beforeAll(async () => {
    const sound = await openNode('behind');
    await publish(sound, [owner(A), ...[1, 2, 3, 4].map((serial) => dataset(A, serial, `第${String(serial)}号`))]);
    await write(sound, 'mutation ($id: ID!) { retireRecord(id: $id, reason: "合并") { changed } }', { id: datasetId(A, 3) });
    altered = new AlteredNode(sound);
    url = await altered.start();
  });
  afterEach(() => {
    altered.alter(() => undefined);
    altered.describeAs((description) => description);
  });
  afterAll(() => altered.close());

  const failedBy = async (alter: Alter): Promise<readonly string[]> => {
    altered.alter(alter);
    const results = await runConformance(url);
    for (const { outcome, advice } of results) expect(advice === null).toBe(outcome !== 'FAILED');
    return having(results, 'FAILED');
  };

  test('and passes all where nothing is altered but the limit of the body, which is the server’s in front', async () => {
    expect(await failedBy(() => undefined)).toEqual([]);
  });

  interface Entry {
    seq: number;
    id: string;
    recordHash: string;
    document: string | null;
    version: number;
  }
  interface Page {
    entries: Entry[];
    cursor: string;
    head: number;
    live: number;
  }
  const pageOf = ({ answer }: Exchange) => (answer.data?.['changes'] ?? null) as Page | null;
  /** Alters whole pages of the log from its beginning. */
  const inReading = (change: (page: Page) => void): Alter => (exchange) => {
    const page = pageOf(exchange);
    if (page && exchange.variables['first'] === 500 && exchange.variables['after'] === null) change(page);
  };

  test.each<[string, string, Alter]>([
    ['FEED_GAPLESS', 'a gap', inReading(({ entries }) => void entries.splice(1, 1))],
    ['FEED_GAPLESS', 'a version that jumps', inReading(({ entries }) => void (entries[1]!.version = 7))],
    ['FEED_GAPLESS', 'a head that is never reached', inReading((page) => void ((page.head = 1_000), (page.cursor = 'MDo')))],
    ['FEED_GAPLESS', 'a count of live records that is not the log’s', inReading((page) => void (page.live += 1))],
    ['FEED_GAPLESS', 'a document that is lost', inReading(({ entries }) => void (entries[0]!.document = null))],
    ['FEED_HASHES', 'a document that was changed', inReading(({ entries }) => void (entries[1]!.document = entries[1]!.document!.replace('第', '地')))],
    ['TOMBSTONES', 'a withdrawn record that is just not there', ({ answer, query }) => (/record\(id: \$id\)/.test(query) && answer.errors?.[0]?.extensions?.['code'] === 'RECORD_RETIRED' ? { data: { record: null } } : undefined)],
    ['RECORDS', 'records of an older state', ({ answer, query }) => (query.includes('r0: record') ? { data: Object.fromEntries(Object.entries(answer.data ?? {}).map(([key, value]) => [key, { ...(value as object), version: 0 }])) } : undefined)],
    ['ERRORS', 'a mistake without a code', ({ answer, query }) => (/record\(id: \$id\)/.test(query) && answer.errors?.[0]?.extensions?.['code'] === 'BAD_ID' ? { data: { record: null } } : undefined)],
    ['ERRORS', 'another authority’s log that is just empty', ({ variables, query }) => (variables['authority'] === 'ZZNOBODYZZ' && query.includes('head') ? { data: { changes: { head: 0 } } } : undefined)],
    ['ENTITIES', 'entities in another order', ({ answer, query }) => (query.includes('_entities(') ? { ...answer, data: { _entities: (answer.data!['_entities'] as unknown[]).reverse() } } : undefined)],
    ['ENTITIES', 'entities without the misses', ({ answer, query }) => (query.includes('_entities(') ? { data: { _entities: (answer.data!['_entities'] as unknown[]).filter(Boolean) } } : undefined)],
    ['ENTITIES', 'a null without an error', ({ answer, query }) => (query.includes('_entities(') ? { data: answer.data } : undefined)],
    ['PAGE_LIMIT', 'a page without end', ({ variables }) => (variables['first'] === 1_000_000 ? { data: { changes: { entries: Array.from({ length: 5_001 }, (_, seq) => ({ seq })) } } } : undefined)],
    ['BODY_LIMIT', 'a body without end', ({ variables }) => ('padding' in variables ? { data: { __typename: 'Query' } } : undefined)],
    ['LONG_POLL', 'a poll that is not held back', ({ variables }) => (variables['waitMillis'] === 400 ? new Promise((resolve) => setTimeout(() => resolve({ data: null, errors: [{ message: 'Unknown argument "waitMillis".' }] }), 0)) : undefined)],
    ['CURSORS', 'a cursor of any history', ({ answer, variables }) => (variables['waitMillis'] === 0 && answer.data?.['changes'] === null ? { data: { changes: { entries: [], cursor: 'MDo' } } } : undefined)],
    ['RESUME', 'a cursor that starts again', (exchange) => void (exchange.variables['first'] === 3 && (pageOf(exchange)!.entries[0]!.seq = 1))],
    ['CONTRACT', 'a schema that lacks a field', ({ answer, query }) => (query.includes('_service') ? { data: { _service: { sdl: (answer.data!['_service'] as { sdl: string }).sdl.replaceAll('landingPage: String', '') } } } : undefined)],
    ['CONTRACT', 'no schema', ({ query }) => (query.includes('_service') ? { data: null, errors: [{ message: 'Cannot query field "_service".' }] } : undefined)],
  ])('%s: %s', async (code, _, alter) => {
    expect(await failedBy(alter)).toEqual([code]);
  });

  test('FEED_IDS: a record of another authority, with its hash', async () => {
    expect(await failedBy(inReading(({ entries }) => void (entries[0]!.id = 'MEE-OR-0000000001-X')))).toEqual(expect.arrayContaining(['FEED_IDS']));
  });

  test.each<[string, (description: Record<string, unknown>) => unknown, readonly string[]]>([
    ['no key', (description) => ({ ...description, publicKey: null }), ['DESCRIPTION']],
    ['another authority', (description) => ({ ...description, authorities: ['MEE'] }), ['AUTHORITIES_SERVED']],
    ['a contract that nobody knows', (description) => ({ ...description, contractVersion: '9.0' }), ['CONTRACT']],
    ['nothing of itself', () => [], ['DESCRIPTION', 'AUTHORITIES_SERVED']],
  ])('DESCRIPTION: %s', async (_, change, codes) => {
    altered.describeAs(change);
    expect(having(await runConformance(url, { authorities: [A] }), 'FAILED')).toEqual(codes);
  });
});
