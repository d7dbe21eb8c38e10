import type { QueryLocateArgs, QuerySimilarArgs, QuerySuggestArgs } from '../../../schema/generated/search.js';
import { TYPE_NAMES } from '../../../schema/ids.js';
import { bearers } from './bearers.js';
import { arrivals } from './demands/arrivals.js';
import { demandMatches } from './demands/demand-matches.js';
import { wants } from './demands/wants.js';
import { copies } from './copies.js';
import { coverage } from './coverage.js';
import { search } from './search.js';
import type { SearchContext } from './search-context.js';
import { checkCount, checkQuery } from './search-input.js';

const MOST_SUGGESTIONS = 50;
const MOST_SIMILAR = 50;

export const queryResolvers = {
  search,
  suggest: async (_: unknown, { prefix, kinds, first }: QuerySuggestArgs, { index, viewer }: SearchContext) => {
    const suggestions = await index.suggest(checkQuery('prefix', prefix), kinds ?? null, checkCount('first', first, 0, MOST_SUGGESTIONS), viewer);
    return suggestions.map(({ text, kind, id }) => ({ text, kind, record: id === null ? null : { __typename: TYPE_NAMES[kind], id } }));
  },
  similar: (_: unknown, { id, first, lang }: QuerySimilarArgs, { index, viewer, queryVectors }: SearchContext) => index.similar(checkQuery('id', id), checkCount('first', first, 0, MOST_SIMILAR), lang ?? 'ZH', viewer, queryVectors !== undefined),
  coverage,
  copies,
  bearers,
  demandMatches,
  wants,
  arrivals,
  locate: (_: unknown, { kind, key, value }: QueryLocateArgs, { index, viewer }: SearchContext) => index.locate(kind, key, checkQuery('value', value), viewer),
};
