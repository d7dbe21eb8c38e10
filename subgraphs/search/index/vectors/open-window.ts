import { catalogError } from '../../../../schema/errors.js';
import { textHash } from '../../text/text-hash.js';
import { drawnToLeading, spreadOf } from './leading.js';
import { likeness, packQuery, unpackQuery } from './pack.js';
import type { VectorSource, VectorsNow } from './vector-source.js';
import type { QueryVector } from './vector-store.js';
import { meanOf, MOST_IN_WINDOW, windowKey, type Window, type WordPlace } from './window.js';

/** A hit with its place in the order by words. */
export interface PlacedHit<Hit> extends WordPlace {
  readonly hit: Hit;
}

/** A window with the new keys of the hits in it, in the order of these. */
export interface OpenWindow {
  readonly window: Window;
  readonly keys: readonly number[];
}

/**
 * Opens the window of a list's first page.
 *
 * @param hits the first of the list by words, in that order
 * @returns null where no hit has a vector of the model
 */
export function openWindow<Hit>(hits: readonly PlacedHit<Hit>[], { model, packed }: QueryVector, source: VectorSource<Hit>): OpenWindow | null {
  const now = source.now();
  const edge = hits.at(-1);
  if (now?.model !== model || edge === undefined) return null;
  const vectors = hits.map(({ hit }) => source.of(hit, now.since, now.batch));
  const known = vectors.filter((vector) => vector !== null);
  const drawn = packQuery(drawnToLeading(unpackQuery(packed), known));
  const likenesses = likenessesOf(vectors, drawn);
  if (likenesses.every((one) => one === null)) return null;
  const window: Window = { model: textHash(model), packed: drawn, batch: now.batch, edge: { key: edge.key, id: edge.id }, mean: meanOf(likenesses), spread: spreadOf(known) };
  return { window, keys: keysOf(hits, likenesses, window) };
}

/**
 * The same window for a later page.
 *
 * @param hits those within it
 * @throws GraphQLError BAD_CURSOR where vectors are of another model by now, or far more has come into it than there was
 */
export function reopenWindow<Hit>(hits: readonly PlacedHit<Hit>[], window: Window, source: VectorSource<Hit>): OpenWindow {
  const now = currentOf(window, source);
  if (hits.length > MOST_IN_WINDOW) throw catalogError('BAD_CURSOR', 'Expected a cursor of this index as it is but it is of an older one: more has come before it than it can follow.');
  const vectors = hits.map(({ hit }) => source.of(hit, now.since, window.batch));
  return { window, keys: keysOf(hits, likenessesOf(vectors, window.packed), window) };
}

function currentOf<Hit>(window: Window, source: VectorSource<Hit>): VectorsNow {
  const now = source.now();
  if (now === null || window.model !== textHash(now.model)) throw catalogError('BAD_CURSOR', 'Expected a cursor of this index as it is but it is of an older one, whose vectors are not there any more.');
  return now;
}

function likenessesOf(vectors: readonly (Int8Array | null)[], packed: Uint8Array): readonly (number | null)[] {
  const query = unpackQuery(packed);
  return vectors.map((vector) => vector && likeness(query, vector));
}

const keysOf = (hits: readonly WordPlace[], likenesses: readonly (number | null)[], window: Window): readonly number[] => hits.map(({ key }, place) => windowKey(key, likenesses[place] ?? null, window));
