import type { Gbt36344Code } from '../../generated/common.js';
import { dateInterval } from '../../date-interval.js';
import type { DescribedRecord, Texts } from '../described-record.js';
import type { JudgedKind } from '../metric.js';
import { ACCESSIBILITY_36344 } from './accessibility.js';
import { ACCURACY } from './accuracy.js';
import type { Check, Gbt36344Dimension } from './check.js';
import { COMPLETENESS } from './completeness.js';
import { CONSISTENCY } from './consistency.js';
import { NORMATIVITY } from './normativity.js';
import { TIMELINESS } from './timeliness.js';

/** What one of the six dimensions of GB/T 36344-2018 comes to. */
export interface Gbt36344Result {
  readonly code: Gbt36344Code;
  readonly name: Texts;
  /** 0 to 100; null where the record says nothing that it could be judged by. */
  readonly score: number | null;
  /** What costs most and what to do, or that all is well. */
  readonly reason: Texts;
}

const DIMENSIONS: readonly Gbt36344Dimension<Gbt36344Code>[] = [NORMATIVITY, COMPLETENESS, ACCURACY, CONSISTENCY, TIMELINESS, ACCESSIBILITY_36344];

/** Judges a record by each dimension, in the order of the standard. @param on the day to judge on, as `2026-03-01` */
export function judgeByGbt36344(record: DescribedRecord, kind: JudgedKind, on: string): readonly Gbt36344Result[] {
  const at = dateInterval(on)?.end;
  if (at === undefined) throw new RangeError(`Expected a day such as 2026-03-01 but got ${JSON.stringify(on)}.`);
  return DIMENSIONS.map((dimension) => judge(dimension, record, kind, at));
}

function judge({ code, name, checks, well, unknown }: Gbt36344Dimension<Gbt36344Code>, record: DescribedRecord, kind: JudgedKind, at: number): Gbt36344Result {
  let possible = 0;
  let reached = 0;
  let worst: { readonly lost: number; readonly check: Check } | undefined;
  for (const check of checks[kind]) {
    const share = check.share(record, at);
    if (share === null) continue;
    possible += check.weight;
    reached += check.weight * share;
    const lost = check.weight * (1 - share);
    if (lost > (worst?.lost ?? 0)) worst = { lost, check };
  }
  if (possible === 0) return { code, name, score: null, reason: unknown };
  return { code, name, score: Math.round((100 * reached) / possible), reason: worst ? worst.check.fix : well };
}
