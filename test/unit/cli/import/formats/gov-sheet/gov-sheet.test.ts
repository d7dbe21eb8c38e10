import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { govSheetProfile } from '../../../../../../cli/import/formats/gov-sheet/gov-sheet-profile.js';
import type { MappedLine } from '../../../../../../cli/import/mapping/mapping.js';
import type { SourceEntry } from '../../../../../../cli/import/readers/source-reader.js';
import { xlsx, type TestCell, type TestSheet, type TestWorkbook } from '../../../../../../bench/lib/xlsx.js';
import { zip } from '../../../../../../bench/lib/zip.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-sheet-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

type Read = { readonly line: number } & (MappedLine | { readonly outcome: 'UNREADABLE'; readonly rule: string; readonly message: string; readonly excerpt: string | null });

/** What becomes of a file, entry by entry. */
async function read(name: string, bytes: Buffer | string, system?: string): Promise<readonly Read[]> {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  const { entries, mapping } = govSheetProfile(file, { system });
  const found: Read[] = [];
  for await (const entry of entries) found.push({ line: entry.line, ...judge(entry, mapping) } as Read);
  return found;
}

const judge = (entry: SourceEntry, mapping: (value: never) => MappedLine) => (entry.ok ? mapping(entry.value as never) : { outcome: 'UNREADABLE', rule: entry.rule, message: entry.message, excerpt: entry.excerpt });

const HEADINGS = ['信息资源分类', '信息资源名称', '信息资源代码', '信息资源提供方', '提供方代码', '信息资源摘要', '信息资源格式', '信息项', '共享类型', '共享条件', '共享方式', '是否向社会开放', '开放条件', '更新周期', '发布日期', '访问地址'];
const ROW = ['主题信息资源类/生态环境', '滨海湿地鸟类调查', '370/0012', '滨海湿地管理站', '91350100M000100Y43', '每季度对滨海湿地鸟类的种类与数量进行样线调查的结果。', 'CSV、XLSX', '样线编号（字符型C(20)）、鸟种（字符型）、数量', '有条件共享', '科研与保护工作使用', '共享平台', '是', '', '每季度', '2024年3月1日', 'https://data.wetland.example/birds'];

const row = (changes: Readonly<Record<string, TestCell>>): TestCell[] => HEADINGS.map((heading, index) => (heading in changes ? (changes[heading] ?? null) : (ROW[index] ?? null)));
const sheet = (rows: readonly (readonly TestCell[])[], more: Partial<TestSheet> = {}): TestSheet => ({ name: '目录', rows: [HEADINGS, ...rows], ...more });
const readXlsx = async (workbook: TestWorkbook): Promise<readonly Read[]> => read('目录.xlsx', xlsx(workbook));
const readRows = async (...rows: readonly (readonly TestCell[])[]): Promise<readonly Read[]> => readXlsx({ sheets: [sheet(rows)] });

const EXPECTED = {
  outcome: 'RECORD',
  alias: '370/0012',
  identifier: '91350100M000100Y43/370/0012',
  record: {
    kind: 'DATASET',
    sources: [{ system: 'gov-sheet', identifier: '91350100M000100Y43/370/0012' }],
    titles: [{ lang: 'zh', text: '滨海湿地鸟类调查' }],
    descriptions: [{ lang: 'zh', text: '每季度对滨海湿地鸟类的种类与数量进行样线调查的结果。' }],
    themes: ['environment'],
    shareType: 'CONDITIONAL',
    shareCondition: '科研与保护工作使用\n共享方式：共享平台',
    openness: 'OPEN',
    frequency: 'QUARTERLY',
    issued: '2024-03-01',
    items: [{ name: '样线编号', dataType: '字符型C(20)' }, { name: '鸟种', dataType: '字符型' }, { name: '数量' }],
    distributions: [
      { accessURL: 'https://data.wetland.example/birds', format: 'CSV' },
      { accessURL: 'https://data.wetland.example/birds', format: 'XLSX' },
    ],
  },
  owner: {
    identifier: '91350100M000100Y43',
    record: { kind: 'ORGANIZATION', titles: [{ lang: 'zh', text: '滨海湿地管理站' }], uscc: '91350100M000100Y43', sources: [{ system: 'gov-sheet/owners', identifier: '91350100M000100Y43' }] },
  },
};

