import type { Lang } from '../../../schema/generated/search.js';
import { THEMES } from '../../../schema/themes.js';
import type { ThemeCounts } from '../index/search-index.js';
import { sumCounts, type CoverageCounts } from '../model/coverage-counts.js';
import { islandIndex } from '../model/island-index.js';
import { KEPT_DAYS, type DayCounts, type FigureDays, type FiguresOf } from '../trend/figure-days.js';
import { termLabel } from '../../kit/layers/term-label.js';
import { checkCount } from './search-input.js';

const DEFAULT_DAYS = 90;

/** `CoverageFigures` of groups of records, none of which is in two. */
export function figuresOf(groups: readonly CoverageCounts[]) {
  const counts = sumCounts(groups);
  const { records, dated, promised, recent, kept, linkedOut, linkedIn, linksOut, linksIn, demands } = counts;
  return {
    records,
    ...sharesOf(counts),
    dated: share(dated, records),
    recent: share(recent, dated),
    kept: share(kept, promised),
    links: { out: linksOut, in: linksIn, linkedOut: share(linkedOut, records), linkedIn: share(linkedIn, records) },
    demandUnmet: demands,
  };
}

/** `ThemeCoverage` of groups of records that are counted by theme, in the order of the vocabulary. */
export function themesOf(groups: readonly (readonly ThemeCounts[])[]) {
  const all = groups.flat();
  return THEMES.flatMap(({ code }) => {
    const counts = all.filter(({ theme }) => theme === code).map((one) => one.counts);
    return counts.length === 0 ? [] : [{ theme: code, figures: figuresOf(counts) }];
  });
}

/** `CoverageDay` of the last days. */
export function trendOf(figureDays: Pick<FigureDays, 'list'> | undefined, of: FiguresOf, today: string, days: number | null = DEFAULT_DAYS) {
  const found = figureDays?.list(of, today, checkCount('trend.days', days ?? DEFAULT_DAYS, 1, KEPT_DAYS)) ?? [];
  return found.map((one) => ({ day: one.day, records: one.records, ...sharesOf(one) }));
}

const sharesOf = (counts: DayCounts) => ({
  open: share(counts.open, counts.data),
  conforming: share(counts.conforming, counts.data),
  quality: counts.judged === 0 ? null : counts.quality / counts.judged,
  islandIndex: islandIndex(counts),
});

const share = (count: number, of: number) => ({ count, of, ratio: of === 0 ? null : count / of });

/** Resolvers of the types below `figures` and `themes` of coverage. */
export const figureResolvers = {
  ThemeCoverage: { label: ({ theme }: { readonly theme: string }, { lang }: { readonly lang?: Lang | null }) => termLabel('THEME', theme, lang ?? 'ZH') ?? theme },
};
