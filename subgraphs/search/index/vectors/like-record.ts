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
  const likenesses = likest.map(({ hit }) => {
    const vector = source.of(hit, now.since, now.batch);
    return vector && likeness(own, vector);
  });
  const mean = meanOf(likenesses);
  // Equal ones stay in the order that they came in.
  return likest.map(({ hit, score }, place) => ({ hit, score: score * likenessFactor(likenesses[place] ?? null, mean) })).sort((a, b) => b.score - a.score);
}
