import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { compileMapping } from '../../../../../cli/import/mapping/mapping.js';
import { STEP_KEYS } from '../../../../../cli/import/mapping/steps.js';
import { packagePath } from '../../../../../schema/package-path.js';

const page = readFileSync(packagePath('docs', 'import.md'), 'utf8');
const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];

test('the mapping in the documentation does what it says', () => {
  const mapping = compileMapping(parse(example));
  const line = { 编号: 7, 名称: '水位', 摘要: '水位', 提供方: '水务局', 领域: '水利', 发布日期: '2024年5月1日', 信息项: '站码、水位', 文件: [{ 地址: 'https://a.example/1.csv', 名称: '表', 格式: 'CSV' }, {}] };
  expect(mapping(line)).toMatchObject({
    identifier: '7',
    record: {
      themes: ['energy'],
      issued: '2024-05-01',
      frequency: 'UNKNOWN',
      items: [{ name: '站码' }, { name: '水位' }],
      distributions: [{ title: '表', accessURL: 'https://a.example/1.csv', format: 'CSV' }, { accessURL: 'https://data.example.cn/7' }],
    },
    owner: { record: { titles: [{ lang: 'zh', text: '水务局' }] } },
  });
  expect(mapping({ ...line, 状态: '已下线' })).toEqual({ outcome: 'SKIPPED', because: 'withdrawn by its publisher' });
});

test.each(STEP_KEYS)('the documentation explains the step %s', (step) => {
  expect(page).toMatch(new RegExp(`\`${step}: `));
});
