import { catalogError } from '../../../../schema/errors.js';
import type { RecordKind } from '../../../../schema/generated/common.js';
import { readDocument } from '../../model/published-document.js';
import { meantText } from '../../text/meant-text.js';
import type { QueryTerms } from '../../text/query-terms.js';
import { KINDS } from '../columns/kinds.js';
import { NOT_JUDGED, type RecordColumns } from '../columns/record-columns.js';
import type { View } from '../columns/view.js';
import { closenessOfFolded } from '../query/closeness.js';
import { decodeCursor, encodeCursor, listFingerprint, type CursorPlace, type Place } from '../query/cursor.js';
import { didYouMean } from '../query/did-you-mean.js';
import { chosenBy, countFacets } from '../query/facets.js';
import { filterApart, filterHits } from '../query/filter.js';
import { findAll, findMany, heldOf, matchSources, wholeOf, type Found } from '../query/find-hits.js';
import { countYears, rangesOf } from '../query/histogram.js';
import { highlightsIn } from '../query/highlights.js';
import type { PostingLookup } from '../query/match.js';
import { scoringOf } from '../query/query-scoring.js';
import { matchFinder } from '../query/matched-by.js';
import { orderByColumn, pageOf, placeOf, type Order } from '../query/order.js';
import { rankBest } from '../query/best-hits.js';
import { priorScores } from '../query/rank.js';
import { planOf } from '../query/scoring-plan.js';
import { isLookedAt, lookAgain, mostLooked } from '../query/second-look.js';
import { sameAsFinder, type SameAsFinder } from '../query/same-as.js';
import { readAsBefore, readTolerantly, type Tolerant } from '../query/tolerate-typos.js';
import { meaningAsked, reorder } from '../query/reorder.js';
import type { VectorSource } from '../vectors/vector-source.js';
import { WINDOW } from '../vectors/window.js';
import { statisticsOf, type Statistics } from '../query/statistics.js';
import type { FacetCounts, FieldHighlights, IndexHit, IndexMatch, SearchAnswer, SearchRequest } from '../search-index.js';
import type { KeptTexts } from './kept-texts.js';
import { lookedTexts } from './looked-texts.js';

/** Texts that only the hits of a page need. */
export interface HitTexts {
  readonly summaryZh: string;
  readonly summaryEn: string;
  readonly modified: string;
}

/** What a search is answered from. */
export interface SearchSources {
  readonly columns: RecordColumns;
  /** What the reader sees of them. */
  readonly view: View;
  readonly lookup: PostingLookup;
  readonly readQuery: (query: string) => QueryTerms;
  /** Whether records that lack a word are found too, where few have all. */
  readonly isLenient: boolean;
  /** The slot of a live record, whoever may see it. */
  readonly slotOf: (id: string) => number | undefined;
  /** Slots of standards with this number. */
  readonly numbered: (text: string) => readonly number[];
  /** Reads at once what `texts` and `shortDocument` will be asked for. */
  readonly readAhead: (slots: readonly number[]) => void;
  /** The same, as far as it is not read yet, of `texts` alone. */
  readonly readTextsAhead: (slots: readonly number[]) => void;
  /** What second looks read lately. */
  readonly keptTexts: KeptTexts;
  /** Undefined where the record was replaced a moment ago. */
  readonly texts: (slot: number) => HitTexts | undefined;
  /** The document in a slot; null where it was replaced a moment ago. */
  readonly document: (slot: number) => string | null;
  /** Of what was read ahead, but null too where it is so long that reading it for each of the best hits would hold up others. */
  readonly shortDocument: (slot: number) => string | null;
  /** Vectors of slots. */
  readonly vectors: VectorSource<number>;
}

