import { unitOf } from './pack.js';

/** Hits, the best by words, that say with the query what is meant, and what their mean weighs beside it. Chosen on the tune half of the judged queries. */
const LEADING = 5;
const LEADING_WEIGHT = 0.5;

/**
 * A query's vector, drawn towards those of the best hits by words (Rocchio 1971): what most of these are about is what was meant,
 * whatever language and words it was asked in.
 *
 * @param vectors of the hits in the order by words
 */
export function drawnToLeading(query: Int8Array, vectors: readonly Int8Array[]): Float32Array {
  const leading = meanVector(vectors.slice(0, LEADING));
  return unitOf(query).map((value, place) => value + LEADING_WEIGHT * (leading[place] ?? 0));
}

/**
 * How unlike each other vectors are, 0 to about 1: one less their mean likeness. Models differ in how far apart they hold what
 * they take for different, so likeness is measured by this.
 */
export function spreadOf(vectors: readonly Int8Array[]): number {
  const count = vectors.length;
  if (count < 2) return 1;
  const length = meanVector(vectors).reduce((sum, value) => sum + value * value, 0);
  return Math.round((1_000 * (1 - length) * count) / (count - 1)) / 1_000;
}

function meanVector(vectors: readonly Int8Array[]): Float64Array {
  const sum = new Float64Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) unitOf(vector).forEach((value, place) => (sum[place] = (sum[place] as number) + value));
  return sum.map((value) => value / vectors.length);
}
