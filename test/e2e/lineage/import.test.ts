import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { ImportReport, Rejection } from '../../../cli/import/import-report.js';
import { runImport } from '../../../cli/import/run-import.js';
import { jsonView } from '../../../cli/import/views/json-view.js';
import { startNode } from '../../../subgraphs/catalog/main.js';
import type { HttpServer } from '../../../subgraphs/kit/http-server.js';
import { createHttpTransport, type HttpTransport } from '../../../subgraphs/kit/transport/http-transport.js';
import { dataset, datasetId, owner } from '../support/records.js';

/* A node has three datasets that a warehouse knows as tables; what the warehouse tells of their making comes in. */
const A = '310000';
const [RAW, CLEAN, MART] = [1, 2, 3].map((serial) => datasetId(A, serial)) as [string, string, string];
const ELSEWHERE = datasetId('MEE', 7);
const WAREHOUSE = 'postgres://warehouse:5432';
const source = (identifier: string) => ({ sources: [{ system: WAREHOUSE, identifier }] });

let folder: string;
let node: HttpServer;
let http: HttpTransport;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-lineage-'));
  node = await startNode({ host: '127.0.0.1', port: 0, dataDir: folder, authorities: [A], stewardToken: undefined }, pino({ level: 'silent' }));
  http = createHttpTransport();
  const records = [owner(A), dataset(A, 1, '原始数据', source('air.raw')), dataset(A, 2, '清洗数据', { ...source('air.clean'), shareType: 'CONDITIONAL', shareCondition: '签订协议', restricted: { note: '内部' } }), dataset(A, 3, '集市', { ...source('air.mart'), derivedFrom: [ELSEWHERE], items: [{ name: '原有' }], policy: '{"@type":"Set","permission":[{"action":"use"}]}' })];
  await ask('mutation ($records: [RecordInput!]!) { upsertRecords(records: $records) { outcome } }', { records });
}, 60_000);

afterAll(async () => {
  await http.close();
  await node.close();
  rmSync(folder, { recursive: true });
});