describe('a row becomes a dataset and its owner', () => {
  test('of a workbook', async () => {
    expect(await readRows(row({}))).toEqual([{ line: 2, ...EXPECTED }]);
  });

  test.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\ufeff${text}`)],
  ])('of CSV in %s', async (_, encode) => {
    const csv = [HEADINGS, ROW].map((cells) => cells.join(',')).join('\r\n');
    expect(await read('目录.csv', encode(csv))).toEqual([{ line: 2, ...EXPECTED }]);
  });

  test('of CSV in GB18030, which the headings tell', async () => {
    const found = await read('旧.csv', gb18030(`${['名称', '摘要', '代码'].join(',')}\n水位,水位,7\n`));
    expect(found).toMatchObject([{ line: 2, outcome: 'REJECTED', identifier: null, problems: expect.arrayContaining([expect.objectContaining({ field: '信息资源提供方', rule: 'REQUIRED' })]) }]);
  });

  test('its system can be named', async () => {
    const csv = [HEADINGS, ROW].map((cells) => cells.join(',')).join('\n');
    expect(await read('x.csv', csv, 'data.wetland.example')).toMatchObject([{ record: { sources: [{ system: 'data.wetland.example', identifier: '91350100M000100Y43/370/0012' }] }, owner: { record: { sources: [{ system: 'data.wetland.example/owners' }] } } }]);
  });
});

/** The bytes of a text in GB18030; Node decodes it only, so the table is turned round. */
function gb18030(text: string): Buffer {
  const codes = new Map<string, Buffer>();
  const decoder = new TextDecoder('gb18030');
  for (let first = 0x81; first <= 0xfe; first += 1) for (let second = 0x40; second <= 0xfe; second += 1) codes.set(decoder.decode(Buffer.from([first, second])), Buffer.from([first, second]));
  return Buffer.concat([...text].map((character) => (character.charCodeAt(0) < 128 ? Buffer.from(character) : (codes.get(character) ?? Buffer.from('?')))));
}

describe('columns that are not read', () => {
  async function warningsOf(headings: readonly string[]): Promise<readonly string[]> {
    const file = join(folder, 'columns.csv');
    writeFileSync(file, `${headings.join(',')}\n${headings.map(() => '甲').join(',')}\n`);
    const { entries, warnings } = govSheetProfile(file, {});
    for await (const entry of entries) expect(entry.ok).toBe(true);
    return warnings?.() ?? [];
  }

  test('are told once, with the heading that was meant', async () => {
    expect(await warningsOf(['序号', '信息资源名称', '摘要', '共亨条件', '备注'])).toEqual(['Columns that were passed by, for their headings are not known: "共亨条件" (is it 共享条件?), "备注".']);
  });

  test('are not taken for a column that is there', async () => {
    expect(await warningsOf(['信息资源名称', '摘要', '共享条件', '共亨条件'])).toEqual(['Columns that were passed by, for their headings are not known: "共亨条件".']);
  });

  test('are none where every heading is known', async () => {
    expect(await warningsOf(['序 号', '*信息资源名称', '2.摘要（必填）', '类', '项'])).toEqual([]);
  });
});

describe('headings', () => {
  test('in other spellings, widths and places, with a title above and marks', async () => {
    const rows = [['某市政务信息资源目录'], [], ['序号', '*资源名称', '2.摘要（必填）', '提供单位', '信息资源 分类', '共享属性', '开放属性', '更新频率（次）'], ['1', '鸟类', '鸟类调查', '管理站', '生态环境', '无条件', '不予开放', '每天']];
    expect(await readXlsx({ sheets: [{ name: '目录', rows }] })).toMatchObject([
      { line: 4, outcome: 'RECORD', identifier: '管理站/鸟类', record: { shareType: 'UNCONDITIONAL', openness: 'CLOSED', frequency: 'DAILY' }, owner: { identifier: '管理站' } },
    ]);
  });

  test('共享范围 says how far data are shared, so nothing of it is taken for who may know of the record', async () => {
    const [read] = await readXlsx({ sheets: [{ name: '目录', rows: [[...HEADINGS, '共享范围'], [...ROW, '本单位']] }] });
    expect(read).toEqual({ line: 2, ...EXPECTED });
  });

  test('in two rows, of groups and their columns, merged', async () => {
    const rows = [
      ['信息资源分类', null, null, '信息资源名称', '摘要', '提供方', '信息项信息', null, '共享属性', null, '是否开放', '更新周期'],
      ['类', '项', '目', null, null, null, '信息项名称', '数据类型', '共享类型', '共享条件', null, null],
      ['部门信息资源类', '气象', '雷达站', '雷达拼图', '雷达拼图数据。', '气象局', '时次', '日期型', '无条件共享', null, '是', '实时'],
    ];
    const merges = ['A1:C1', 'D1:D2', 'E1:E2', 'F1:F2', 'G1:H1', 'I1:J1', 'K1:K2', 'L1:L2'];
    expect(await readXlsx({ sheets: [{ name: 's', rows, merges }] })).toMatchObject([
      { line: 3, record: { themes: ['weather'], keywords: ['雷达站'], items: [{ name: '时次', dataType: '日期型' }], shareType: 'UNCONDITIONAL', frequency: 'REALTIME' } },
    ]);
  });

  test('are looked for in the first sheet that has them; another that has them is told', async () => {
    const guide: TestSheet = { name: '填写说明', rows: [['请先阅读'], ['信息资源名称不得为空']] };
    expect(await readXlsx({ sheets: [guide, sheet([row({})], { hidden: true }), sheet([row({ 信息资源代码: 'a' })]), sheet([row({})], { name: '二' })] })).toMatchObject([
      { line: 2, identifier: '91350100M000100Y43/a' },
      { outcome: 'UNREADABLE', rule: 'SHEET', excerpt: '二' },
    ]);
  });

  test('that are missing or double are refused', async () => {
    expect(await readXlsx({ sheets: [{ name: 's', rows: [['编号', '水位'], ['1', '2']] }] })).toMatchObject([{ outcome: 'UNREADABLE', rule: 'HEADER' }]);
    expect(await read('a.csv', 'a,b\n1,2\n')).toMatchObject([{ outcome: 'UNREADABLE', rule: 'HEADER', message: expect.stringContaining('--mapping') }]);
    expect(await read('b.csv', '摘要,提供方\n1,2\n')).toMatchObject([{ rule: 'HEADER', message: expect.stringContaining('信息资源名称') }]);
    expect(await read('c.csv', '名称,资源名称,摘要\n1,2,3\n')).toMatchObject([{ rule: 'HEADER', message: 'Expected each heading once but columns 1 and 2 are both 信息资源名称.' }]);
    expect(await read('d.csv', '编号,信息资源代码,名称,提供方\n1,2,3,局\n')).toMatchObject([{ outcome: 'REJECTED', identifier: '局/2' }]);
  });
});

describe('items in rows of their own', () => {
  const columns = ['信息资源代码', '信息资源名称', '摘要', '提供方', '分类', '信息项名称', '数据类型', '共享类型', '是否开放', '更新周期'];
  const record = (code: string, item: string, type: string | null): TestCell[] => [code, `资源${code}`, '摘要', '局', '气象服务', item, type, '无条件共享', '是', '每日'];
  const further = (item: string, type: string | null): TestCell[] => [null, null, null, null, null, item, type];
  const expected = [
    { line: 2, record: { items: [{ name: '站号', dataType: '字符型' }, { name: '气温', dataType: '数值型' }, { name: '风向' }] } },
    { line: 5, record: { items: [{ name: '雨量' }] } },
  ];

  test('follow their record with its cells left blank', async () => {
    const rows = [columns, record('1', '站号', '字符型'), further('气温', '数值型'), further('风向', null), record('2', '雨量', null)];
    expect(await readXlsx({ sheets: [{ name: 's', rows }] })).toMatchObject(expected);
  });

  test('follow their record with its cells merged', async () => {
    const rows = [columns, record('1', '站号', '字符型'), further('气温', '数值型'), further('风向', null), record('2', '雨量', null)];
    expect(await readXlsx({ sheets: [{ name: 's', rows, merges: ['A2:A4', 'B2:B4', 'C2:C4', 'H2:H4'] }] })).toMatchObject(expected);
  });

  test('follow their record, which each row repeats', async () => {
    const rows = [columns, record('1', '站号', '字符型'), record('1', '气温', '数值型'), record('1', '风向', null), record('2', '雨量', null)];
    expect(await readXlsx({ sheets: [{ name: 's', rows }] })).toMatchObject(expected);
  });

  test('a merged cell over several records is the cell of each', async () => {
    const rows = [columns, record('1', 'a', null), [...record('2', 'b', null).slice(0, 3), null, ...record('2', 'b', null).slice(4)]];
    expect(await readXlsx({ sheets: [{ name: 's', rows, merges: ['D2:D3'] }] })).toMatchObject([{ owner: { identifier: '局' } }, { identifier: '局/2', owner: { identifier: '局' } }]);
  });
});

describe('cells', () => {
  test.each([
    ['2024-03-01', '2024-03-01'],
    ['2024/3/1', '2024-03-01'],
    ['２０２４．３．１', '2024-03-01'],
    ['20240301', '2024-03-01'],
    ['2024-03-01 08:30:00', '2024-03-01'],
    ['2024年3月', '2024-03'],
    ['2024', '2024'],
    ['45352', '2024-03-01'],
    [45352, '2024-03-01'],
    [{ serial: 45352.75 }, '2024-03-01'],
    ['2024-03-01T08:30:00+08:00', '2024-03-01T08:30:00+08:00'],
  ])('the date %j', async (cell, expected) => {
    expect(await readRows(row({ 发布日期: cell }))).toMatchObject([{ record: { issued: expected } }]);
  });

  test('dates that count from 1904', async () => {
    expect(await readXlsx({ sheets: [sheet([row({ 发布日期: { serial: 43890 } })])], from1904: true })).toMatchObject([{ record: { issued: '2024-03-01' } }]);
  });

  test('numbers, inline texts, escapes and line ends are what they show', async () => {
    const found = await readRows(row({ 信息资源代码: 370001200001, 信息资源名称: { inline: '甲 & <乙>' }, 信息资源摘要: '一\r\n二' }));
    expect(found).toMatchObject([{ identifier: '91350100M000100Y43/370001200001', record: { titles: [{ text: '甲 & <乙>' }], descriptions: [{ text: '一\r\n二' }] } }]);
  });

  test('a list may stand on lines, and 无 is nothing', async () => {
    const cells = { 信息项: '站码|C(10)\n雨量(mm)|\n备注', 信息资源格式: 'CSV\n无', 访问地址: 'https://a.example/1\nhttps://a.example/2', 发布日期: '无', 开放条件: '-' };
    const [found] = await readRows(row(cells));
    expect(found).toMatchObject({ record: { items: [{ name: '站码', dataType: 'C(10)' }, { name: '雨量(mm)' }, { name: '备注' }], distributions: [{ accessURL: 'https://a.example/1', format: 'CSV' }, { accessURL: 'https://a.example/2' }] } });
    expect(found).not.toHaveProperty('record.issued');
  });

  test('是 with a condition is open on application, and the condition is kept', async () => {
    expect(await readRows(row({ 开放条件: '实名申请', 共享方式: null }))).toMatchObject([{ record: { openness: 'CONDITIONAL', shareCondition: '科研与保护工作使用\n开放条件：实名申请' } }]);
  });

  test('two offices that use the same code have a record each', async () => {
    const found = await readRows(row({}), row({ 提供方代码: null, 信息资源提供方: '滨海/渔业局' }), row({ 提供方代码: '370-2' }));
    expect(found).toMatchObject([
      { record: { sources: [{ identifier: '91350100M000100Y43/370/0012' }] } },
      { record: { sources: [{ identifier: '滨海／渔业局/370/0012' }] } },
      { record: { sources: [{ identifier: '370-2/370/0012' }] } },
    ]);
  });

  test('of an office that is not said rightly nobody knows whose code it is', async () => {
    expect(await readRows(row({ 提供方代码: '91350100M000100Y44' }))).toMatchObject([{ outcome: 'REJECTED', identifier: null, problems: [{ field: '提供方代码', rule: 'USCC' }] }]);
  });

  test('an id with a mistyped character is told, and no record is made of it', async () => {
    expect(await readRows(row({ 信息资源代码: '310000-DS-0000000132-P' }))).toMatchObject([
      { outcome: 'REJECTED', identifier: null, problems: [{ field: '信息资源代码', value: '310000-DS-0000000132-P', rule: 'CHECK_CHARACTER', message: expect.stringMatching(/should be "\w" but is "P": a character may be mistyped/) }] },
    ]);
  });

  test('an id of the catalog names the record itself', async () => {
    const [found] = await readRows(row({ 信息资源代码: '310000-DS-0000000123-P' }));
    expect(found).toMatchObject({ identifier: '310000-DS-0000000123-P', record: { id: '310000-DS-0000000123-P' } });
    expect(found).not.toHaveProperty('record.sources');
  });
});

describe('what is wrong is told by its heading, value and rule', () => {
  test.each([
    [{ 信息资源名称: null }, { field: '信息资源名称', value: null, rule: 'REQUIRED' }],
    [{ 信息资源摘要: ' ' }, { field: '信息资源摘要', value: null, rule: 'REQUIRED' }],
    [{ 信息资源提供方: null }, { field: '信息资源提供方', value: null, rule: 'REQUIRED' }],
    [{ 信息资源分类: null }, { field: '信息资源分类', value: null, rule: 'REQUIRED' }],
    [{ 共享类型: '看情况' }, { field: '共享类型', value: '看情况', rule: 'VOCABULARY', message: 'Expected one of 无条件共享、有条件共享、不予共享.' }],
    [{ 共享条件: '无' }, { field: '共享条件', value: null, rule: 'REQUIRED' }],
    [{ 是否向社会开放: '也许' }, { field: '是否向社会开放', value: '也许', rule: 'VOCABULARY' }],
    [{ 更新周期: '常常' }, { field: '更新周期', value: '常常', rule: 'VOCABULARY' }],
    [{ 发布日期: '2024-02-30' }, { field: '发布日期', value: '2024-02-30', rule: 'DATE_FORMAT' }],
    [{ 提供方代码: '91350100M000100Y44' }, { field: '提供方代码', value: '91350100M000100Y44', rule: 'USCC' }],
    [{ 信息资源名称: { error: '#REF!' } }, { field: '信息资源名称', value: '#REF!', rule: 'CELL_ERROR' }],
  ])('%j', async (cells, problem) => {
    const found = await readRows(row(cells as never), row({ 信息资源代码: 'next' }));
    expect(found).toMatchObject([{ line: 2, outcome: 'REJECTED', problems: expect.arrayContaining([expect.objectContaining(problem)]) }, { line: 3, outcome: 'RECORD' }]);
  });

  test('a node names fields, which become headings', () => {
    const { nameField } = govSheetProfile('x.xlsx', {});
    expect(['distributions[0].accessURL', 'titles[1].text', 'owner.uscc', 'temporal.end', 'items', 'something'].map(nameField!)).toEqual(['访问地址', '信息资源名称', '提供方代码', '结束时间', '信息项', 'something']);
  });
});

describe('files that are no sheet are refused with the reason', () => {
  const refusal = async (bytes: Buffer | string) => read('x.xlsx', bytes);

  test('a text, an older workbook, a truncated one', async () => {
    const whole = xlsx({ sheets: [sheet([row({})])] });
    for (const bytes of ['名称,摘要\n', Buffer.from('d0cf11e0a1b11ae1', 'hex'), whole.subarray(0, whole.length / 2), '']) {
      expect(await refusal(bytes)).toMatchObject([{ outcome: 'UNREADABLE', rule: 'XLSX', message: expect.stringMatching(/^Expected an \.xlsx workbook .* What follows was not read\.$/) }]);
    }
  });

  test('a ZIP bomb, whether it says its size or lies', async () => {
    const bomb = Buffer.alloc(40 * 1024 * 1024, ' ');
    const parts = (toldBytes?: number) => [...['xl/workbook.xml', 'xl/_rels/workbook.xml.rels'].map((name) => ({ name, bytes: bomb, ...(toldBytes !== undefined && { toldBytes }) }))];
    expect(await refusal(zip(parts()))).toMatchObject([{ rule: 'XLSX', message: expect.stringMatching(/ZIP bomb/) }]);
    expect(await refusal(zip(parts(1_000)))).toMatchObject([{ rule: 'XLSX' }]);
  });

  test('a document type with entities, external ones and nested ones', async () => {
    const xml = '<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst><si><t>&x;&b;</t></si></sst>';
    expect(await refusal(xlsx({ sheets: [sheet([row({})])], parts: { 'xl/sharedStrings.xml': xml } }))).toMatchObject([{ rule: 'XLSX', message: expect.stringMatching(/xl\/sharedStrings\.xml/) }]);
  });

  test('CSV that breaks off or changes its encoding keeps what stands before it', async () => {
    const head = `${HEADINGS.join(',')}\n${ROW.join(',')}\n`;
    expect(await read('q.csv', `${head}"never closed,`)).toMatchObject([{ line: 2, outcome: 'RECORD' }, { outcome: 'UNREADABLE', rule: 'CSV' }]);
    expect(await read('u.csv', Buffer.concat([Buffer.from(`${head}水`), Buffer.from([0xc4, 0xe3]), Buffer.from(',1\n')]))).toMatchObject([{ line: 2, outcome: 'RECORD' }, { line: 3, outcome: 'UNREADABLE', rule: 'CSV', message: expect.stringMatching(/^Column 2: Expected UTF-8/) }]);
    expect(await read('g.csv', Buffer.concat([gb18030('名称,摘要\n水,水\n'), Buffer.from([0xff, 0xff, 0x0a])]))).toMatchObject([{ line: 2 }, { line: 3, rule: 'CSV', message: expect.stringMatching(/^Expected GB18030/) }]);
  });
});
