import type { Lang, QualityRating } from '../../../schema/generated/search.js';
import type { Texts } from '../../../schema/quality/described-record.js';
import type { Metric } from '../../../schema/quality/metric.js';
import { METRICS, RATINGS } from '../../../schema/quality/mqa.js';
import type { AuthorityQuality } from '../index/search-index.js';
import { termLabel } from '../../kit/layers/term-label.js';

interface LangArgs {
  readonly lang?: Lang | null;
}

interface UnmetMetric {
  readonly metric: Metric;
  readonly unmet: number;
}

/** What the records of some authorities come to together; null where none is judged. */
export function summarize(qualities: readonly AuthorityQuality[]) {
  const records = sum(qualities.map((one) => one.records));
  if (records === 0) return null;
  return {
    records,
    mean: sum(qualities.map(({ total }) => total)) / records,
    ratings: RATINGS.map(({ rating }, place) => ({ rating, count: sum(qualities.map(({ ratings }) => ratings[place] ?? 0)) })),
    worst: worstOf(qualities),
  };
}

/** The metric that loses most points; the first in the order of the metrics where several lose the same. */
function worstOf(qualities: readonly AuthorityQuality[]): UnmetMetric | null {
  const all = METRICS.map(({ metric }, place) => ({ metric, unmet: sum(qualities.map(({ unmet }) => unmet[place] ?? 0)) }));
  const lost = ({ metric, unmet }: UnmetMetric): number => metric.points * unmet;
  const worst = all.reduce((a, b) => (lost(b) > lost(a) ? b : a));
  return worst.unmet > 0 ? worst : null;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const inLang = (texts: Texts, { lang }: LangArgs): string => (lang === 'EN' ? texts.en : texts.zh);

/** Resolvers of the types below `quality` of coverage. */
export const qualitySummaryResolvers = {
  RatingCount: { label: ({ rating }: { readonly rating: QualityRating }, { lang }: LangArgs) => termLabel('QUALITY', rating, lang ?? 'ZH') },
  UnmetMetric: {
    code: ({ metric }: UnmetMetric) => metric.code,
    name: ({ metric }: UnmetMetric, args: LangArgs) => inLang(metric.name, args),
    advice: ({ metric }: UnmetMetric, args: LangArgs) => inLang(metric.unmet, args),
  },
};
