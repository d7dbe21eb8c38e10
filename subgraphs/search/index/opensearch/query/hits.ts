import type { Reader } from '../../../../../schema/audience.js';
import type { Lang, RecordKind } from '../../../../../schema/generated/search.js';
import type { PublishedDocument } from '../../../model/published-document.js';
import { encodeCursor, type Edge, type Place } from '../../query/cursor.js';
import { highlightsIn } from '../../query/highlights.js';
import type { FacetCounts, FieldHighlights, IndexHit, IndexSameAs } from '../../search-index.js';
import type { Window } from '../../vectors/window.js';
import type { ShownTexts } from '../index-document.js';
import type { LedgerReader } from '../ledger/ledger-reader.js';
import type { FacetAnswer } from './facet-aggregations.js';
import { matchesOf } from './word-clauses.js';
import { sortKey, type SearchPlan } from './search-body.js';

/** A hit as the engine tells it. */
export interface HitOfEngine {
  /** What it was ordered in by what it means too. @default none */
  readonly window?: Window | null;
  readonly sort: readonly [key: number | string, id: string];
  /** Names of the clauses that it matches. */
  readonly matched_queries?: readonly string[];
  readonly _source: {
    readonly shown: ShownTexts;
    readonly id: string;
    readonly kind: RecordKind;
    readonly authority: string;
    readonly owner?: string;
    readonly quality?: number;
  };
}

export interface SearchAnswerOfEngine {
  readonly hits: { readonly total: { readonly value: number }; readonly hits: readonly HitOfEngine[] };
  readonly aggregations?: Readonly<Record<string, FacetAnswer>>;
}

export interface HitSources {
  readonly plan: SearchPlan;
  /** Fingerprint of the list that the hits are of. */
  readonly list: string;
  /** Where the hits end that were looked at again. */
  readonly edge: Edge | null;
  readonly ledger: LedgerReader;
  readonly sameThings: ReadonlyMap<string, readonly IndexSameAs[]>;
}

/** Hits as they are shown: those that the reader may see now, whatever the cluster knows yet. */
export function hitsOf(hits: readonly HitOfEngine[], sources: HitSources): readonly IndexHit[] {
  return stillSeen(hits, sources.plan.viewing.reader, sources.ledger).map((hit) => hitOf(hit, sources));
}

/** Those that the ledger still has for the reader. A served former index has also what was withdrawn since it was replaced. */
export function stillSeen<Hit extends { readonly _source: { readonly id: string } }>(hits: readonly Hit[], reader: Reader, ledger: LedgerReader): readonly Hit[] {
  return hits.filter(({ _source }) => ledger.facts(_source.id, reader) !== null);
}

/** The cursor of a hit, be it shown or not. */
export const cursorOf = (hit: HitOfEngine, { plan, list, edge }: Pick<HitSources, 'plan' | 'list' | 'edge'>): string =>
  encodeCursor(list, { ...placeOf(hit, plan), statistics: plan.statistics, edge, window: hit.window ?? null, corrections: plan.terms?.corrections ?? [] });

function hitOf(hit: HitOfEngine, sources: HitSources): IndexHit {
  const { plan, ledger, sameThings } = sources;
  const { lang, sort, highlights } = plan.request;
  const shown = shownHit(hit._source, lang, plan.viewing.reader, ledger);
  return {
    ...shown,
    cursor: cursorOf(hit, sources),
    score: sort === 'RELEVANCE' ? Number(hit.sort[0]) : 0,
    highlights: highlights && plan.terms ? highlightsOf(shown, plan.terms.found, lang, ledger.document(shown.id, plan.viewing.reader)) : [],
    sameAs: sameThings.get(shown.id) ?? [],
    ...(plan.request.matchedBy === true && plan.terms && { matchedBy: matchesOf(plan.terms, hit.matched_queries ?? []) }),
  };
}

/** What a hit shows of its record, whatever it was found by. */
export function shownHit({ shown, id, kind, authority, owner, quality }: HitOfEngine['_source'], lang: Lang, reader: Reader, ledger: LedgerReader): Omit<IndexHit, 'cursor' | 'score' | 'highlights' | 'sameAs'> {
  return {
    id,
    kind,
    authority,
    title: (lang === 'EN' && shown.titleEn) || shown.title,
    summary: (lang === 'EN' ? shown.summaryEn : shown.summaryZh) || null,
    ownerName: owner === undefined ? null : ledger.title(owner, lang, reader),
    modified: shown.modified || null,
    published: shown.published,
    quality: quality ?? null,
  };
}

function placeOf({ sort: [key, id] }: HitOfEngine, plan: SearchPlan): Place {
  if (typeof key === 'string') return { key: 0, title: key, id };
  return { key: key === sortKey(plan).none ? -Infinity : key, title: '', id };
}

function highlightsOf({ title }: { readonly title: string }, found: readonly string[], lang: Lang, document: PublishedDocument | null): readonly FieldHighlights[] {
  return document === null ? [] : highlightsIn(document, title, found, lang);
}

/** Owners and standards are counted by id; people read their titles. */
export function withTitles(facets: readonly FacetCounts[], lang: Lang, reader: Reader, ledger: LedgerReader): readonly FacetCounts[] {
  return facets.map((facet) =>
    facet.field === 'OWNER' || facet.field === 'STANDARD' ? { ...facet, buckets: facet.buckets.map((bucket) => ({ ...bucket, title: ledger.title(bucket.value, lang, reader) })) } : facet,
  );
}
