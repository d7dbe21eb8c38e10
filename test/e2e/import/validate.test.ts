import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { runImport } from '../../../cli/import/run-import.js';
import { jsonView as importView } from '../../../cli/import/views/json-view.js';
import type { Rejection } from '../../../cli/import/import-report.js';
import { runValidate } from '../../../cli/validate/run-validate.js';
import { jsonView } from '../../../cli/validate/views/json-view.js';
import { packagePath } from '../../../schema/package-path.js';
import { startNode } from '../../../subgraphs/catalog/main.js';
import type { HttpServer } from '../../../subgraphs/kit/http-server.js';
import { createHttpTransport, type HttpTransport } from '../../../subgraphs/kit/transport/http-transport.js';
import { xlsx, type TestCell } from '../../../bench/lib/xlsx.js';

const HEADINGS = ['信息资源分类', '信息资源名称', '信息资源代码', '信息资源提供方', '信息资源摘要', '共享类型', '是否向社会开放', '更新周期', '访问地址'];
const row = (code: number, changes: Readonly<Record<number, TestCell>> = {}): TestCell[] =>
  ['气象服务', `第${String(code)}号雨量站`, code, '水文中心', '各站每小时的雨量，经过检验。', '无条件共享', '是', '每小时', `https://data.cma.cn/${String(code)}`].map((cell, index) => changes[index] ?? cell);

interface Printed {
  readonly rejections: readonly Rejection[];
  readonly records: readonly { readonly identifier: string; readonly score: number }[];
}

describe('what ucat validate says of a file', () => {
  let folder: string;
  let node: HttpServer;
  let http: HttpTransport;
  let file: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ucat-validate-'));
    node = await startNode({ host: '127.0.0.1', port: 0, dataDir: folder, authorities: ['460000'], stewardToken: undefined }, pino({ level: 'silent' }));
    http = createHttpTransport();
    const rows = Array.from({ length: 60 }, (_, index) => row(index + 1));
    rows[9] = row(10, { 7: '常常' });
    rows[19] = row(20, { 8: 'data.cma.cn/20' });
    rows[29] = row(30, { 1: { error: '#N/A' } });
    rows[39] = row(40, { 5: '不予共享' });
    file = join(folder, '目录.xlsx');
    writeFileSync(file, xlsx({ sheets: [{ name: '目录', rows: [HEADINGS, ...rows] }] }));
  });
  afterAll(async () => {
    await http.close();
    await node.close();
    rmSync(folder, { recursive: true });
  });

  test('is what a node says when the file is imported: the same mistakes, and the same quality of each record', async () => {
    const never = new AbortController().signal;
    const printed: string[] = [];
    expect(await runValidate({ file, authority: '460000' }, jsonView((text) => printed.push(text)), never)).toBe(1);
    expect(await runImport({ file, node: `${node.url}/graphql`, batch: 200 }, importView((text) => printed.push(text)), never)).toBe(1);
    const [validated, imported] = printed.map((text) => JSON.parse(text) as Printed) as [Printed, Printed];
    const byLine = ({ rejections }: Printed): readonly Rejection[] => [...rejections].sort((a, b) => a.line - b.line);
    expect(byLine(validated)).toEqual(byLine(imported));
    expect(validated.rejections).toHaveLength(4);

    const { data } = await http.send({ url: `${node.url}/graphql`, query: '{ changes(authority: "460000", first: 200) { entries { id kind } } }' });
    const ids = (data?.['changes'] as { entries: { id: string; kind: string }[] }).entries.filter(({ kind }) => kind === 'DATASET').map(({ id }) => id);
    const fields = ids.map((id, index) => `r${String(index)}: dataset(id: "${id}") { sources { identifier } quality { score } }`).join('\n');
    const { data: asked } = await http.send({ url: `${node.url}/graphql`, query: `{ ${fields} }` });
    const atNode = Object.values(asked as Record<string, { sources: { identifier: string }[]; quality: { score: number } }>).map(({ sources, quality }) => [sources[0]!.identifier, quality.score] as const);
    expect(new Map(atNode)).toEqual(new Map(validated.records.map(({ identifier, score }) => [identifier, score])));
    expect(atNode).toHaveLength(56);
  });

  test('names, as the import does, a column that a mapping reads and the file does not have', async () => {
    const never = new AbortController().signal;
    const printed: string[] = [];
    const mapping = join(folder, 'mapping.yaml');
    writeFileSync(mapping, readFileSync(packagePath('docs', 'examples', 'hainan.yaml'), 'utf8').replace('path: 发布日期', 'path: 发布日'));
    const request = { file: packagePath('docs', 'examples', 'hainan.csv'), mapping, authority: '460000' };
    expect(await runValidate(request, jsonView((text) => printed.push(text)), never)).toBe(0);
    expect(await runImport({ ...request, node: `${node.url}/graphql`, batch: 200 }, importView((text) => printed.push(text)), never)).toBe(0);
    const warnings = ['The mapping reads "发布日", which no entry has: nothing was made of it. Is it "发布日期"?'];
    expect(printed.map((text) => JSON.parse(text) as object)).toMatchObject([{ valid: 3, warnings }, { created: 3, warnings }]);
  });
});

describe('ucat validate, as it is typed', () => {
  const run = (...words: readonly string[]) => spawnSync(process.execPath, [packagePath('dist', 'cli', 'ucat.js'), 'validate', ...words], { encoding: 'utf8' });
  const [file, mapping] = ['csv', 'yaml'].map((ending) => packagePath('docs', 'examples', `hainan.${ending}`)) as [string, string];

  test('prints what docs/quality.md shows', () => {
    const { status, stdout } = run(file, '--mapping', mapping);
    expect(status).toBe(0);
    const summary = stdout.trim().split('\n').slice(4, 6);
    expect(readFileSync(packagePath('docs', 'quality.md'), 'utf8')).toContain(summary.join('\n'));
  });

  test('prints one JSON object, and ends with 1 where something is wrong and with 2 where it can not be asked so', () => {
    const { status, stdout } = run(file, '--mapping', mapping, '--authority', '460000', '--on', '2026-03-01', '--json');
    expect([status, (JSON.parse(stdout) as { valid: number }).valid]).toEqual([0, 3]);
    expect(run(packagePath('package.json'), '--mapping', mapping, '--format', 'json').status).toBe(1);
    expect(run(file, '--mapping', 'nothing').status).toBe(2);
    expect(run(file, '--lang', 'tlh').status).toBe(2);
  });
});