/** Answers one search. @throws GraphQLError BAD_CURSOR, BAD_INPUT where the query has more words than one search may look up */
export function searchColumns(request: SearchRequest, sources: SearchSources): SearchAnswer {
  const { columns, view } = sources;
  const list = listFingerprint(request);
  const after = request.after === null ? null : decodeCursor(list, request.after);
  const query = request.query?.trim() ?? '';
  const { terms, all } = query === '' ? { terms: null, all: null } : termsOf(query, after, sources);
  const { facets, years = [] } = request;
  const apart = new Set([...chosenBy(facets), ...rangesOf(years)]);
  const whole = all ?? findAll(terms, sources);
  const found = sources.isLenient ? findMany(terms, sources, whole) : whole;
  const filtered = filterApart(amongAsked(found.hits, request, sources), request.filter, apart, columns, view);
  const { hits } = filtered;
  const countWithAll = (text: string): number => filterHits(findAll(sources.readQuery(text), sources).hits, request.filter, columns, view).length;
  const statistics = statisticsFor(request, terms, hits, after, sources);
  const looked = orderOf(request, query, terms, statistics, heldOf(found, hits), after, sources);
  const matchesOf = terms && matchFinder(terms, matchSources(sources));
  const edge = matchesOf && isLookedAt(request, terms, after) ? lookAgain(looked, after, columns, closenessIn(query, matchesOf, sources)) : (after?.edge ?? null);
  const { order, windowOf } = reorder(looked, meaningAsked(request, terms, after), columns, sources.vectors);
  const page = pageOf(order, request.first + 1, after, columns);
  sources.readTextsAhead(page.slice(0, request.first).map((position) => order.hits[position] as number));
  const finders: HitFinders = { findSame: sameAsFinder(columns, view, sources.document), matchesOf: request.matchedBy === true ? matchesOf : null };
  return {
    total: hits.length,
    hits: page.slice(0, request.first).map((position) => hitAt(order, position, { statistics, edge, window: windowOf(position), corrections: terms?.corrections ?? [] }, list, request, terms, sources, finders)),
    hasNextPage: page.length > request.first,
    years: years.map((asked) => countYears(filtered, asked, columns)),
    didYouMean: request.didYouMean === true && terms !== null ? didYouMean(query, countWithAll(query), { ...sources, found: countWithAll }) : [],
    facets: withTitles(countFacets(filtered, facets, request.facetSize, request.filter, columns, view), request.lang, sources),
  };
}

function termsOf(query: string, after: CursorPlace | null, sources: SearchSources): Tolerant {
  return sources.isLenient && after === null ? readTolerantly(query, sources) : { terms: readAsBefore(query, after?.corrections ?? [], sources.readQuery), all: null };
}

/** A query as a model is given it. @throws GraphQLError BAD_INPUT as a search does */
export const meaningOf = (query: string, sources: SearchSources): string => meantText(query, termsOf(query, null, sources).terms);

function amongAsked(hits: Uint32Array, { among }: SearchRequest, { slotOf }: SearchSources): Uint32Array {
  if (among === undefined) return hits;
  const slots = new Set(among.map(slotOf));
  return hits.filter((slot) => slots.has(slot));
}

/** Those of the first page, as its cursor has them. */
function statisticsFor({ sort }: SearchRequest, terms: QueryTerms | null, hits: Uint32Array, after: CursorPlace | null, { columns, lookup }: SearchSources): Statistics {
  if (sort !== 'RELEVANCE' || terms === null || hits.length === 0) return [];
  if (!after) return statisticsOf({ scoring: scoringOf(terms) }, columns, lookup);
  if (after.statistics.length !== scoringOf(terms).length + 1) throw catalogError('BAD_CURSOR', 'Expected a cursor of an answer to this query but it is of another one, or of an older index.');
  return after.statistics;
}

