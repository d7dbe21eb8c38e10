import { expect, test } from '@jest/globals';
import { recordHtml } from '../../../../../gateway/http/pages/record-html.js';
import type { ExportRecord } from '../../../../../schema/formats/export-record.js';

const record = (fields: object): ExportRecord => ({ id: 'x', version: 1, modified: '2026-01-01', titles: [{ lang: 'zh', text: '布泵' }], owner: 'o', ...fields }) as unknown as ExportRecord;
const linked = (id: string) => (id === 'd' ? { titles: [{ lang: 'zh', text: '降水<观测>' }] } : undefined);

test('a use case is told with what it uses and what came of it', () => {
  const html = recordHtml(record({ kind: 'USE_CASE', uses: ['d', 'e'], outcomes: [{ lang: 'zh', text: '少封路 & 少空派' }, { lang: 'en', text: 'Fewer closures' }] }), linked, 'ZH');
  expect(html).toContain('<dt>所用数据</dt><dd><a href="/id/d">降水&#60;观测&#62;</a></dd><dd><a href="/id/e">e</a></dd>');
  expect(html).toContain('<dt>成效</dt><dd>少封路 &#38; 少空派</dd>');
  expect(recordHtml(record({ kind: 'USE_CASE', uses: ['d'], outcomes: [{ lang: 'zh', text: '少' }, { lang: 'en', text: 'Fewer closures' }] }), linked, 'EN')).toContain('<dt>What came of it</dt><dd>Fewer closures</dd>');
});

test('a demand is told with when it is needed and what it is met by, a facility with its cluster', () => {
  const demand = recordHtml(record({ kind: 'DEMAND', state: 'MET', neededBy: '2027-05-01', metBy: ['d'] }), linked, 'EN');
  expect(demand).toContain('<dt>Needed by</dt><dd>2027-05-01</dd>');
  expect(demand).toContain('<dt>Met by</dt><dd><a href="/id/d">');
  expect(recordHtml(record({ kind: 'COMPUTE_FACILITY', cluster: '贵安集群' }), linked, 'ZH')).toContain('<dt>数据中心集群</dt><dd>贵安集群</dd>');
});

test('what is not said has no line', () => {
  const html = recordHtml(record({ kind: 'USE_CASE', uses: ['d'] }), linked, 'ZH');
  for (const word of ['成效', '由此满足', '数据中心集群']) expect(html).not.toContain(word);
});
