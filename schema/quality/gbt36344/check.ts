import type { DescribedRecord, Texts } from '../described-record.js';
import type { JudgedKind } from '../metric.js';

/** The day that a record is judged on, as milliseconds since 1970: the last of the day. */
export type JudgedAt = number;

/** One thing that counts in a dimension. */
export interface Check {
  /** What it counts for, beside the others that can be judged. */
  readonly weight: number;
  /** How far it holds, 0 to 1; null where the record says nothing that it could be judged by. */
  readonly share: (record: DescribedRecord, at: JudgedAt) => number | null;
  /** What is wrong and what to do. */
  readonly fix: Texts;
}

/** A dimension of GB/T 36344-2018. */
export interface Gbt36344Dimension<Code extends string = string> {
  readonly code: Code;
  readonly name: Texts;
  readonly checks: Readonly<Record<JudgedKind, readonly Check[]>>;
  /** What is said where nothing is wrong. */
  readonly well: Texts;
  /** What is said where nothing can be judged. */
  readonly unknown: Texts;
}

export const holds = (truth: boolean): number => (truth ? 1 : 0);

/** The share of a list that passes; null of an empty one. */
export function shareOf<One>(list: readonly One[] | undefined, passes: (one: One) => boolean): number | null {
  return list === undefined || list.length === 0 ? null : list.filter(passes).length / list.length;
}

/** The same checks for every kind: each judges only what the record has. */
export const forEveryKind = (checks: readonly Check[]): Readonly<Record<JudgedKind, readonly Check[]>> => ({ DATASET: checks, DATA_SERIES: checks, DATA_SERVICE: checks });
