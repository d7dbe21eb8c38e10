import type { QualityRating, RecordKind } from '../generated/common.js';
import type { DescribedRecord, Texts } from './described-record.js';
import { ACCESSIBILITY } from './metrics/accessibility.js';
import { CONTEXTUALITY } from './metrics/contextuality.js';
import { FINDABILITY } from './metrics/findability.js';
import { INTEROPERABILITY } from './metrics/interoperability.js';
import { REUSABILITY } from './metrics/reusability.js';
import type { JudgedKind, Metric, QualityDimensionCode } from './metric.js';

/** The highest score: the points of all metrics that a dataset has. */
export const MOST_POINTS = 405;

/** The metric's place tells its bit: what is new goes last, and whoever keeps bits makes them anew. */
export const DIMENSIONS: readonly { readonly code: QualityDimensionCode; readonly name: Texts; readonly metrics: readonly Metric[] }[] = [
  { code: 'FINDABILITY', name: { zh: '可发现性', en: 'Findability' }, metrics: FINDABILITY },
  { code: 'ACCESSIBILITY', name: { zh: '可访问性', en: 'Accessibility' }, metrics: ACCESSIBILITY },
  { code: 'INTEROPERABILITY', name: { zh: '互操作性', en: 'Interoperability' }, metrics: INTEROPERABILITY },
  { code: 'REUSABILITY', name: { zh: '可重用性', en: 'Reusability' }, metrics: REUSABILITY },
  { code: 'CONTEXTUALITY', name: { zh: '背景信息', en: 'Contextuality' }, metrics: CONTEXTUALITY },
];

export interface NumberedMetric {
  readonly metric: Metric;
  readonly dimension: QualityDimensionCode;
  /** 2 to the power of its place in `METRICS`. */
  readonly bit: number;
}

export const METRICS: readonly NumberedMetric[] = DIMENSIONS.flatMap(({ code, metrics }) => metrics.map((metric) => ({ metric, dimension: code }))).map((one, place) => ({ ...one, bit: 1 << place }));

const metricsOf = (kind: JudgedKind): readonly NumberedMetric[] => METRICS.filter(({ metric }) => metric.kinds.includes(kind));
const sumOf = (metrics: readonly NumberedMetric[]): number => metrics.reduce((sum, { metric }) => sum + metric.points, 0);

const OF_KIND: Readonly<Record<JudgedKind, { readonly metrics: readonly NumberedMetric[]; readonly possible: number }>> = {
  DATASET: { metrics: metricsOf('DATASET'), possible: sumOf(metricsOf('DATASET')) },
  DATA_SERIES: { metrics: metricsOf('DATA_SERIES'), possible: sumOf(metricsOf('DATA_SERIES')) },
  DATA_SERVICE: { metrics: metricsOf('DATA_SERVICE'), possible: sumOf(metricsOf('DATA_SERVICE')) },
};

export const isJudged = (kind: RecordKind): kind is JudgedKind => kind in OF_KIND;

/** The metrics that a kind has a field for. */
export const applicableMetrics = (kind: JudgedKind): readonly NumberedMetric[] => OF_KIND[kind].metrics;

/** The metrics that the record does not meet, a bit for each; null of a kind that is not judged. */
export function unmetMetrics(record: DescribedRecord): number | null {
  if (!isJudged(record.kind)) return null;
  let unmet = 0;
  for (const { metric, bit } of OF_KIND[record.kind].metrics) if (!metric.isMet(record)) unmet |= bit;
  return unmet;
}

/**
 * 0 to `MOST_POINTS`: the points of the metrics that are met. A kind that has fewer fields is measured by its own
 * metrics, on the same scale.
 */
export function scoreOf(kind: JudgedKind, unmet: number): number {
  const { metrics, possible } = OF_KIND[kind];
  let points = 0;
  for (const { metric, bit } of metrics) if ((unmet & bit) === 0) points += metric.points;
  return Math.round((points * MOST_POINTS) / possible);
}

/** Ratings from the best, each from this score on. */
export const RATINGS: readonly { readonly rating: QualityRating; readonly from: number }[] = [
  { rating: 'EXCELLENT', from: 351 },
  { rating: 'GOOD', from: 221 },
  { rating: 'SUFFICIENT', from: 121 },
  { rating: 'BAD', from: 0 },
];

export const ratingOf = (score: number): QualityRating => (RATINGS.find(({ from }) => score >= from) as (typeof RATINGS)[number]).rating;

/** All metrics in the order in which they are best met: most points first, then the least work, then their own order. */
const FIX_ORDER = [...METRICS].sort((a, b) => b.metric.points - a.metric.points || a.metric.effort - b.metric.effort);

/** The unmet metric that gains most; undefined where all are met. */
export const firstFix = (unmet: number): NumberedMetric | undefined => FIX_ORDER.find(({ bit }) => (unmet & bit) !== 0);
