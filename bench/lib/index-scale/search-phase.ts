import type { FacetField, SearchSort } from '../../../schema/generated/search.js';
import type { WorkerSearchIndex } from '../../../subgraphs/search/index/worker-search-index.js';
import { mixOf, type Queries } from '../scale-queries.js';
import { percentiles, round } from '../stats.js';
import { chosenQueries, EIGHT_FACETS, indexFile, openIndex, peakMebibytes, REQUEST, residentMebibytes, type PhaseOptions } from './scale-folder.js';

const DEEP_PAGES = 120;
const HITS_A_PAGE = 100;

/** How long searches take in an index that was just opened, and what it holds before and after. */
export async function search({ searches, folder }: PhaseOptions) {
  const queries = await chosenQueries(folder);
  const opened = performance.now();
  const index = await openIndex(indexFile(folder));
  const openSeconds = round((performance.now() - opened) / 1000);
  const residentAtStartMebibytes = residentMebibytes();
  const mix = mixOf(queries, searches);
  const millis = {
    mixFirstTime8Facets: await measure(index, mix, EIGHT_FACETS),
    mix8Facets: await measure(index, mix, EIGHT_FACETS),
    mix: await measure(index, mix, []),
    ...(await byWidth(index, queries)),
    everything8Facets: await measure(index, Array.from({ length: 50 }, () => ''), EIGHT_FACETS),
    mixByDate8Facets: await measure(index, mix, EIGHT_FACETS, 'MODIFIED'),
    dateOrder: await measure(index, queries.broad, [], 'MODIFIED'),
    titleOrder: await measure(index, queries.broad, [], 'TITLE'),
    deepPage: await deepPages(index, queries.broad[0] ?? '', 'RELEVANCE'),
    deepPageByDate: await deepPages(index, queries.broad[0] ?? '', 'MODIFIED'),
  };
  const counts = Object.fromEntries(Object.entries(queries).map(([width, list]) => [width, list.length]));
  const result = { openSeconds, queries: counts, millis, residentAtStartMebibytes, residentMebibytes: residentMebibytes(), peakMebibytes: peakMebibytes() };
  await index.close();
  return result;
}

async function measure(index: WorkerSearchIndex, queries: readonly string[], facets: readonly FacetField[], sort: SearchSort = 'RELEVANCE') {
  const times: number[] = [];
  for (const query of queries) {
    const start = performance.now();
    await index.search({ ...REQUEST, query, facets, sort });
    times.push(performance.now() - start);
  }
  return percentiles(times);
}

async function byWidth(index: WorkerSearchIndex, queries: Queries) {
  const entries = [];
  for (const width of ['selective', 'medium', 'broad'] as const) {
    entries.push([`${width}8Facets`, await measure(index, queries[width], EIGHT_FACETS)] as const, [width, await measure(index, queries[width], [])] as const);
  }
  return Object.fromEntries(entries);
}

/** Pages far behind the first: each starts from the last one's cursor. */
async function deepPages(index: WorkerSearchIndex, query: string, sort: SearchSort) {
  const times: number[] = [];
  let after: string | null = null;
  for (let page = 0; page < DEEP_PAGES; page++) {
    const start = performance.now();
    const { hits } = await index.search({ ...REQUEST, query, sort, first: HITS_A_PAGE, after });
    times.push(performance.now() - start);
    after = hits.at(-1)?.cursor ?? after;
  }
  return { hitsDeep: DEEP_PAGES * HITS_A_PAGE, ...percentiles(times.slice(-20)) };
}
