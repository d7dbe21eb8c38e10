import type { QualityDimensionCode } from '../generated/common.js';
import type { DescribedRecord, Texts } from './described-record.js';

/** The kinds that are judged: what describes data. Standards and organizations are not. */
export type JudgedKind = 'DATASET' | 'DATA_SERIES' | 'DATA_SERVICE';

export type { QualityDimensionCode };

/** One metric of the MQA: met, and its points are reached, or not. */
export interface Metric {
  readonly code: string;
  readonly points: number;
  /** Kinds that have a field for it. */
  readonly kinds: readonly JudgedKind[];
  /** How much work it is to meet: 1 a word in the record, 2 something to look up or decide, 3 something to make. */
  readonly effort: 1 | 2 | 3;
  readonly isMet: (record: DescribedRecord) => boolean;
  readonly name: Texts;
  /** Why it counts as met. */
  readonly met: Texts;
  /** What is missing and what to do. */
  readonly unmet: Texts;
}

export const EVERY_KIND: readonly JudgedKind[] = ['DATASET', 'DATA_SERIES', 'DATA_SERVICE'];
export const DATASET_ONLY: readonly JudgedKind[] = ['DATASET'];
export const DATASET_AND_SERVICE: readonly JudgedKind[] = ['DATASET', 'DATA_SERVICE'];
