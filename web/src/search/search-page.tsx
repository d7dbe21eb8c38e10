import { useEffect, useRef } from 'preact/hooks';
import { Failure } from '../parts/failure.js';
import { Heading, Skeleton } from '../parts/page.js';
import { lang } from '../state/language.js';
import { go, query } from '../state/router.js';
import { feedAddress, readSearch, searchAddress, SORTS, unfiltered } from '../state/search-state.js';
import { useSearch, type FoundPages } from '../state/use-search.js';
import { number, say } from '../words/say.js';
import { Chips, filterCount } from './chips.js';
import { Facets } from './facets.js';
import { HitItem } from './hit-item.js';
import { PartialNotice } from './partial-notice.js';

/** `/`: the national search. */
export function SearchPage() {
  const state = readSearch(query.value);
  const pages = useSearch(state, lang.value);
  const { found, error } = pages;
  const isFiltered = filterCount(state) > 0;
  const feed = feedAddress(state, lang.value);
  useEffect(() => tellFeed(feed), [feed]);
  return (
    <div class="search-page">
      <aside aria-label={say('filters')}>
        <Facets state={state} facets={found?.facets ?? []} years={found} />
      </aside>
      <section class="results" aria-busy={pages.isLoading}>
        <div class="results-head">
          <Heading title={state.q === '' ? say('name') : state.q}>{state.q === '' && !isFiltered ? say('tagline') : say('resultsHeading')}</Heading>
          <p class="total" role="status">
            {found ? say(found.total === 1 ? 'result' : 'results', { n: found.total }) : pages.isLoading ? say('loading') : ''}
          </p>
          <label class="sort">
            {say('sort')}
            <select value={state.sort} onChange={({ currentTarget }) => go(searchAddress({ ...state, sort: SORTS.find((one) => one === currentTarget.value) ?? 'RELEVANCE' }))}>
              {SORTS.map((sort) => (
                <option key={sort} value={sort}>
                  {say(sort === 'QUALITY' ? 'QUALITY_SORT' : sort)}
                </option>
              ))}
            </select>
          </label>
        </div>
        <Chips state={state} facets={found?.facets ?? []} />
        {found && <PartialNotice authorities={found.index.authorities} />}
        {!found && pages.isLoading && <Skeleton lines={12} />}
        {!found && error && <Failure error={error} again={pages.again} />}
        {found && found.didYouMean.length > 0 && (
          <p class="meant">
            {say('didYouMean')}
            {found.didYouMean.map((words) => (
              <a key={words} href={searchAddress({ ...state, q: words })}>
                {words}
              </a>
            ))}
          </p>
        )}
        {found?.total === 0 && (
          <div class="notice">
            <strong>{say('emptyTitle')}</strong>
            <p>{say(isFiltered ? 'emptyFilters' : 'emptyWords')}</p>
            {isFiltered && <a href={searchAddress(unfiltered(state))}>{say('searchWithout')}</a>}
          </div>
        )}
        <Hits pages={pages} />
        {found && found.total > 0 && (
          <p class="about">
            <a href={feed}>{say('feed')}</a>
          </p>
        )}
      </section>
    </div>
  );
}

/** Says in the document's head which feeds are of what is listed. */
function tellFeed(atom: string): void {
  for (const link of document.head.querySelectorAll('link[rel=alternate]')) {
    const ending = link.getAttribute('href')?.match(/\/feeds\/search(\.\w+)\?/)?.[1];
    if (ending) link.setAttribute('href', atom.replace('.atom', ending));
  }
}

/** What was found, and the way to more of it. The first hit that came last takes the focus. */
function Hits({ pages }: { readonly pages: FoundPages }) {
  const { hits, found, next, error, isLoadingMore } = pages;
  const list = useRef<HTMLOListElement>(null);
  const wanted = useRef<number | null>(null);
  useEffect(() => {
    const place = wanted.current;
    if (place === null || hits.length <= place) return;
    wanted.current = null;
    list.current?.children[place]?.querySelector<HTMLElement>('a')?.focus();
  }, [hits.length]);
  return (
    <>
      <ol class="hits" ref={list}>
        {hits.map((hit) => (
          <HitItem key={hit.id} hit={hit} />
        ))}
      </ol>
      {found && error && <Failure error={error} again={pages.again} />}
      {next !== null && !error && (
        <p class="more">
          <button
            type="button"
            disabled={isLoadingMore}
            onClick={() => {
              wanted.current = hits.length;
              pages.more();
            }}
          >
            {say(isLoadingMore ? 'loading' : 'more')}
          </button>{' '}
          <span class="about">{say('shown', { n: number(hits.length) })}</span>
        </p>
      )}
    </>
  );
}
