import type { GraphQLResolveInfo } from 'graphql';
import type { QueryCopiesArgs, QueryLocateArgs, QuerySimilarArgs, QuerySuggestArgs, RecordKind } from '../../../schema/generated/search.js';
import { logKey } from '../../../schema/audience.js';
import { TYPE_NAMES } from '../../../schema/ids.js';
import { parseAttested } from '../harvest/witness/attested.js';
import type { AuthorityCounts } from '../index/search-index.js';
import { bearers } from './bearers.js';
import { arrivals } from './demands/arrivals.js';
import { demandMatches } from './demands/demand-matches.js';
import { wants } from './demands/wants.js';
import { provenanceOf } from './provenance.js';
import { summarize } from './quality.js';
import { search } from './search.js';
import type { SearchContext } from './search-context.js';
import { checkCount, checkQuery } from './search-input.js';
import { selectionsOf } from './selection.js';

const MOST_SET_ASIDE = 1_000;
const MOST_SUGGESTIONS = 50;
const MOST_SIMILAR = 50;
const MOST_COPIES = 1_000;

export const queryResolvers = {
  search,
  suggest: async (_: unknown, { prefix, kinds, first }: QuerySuggestArgs, { index, viewer }: SearchContext) => {
    const suggestions = await index.suggest(checkQuery('prefix', prefix), kinds ?? null, checkCount('first', first, 0, MOST_SUGGESTIONS), viewer);
    return suggestions.map(({ text, kind, id }) => ({ text, kind, record: id === null ? null : { __typename: TYPE_NAMES[kind], id } }));
  },
  similar: (_: unknown, { id, first, lang }: QuerySimilarArgs, { index, viewer }: SearchContext) => index.similar(checkQuery('id', id), checkCount('first', first, 0, MOST_SIMILAR), lang ?? 'ZH', viewer),
  coverage: async (_: unknown, __: unknown, { index, witness, viewer }: SearchContext, info: GraphQLResolveInfo) => {
    const isAsked = [...selectionsOf(info, ['quality']), ...selectionsOf(info, ['authorities', 'quality'])].length > 0;
    const [{ authorities }, quality] = await Promise.all([index.coverage(viewer), isAsked ? index.quality(viewer) : null]);
    const shown = new Set(authorities.map(({ authority }) => authority));
    const judged = (quality?.authorities ?? []).filter(({ authority }) => shown.has(authority));
    const total = (counts: AuthorityCounts): number => sum(Object.values(counts.kinds));
    return {
      total: sum(authorities.map(total)),
      kinds: kindCounts(authorities),
      quality: summarize(judged),
      witness: witness?.verifierKey ?? null,
      authorities: authorities.map((counts) => ({
        authority: counts.authority,
        seq: counts.seq,
        total: total(counts),
        kinds: kindCounts([counts]),
        quality: summarize(judged.filter(({ authority }) => authority === counts.authority)),
        ...readingOf(counts.authority, index, witness),
      })),
    };
  },
  copies: async (_: unknown, { ids }: QueryCopiesArgs, { index, feeds, viewer }: SearchContext) => {
    checkCount('ids', ids.length, 0, MOST_COPIES);
    // The replica looks after its own readers; nobody else is given more than it may see.
    const copies = await index.copies(ids, viewer.roles.includes('REPLICA') ? 'SERVICE' : viewer);
    return copies.map((copy, position) => copy && { ...copy, provenance: () => provenanceOf(ids[position] as string, copy, index), asOf: feeds.get(logKey(authorityIn(ids[position] as string), copy.log)).asOf?.toISOString() ?? null });
  },
  bearers,
  demandMatches,
  wants,
  arrivals,
  locate: (_: unknown, { kind, key, value }: QueryLocateArgs, { index, viewer }: SearchContext) => index.locate(kind, key, checkQuery('value', value), viewer),
};

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

const authorityIn = (id: string): string => id.slice(0, Math.max(0, id.indexOf('-')));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function kindCounts(authorities: readonly AuthorityCounts[]) {
  return (Object.keys(TYPE_NAMES) as RecordKind[])
    .map((kind) => ({ kind, count: sum(authorities.map(({ kinds }) => kinds[kind] ?? 0)) }))
    .filter(({ count }) => count > 0);
}
