import { isGiven } from '../described-record.js';
import { DATASET_ONLY, EVERY_KIND, type Metric } from '../metric.js';

/** What else helps to judge it? 20 points. */
export const CONTEXTUALITY: readonly Metric[] = [
  {
    code: 'RIGHTS',
    points: 5,
    kinds: DATASET_ONLY,
    effort: 2,
    isMet: ({ grade, shareCondition }) => isGiven(grade) || isGiven(shareCondition),
    name: { zh: '权利与分级', en: 'Rights and grade' },
    met: { zh: '已说明数据分级或共享条件。', en: 'Its grade or the condition on it is stated.' },
    unmet: { zh: '没有数据分级，也没有共享条件：请按 GB/T 43697-2024 填写 grade。', en: 'Neither grade nor condition is stated: fill in grade by GB/T 43697-2024.' },
  },
  {
    code: 'BYTE_SIZE',
    points: 5,
    kinds: DATASET_ONLY,
    effort: 1,
    isMet: ({ distributions }) => (distributions ?? []).some(({ byteSize }) => typeof byteSize === 'number'),
    name: { zh: '文件大小', en: 'File size' },
    met: { zh: '已填写文件大小。', en: 'A file size is stated.' },
    unmet: { zh: '没有文件大小：请填写 distributions 的 byteSize（字节）。', en: 'No file size is stated: give the distribution of a file its byteSize.' },
  },
  {
    code: 'ISSUED',
    points: 5,
    kinds: EVERY_KIND,
    effort: 1,
    isMet: ({ issued }) => isGiven(issued),
    name: { zh: '发布日期', en: 'Date of issue' },
    met: { zh: '已填写发布日期。', en: 'The date of issue is stated.' },
    unmet: { zh: '没有发布日期：请填写 issued。', en: 'The date of issue is not stated: fill in issued.' },
  },
  {
    code: 'MODIFIED',
    points: 5,
    kinds: EVERY_KIND,
    effort: 1,
    isMet: ({ modified }) => isGiven(modified),
    name: { zh: '更新日期', en: 'Date of change' },
    met: { zh: '有更新日期。', en: 'The date of the last change is known.' },
    unmet: { zh: '没有更新日期：请填写 modified。', en: 'The date of the last change is not known: fill in modified.' },
  },
];
