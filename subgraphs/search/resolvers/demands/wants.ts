import type { QueryWantsArgs } from '../../../../schema/generated/search.js';
import type { PublishedDocument } from '../../model/published-document.js';
import { readDocument } from '../../model/published-document.js';
import { queryOfDemand } from '../../../../schema/use/demand-words.js';
import { foldText } from '../../text/fold-text.js';
import type { SearchContext } from '../search-context.js';
import { checkCount } from '../search-input.js';
import { findMatches, readDemand, type FoundMatch } from './find-matches.js';
import { inTurns } from './in-turns.js';

const MOST_DATASETS = 100;
const MOST_WANTS = 50;
/** Open demands that are looked at, those published last, and how many of them are asked what they find. */
const MOST_OPEN = 500;
const MOST_ASKED = 100;
const PAGE = 100;
/** Characters that the documents may have together which are read of the datasets, and of the demands: what is beyond is not compared, or not asked. */
const MOST_CHARACTERS = 16_000_000;
/** Of each dataset's texts, titles and keywords first, so many characters are compared. */
const COMPARED_CHARACTERS = 5_000;

/**
 * Of each of these datasets the open demands that find it by their own words, those published last first: the other side of
 * `demandMatches`, as it is now, so that what has just been published is in it. Demands that have a piece of a word in
 * common with one of the datasets are asked before others.
 */
export async function wants(_: unknown, { datasets, first }: QueryWantsArgs, { index, viewer }: SearchContext): Promise<readonly (readonly FoundMatch[])[]> {
  checkCount('datasets', datasets.length, 0, MOST_DATASETS);
  checkCount('first', first, 0, MOST_WANTS);
  const among = [...new Set(datasets)];
  const texts = await textsOf(among, { index, viewer });
  if (texts.length === 0) return datasets.map(() => []);
  const asked = likelyFirst(await openDemands({ index, viewer }), texts).slice(0, MOST_ASKED);
  const found = await inTurns(asked, (demand) => findMatches(demand, { first: among.length, among }, index, viewer));
  const ofDataset = (dataset: string): readonly FoundMatch[] => asked.flatMap((demand, place) => (found[place] ?? []).filter(({ id }) => id === dataset).map((match) => ({ ...match, id: demand.id })));
  return datasets.map((dataset) => ofDataset(dataset).slice(0, first));
}

type Asking = Pick<SearchContext, 'index' | 'viewer'>;

/** Folded texts of the datasets that the reader may know of. */
async function textsOf(datasets: readonly string[], { index, viewer }: Asking): Promise<readonly string[]> {
  const copies = await index.copies(datasets, viewer, MOST_CHARACTERS);
  return datasets.flatMap((id, place) => {
    const document = copies[place]?.document ?? null;
    if (document === null) return [];
    const { kind, titles, keywords, descriptions } = readDocument(id, document);
    const texts = [...titles.map(({ text }) => text), ...keywords, ...descriptions.map(({ text }) => text)];
    return kind === 'DATASET' ? [foldText(texts.join(' ').slice(0, COMPARED_CHARACTERS).toWellFormed())] : [];
  });
}

/** The open demands that the reader may know of, those published last first. */
async function openDemands({ index, viewer }: Asking): Promise<readonly PublishedDocument[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ids.length < MOST_OPEN; ) {
    const { hits, hasNextPage } = await index.search({ query: null, filter: { kinds: ['DEMAND'], demandStates: ['OPEN'] }, sort: 'PUBLISHED', first: PAGE, after, lang: 'ZH', facets: [], facetSize: 0, highlights: false, sameAs: false }, viewer);
    ids.push(...hits.map(({ id }) => id));
    after = hits.at(-1)?.cursor ?? null;
    if (!hasNextPage || after === null) break;
  }
  const copies = await index.copies(ids, viewer, MOST_CHARACTERS);
  return ids.flatMap((id, place) => readDemand(id, copies[place] ?? null) ?? []);
}

/** Those that share two characters with one of the texts, then the others, each in their order. */
function likelyFirst(demands: readonly PublishedDocument[], texts: readonly string[]): readonly PublishedDocument[] {
  const had = new Set(texts.flatMap(pairsOf));
  const likely = new Set(demands.filter((demand) => pairsOf(foldText(queryOfDemand(demand))).some((pair) => had.has(pair))));
  return [...likely, ...demands.filter((demand) => !likely.has(demand))];
}

const pairsOf = (text: string): readonly string[] => [...new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)))].filter((pair) => !pair.includes(' '));
