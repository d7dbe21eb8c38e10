import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
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
import { xlsx, type TestCell } from '../../../bench/lib/xlsx.js';

const HEADINGS = ['信息资源分类', '信息资源名称', '信息资源代码', '信息资源提供方', '信息资源摘要', '共享类型', '是否向社会开放', '更新周期', '访问地址'];
const row = (code: number, changes: Readonly<Record<number, TestCell>> = {}): TestCell[] =>
  ['气象服务', `第${String(code)}号雨量站`, code, '水文中心', '每小时雨量。', '无条件共享', '是', '每小时', `https://rain.example/${String(code)}`].map((cell, index) => changes[index] ?? cell);

describe('ucat import of a sheet, against a node', () => {
  let folder: string;
  let node: HttpServer;
  let http: HttpTransport;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ucat-sheet-'));
    node = await startNode({ host: '127.0.0.1', port: 0, dataDir: folder, authorities: ['460000'], stewardToken: undefined }, pino({ level: 'silent' }));
    http = createHttpTransport();
  });
  afterEach(async () => {
    await http.close();
    await node.close();
    rmSync(folder, { recursive: true });
  });

  async function importRows(rows: readonly (readonly TestCell[])[], more: object = {}) {
    const file = join(folder, '目录.xlsx');
    writeFileSync(file, xlsx({ sheets: [{ name: '目录', rows: [HEADINGS, ...rows] }] }));
    let printed = '';
    const exit = await runImport({ file, node: `${node.url}/graphql`, batch: 200, ...more }, jsonView((text) => (printed += text)), new AbortController().signal);
    return { exit, ...(JSON.parse(printed) as ImportReport & { rejections: Rejection[]; notRetired: string | null; error: string | null }) };
  }

  async function head() {
    const { data } = await http.send({ url: `${node.url}/graphql`, query: '{ changes(authority: "460000", first: 1) { head live } }' });
    return data?.['changes'] as { head: number; live: number };
  }

  test('of 500 rows the three that are wrong cost themselves, are named by heading, and a second time nothing changes', async () => {
    const rows = Array.from({ length: 500 }, (_, index) => row(index + 1));
    rows[99] = row(100, { 7: '常常' });
    rows[199] = row(200, { 8: 'rain.example/200' });
    rows[299] = row(300, { 1: { error: '#N/A' } });
    const first = await importRows(rows);
    expect(first).toMatchObject({ exit: 1, entries: 500, created: 497, rejected: 3, error: null });
    expect([...first.rejections].sort((a, b) => a.line - b.line)).toMatchObject([
      { line: 101, identifier: '水文中心/100', problems: [{ field: '更新周期', value: '常常', rule: 'VOCABULARY' }] },
      { line: 201, identifier: '水文中心/200', problems: [{ field: '访问地址', value: 'rain.example/200', rule: 'URL' }] },
      { line: 301, identifier: '水文中心/300', problems: [{ field: '信息资源名称', value: '#N/A', rule: 'CELL_ERROR' }] },
    ]);
    const after = await head();
    expect(await importRows(rows)).toMatchObject({ created: 0, updated: 0, unchanged: 497, rejected: 3 });
    expect(await head()).toEqual(after);
  });

  describe('a complete one', () => {
    const all = Array.from({ length: 20 }, (_, index) => row(index + 1));
    beforeEach(async () => void (await importRows(all)));

    test('retires what it does not contain, and only of its own system', async () => {
      await importRows([row(7)], { system: 'other' });
      expect(await importRows(all.slice(0, 18), { complete: true })).toMatchObject({ exit: 0, unchanged: 18, retired: 2, notRetired: null });
      expect((await head()).live).toBe(18 + 1 + 2);
    });

    test('retires what its office has no more, and nothing of another office whose codes are the same', async () => {
      const others = all.slice(0, 5).map((cells) => cells.with(3, '海洋站'));
      expect(await importRows(others)).toMatchObject({ created: 5 });
      expect(await importRows(all.slice(0, 18), { complete: true })).toMatchObject({ exit: 0, unchanged: 18, retired: 2 });
      expect(await importRows(others, { complete: true })).toMatchObject({ exit: 0, unchanged: 5, retired: 0 });
    });

    test('retires nothing where more than the share would go, and says how many; with --force or a larger share it does', async () => {
      const before = await head();
      expect(await importRows(all.slice(0, 17), { complete: true })).toMatchObject({ exit: 3, unchanged: 17, notRetired: expect.stringMatching(/^Nothing was retired: 3 of 20 records of gov-sheet \(15 %\) are not in this source, more than the 10 %/) });
      expect(await head()).toEqual(before);
      expect(await importRows(all.slice(0, 17), { complete: true, maxRetire: 0.15 })).toMatchObject({ exit: 0, retired: 3 });
      expect(await importRows(all.slice(0, 1), { complete: true, force: true })).toMatchObject({ exit: 0, retired: 16 });
    });

    test('keeps what is in the source but wrong there', async () => {
      const rows = [...all.slice(0, 18), row(19, { 7: '常常' }), row(20, { 8: 'no address' })];
      expect(await importRows(rows, { complete: true })).toMatchObject({ exit: 1, rejected: 2, retired: 0 });
      expect((await head()).live).toBe(21);
    });

    test('retires nothing where an entry can not be told from what is missing', async () => {
      const rows = [...all.slice(0, 19), [null, null, null, '水文中心', '无名的。']];
      expect(await importRows(rows, { complete: true })).toMatchObject({ exit: 3, notRetired: expect.stringMatching(/1 entries could not be read as far as their identifiers/) });
      expect((await head()).live).toBe(21);
    });

    test('retires nothing for a source without a record', async () => {
      expect(await importRows([], { complete: true })).toMatchObject({ exit: 3, entries: 0, notRetired: expect.stringMatching(/without a single accepted record/) });
      expect((await head()).live).toBe(21);
    });

    test('a retired record comes back when it is in the source again', async () => {
      await importRows(all.slice(0, 19), { complete: true });
      expect((await head()).live).toBe(20);
      expect(await importRows(all, { complete: true })).toMatchObject({ exit: 0, created: 0, updated: 1, unchanged: 19, retired: 0 });
    });
  });
});
