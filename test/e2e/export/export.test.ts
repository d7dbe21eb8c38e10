import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { jsonView } from '../../../cli/export/export-views.js';
import { runExport } from '../../../cli/export/run-export.js';
import { liveRecords } from '../../../cli/feed/live-records.js';
import { oneRecord } from '../../../cli/feed/one-record.js';
import { createPatientClient } from '../../../cli/import/patient-client.js';
import { runImport } from '../../../cli/import/run-import.js';
import { jsonView as importView } from '../../../cli/import/views/json-view.js';
import { runGet } from '../../../cli/lookup/run-get.js';
import type { ExportRecord } from '../../../schema/formats/export-record.js';
import type { RecordInput } from '../../../schema/generated/catalog.js';
import { startNode } from '../../../subgraphs/catalog/main.js';
import type { HttpServer } from '../../../subgraphs/kit/http-server.js';
import { createHttpTransport, type HttpTransport } from '../../../subgraphs/kit/transport/http-transport.js';
import { readSeedFiles } from '../../../seed/read-seed-files.js';

const never = new AbortController().signal;

/** What is written to a stream, as text. */
class Sink extends Writable {
  text = '';
  override _write(chunk: Buffer, _: unknown, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

const contentOf = (record: ExportRecord): RecordInput => Object.fromEntries(Object.entries(record).filter(([field]) => field !== 'version')) as unknown as RecordInput;

describe('ucat export, of a node', () => {
  let folder: string;
  let node: HttpServer;
  let http: HttpTransport;
  const members = readSeedFiles().filter(({ code }) => ['310000', 'MEE'].includes(code));
  const url = (): string => `${node.url}/graphql`;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ucat-export-'));
    node = await startNode({ host: '127.0.0.1', port: 0, dataDir: folder, authorities: ['310000', 'MEE'], stewardToken: undefined }, pino({ level: 'silent' }));
    http = createHttpTransport();
    for (const { records } of members) await publish(records);
  });
  afterAll(async () => {
    await http.close();
    await node.close();
    rmSync(folder, { recursive: true });
  });

  async function publish(records: readonly RecordInput[]) {
    const { data, errors } = await http.send({ url: url(), query: 'mutation ($records: [RecordInput!]!) { upsertRecords(records: $records) { id outcome problems { message } } }', variables: { records } });
    expect(errors).toBeUndefined();
    return data?.['upsertRecords'] as readonly { id: string; outcome: string }[];
  }

  const client = (takesPartialAnswers = false) => createPatientClient({ url: url(), send: http.send, takesPartialAnswers });

  async function all(authority: string, pageSize = 500): Promise<readonly ExportRecord[]> {
    const found: ExportRecord[] = [];
    for await (const { record } of liveRecords({ ask: client(), authority, pageSize })) found.push(record);
    return found;
  }

  async function exported(request: object) {
    const output = new Sink();
    let printed = '';
    const exit = await runExport({ node: url(), format: 'ndjson', ...request }, { output, view: jsonView((text) => (printed += text)), signal: never });
    return { exit, text: output.text, ...(JSON.parse(printed) as { records: number | null; error: string | null }) };
  }

  test('writes every record of every authority of the node, once', async () => {
    const total = members.reduce((sum, { records }) => sum + records.length, 0);
    const { exit, text, records } = await exported({});
    expect({ exit, records }).toEqual({ exit: 0, records: total });
    const ids = text.trim().split('\n').map((line) => (JSON.parse(line) as ExportRecord).id);
    expect(new Set(ids).size).toBe(total);
  });

  test('takes each record as it is at the end, whatever page it was on and however often it changed', async () => {
    const before = await all('MEE', 3);
    const dataset = before.find(({ kind }) => kind === 'DATASET')!;
    await publish([{ ...contentOf(dataset), keywords: ['改'] }]);
    const after = await all('MEE', 3);
    expect(after).toHaveLength(before.length);
    expect(after.find(({ id }) => id === dataset.id)).toMatchObject({ version: dataset.version + 1, keywords: ['改'] });
  });

  test('a record that changes while it is read comes once', async () => {
    const found: string[] = [];
    const records = await all('310000');
    const last = records.at(-1)!;
    const first = records[0]!;
    for await (const { record } of liveRecords({ ask: client(), authority: '310000', pageSize: 2 })) {
      if (found.length === 0) {
        await publish([first, last].map((one) => ({ ...contentOf(one), modified: '2026-11-24' })));
      }
      found.push(`${record.id} ${String(record.version)}`);
    }
    expect(found).toHaveLength(records.length);
    expect(found).toContain(`${last.id} ${String(last.version + 1)}`);
    expect(found).toContain(`${first.id} ${String(first.version)}`);
  });

  test('one record, asked for by its id, is the one of the feed', async () => {
    for (const record of (await all('310000')).concat(await all('MEE'))) expect(await oneRecord(client(true), record.id)).toEqual(record);
  });

  test.each(['turtle', 'jsonld', 'rdfxml', 'dcat-us', 'csv', 'schema-org'])('%s names owners that only a question finds', async (format) => {
    const dataset = (await all('310000')).find(({ kind }) => kind === 'DATASET')!;
    const { exit, text, records } = await exported({ id: dataset.id, format });
    expect({ exit, records }).toEqual({ exit: 0, records: 1 });
    const owner = await oneRecord(client(), (dataset as { owner: string }).owner);
    expect(text).toContain(owner!.titles[0]!.text);
  });

  test('the sheet of an authority, imported again, changes nothing', async () => {
    const file = join(folder, 'out.csv');
    expect(await exported({ authority: '310000', format: 'csv', output: file })).toMatchObject({ exit: 0, text: '' });
    let printed = '';
    const exit = await runImport({ file, node: url(), batch: 200 }, importView((text) => (printed += text)), never);
    const datasets = (await all('310000')).filter(({ kind }) => kind === 'DATASET');
    expect({ exit, ...(JSON.parse(printed) as object) }).toMatchObject({ exit: 0, entries: datasets.length, unchanged: datasets.length, created: 0, updated: 0, owners: { created: 0 } });
    expect(readdirSync(folder)).not.toContain('out.csv.part');
    expect(readFileSync(file, 'utf8')).toMatch(/^\ufeff信息资源分类,信息资源名称,信息资源代码,/);
  });

  test.each([
    [{ node: undefined }, /either --node .* or --gateway/],
    [{ authority: 'x' }, /^--authority: expected/],
    [{ id: '310000-DS-0000000001-X' }, /^--id: .*check character/],
    [{ format: 'pdf' }, /^--format: expected one of turtle/],
    [{ authority: '990000' }, /refused/],
    [{ id: '310000-DS-0000099999-C', format: 'csv' }, /^--id: /],
  ])('%j is refused with its reason, and leaves no file', async (request, message) => {
    const output = join(folder, 'never.csv');
    expect(await exported({ output, ...request })).toMatchObject({ exit: 2, error: expect.stringMatching(message) });
    expect(readdirSync(folder).filter((name) => name.startsWith('never'))).toEqual([]);
  });

  test.each(['turtle', 'csv', 'jsonld', 'rdfxml', 'dcat-us'])('%s of what is refused at once is nothing, not an empty document', async (format) => {
    expect(await exported({ authority: '990000', format })).toMatchObject({ exit: 2, text: '', error: expect.stringMatching(/refused/) });
    expect(await exported({ id: '310000-DS-0000099999-C', format })).toMatchObject({ exit: 2, text: '' });
  });

  test('a folder that is not there is told before anything is asked', async () => {
    const output = join(folder, 'none', 'x.csv');
    expect(await exported({ node: 'http://127.0.0.1:1/graphql', output })).toMatchObject({ exit: 2, error: expect.stringMatching(/^--output: expected a file in a folder that is there/) });
  });

  describe('ucat get', () => {
    const get = async (id: string, format = 'text') => {
      const output = new Sink();
      const complaints: string[] = [];
      const exit = await runGet({ id, format, gateway: url() }, { output, complain: (text) => complaints.push(text), signal: never });
      return { exit, text: output.text, complaints };
    };

    test('prints a record for people, as JSON, and in a format', async () => {
      const dataset = (await all('310000')).find(({ kind }) => kind === 'DATASET')!;
      const text = await get(dataset.id);
      expect(text.exit).toBe(0);
      expect(text.text.split('\n')[0]).toBe(dataset.titles[0]!.text);
      expect(text.text).toMatch(/^owner {11}310000-OR-\S+ \S+$/m);
      expect(JSON.parse((await get(dataset.id, 'json')).text)).toEqual(dataset);
      expect((await get(dataset.id, 'turtle')).text).toContain('dcat:Dataset');
    });

    test('says that there is none, or that the id is none', async () => {
      const absent = (await all('310000'))[0]!.id.replace(/-OR-.*/, '-OR-0000009999-');
      const { checkCharacter } = await import('../../../schema/ids.js');
      expect(await get(`${absent}${checkCharacter('310000OR0000009999')}`)).toMatchObject({ exit: 1, complaints: [expect.stringMatching(/^There is no record/)] });
      expect(await get('310000')).toMatchObject({ exit: 2, complaints: [expect.stringMatching(/^ID: Expected/)] });
    });
  });
});
