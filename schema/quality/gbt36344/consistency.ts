import { dateInterval } from '../../date-interval.js';
import { isGiven } from '../described-record.js';
import { formatTraits, mediaTypeTraits } from '../file-formats.js';
import { isKnownLicense } from '../licenses.js';
import { forEveryKind, holds, shareOf, type Check, type Gbt36344Dimension } from './check.js';

/** Whether the first date is not after the second, as coarsely as they are known; null where one is missing. */
function inOrder(first: unknown, second: unknown): number | null {
  const [a, b] = [first, second].map((date) => (typeof date === 'string' ? dateInterval(date) : null));
  return a && b ? holds(a.start <= b.end) : null;
}

/** The ends of a period, however it is kept: `{start, end}` or a pair. */
const endsOf = (temporal: object): readonly unknown[] => (Array.isArray(temporal) ? temporal : [(temporal as { start?: unknown }).start, (temporal as { end?: unknown }).end]);

const checks: readonly Check[] = [
  {
    weight: 2,
    share: ({ issued, modified }) => inOrder(issued, modified),
    fix: { zh: '更新日期早于发布日期：请更正 issued 或 modified。', en: 'It was changed before it was issued: correct issued or modified.' },
  },
  {
    weight: 2,
    share: ({ temporal }) => (temporal ? inOrder(...(endsOf(temporal) as [unknown, unknown])) : null),
    fix: { zh: '时间范围的结束早于开始：请更正 temporal。', en: 'The time covered ends before it begins: correct temporal.' },
  },
  {
    weight: 3,
    share: ({ openness, shareType }) => (isGiven(openness) && isGiven(shareType) ? holds(!(openness === 'OPEN' && shareType === 'NOT_SHARED')) : null),
    fix: { zh: '向社会无条件开放却不予共享：请更正 openness 或 shareType。', en: 'It is open to the public and yet not shared with offices: correct openness or shareType.' },
  },
  {
    weight: 3,
    share: ({ openness, grade }) => (isGiven(openness) && isGiven(grade) ? holds(openness !== 'OPEN' || grade === 'GENERAL') : null),
    fix: { zh: '重要或核心数据却无条件开放：请更正 openness 或 grade。', en: 'It is graded important or core and yet open to everyone: correct openness or grade.' },
  },
  {
    weight: 2,
    share: ({ openness, license }) => (isGiven(openness) && isGiven(license) ? holds(openness !== 'CLOSED' || !isKnownLicense(license)) : null),
    fix: { zh: '不予开放却使用公共许可：请更正 openness 或 license。', en: 'It is closed to the public and yet under a public licence: correct openness or license.' },
  },
  {
    weight: 1,
    share: ({ distributions }) => {
      const both = (distributions ?? []).flatMap(({ format, mediaType }) => {
        const [byName, byType] = [formatTraits(format), mediaTypeTraits(mediaType)];
        const fitsAny = byName?.holdsOthers === true || byType?.holdsOthers === true;
        return byName && byType && !fitsAny ? [byName.machineReadable === byType.machineReadable] : [];
      });
      return shareOf(both, Boolean);
    },
    fix: { zh: '有的分发的格式与媒体类型不符：请更正 format 或 mediaType。', en: 'The format of a distribution does not go with its media type: correct format or mediaType.' },
  },
];

/** 一致性: whether the record contradicts itself. */
export const CONSISTENCY: Gbt36344Dimension<'CONSISTENCY'> = {
  code: 'CONSISTENCY',
  name: { zh: '一致性', en: 'Consistency' },
  checks: forEveryKind(checks),
  well: { zh: '没有发现自相矛盾的内容。', en: 'It does not contradict itself.' },
  unknown: { zh: '没有可以相互对照的内容。', en: 'It says nothing that could be compared.' },
};
