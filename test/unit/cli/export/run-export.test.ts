import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { jsonView } from '../../../../cli/export/export-views.js';
import { runExport } from '../../../../cli/export/run-export.js';
import { runGet } from '../../../../cli/lookup/run-get.js';
import { formatId } from '../../../../schema/ids.js';
import { startNode } from '../../../../subgraphs/catalog/main.js';
import type { HttpServer } from '../../../../subgraphs/kit/http-server.js';

const never = new AbortController().signal;
const ID = formatId('SHDE', 'DATA_PRODUCT', 1);
const RECORDS = `[
  { id: "${formatId('SHDE', 'ORGANIZATION', 1)}", kind: "ORGANIZATION", titles: [{ lang: "zh", text: "交易所" }] },
  { id: "${ID}", kind: "DATA_PRODUCT", titles: [{ lang: "zh", text: "雨强" }], descriptions: [{ lang: "zh", text: "雨强" }], owner: "${formatId('SHDE', 'ORGANIZATION', 1)}", registrationCode: "SAMPLE-1", offers: [{ code: "free", priceModel: "FREE" }] }
]`;

let folder: string;
let node: HttpServer;
const gateway = (): string => `${node.url}/graphql`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-export-'));
  node = await startNode({ host: '127.0.0.1', port: 0, dataDir: folder, authorities: ['SHDE'], stewardToken: undefined }, pino({ level: 'silent' }));
  const response = await fetch(gateway(), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: `mutation { upsertRecords(records: ${RECORDS}) { outcome } }` }) });
  expect(await response.json()).toEqual({ data: { upsertRecords: [{ outcome: 'CREATED' }, { outcome: 'CREATED' }] } });
});
afterAll(async () => {
  await node.close();
  rmSync(folder, { recursive: true });
});

function sink() {
  const chunks: string[] = [];
  return { chunks, output: new Writable({ write: (chunk: Buffer, _, done) => (chunks.push(chunk.toString()), done()) }) };
}

async function exported(request: object) {
  const { chunks, output } = sink();
  let said = '';
  const exit = await runExport({ node: gateway(), format: 'ndjson', ...request }, { output, view: jsonView((text) => (said = text)), signal: never });
  return { exit, said: JSON.parse(said) as object, text: chunks.join('') };
}

test('a data product is exported whole, with its offers', async () => {
  const { text, said } = await exported({});
  expect(said).toMatchObject({ records: 2 });
  expect(text).toContain('"offers":[{"code":"free","priceModel":"FREE"}]');
});

test.each(['turtle', 'jsonld', 'rdfxml', 'csv', 'dcat-us'])('%s has no word for it: it is not counted as written, and that is told', async (format) => {
  const { text, said } = await exported({ format });
  expect(text).not.toContain(ID);
  expect(said).toMatchObject({ records: 1, dropped: [`1 records of the kind DATA_PRODUCT, for which ${format} has no word`] });
});

test('by itself it is not exported, rather than by half', async () => {
  const { exit, said } = await exported({ id: ID });
  expect(exit).toBe(2);
  expect(said).toMatchObject({ error: expect.stringContaining('expected --authority SHDE in place of --id') });
});

test('as a text it is shown with what is its own', async () => {
  const { chunks, output } = sink();
  expect(await runGet({ id: ID, gateway: gateway(), format: 'text' }, { output, complain: () => undefined, signal: never })).toBe(0);
  expect(chunks.join('')).toMatch(/owner +SHDE-OR[\s\S]*SAMPLE-1/);
});
