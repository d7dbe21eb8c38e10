import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { importRecords, ImportStopped } from '../../../cli/import/import-records.js';
import type { ImportReport, Rejection } from '../../../cli/import/import-report.js';
import { compileMapping } from '../../../cli/import/mapping/mapping.js';
import type { SourceEntry } from '../../../cli/import/readers/source-reader.js';
import { runImport } from '../../../cli/import/run-import.js';
import { createSteward } from '../../../cli/import/steward.js';
import { jsonView } from '../../../cli/import/views/json-view.js';
import { startNode } from '../../../subgraphs/catalog/main.js';
import type { HttpServer } from '../../../subgraphs/kit/http-server.js';
import { createHttpTransport, type HttpTransport } from '../../../subgraphs/kit/transport/http-transport.js';
import { describeWithShared, sharedPath } from '../../support/shared-data.js';

const logger = pino({ level: 'silent' });
const never = new AbortController().signal;
const data = (name: string): string => sharedPath('data', name);

describe('ucat import, against a node', () => {
  let folder: string;
  let node: HttpServer;
  let http: HttpTransport;
  const start = (port = 0) => startNode({ host: '127.0.0.1', port, dataDir: folder, authorities: ['310000'], stewardToken: 'secret' }, logger);
  const url = (): string => `${node.url}/graphql`;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ucat-import-'));
    node = await start();
    http = createHttpTransport();
  });
  afterEach(async () => {
    await http.close();
    await node.close();
    rmSync(folder, { recursive: true });
  });

  /** One run of the command; what it printed and its exit code. */
  async function importFile(file: string, mapping: string, more: object = {}) {
    let printed = '';
    const request = { file, mapping, node: url(), token: 'secret', batch: 200, ...more };
    const exit = await runImport(request, jsonView((text) => (printed += text)), never);
    return { exit, ...(JSON.parse(printed) as ImportReport & { rejections: Rejection[]; error: string | null }) };
  }

  async function log() {
    const { data: answer } = await http.send({ url: url(), query: '{ changes(authority: "310000", first: 1) { head live } }' });
    return answer?.['changes'] as { head: number; live: number };
  }

  async function record(id: string, fields: string) {
    const { data: answer } = await http.send({ url: url(), query: `query ($id: ID!) { record(id: $id) { __typename ${fields} } }`, variables: { id } });
    return answer?.['record'] as Record<string, unknown>;
  }

  /** Everything published so far. */
  async function published(): Promise<readonly Record<string, unknown>[]> {
    const documents: Record<string, unknown>[] = [];
    for (let after: string | null = null; ; ) {
      const query = 'query ($after: String) { changes(authority: "310000", after: $after) { cursor entries { document } } }';
      const { data: answer } = await http.send({ url: url(), query, variables: { after } });
      const page = answer?.['changes'] as { cursor: string; entries: readonly { document: string }[] };
      if (page.entries.length === 0) return documents;
      documents.push(...page.entries.map(({ document }) => JSON.parse(document) as Record<string, unknown>));
      after = page.cursor;
    }
  }

  describeWithShared('of three real collections', 'data', () => {
    test.each([
      ['firstdata', 768],
      ['open-data-registry', 1_179],
      ['dgtw', 936],
    ])('takes every line of %s, and nothing of it a second time', async (name, lines) => {
      const first = await importFile(data(`${name}.ndjson`), name);
      expect(first).toMatchObject({ exit: 0, entries: lines, created: lines, updated: 0, unchanged: 0, rejected: 0, rejections: [], error: null });
      const after = await log();
      expect(after.live).toBe(lines + first.owners.created);
      const second = await importFile(data(`${name}.ndjson`), name, { batch: 77 });
      expect(second).toMatchObject({ exit: 0, entries: lines, created: 0, updated: 0, unchanged: lines, rejected: 0, owners: { created: 0, updated: 0 } });
      expect(await log()).toEqual(after);
    }, 60_000);

    test('loses no character of a text, however long', async () => {
      await importFile(data('open-data-registry.ndjson'), 'open-data-registry');
      const source = readFileSync(data('open-data-registry.ndjson'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { slug: string; Description: string });
      const texts = new Map((await published()).map(({ sources, descriptions }) => [(sources as { identifier: string }[])[0]!.identifier, (descriptions as { text: string }[] | undefined)?.[0]?.text]));
      // A node writes line ends its way, trims, and refuses control characters, of which two descriptions have one.
      const kept = (text: string): string => text.trim().replaceAll('\u009d', '').replaceAll(/\r\n?/g, '\n');
      const different = source.filter(({ slug, Description }) => texts.get(slug) !== kept(Description));
      expect(different.map(({ slug }) => slug)).toEqual([]);
      expect(Math.max(...source.map(({ Description }) => [...Description].length))).toBe(685_989);
    }, 60_000);
  });

  test('records name their owners, made from the same line', async () => {
    const file = join(folder, 'records.ndjson');
    writeFileSync(file, '{"node":"1","title":"公廁","資料集描述":"位置","提供機關":"環保局","更新頻率":"每年"}\n{"NODE":"2","TITLE":"水位","DESC":"水位","AGENCY":"環保局"}\n');
    expect(await importFile(file, 'dgtw')).toMatchObject({ exit: 0, created: 2, owners: { created: 1 } });
    const owner = (await published()).find(({ kind }) => kind === 'ORGANIZATION')!;
    const datasets = (await published()).filter(({ kind }) => kind === 'DATASET');
    expect(datasets.map((dataset) => dataset['owner'])).toEqual([owner['id'], owner['id']]);
    expect(await record(String(datasets[0]!['id']), 'title ... on Dataset { frequency owner { name } }')).toMatchObject({ title: '公廁', frequency: 'YEARLY', owner: { name: '環保局' } });
  });

  test('each line that is wrong is reported with its place; the rest is published', async () => {
    const file = join(folder, 'mixed.ndjson');
    const line = (node: string, more = '') => `{"NODE":"${node}","TITLE":"水位","DESC":"水位","AGENCY":"水利署"${more}}`;
    writeFileSync(file, [line('1'), '{"NODE":"2",', line('3').replace('"DESC":"水位",', ''), line('1'), line('5'), ''].join('\r\n'));
    const { exit, rejections, created, rejected } = await importFile(file, 'dgtw');
    expect({ exit, created, rejected }).toEqual({ exit: 1, created: 2, rejected: 3 });
    expect(rejections).toMatchObject([
      { line: 2, identifier: null, problems: [{ field: '(line, column 14)', rule: 'JSON' }] },
      { line: 4, identifier: '1', problems: [{ field: 'sources[0].identifier', value: '1', rule: 'DUPLICATE' }] },
      { line: 3, identifier: '3', problems: [{ field: 'descriptions', value: null, rule: 'REQUIRED' }] },
    ]);
  });

  test('an owner that the node refuses costs its own records only', async () => {
    const mapping = compileMapping({
      system: 'test',
      identifier: 'id',
      owner: { identifier: 'office', titles: { zh: 'office' }, homepage: 'site' },
      record: { titles: { zh: 'id' }, descriptions: { zh: 'id' }, themes: { value: 'other' }, shareType: { value: 'UNCONDITIONAL' }, openness: { value: 'OPEN' }, frequency: { value: 'DAILY' } },
    });
    const rejections: Rejection[] = [];
    const entries = lines([{ id: 'a', office: '甲', site: 'no address' }, { id: 'b', office: '乙' }, { id: 'c', office: '甲', site: 'no address' }]);
    const steward = createSteward({ url: url(), send: http.send, token: 'secret' });
    const report = await importRecords({ entries, mapping, steward, onRejected: (one) => rejections.push(one) });
    expect(report).toMatchObject({ entries: 3, created: 1, rejected: 2, owners: { created: 1 } });
    expect(rejections).toMatchObject([
      { line: 1, identifier: 'a', problems: [{ field: 'owner.homepage', rule: 'URL', value: 'no address' }] },
      { line: 3, identifier: 'c' },
    ]);
  });

  test('a wrong token, mapping or address ends it before anything is written', async () => {
    const file = join(folder, 'one.ndjson');
    writeFileSync(file, '{"NODE":"1","TITLE":"水位","DESC":"水位","AGENCY":"水利署"}');
    expect(await importFile(file, 'dgtw', { token: 'wrong' })).toMatchObject({ exit: 2, created: 0, error: expect.stringMatching(/refused: The token in the header `authorization` is not one of this service\. .*--token, or STEWARD_TOKEN/) });
    expect(await importFile(file, 'nothing')).toMatchObject({ exit: 2, error: expect.stringMatching(/^--mapping: expected a file, or one of dgtw, firstdata, open-data-registry/) });
    expect(await importFile(file, 'dgtw', { node: 'localhost' })).toMatchObject({ exit: 2, error: expect.stringMatching(/^--node: expected/) });
    expect(await importFile(join(folder, 'absent.ndjson'), 'dgtw')).toMatchObject({ exit: 2, error: expect.stringMatching(/^FILE: expected a file/) });
    expect(await log()).toEqual({ head: 0, live: 0 });
  });

  test('a node that vanishes stops it; the same again goes on where it was', async () => {
    const mapping = compileMapping({
      system: 'test',
      identifier: 'id',
      kind: 'ORGANIZATION',
      record: { titles: { zh: 'id' } },
    });
    const all = Array.from({ length: 40 }, (_, index) => ({ id: `机关${String(index)}` }));
    const steward = () => createSteward({ url: url(), send: http.send, token: 'secret', firstDelayMillis: 1 });
    const { port } = node;
    async function* vanishing(): AsyncGenerator<SourceEntry> {
      for await (const entry of lines(all)) {
        if (entry.line === 31) await node.close();
        yield entry;
      }
    }
    const failure: unknown = await importRecords({ entries: vanishing(), mapping, steward: steward(), limits: { records: 10 } }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ImportStopped);
    const done = (failure as ImportStopped).report.created;
    expect([20, 30]).toContain(done);
    node = await start(port);
    expect(await importRecords({ entries: lines(all), mapping, steward: steward() })).toMatchObject({ created: 40 - done, unchanged: done, rejected: 0 });
  });

  test('a node that comes back in time is not noticed', async () => {
    const mapping = compileMapping({ system: 'test', identifier: 'id', kind: 'ORGANIZATION', record: { titles: { zh: 'id' } } });
    const { port } = node;
    const reasons: Error[] = [];
    await node.close();
    let back: Promise<void> | undefined;
    const onRetry = (reason: Error): void => {
      reasons.push(reason);
      back ??= start(port).then((server) => void (node = server));
    };
    const steward = createSteward({ url: `http://127.0.0.1:${String(port)}/graphql`, send: http.send, token: 'secret', attempts: 20, firstDelayMillis: 20, onRetry });
    expect(await importRecords({ entries: lines([{ id: '机关' }]), mapping, steward })).toMatchObject({ created: 1 });
    expect(reasons.length).toBeGreaterThan(0);
  });

  test('an interruption ends it after the request under way', async () => {
    const mapping = compileMapping({ system: 'test', identifier: 'id', kind: 'ORGANIZATION', record: { titles: { zh: 'id' } } });
    const stop = new AbortController();
    const entries = lines(Array.from({ length: 30 }, (_, index) => ({ id: `机关${String(index)}` })));
    const steward = createSteward({ url: url(), send: http.send, token: 'secret' });
    const running = importRecords({ entries, mapping, steward, limits: { records: 10 }, onProgress: () => stop.abort(new Error('interrupted')), signal: stop.signal });
    await expect(running).rejects.toMatchObject({ name: 'ImportStopped', message: 'interrupted', report: { created: 10 } });
    expect((await log()).live).toBe(10);
  });
});

async function* lines(values: readonly object[]): AsyncGenerator<SourceEntry> {
  for (const [index, value] of values.entries()) yield { ok: true, line: index + 1, value: value as never };
}
