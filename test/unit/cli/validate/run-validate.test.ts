import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runValidate, type ValidateRequest } from '../../../../cli/validate/run-validate.js';
import { jsonView } from '../../../../cli/validate/views/json-view.js';
import { textView } from '../../../../cli/validate/views/text-view.js';
import { formatId } from '../../../../schema/ids.js';

const MAPPING = `
system: test
identifier: id
owner: { identifier: office, titles: { zh: office }, homepage: { path: home, otherwise: null } }
record:
  titles: { zh: title }
  descriptions: { zh: about }
  keywords: { path: words, split: ";" }
  themes: { value: environment }
  frequency: { value: YEARLY }
  shareType: { value: UNCONDITIONAL }
  openness: { value: OPEN }
  distributions: { accessURL: url, format: { value: CSV } }
skip: [{ when: { path: state, is: off }, because: withdrawn }]
`;
const HEAD = 'id,title,about,words,url,office,home,state';
const GOOD = 'a1,空气质量,各监测站每小时的数据。,空气,https://data.sh.gov.cn/1,环保局,,';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-validate-'));
  writeFileSync(join(folder, 'm.yaml'), MAPPING);
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const never = new AbortController().signal;

interface Printed {
  readonly entries?: number;
  readonly quality: unknown;
  readonly records: readonly Readonly<Record<string, unknown>>[];
  readonly rejections: readonly { readonly line: number; readonly problems: readonly { readonly field: string; readonly rule: string }[] }[];
  readonly error: string | null;
}

async function asJson(request: Partial<ValidateRequest> & { readonly file: string }) {
  const printed: string[] = [];
  const exit = await runValidate({ mapping: join(folder, 'm.yaml'), on: '2026-03-02', ...request }, jsonView((text) => printed.push(text)), never);
  expect(printed).toHaveLength(1);
  return { exit, ...(JSON.parse(printed[0]!) as Printed) };
}

async function asText(file: string, lang: 'zh' | 'en' = 'en') {
  const lines: string[] = [];
  const exit = await runValidate({ file, mapping: join(folder, 'm.yaml'), on: '2026-03-02' }, textView({ print: (line) => lines.push(line), lang }), never);
  return { exit, lines };
}

