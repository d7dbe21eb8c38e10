import { EXACT_BONUS } from '../query/rank.js';

/** How many of the best hits by words are ordered by what they mean too. */
export const WINDOW = 100;
/** How much likeness to the query changes a score, where it is as much above the mean as the hits are unlike each other; chosen on the tune half of the judged queries. */
const LIKENESS_WEIGHT = 1.5;
/** Hits that are hardly told apart are not ordered by what tells them apart. */
const LEAST_SPREAD = 0.02;
/** What likeness makes of a score at most, and at least its inverse. */
const MOST_FACTOR = 4;

/** A place in the order by words. */
export interface WordPlace {
  readonly key: number;
  readonly id: string;
}

/**
 * The hits of a list that are ordered by what they mean too, and all that their order depends on beside the records: so
 * pages behind a cursor that carries it are of the same order, whether the model answers or not and whatever comes meanwhile.
 */
export interface Window {
  /** `textHash` of the model's name. */
  readonly model: number;
  /** The query's vector, drawn to the best hits, as of `packQuery`. */
  readonly packed: Uint8Array;
  /** Vectors that were kept by a later batch do not count. */
  readonly batch: number;
  /** The last hit of the window in the order by words. */
  readonly edge: WordPlace;
  /** Mean likeness of the hits in it that have vectors: what one without a vector counts as. */
  readonly mean: number;
  /** How unlike each other these hits are: `spreadOf`. */
  readonly spread: number;
}

/** A window with more hits than this has been overtaken by what came since its first page. */
export const MOST_IN_WINDOW = 2 * WINDOW;

/** Whether a hit is in a window, by its place in the order by words. */
export const isWithin = ({ key, id }: WordPlace, { edge }: Pick<Window, 'edge'>): boolean => key > edge.key || (key === edge.key && id <= edge.id);

/** The key of a hit of the window: behind its edge none is as high, so that the hits beyond keep theirs. Nothing goes before a title or number that is the query. */
export function windowKey(key: number, likeness: number | null, { edge, mean, spread }: Pick<Window, 'edge' | 'mean' | 'spread'>): number {
  return edge.key + key * (key >= EXACT_BONUS ? MOST_FACTOR : likenessFactor(likeness, { mean, spread }));
}

/** What likeness makes of a score: nothing where it is as of the others, or not known. */
export function likenessFactor(likeness: number | null, { mean, spread }: Pick<Window, 'mean' | 'spread'>): number {
  return likeness === null ? 1 : Math.min(MOST_FACTOR, Math.max(1 / MOST_FACTOR, Math.exp((LIKENESS_WEIGHT * (likeness - mean)) / Math.max(LEAST_SPREAD, spread))));
}

/** In steps of a thousandth: it travels in cursors. */
export function meanOf(likenesses: readonly (number | null)[]): number {
  const known = likenesses.filter((likeness) => likeness !== null);
  return known.length === 0 ? 0 : Math.round((1_000 * known.reduce((sum, likeness) => sum + likeness, 0)) / known.length) / 1_000;
}
