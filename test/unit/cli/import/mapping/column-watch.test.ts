import { describe, expect, test } from '@jest/globals';
import { ColumnWatch } from '../../../../../cli/import/mapping/column-watch.js';
import { compileMapping } from '../../../../../cli/import/mapping/mapping.js';
import { nearNames } from '../../../../../cli/import/mapping/near-names.js';
import type { Value } from '../../../../../cli/import/mapping/value.js';

const record = { titles: { zh: '名称' } };

/** What is said of lines that a mapping with this record, and more, has read. */
function warningsOf(mapping: object, ...lines: readonly object[]): readonly string[] {
  const watch = new ColumnWatch(compileMapping({ system: 'test', identifier: '编号', record, ...mapping }).reads);
  for (const line of lines) watch.see(line as Value);
  return watch.warnings();
}
const read = (more: object, ...lines: readonly object[]) => warningsOf({ record: { ...record, ...more } }, ...lines);

describe('a column that a mapping names', () => {
  test('and no entry has is told, with what it may have been meant for', () => {
    expect(read({ issued: { path: '发布日', date: 'YYYY-MM-DD' } }, { 编号: 1, 名称: '甲', 发布日期: '2026-01-01' })).toEqual(['The mapping reads "发布日", which no entry has: nothing was made of it. Is it "发布日期"?']);
    expect(read({ license: 'Licence_URL' }, { 编号: 1, 名称: '甲', 'licence url': 'https://x.example' })).toEqual([expect.stringContaining('Is it "licence url"?')]);
    expect(read({ license: '许可' }, { 编号: 1, 名称: '甲' })).toEqual(['The mapping reads "许可", which no entry has: nothing was made of it.']);
  });

  test('is there where one entry has it, blank or not', () => {
    expect(read({ license: '许可' }, { 编号: 1, 名称: '甲' }, { 编号: 2, 名称: '乙', 许可: '' })).toEqual([]);
  });

  test('is missed below another, with the names that are there', () => {
    expect(read({ homepage: 'owner.home' }, { 编号: 1, 名称: '甲', owner: [{ homePage: 'x' }] })).toEqual(['The mapping reads "owner.home", which no entry has: nothing was made of it. Is it "homePage"?']);
    expect(read({ homepage: '$.a\\.b.c' }, { 编号: 1, 名称: '甲', 'a.b': { c: 1 } })).toEqual([]);
  });

  test('of several, of which one is enough, is missed where none is there', () => {
    const choices = [{ path: ['许可', 'license'] }, { first: [{ path: '许可', limit: 3 }, 'license'] }];
    for (const license of choices) {
      expect(read({ license }, { 编号: 1, 名称: '甲', license: 'x' })).toEqual([]);
      expect(read({ license }, { 编号: 1, 名称: '甲' })).toEqual([expect.stringContaining('"许可" or "license", which no entry has')]);
    }
  });

  test('is told once, wherever it is read: in texts, conditions, owners', () => {
    const everywhere = { skip: [{ when: { path: '状态', is: 'x' }, because: 'x' }], owner: { identifier: '单位', titles: { zh: '单位' } }, record: { ...record, landingPage: { text: 'https://x.example/{页}' } } };
    expect(warningsOf(everywhere, { 编号: 1, 名称: '甲' }).map((text) => /"(.*?)"/.exec(text)?.[1])).toEqual(['状态', '页', '单位']);
  });

  test('is not missed where it belongs to an element, where it is asked whether it exists, or where nothing was read', () => {
    const distributions = { each: '文件', where: { path: '地址', exists: true }, accessURL: '地址' };
    expect(read({ distributions }, { 编号: 1, 名称: '甲', 文件: [] })).toEqual([]);
    expect(read({ license: { value: 'x', when: { path: '许可', exists: false } } }, { 编号: 1, 名称: '甲' })).toEqual([]);
    expect(read({ license: '许可' })).toEqual([]);
  });
});

describe('near names', () => {
  test.each([
    ['Title', ['title', 'subtitle', 'date'], ['title', 'subtitle']],
    ['publishr', ['publisher', 'publication', 'x'], ['publisher']],
    ['名称', ['编号', '资源名称', '摘要'], ['资源名称']],
    ['ＩＤ', ['id'], ['id']],
    ['a', ['b', 'ab'], []],
  ])('%s among %j', (wanted, names, near) => {
    expect(nearNames([wanted], names)).toEqual(near);
  });
});