async function ask(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Readonly<Record<string, unknown>>> {
  const { data, errors } = await http.send({ url: `${node.url}/graphql`, query, variables });
  expect(errors).toBeUndefined();
  return data!;
}

const sourcesOf = async (id: string): Promise<readonly string[]> => ((await ask(`{ dataset(id: "${id}") { derivedFrom { id } } }`))['dataset'] as { readonly derivedFrom: readonly { readonly id: string }[] }).derivedFrom.map((one) => one.id);

async function importFile(name: string, content: string, format: string, more: object = {}) {
  const file = join(folder, name);
  writeFileSync(file, content);
  let printed = '';
  const exit = await runImport({ file, format, node: `${node.url}/graphql`, batch: 200, ...more }, jsonView((text) => (printed += text)), new AbortController().signal);
  return { exit, ...(JSON.parse(printed) as ImportReport & { readonly rejections: readonly Rejection[]; readonly error: string | null }) };
}

const table = (name: string, facets: object = {}) => ({ namespace: WAREHOUSE, name, facets });
const event = (runId: string, eventType: string, inputs: readonly object[], outputs: readonly object[]) => JSON.stringify({ eventType, eventTime: '2026-03-01T08:00:00Z', run: { runId }, job: { namespace: 'etl', name: 'clean' }, inputs, outputs, producer: 'https://example.org', schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json' });

describe('OpenLineage', () => {
  const events = [
    event('r1', 'START', [table('air.raw')], []),
    event('r1', 'COMPLETE', [table('temp.x')], [table('air.clean', { schema: { fields: [{ name: '时间', type: 'timestamp' }, { name: '浓度', type: 'double' }] } }), table('temp.y')]),
    event('r2', 'FAIL', [table('air.raw')], [table('air.mart')]),
    'no event',
    JSON.stringify({ eventTime: '2026-03-01T08:00:00Z', job: { namespace: 'etl', name: 'mart' }, inputs: [table('x', { symlinks: { identifiers: [{ namespace: WAREHOUSE, name: 'air.clean', type: 'TABLE' }] } }), table('air.mart'), { namespace: 'ucat', name: RAW }], outputs: [table('air.mart', { schema: { fields: [{ name: '新' }] } })] }),
  ].join('\n');

  test('what completed runs read and wrote is added to the records of the same sources, and what nobody knows is told', async () => {
    expect(await importFile('events.ndjson', events, 'openlineage')).toMatchObject({
      exit: 1,
      entries: 3,
      updated: 2,
      created: 0,
      rejected: 1,
      rejections: [{ line: 4 }],
      notes: { 'derivedFrom: it was made from itself, which was left out': 1 },
      warnings: ['1 run has no event of type COMPLETE: what it read and wrote is left out.', `Not datasets of this node, and nothing was written of them (1): ${WAREHOUSE} temp.y`, `Not known, and left out of what others were made from (1): ${WAREHOUSE} temp.x`],
    });
    expect([await sourcesOf(CLEAN), await sourcesOf(MART)]).toEqual([[RAW], [ELSEWHERE, CLEAN, RAW]]);
    const { clean, mart } = await ask(`{ clean: dataset(id: "${CLEAN}") { items { name dataType } shareCondition version } mart: dataset(id: "${MART}") { items { name } policy version } }`);
    expect(clean).toEqual({ items: [{ name: '时间', dataType: 'timestamp' }, { name: '浓度', dataType: 'double' }], shareCondition: '签订协议', version: 2 });
    expect(mart).toEqual({ items: [{ name: '原有' }], policy: '{"@type":"Set","permission":[{"action":"use"}]}', version: 2 });
  });

  test('coming in again it changes nothing', async () => {
    expect(await importFile('again.ndjson', events, 'openlineage')).toMatchObject({ updated: 0, unchanged: 2 });
  });

  test('a list in JSON is read too, and is no list of all there is', async () => {
    expect(await importFile('events.json', `[${event('r3', 'COMPLETE', [table('air.raw')], [table('air.clean')])}]`, 'openlineage')).toMatchObject({ exit: 0, entries: 1, unchanged: 1 });
    expect((await importFile('events.json', '[]', 'openlineage', { complete: true })).error).toContain('--complete');
  });
});

describe('PROV-O', () => {
  const PREFIX = '@prefix prov: <http://www.w3.org/ns/prov#> . @prefix ex: <https://example.org/> .\n';

  test('in Turtle: derivations, and what an activity used of what it generated', async () => {
    await ask('mutation ($records: [RecordInput!]!) { upsertRecords(records: $records) { outcome } }', { records: [dataset(A, 11, '甲', { sources: [{ system: 'dcat-ap', identifier: 'https://example.org/a' }] }), dataset(A, 12, '乙'), dataset(A, 13, '丙')] });
    const [first, second, third] = [11, 12, 13].map((serial) => datasetId(A, serial)) as [string, string, string];
    const turtle = `${PREFIX}<urn:ucat:id:${second}> prov:wasDerivedFrom ex:a, ex:unknown .\n<urn:ucat:id:${third}> prov:wasGeneratedBy ex:run .\nex:run a prov:Activity ; prov:used ex:a ; prov:qualifiedUsage [ prov:entity <urn:ucat:id:${second}> ] .\n`;
    expect(await importFile('lineage.ttl', turtle, 'prov')).toMatchObject({ exit: 0, entries: 2, updated: 2, warnings: ['Not known, and left out of what others were made from (1): https://example.org/unknown'] });
    expect([await sourcesOf(second), await sourcesOf(third)]).toEqual([[first], [first, second]]);
  });

  test('in JSON-LD, by the identifier that an entity says', async () => {
    const [target] = [datasetId(A, 11)];
    const graph = { '@context': { prov: 'http://www.w3.org/ns/prov#', dct: 'http://purl.org/dc/terms/' }, '@graph': [{ '@id': 'https://example.org/b', 'dct:identifier': target, 'prov:hadPrimarySource': { '@id': `urn:x:${ELSEWHERE}` } }] };
    expect(await importFile('lineage.jsonld', JSON.stringify(graph), 'prov')).toMatchObject({ exit: 0, updated: 1 });
    expect(await sourcesOf(target)).toEqual([ELSEWHERE]);
  });

  test('a file that breaks off counts as nothing', async () => {
    expect(await importFile('broken.ttl', `${PREFIX}<urn:ucat:id:${RAW}> prov:wasDerivedFrom ex:`, 'prov')).toMatchObject({ exit: 1, updated: 0, rejected: 1 });
  });
});
