import { isGiven } from '../described-record.js';
import { EVERY_KIND, type Metric } from '../metric.js';

/** Can people and programs find it? 100 points. */
export const FINDABILITY: readonly Metric[] = [
  {
    code: 'KEYWORDS',
    points: 30,
    kinds: EVERY_KIND,
    effort: 1,
    isMet: ({ keywords }) => isGiven(keywords),
    name: { zh: '关键字', en: 'Keywords' },
    met: { zh: '已填写关键字。', en: 'Keywords are given.' },
    unmet: { zh: '没有关键字：请填写 keywords，写用户会用来查找的词。', en: 'There are no keywords: fill in keywords with the words that people would look for.' },
  },
  {
    code: 'THEMES',
    points: 30,
    kinds: EVERY_KIND,
    effort: 1,
    isMet: ({ themes }) => isGiven(themes),
    name: { zh: '主题分类', en: 'Themes' },
    met: { zh: '已归入主题分类。', en: 'It is filed under a theme.' },
    unmet: { zh: '没有主题分类：请在 themes 中选择国家主题目录的代码。', en: 'It is filed under no theme: choose codes of the national theme list for themes.' },
  },
  {
    code: 'SPATIAL',
    points: 20,
    kinds: EVERY_KIND,
    effort: 1,
    isMet: ({ region, bbox }) => isGiven(region) || isGiven(bbox),
    name: { zh: '空间范围', en: 'Area covered' },
    met: { zh: '已说明覆盖的区域。', en: 'The area covered is stated.' },
    unmet: { zh: '没有空间范围：请填写 region（GB/T 2260 代码），数据集也可填写 bbox。', en: 'No area is stated: fill in region with a GB/T 2260 code, or bbox of a dataset.' },
  },
  {
    code: 'TEMPORAL',
    points: 20,
    kinds: ['DATASET', 'DATA_SERIES'],
    effort: 2,
    isMet: ({ temporal }) => temporal !== null && temporal !== undefined,
    name: { zh: '时间范围', en: 'Time covered' },
    met: { zh: '已说明覆盖的时间。', en: 'The time covered is stated.' },
    unmet: { zh: '没有时间范围：请填写 temporal 的起止时间，至少一端。', en: 'No time is stated: fill in temporal with the start or end of what the data cover.' },
  },
];
