import { dateInterval } from '../date-interval.js';
import type { OdrlConstraint } from './odrl-rules.js';

/** `HOLDS`, `FAILS`, or `OPEN`: it is not known here. */
export type Judgement = 'HOLDS' | 'FAILS' | 'OPEN';

/** What is known of the use that is asked about. */
export interface Circumstances {
  /** What it is for, in the words that the policy uses; missing where it was not said. */
  readonly purpose?: string | undefined;
  readonly at?: Date | undefined;
}

/** Judges one constraint. Only purpose and time are known here; a place, a number of uses and all else stay open. */
export function judgeConstraint({ left, operator, right }: OdrlConstraint, { purpose, at }: Circumstances): Judgement {
  if (left === 'purpose' && purpose !== undefined) return judgeWord(purpose, operator, right);
  return left === 'dateTime' && at !== undefined && right.length === 1 ? judgeTime(at.getTime(), operator, right[0] as string) : 'OPEN';
}

function judgeWord(word: string, operator: string, right: readonly string[]): Judgement {
  const isIn = right.includes(word);
  switch (operator) {
    case 'eq':
    case 'isAnyOf':
    case 'isA':
      return isIn ? 'HOLDS' : 'FAILS';
    case 'neq':
    case 'isNoneOf':
      return isIn ? 'FAILS' : 'HOLDS';
    default:
      return 'OPEN';
  }
}

/** A coarse date is the whole of it: before `2027` is before its first moment, until `2027` is until its last. */
function judgeTime(at: number, operator: string, right: string): Judgement {
  const interval = dateInterval(right);
  if (!interval) return 'OPEN';
  const answers: Readonly<Record<string, boolean>> = {
    lt: at < interval.start,
    lteq: at <= interval.end,
    gt: at > interval.end,
    gteq: at >= interval.start,
    eq: at >= interval.start && at <= interval.end,
    neq: at < interval.start || at > interval.end,
  };
  const answer = answers[operator];
  return answer === undefined ? 'OPEN' : answer ? 'HOLDS' : 'FAILS';
}
