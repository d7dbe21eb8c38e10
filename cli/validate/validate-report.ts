import type { QualityRating } from '../../schema/generated/common.js';
import { RATINGS } from '../../schema/quality/mqa.js';
import type { MetricResult, Quality } from '../../schema/quality/quality.js';

/** A valid record and its quality. */
export interface JudgedRecord {
  readonly line: number;
  /** What its source knows it by. */
  readonly identifier: string;
  readonly quality: Quality;
}

/** What a validation found, so far or in all. */
export interface ValidateReport {
  readonly entries: number;
  readonly valid: number;
  readonly invalid: number;
  /** Entries left out by the mapping's own word, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** What was noticed of the file as a whole, in sentences. @default nothing */
  readonly warnings?: readonly string[];
  readonly quality: QualityReport;
}

export interface QualityReport {
  /** Valid records that are judged. */
  readonly records: number;
  /** Mean score, 0 to 405; null where nothing is judged. */
  readonly mean: number | null;
  readonly ratings: Readonly<Record<QualityRating, number>>;
  /** What to do first, and of how many records, the most frequent first. */
  readonly firstFixes: readonly { readonly metric: MetricResult; readonly records: number }[];
}

/** Sums the quality of records while a validation runs. */
export class QualityTally {
  readonly #ratings = Object.fromEntries(RATINGS.map(({ rating }) => [rating, 0])) as Record<QualityRating, number>;
  readonly #firstFixes = new Map<string, { readonly metric: MetricResult; records: number }>();
  #records = 0;
  #total = 0;

  add({ score, rating, firstFix }: Quality): void {
    this.#records += 1;
    this.#total += score;
    this.#ratings[rating] += 1;
    if (!firstFix) return;
    const known = this.#firstFixes.get(firstFix.code);
    if (known) known.records += 1;
    else this.#firstFixes.set(firstFix.code, { metric: firstFix, records: 1 });
  }

  report(): QualityReport {
    const firstFixes = [...this.#firstFixes.values()].sort((a, b) => b.records - a.records);
    return { records: this.#records, mean: this.#records === 0 ? null : this.#total / this.#records, ratings: { ...this.#ratings }, firstFixes };
  }
}
