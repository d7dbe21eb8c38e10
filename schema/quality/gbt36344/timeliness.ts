import type { Frequency } from '../../generated/common.js';
import { dateInterval } from '../../date-interval.js';
import { isGiven, type DescribedRecord } from '../described-record.js';
import { forEveryKind, type Check, type Gbt36344Dimension, type JudgedAt } from './check.js';

/** Days between two changes. What changes within the day can't be told from a date; what has no period is asked once a year. */
const PERIOD_DAYS: Readonly<Record<Exclude<Frequency, 'NEVER'>, number>> = {
  REALTIME: 1, HOURLY: 1, DAILY: 1, WEEKLY: 7, MONTHLY: 31, QUARTERLY: 92, SEMIANNUAL: 184, YEARLY: 366, IRREGULAR: 366, UNKNOWN: 366,
};
/** A change may be published somewhat late: a week, or half a period where that is longer. */
const GRACE_DAYS = 7;
/** From in time to not at all: three more periods, at least three months. */
const DECLINE_PERIODS = 3;
const SHORTEST_DECLINE_DAYS = 90;
/** Who does not say how often the data change can't be held in time. */
const MOST_FOR_UNKNOWN = 0.5;
const DAY = 86_400_000;

/** How far the record was changed in time for its frequency, 0 to 1; null where it tells no frequency or no date. */
export function timely({ frequency, modified }: Pick<DescribedRecord, 'frequency' | 'modified'>, at: JudgedAt): number | null {
  if (frequency === 'NEVER') return 1;
  const changed = isGiven(modified) ? dateInterval(modified as string) : null;
  if (!frequency || changed === null) return null;
  const period = PERIOD_DAYS[frequency];
  const late = (at - changed.end) / DAY - period - Math.max(GRACE_DAYS, period / 2);
  const share = Math.min(1, Math.max(0, 1 - late / Math.max(SHORTEST_DECLINE_DAYS, DECLINE_PERIODS * period)));
  return frequency === 'UNKNOWN' ? share * MOST_FOR_UNKNOWN : share;
}

const checks: readonly Check[] = [
  {
    weight: 1,
    share: timely,
    fix: { zh: '没有按更新周期更新，或更新周期未知：请更新数据和 modified，或更正 frequency。', en: 'It was not changed as often as it says, or does not say how often: renew the data and modified, or correct frequency.' },
  },
];

/** 时效性: the date of the last change beside the frequency, on the day judged on. */
export const TIMELINESS: Gbt36344Dimension<'TIMELINESS'> = {
  code: 'TIMELINESS',
  name: { zh: '时效性', en: 'Timeliness' },
  checks: forEveryKind(checks),
  well: { zh: '按更新周期及时更新。', en: 'It is kept up as often as it says.' },
  unknown: { zh: '没有更新周期或更新日期，无法判断。', en: 'It tells no frequency or no date of change to judge by.' },
};
