import { useEffect, useRef, useState } from 'preact/hooks';
import operation from '../../operations/search.graphql';
import type { Hit, SearchAnswer } from '../api/answers.js';
import { ask, type Answer, type CatalogError } from '../api/ask.js';
import { givenAnswer } from '../api/given-answers.js';
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
  const [came] = useState(() => givenAnswer<SearchAnswer>(operation, asked(null)));
  const [given, setGiven] = useState<Found>(() => (came ? read(came) : NOTHING));
  const [loading, setLoading] = useState<'first' | 'more' | null>(came ? null : 'first');
  const shown = useRef(came ? key : null);
  const [turn, setTurn] = useState(0);
  const underWay = useRef<AbortController | null>(null);

  function asked(after: string | null): Readonly<Record<string, unknown>> {
    return { ...variables, after, names: !hasNames(lang) };
  }

  function read({ data, errors }: Answer<SearchAnswer>): Found {
    learnNames(lang, data?.authorities);
    const page = data?.search;
    return page ? { found: page, hits: page.edges.map(({ node }) => node), next: nextOf(page), error: null } : { ...NOTHING, error: errors[0] ?? { message: '' } };
  }

  async function load(after: string | null): Promise<void> {
    underWay.current?.abort();
    const own = (underWay.current = new AbortController());
    setLoading(after === null ? 'first' : 'more');
    const answer = await ask<SearchAnswer>(operation, asked(after), own.signal);
    if (own.signal.aborted) return;
    const { found, hits, next, error } = read(answer);
    setGiven((before) => {
      if (after === null) return { found, hits, next, error };
      return found ? { ...before, hits: [...before.hits, ...hits], next, error: null } : { ...before, error };
    });
    setLoading(null);
  }

  const start = (after: string | null): void => void load(after).catch(() => undefined);
  useEffect(() => {
    // What came with the page is not asked for again.
    if (turn === 0 && shown.current === key) return undefined;
    shown.current = null;
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
