import type { QualityRating } from '../generated/common.js';
import type { DescribedRecord, Texts } from './described-record.js';
import { judgeByGbt36344, type Gbt36344Result } from './gbt36344/gbt36344.js';
import type { QualityDimensionCode } from './metric.js';
import { applicableMetrics, DIMENSIONS, firstFix, isJudged, MOST_POINTS, ratingOf, scoreOf, unmetMetrics, type NumberedMetric } from './mqa.js';

/** How good a record's metadata are, by what the record itself says. */
export interface Quality {
  /** 0 to `max`. */
  readonly score: number;
  readonly max: number;
  readonly rating: QualityRating;
  readonly dimensions: readonly DimensionResult[];
  readonly metrics: readonly MetricResult[];
  /** What to do first; null where all metrics are met. */
  readonly firstFix: MetricResult | null;
  readonly gbt36344: readonly Gbt36344Result[];
  /** The day that timeliness and dates were judged on: `2026-03-01`. */
  readonly judgedOn: string;
}

/** Points reached of those that the record's kind can reach. */
export interface DimensionResult {
  readonly code: QualityDimensionCode;
  readonly name: Texts;
  readonly points: number;
  readonly max: number;
}

export interface MetricResult {
  readonly code: string;
  readonly name: Texts;
  readonly dimension: QualityDimensionCode;
  readonly met: boolean;
  readonly points: number;
  readonly max: number;
  /** Why, and what to do where it is not met. */
  readonly reason: Texts;
}

/**
 * Judges a record; null of a kind that is not judged. Pure: the same record and day give the same answer.
 *
 * @param on the day to judge on, as `2026-03-01`
 */
export function qualityOf(record: DescribedRecord, on: string): Quality | null {
  const { kind } = record;
  const unmet = unmetMetrics(record);
  if (unmet === null || !isJudged(kind)) return null;
  const score = scoreOf(kind, unmet);
  const first = firstFix(unmet);
  const metrics = applicableMetrics(kind).map((metric) => metricResult(metric, unmet));
  return {
    score,
    max: MOST_POINTS,
    rating: ratingOf(score),
    dimensions: dimensionResults(metrics),
    metrics,
    firstFix: first ? metricResult(first, unmet) : null,
    gbt36344: judgeByGbt36344(record, kind, on),
    judgedOn: on,
  };
}

function metricResult({ metric, dimension, bit }: NumberedMetric, unmet: number): MetricResult {
  const met = (unmet & bit) === 0;
  return { code: metric.code, name: metric.name, dimension, met, points: met ? metric.points : 0, max: metric.points, reason: met ? metric.met : metric.unmet };
}

function dimensionResults(metrics: readonly MetricResult[]): readonly DimensionResult[] {
  return DIMENSIONS.map(({ code, name }) => {
    const own = metrics.filter(({ dimension }) => dimension === code);
    return { code, name, points: own.reduce((sum, { points }) => sum + points, 0), max: own.reduce((sum, { max }) => sum + max, 0) };
  });
}

