import { useEffect, useRef, useState } from 'preact/hooks';
import operation from '../../operations/search.graphql';
import type { Hit, SearchAnswer } from '../api/answers.js';
import { ask, type CatalogError } from '../api/ask.js';
import { hasNames, learnNames } from './authority-names.js';
import type { Lang } from './language.js';
import { filterOf, type SearchState } from './search-state.js';

export interface FoundPages {
  /** Of the first page: total, facets and freshness; null before the first answer and after a failure. */
  readonly found: NonNullable<SearchAnswer['search']> | null;
  readonly hits: readonly Hit[];
  /** Where the next page begins; null where there is none. */
  readonly next: string | null;
  readonly error: CatalogError | null;
  readonly isLoading: boolean;
  readonly isLoadingMore: boolean;
  readonly again: () => void;
  readonly more: () => void;
}

type Found = Pick<FoundPages, 'found' | 'hits' | 'next' | 'error'>;
const NOTHING: Found = { found: null, hits: [], next: null, error: null };

/** A search, page by page. A newer one lets go of the one before. */
export function useSearch(state: SearchState, lang: Lang): FoundPages {
  const variables = { query: state.q === '' ? null : state.q, filter: filterOf(state), sort: state.sort, lang };
  const key = JSON.stringify(variables);
  const [given, setGiven] = useState<Found>(NOTHING);
  const [loading, setLoading] = useState<'first' | 'more' | null>('first');
  const [turn, setTurn] = useState(0);
  const underWay = useRef<AbortController | null>(null);

  async function load(after: string | null): Promise<void> {
    underWay.current?.abort();
    const own = (underWay.current = new AbortController());
    setLoading(after === null ? 'first' : 'more');
    const { data, errors } = await ask<SearchAnswer>(operation, { ...variables, after, names: !hasNames(lang) }, own.signal);
    if (own.signal.aborted) return;
    learnNames(lang, data?.authorities);
    const page = data?.search ?? null;
    const failure = page ? null : (errors[0] ?? { message: '' });
    setGiven((before) => {
      if (after !== null) return page ? { ...before, hits: [...before.hits, ...page.edges.map(({ node }) => node)], next: nextOf(page), error: null } : { ...before, error: failure };
      return page ? { found: page, hits: page.edges.map(({ node }) => node), next: nextOf(page), error: null } : { ...NOTHING, error: failure };
    });
    setLoading(null);
  }

  const start = (after: string | null): void => void load(after).catch(() => undefined);
  useEffect(() => {
    start(null);
    return () => underWay.current?.abort();
  }, [key, turn]);

  return {
    ...given,
    isLoading: loading === 'first',
    isLoadingMore: loading === 'more',
    again: () => (given.found && given.next !== null ? start(given.next) : setTurn((before) => before + 1)),
    more: () => start(given.next),
  };
}

const nextOf = ({ pageInfo }: NonNullable<SearchAnswer['search']>): string | null => (pageInfo.hasNextPage ? pageInfo.endCursor : null);
