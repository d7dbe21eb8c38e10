import type { QueryLocateArgs, QuerySuggestArgs, RecordKind } from '../../../schema/generated/search.js';
import { TYPE_NAMES } from '../../../schema/ids.js';
import type { AuthorityCounts } from '../index/search-index.js';
import { search } from './search.js';
import type { SearchContext } from './search-context.js';
import { checkCount, checkQuery } from './search-input.js';

const MOST_SUGGESTIONS = 50;

export const queryResolvers = {
  search,
  suggest: async (_: unknown, { prefix, kinds, first }: QuerySuggestArgs, { index }: SearchContext) => {
    const suggestions = await index.suggest(checkQuery('prefix', prefix), kinds ?? null, checkCount('first', first, 0, MOST_SUGGESTIONS));
    return suggestions.map(({ text, kind, id }) => ({ text, kind, record: id === null ? null : { __typename: TYPE_NAMES[kind], id } }));
  },
  coverage: async (_: unknown, __: unknown, { index }: SearchContext) => {
    const { authorities } = await index.coverage();
    const total = (counts: AuthorityCounts): number => sum(Object.values(counts.kinds));
    return {
      total: sum(authorities.map(total)),
      kinds: kindCounts(authorities),
      authorities: authorities.map((counts) => ({ authority: counts.authority, seq: counts.seq, total: total(counts), kinds: kindCounts([counts]) })),
    };
  },
  locate: (_: unknown, { kind, key, value }: QueryLocateArgs, { index }: SearchContext) => index.locate(kind, key, checkQuery('value', value)),
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function kindCounts(authorities: readonly AuthorityCounts[]) {
  return (Object.keys(TYPE_NAMES) as RecordKind[])
    .map((kind) => ({ kind, count: sum(authorities.map(({ kinds }) => kinds[kind] ?? 0)) }))
    .filter(({ count }) => count > 0);
}