describe('ucat validate', () => {
  test('says of a sound file what each record scores and what to do first', async () => {
    const result = await asJson({ file: write('good.csv', `${HEAD}\n${GOOD}\n${GOOD.replace('a1', 'a2').replace(',空气,', ',,')}\n`) });
    expect(result).toMatchObject({ exit: 0, entries: 2, valid: 2, invalid: 0, error: null, rejections: [] });
    expect(result.records).toMatchObject([
      { line: 2, identifier: 'a1', score: 240, max: 405, rating: 'GOOD', firstFix: { code: 'DOWNLOAD_URL_USABLE', gain: 30 } },
      { line: 3, identifier: 'a2', score: 210, rating: 'SUFFICIENT', firstFix: { code: 'KEYWORDS', gain: 30, advice: { zh: expect.stringContaining('keywords'), en: expect.stringContaining('keywords') } } },
    ]);
    expect(Object.keys(result.records[0]!['gbt36344'] as object)).toEqual(['NORMATIVITY', 'COMPLETENESS', 'ACCURACY', 'CONSISTENCY', 'TIMELINESS', 'ACCESSIBILITY']);
    expect(result.quality).toMatchObject({ records: 2, mean: 225, ratings: { EXCELLENT: 0, GOOD: 1, SUFFICIENT: 1, BAD: 0 } });
  });

  test('reports each mistake with line, field, value and rule, of the reader, the mapping, the record and its owner', async () => {
    const rows = [GOOD, 'a2,无地址,说明文字很长的一段。,空气,不是地址,环保局,,', 'a1,重复,说明,空气,https://a.cn/1,环保局,,', 'a4,坏机构,说明,空气,https://a.cn/4,规划局,not an address,', ',无标识,说明,空气,https://a.cn/5,环保局,,', 'a6,下线,说明,空气,https://a.cn/6,环保局,,off'];
    const result = await asJson({ file: write('bad.csv', `${HEAD}\n${rows.join('\n')}\n`) });
    expect(result).toMatchObject({ exit: 1, entries: 6, valid: 1, invalid: 4, skipped: { withdrawn: 1 } });
    const problems = [...result.rejections].sort((a, b) => a.line - b.line).map(({ line, problems: [first] }) => [line, first?.field, first?.rule]);
    expect(problems).toEqual([[3, 'distributions[0].accessURL', 'URL'], [4, 'sources[0].identifier', 'DUPLICATE'], [5, 'owner.homepage', 'URL'], [6, 'identifier', 'REQUIRED']]);
  });

  test('takes an id of any authority where none is named, and holds it to the one that is', async () => {
    const mapping = write('ids.yaml', MAPPING.replace('record:', 'record:\n  series: series'));
    const file = write('ids.csv', `${HEAD},series\n${GOOD},${formatId('MEE', 'DATA_SERIES', 1)}\n${GOOD.replace('a1', 'a2')},${formatId('MEE', 'DATASET', 1)}\n`);
    const result = await asJson({ file, mapping, authority: '310000' });
    expect(result).toMatchObject({ exit: 1, valid: 1, rejections: [{ line: 3, problems: [{ field: 'series', rule: 'ID_KIND' }] }] });
  });

  test.each<[string, (file: string) => Partial<ValidateRequest> & { file: string }, string]>([
    ['a file that is not there', () => ({ file: '/nowhere.csv' }), 'FILE'],
    ['a mapping that is not there', (file) => ({ file, mapping: 'nothing' }), '--mapping'],
    ['an authority of no form', (file) => ({ file, authority: 'x' }), '--authority'],
    ['a day that is none', (file) => ({ file, on: '2026-02-30' }), '--on'],
    ['a format that nobody knows', (file) => ({ file, mapping: undefined, format: 'cuneiform' }), '--format'],
  ])('%s is not done', async (_, request, option) => {
    const result = await asJson(request(write('good.csv', `${HEAD}\n${GOOD}\n`)));
    expect([result.exit, result.error]).toEqual([2, expect.stringContaining(option)]);
    expect(result.entries).toBeUndefined();
  });

  test('prints a table for people, in the language asked for', async () => {
    const file = write('two.csv', `${HEAD}\n${GOOD}\na2,无地址,说明文字很长的一段。,空气,不是地址,环保局,,\n`);
    const { exit, lines } = await asText(file);
    expect(exit).toBe(1);
    expect(lines).toEqual([
      '   line  score  rating      identifier: what to do first, and the points it gains',
      expect.stringMatching(/^ {6}2 {4}240 {2}good {8}a1: There is no download address .* \(\+30\)$/),
      expect.stringMatching(/^line 3 \(a2\): distributions\[0\]\.accessURL URL: Expected .* Found: 不是地址$/),
      '2 entries read: 1 valid, 1 invalid',
      'quality of 1 records: mean 240.0 of 405; 0 excellent, 1 good, 0 sufficient, 0 bad',
      expect.stringMatching(/^ {2}first of 1 records: There is no download address/),
    ]);
    expect((await asText(file, 'zh')).lines.some((line) => line.includes('a1: 没有人人可用的下载地址'))).toBe(true);
  });

  test('an interrupted run says how far it came', async () => {
    const stop = new AbortController();
    stop.abort(new Error('interrupted'));
    const lines: string[] = [];
    const exit = await runValidate({ file: write('good.csv', `${HEAD}\n${GOOD}\n`), mapping: join(folder, 'm.yaml') }, textView({ print: (line) => lines.push(line) }), stop.signal);
    expect([exit, lines[0], lines[1]]).toEqual([2, 'Stopped: interrupted', '0 entries read: 0 valid, 0 invalid']);
  });
});
