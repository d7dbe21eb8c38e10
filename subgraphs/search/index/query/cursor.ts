import { catalogError } from '../../../../schema/errors.js';
import { ANALYSIS_VERSION } from '../../text/index-tokens.js';
import type { Correction } from '../../text/query-terms.js';
import type { SearchRequest } from '../search-index.js';
import type { Window } from '../vectors/window.js';
import { isStatistics, type Statistics } from './statistics.js';

/** Where a hit stands in the order asked for: behind it goes the next page. */
export interface Place {
  /** The sort's number; `-Infinity` where the record has no such value. */
  readonly key: number;
  /** The title where that is sorted by, else empty. */
  readonly title: string;
  readonly id: string;
}

/** A place, and what the scores of its list were reckoned with, so that the pages behind it are reckoned alike. */
export interface CursorPlace extends Place {
  /** Empty where the sort asks no statistics. */
  readonly statistics: Statistics;
  /** The first hit of the list that was not looked at again; null where all were, or none was. */
  readonly edge: Edge | null;
  /** Of a hit that is ordered by what it means too. */
  readonly window: Window | null;
  /** What the first page took words for: whatever comes in or goes, the pages behind it are of the same query. */
  readonly corrections: readonly Correction[];
}

/** Where the hits end whose texts are looked at, by the order of their words alone. */
export type Edge = Pick<Place, 'key' | 'id'>;

/** What tells the cursors of one list of hits from those of another. By relevance that is how texts are analysed too. */
export function listFingerprint({ query, filter, sort, lang }: Pick<SearchRequest, 'query' | 'filter' | 'sort' | 'lang'>): string {
  const given = Object.entries(filter).filter(([, value]) => value !== null && value !== undefined);
  const list = [query?.trim() ?? '', given.sort(([a], [b]) => (a < b ? -1 : 1)), sort, sort === 'TITLE' ? lang : sort === 'RELEVANCE' ? ANALYSIS_VERSION : null];
  return fingerprint(JSON.stringify(list));
}

export function encodeCursor(list: string, { key, title, id, statistics, edge, window, corrections }: CursorPlace): string {
  const parts: Parts = [list, Number.isFinite(key) ? key : null, title, id, statistics, edge && [edge.key, edge.id]];
  const more = corrections.length > 0 ? [window && windowParts(window), corrections.map(({ asked, found }) => [asked, found])] : window === null ? [] : [windowParts(window)];
  return Buffer.from(JSON.stringify([...parts, ...more])).toString('base64url');
}

/** @throws GraphQLError BAD_CURSOR unless it was made for this list */
export function decodeCursor(list: string, cursor: string): CursorPlace {
  const parts = parse(cursor);
  if (parts[0] !== list) throw catalogError('BAD_CURSOR', 'Expected a cursor of this query, filter and sort but got another one.');
  const [, key, title, id, statistics, edge, window = null, corrections = []] = parts;
  return { key: key ?? -Infinity, title, id, statistics, edge: edge && { key: edge[0], id: edge[1] }, window: window && windowOf(window), corrections: corrections.map(([asked, found]) => ({ asked, found })) };
}

type Parts = readonly [list: string, key: number | null, title: string, id: string, statistics: Statistics, edge: readonly [key: number, id: string] | null, window?: WindowParts | null, corrections?: readonly (readonly [asked: string, found: string])[]];
type WindowParts = readonly [model: number, packed: string, batch: number, edgeKey: number, edgeId: string, mean: number, spread: number];

/** Characters of a packed vector of 8,192 numbers, more than any model has. */
const LONGEST_VECTOR = 5_500;

const MOST_CORRECTIONS = 16;
const LONGEST_CORRECTED = 2_000;
const WRITTEN = /^(?:[a-z]+(?: [a-z]+)?|\p{Script=Han}+)$/u;

const windowParts = ({ model, packed, batch, edge, mean, spread }: Window): WindowParts => [model, Buffer.from(packed).toString('base64url'), batch, edge.key, edge.id, mean, spread];

const windowOf = ([model, packed, batch, key, id, mean, spread]: WindowParts): Window => ({ model, packed: Buffer.from(packed, 'base64url'), batch, edge: { key, id }, mean, spread });

function parse(cursor: string): Parts {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (isParts(parts)) return parts;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw catalogError('BAD_CURSOR', `Expected a cursor of an earlier answer but got ${JSON.stringify(cursor.slice(0, 80))}.`);
}

function isParts(value: unknown): value is Parts {
  if (!Array.isArray(value) || value.length < 6 || value.length > 8) return false;
  const [list, key, title, id, statistics, edge, window, corrections] = value as unknown[];
  return isStatistics(statistics) && isEdge(edge) && typeof list === 'string' && (key === null || isNumber(key)) && typeof title === 'string' && typeof id === 'string' && (value.length === 6 || isWindow(window) || (value.length === 8 && window === null)) && (value.length < 8 || isCorrections(corrections));
}

function isWindow(value: unknown): value is WindowParts {
  if (!Array.isArray(value) || value.length !== 7) return false;
  const [model, packed, batch, key, id, mean, spread] = value as unknown[];
  return [model, batch, key, mean, spread].every(isNumber) && typeof packed === 'string' && packed.length <= LONGEST_VECTOR && typeof id === 'string';
}

/** As many as a query is put right in, and no other characters than these have: a pattern is made of them. */
const isCorrections = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.length <= MOST_CORRECTIONS && value.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every(isWritten));

const isWritten = (value: unknown): boolean => typeof value === 'string' && value.length <= LONGEST_CORRECTED && WRITTEN.test(value);

const isEdge = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 2 && isNumber(value[0]) && typeof value[1] === 'string');

/** JSON can say numbers that are too large for any. */
const isNumber = (value: unknown): boolean => Number.isFinite(value);

/** FNV-1a in 64 bits: it tells lists apart and guards nothing. */
function fingerprint(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(36);
}
