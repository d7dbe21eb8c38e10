import type { FeedPosition, SearchIndex, SwapOutcome } from '../index/search-index.js';
import type { ReadPage } from './change-page.js';
import { differenceOf } from './compare-holdings.js';

export interface ResyncOptions {
  readonly authority: string;
  readonly index: Pick<SearchIndex, 'position' | 'stage' | 'staged' | 'swapIn'>;
  /** The page behind a position, of at most so many entries, without waiting for more. */
  readonly page: (position: FeedPosition, first: number) => Promise<ReadPage>;
  readonly pageSize: number;
}

/** Either the copies are now those of the log, or nothing was changed, and why. */
export type ResyncOutcome = ({ readonly swapped: true } & SwapOutcome) | { readonly swapped: false; readonly reason: string };

const BEGINNING: FeedPosition = { cursor: null, seq: 0 };

/**
 * Reads the whole log once more, beside the copies that are searched, and puts what it leaves in their place: if it is
 * the history that was read before, complete, and comes to what the node says of it. Until then nothing is changed.
 */
export async function resync({ authority, index, page, pageSize }: ResyncOptions): Promise<ResyncOutcome> {
  const before = await index.position(authority);
  let position = BEGINNING;
  let isSame = true;
  for (;;) {
    // Where the reading comes past the place that was read to before, it stops there once, to compare the cursors.
    const first = position.seq < before.seq ? Math.min(pageSize, before.seq - position.seq) : pageSize;
    const next = await page(position, first);
    await index.stage(authority, next.batch, position === BEGINNING);
    position = next.batch.position;
    if (position.seq === before.seq && before.cursor !== null) isSame = position.cursor === before.cursor;
    if (position.seq === next.head) return finish({ authority, index }, before, isSame, next);
  }
}

async function finish({ authority, index }: Pick<ResyncOptions, 'authority' | 'index'>, before: FeedPosition, isSame: boolean, { batch: { position }, live, digest, head }: ReadPage): Promise<ResyncOutcome> {
  if (position.seq < before.seq) return { swapped: false, reason: `The log that was read again ends at ${String(head)}, and was read to ${String(before.seq)} before.` };
  const staged = await index.staged(authority);
  const difference = differenceOf({ live, digest }, { ...staged, setAside: 0 });
  // A log that does not come to what its node says of it proves nothing.
  if (difference !== null) return { swapped: false, reason: `The log itself leaves ${String(staged.live)} live records, and the node says ${String(live)}, or others.` };
  // A history that is not seen to be the one of before may add to the copies, and take none away.
  const outcome = await index.swapIn(authority, position, isSame);
  return outcome ? { swapped: true, ...outcome } : { swapped: false, reason: `Entry ${String(before.seq)} of the log that was read again is not the one of before, and records are not in it.` };
}
