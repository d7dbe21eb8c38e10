import type { GraphQLResolveInfo } from 'graphql';
import type { RecordKind } from '../../../schema/generated/search.js';
import { TYPE_NAMES } from '../../../schema/ids.js';
import { parseAttested } from '../harvest/witness/attested.js';
import type { AuthorityCounts, AuthorityFigures } from '../index/search-index.js';
import { dayOf } from '../trend/keep-figures.js';
import { figuresOf, themesOf, trendOf } from './figures.js';
import { summarize } from './quality.js';
import type { SearchContext } from './search-context.js';
import { checkCount } from './search-input.js';
import { selectionsOf } from './selection.js';

const MOST_SET_ASIDE = 1_000;

/** `Query.coverage`. What is counted at a cost is counted where somebody asks for it. */
export async function coverage(_: unknown, __: unknown, { index, witness, figureDays, viewer }: SearchContext, info: GraphQLResolveInfo) {
  const isAsked = (...names: readonly string[]): boolean => names.some((name) => [[name], ['authorities', name], ['authority', name]].some((path) => selectionsOf(info, path).length > 0));
  const day = dayOf(new Date());
  const [{ authorities }, quality, figures] = await Promise.all([index.coverage(viewer), isAsked('quality') ? index.quality(viewer) : null, isAsked('figures', 'themes') ? index.figures(day, viewer) : null]);
  const shown = new Set(authorities.map(({ authority }) => authority));
  const ofShown = <One extends { readonly authority: string }>(all: readonly One[] = []): readonly One[] => all.filter(({ authority }) => shown.has(authority));
  const [judged, counted] = [ofShown(quality?.authorities), ofShown(figures?.authorities)];
  const authority = (counts: AuthorityCounts) => {
    const own = <One extends { readonly authority: string }>(all: readonly One[]): readonly One[] => all.filter((one) => one.authority === counts.authority);
    return {
      authority: counts.authority,
      seq: counts.seq,
      total: total(counts),
      kinds: kindCounts([counts]),
      quality: () => summarize(own(judged)),
      ...readingOf(counts.authority, index, witness),
      ...countedOf(own(counted)),
      trend: ({ days }: DaysArgs) => trendOf(figureDays, counts.authority, day, days),
    };
  };
  return {
    total: sum(authorities.map(total)),
    kinds: kindCounts(authorities),
    quality: () => summarize(judged),
    witness: witness?.verifierKey ?? null,
    authorities: () => authorities.map(authority),
    authority: ({ code }: { readonly code: string }) => authorities.filter((one) => one.authority === code).map(authority)[0] ?? null,
    ...countedOf(counted),
    trend: ({ days }: DaysArgs) => trendOf(figureDays, null, day, days),
  };
}

interface DaysArgs {
  readonly days?: number | null;
}

/** What the records of some authorities come to. */
const countedOf = (authorities: readonly AuthorityFigures[]) => ({ figures: () => figuresOf(authorities.map(({ counts }) => counts)), themes: () => themesOf(authorities.map(({ themes }) => themes)) });

/** What reading an authority's public log has come to, each asked of the index only where a client asks for it. */
const readingOf = (authority: string, index: SearchContext['index'], witness: SearchContext['witness']) => ({
  digest: async () => (await index.holdings(authority)).digest,
  setAsideTotal: async () => (await index.holdings(authority)).setAside,
  setAside: ({ first }: { readonly first?: number }) => index.listSetAside(authority, checkCount('setAside.first', first, 0, MOST_SET_ASIDE)),
  checkpoint: async () => {
    const text = await index.attested(authority);
    return text === null ? null : (parseAttested(text)?.seen?.text ?? null);
  },
  contradiction: async () => {
    const found = await index.contradiction(authority);
    const evidence = witness?.quarantine.read(authority) ?? null;
    return found && { ...found, knownCheckpoint: evidence?.known ?? null, toldCheckpoint: evidence?.told ?? null };
  },
});

const sum = (numbers: readonly number[]): number => numbers.reduce((result, number) => result + number, 0);
const total = (counts: AuthorityCounts): number => sum(Object.values(counts.kinds));

function kindCounts(authorities: readonly AuthorityCounts[]) {
  return (Object.keys(TYPE_NAMES) as RecordKind[])
    .map((kind) => ({ kind, count: sum(authorities.map(({ kinds }) => kinds[kind] ?? 0)) }))
    .filter(({ count }) => count > 0);
}
