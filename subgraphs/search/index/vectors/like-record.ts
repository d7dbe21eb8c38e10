import { spreadOf } from './leading.js';
import { likeness } from './pack.js';
import type { VectorSource } from './vector-source.js';
import { likenessFactor, meanOf } from './window.js';

/** A record that is like another one, and how much. */
export interface LikeHit<Hit> {
  readonly hit: Hit;
  readonly score: number;
}

/** The likest records of one by words, ordered by what they mean too: as they are where it has no vector. */
export function likeRecord<Hit>(record: Hit, likest: readonly LikeHit<Hit>[], source: VectorSource<Hit>): readonly LikeHit<Hit>[] {
  const now = source.now();
  const own = now && source.of(record, now.since, now.batch);
  if (now === null || own === null) return likest;
  const vectors = likest.map(({ hit }) => source.of(hit, now.since, now.batch));
  const likenesses = vectors.map((vector) => vector && likeness(own, vector));
  const scale = { mean: meanOf(likenesses), spread: spreadOf(vectors.filter((vector) => vector !== null)) };
  // Equal ones stay in the order that they came in.
  return likest.map(({ hit, score }, place) => ({ hit, score: score * likenessFactor(likenesses[place] ?? null, scale) })).sort((a, b) => b.score - a.score);
}