function orderOf({ sort, lang, first, vector }: SearchRequest, query: string, terms: QueryTerms | null, statistics: Statistics, { hits, held }: Found, after: CursorPlace | null, { columns, lookup, numbered }: SearchSources): Order {
  if (sort !== 'RELEVANCE') return orderByColumn(hits, sort, lang, columns);
  if (terms === null) return { hits, keys: priorScores(hits, columns), byTitle: null };
  // Behind a cursor any hit may be the next.
  const most = after === null ? Math.max(first + 1, mostLooked(after), vector ? WINDOW : 0) : Infinity;
  return rankBest(hits, most, planOf(terms, statistics), { columns, statistics, lookup, exact: numbered(query), query: terms.corrected ?? query, held: held && { parts: held, whole: wholeOf(terms) } });
}

/** How closely the record in each slot has what a query asks for. */
function closenessIn(query: string, matchesOf: (slot: number) => readonly IndexMatch[], sources: SearchSources): (slots: readonly number[]) => readonly number[] {
  const closeness = closenessOfFolded(query);
  return (slots) => lookedTexts(slots, sources).map((texts, place) => closeness(texts, matchesOf(slots[place] as number)));
}

/** What is looked for of each hit of a page. */
interface HitFinders {
  readonly findSame: SameAsFinder;
  /** Null where nobody asks. */
  readonly matchesOf: ((slot: number) => readonly IndexMatch[]) | null;
}

function hitAt(order: Order, position: number, reckoned: Omit<CursorPlace, keyof Place>, list: string, request: SearchRequest, terms: QueryTerms | null, sources: SearchSources, { findSame, matchesOf }: HitFinders): IndexHit {
  const { columns } = sources;
  const { lang, sort } = request;
  const slot = order.hits[position] as number;
  const place = placeOf(order, position, columns);
  return {
    ...hitOf(slot, lang, sources),
    cursor: encodeCursor(list, { ...place, ...reckoned }),
    score: sort === 'RELEVANCE' ? place.key : 0,
    highlights: request.highlights && terms ? highlightsOf(sources, slot, place.id, terms.found, lang) : [],
    sameAs: request.sameAs ? findSame(slot) : [],
    ...(matchesOf && { matchedBy: matchesOf(slot) }),
  };
}

/** What a hit shows of the record in a slot, whatever it was found by. */
export function hitOf(slot: number, lang: 'ZH' | 'EN', sources: Pick<SearchSources, 'columns' | 'view' | 'texts'>): Omit<IndexHit, 'cursor' | 'score' | 'highlights' | 'sameAs'> {
  const { columns } = sources;
  const texts = sources.texts(slot);
  const owner = sources.view.slotOf(columns.owners[slot] as number);
  const published = columns.dates.published[slot] as number;
  return {
    id: columns.ids.get(slot),
    kind: KINDS[columns.kinds[slot] as number] as RecordKind,
    authority: columns.values.authority.text(slot),
    title: columns.title(slot, lang),
    summary: (lang === 'EN' ? texts?.summaryEn : texts?.summaryZh) || null,
    ownerName: owner === undefined ? null : columns.title(owner, lang),
    modified: texts?.modified || null,
    published: Number.isNaN(published) ? null : new Date(published).toISOString(),
    quality: columns.qualities[slot] === NOT_JUDGED ? null : (columns.qualities[slot] as number),
  };
}

function highlightsOf(sources: SearchSources, slot: number, id: string, found: readonly string[], lang: 'ZH' | 'EN'): readonly FieldHighlights[] {
  const text = sources.document(slot);
  return text === null ? [] : highlightsIn(readDocument(id, text), sources.columns.title(slot, lang), found, lang);
}

/** Owners and standards are counted by id; people read their titles. */
function withTitles(facets: readonly FacetCounts[], lang: 'ZH' | 'EN', { columns, view }: SearchSources): readonly FacetCounts[] {
  const { references } = columns;
  const titleOf = (id: string): string | null => {
    const slot = view.slotOf(references.number(id));
    return slot === undefined ? null : columns.title(slot, lang);
  };
  return facets.map((facet) =>
    facet.field === 'OWNER' || facet.field === 'STANDARD' ? { ...facet, buckets: facet.buckets.map((bucket) => ({ ...bucket, title: titleOf(bucket.value) })) } : facet,
  );
}
