import { sameHash } from '../../../schema/merkle/index.js';
import type { ChangeBatch, FeedPosition, SearchIndex, SwapOutcome } from '../index/search-index.js';
import { BadPage, Diverged, type ReadPage } from './change-page.js';
import { differenceOf } from './compare-holdings.js';
import { Contradicted } from './witness/attest-page.js';
import { formatAttested, nothingRead, type Attested, type SeenCheckpoint } from './witness/attested.js';

export interface ResyncOptions {
  /** Key of the log. */
  readonly log: string;
  readonly index: Pick<SearchIndex, 'position' | 'stage' | 'staged' | 'swapIn'>;
  /** The page behind a position, of at most so many entries, without waiting for more. */
  readonly page: (position: FeedPosition, first: number) => Promise<ReadPage>;
  /** Verifies a page; `later` where others follow. */
  readonly attest: (before: Attested | null, page: ReadPage, later: boolean) => Promise<Attested | null>;
  readonly pageSize: number;
  /** The checkpoint that was seen before; null where none was, or where whatever the node tells now is accepted. */
  readonly seen: SeenCheckpoint | null;
  /** Whether the history may be another one than was read before: by an operator's act. */
  readonly accepts: boolean;
}

/** Either the copies are now those of the log, or nothing was changed, and why. */
export type ResyncOutcome = ({ readonly swapped: true } & SwapOutcome) | { readonly swapped: false; readonly reason: string };

const BEGINNING: FeedPosition = { cursor: null, seq: 0 };
const NOTHING: ChangeBatch = { changes: [], setAside: [], position: { cursor: '', seq: 0 } };

/**
 * Reads the whole log once more, beside the copies that are searched, and puts what it leaves in their place: if it is
 * the history that was read before, complete, and comes to what the node says of it. Until then nothing is changed.
 *
 * @throws Contradicted where it is not the history that the node signed before
 * @throws Diverged where the node does not know how far it was read before
 */
export async function resync(options: ResyncOptions): Promise<ResyncOutcome> {
  let swapped = false;
  try {
    const outcome = await readAgain(options);
    ({ swapped } = outcome);
    return outcome;
  } finally {
    // What was read and came to nothing is not left lying: texts of it may be withdrawn meanwhile.
    if (!swapped) await options.index.stage(options.log, NOTHING, true).catch(() => undefined);
  }
}

async function readAgain(options: ResyncOptions): Promise<ResyncOutcome> {
  const { log, index, page, pageSize, seen, attest, accepts } = options;
  const before = await index.position(log);
  let position = BEGINNING;
  let attested: Attested | null = nothingRead();
  let isSame = true;
  for (;;) {
    // Where the reading comes past a place that it was read to before, or signed at, it stops there once to compare.
    const next = await page(position, upTo([before.seq, seen?.size ?? 0], position.seq, pageSize));
    const isLast = next.batch.position.seq === next.head;
    attested = await attest(attested, next, !isLast);
    await index.stage(log, next.batch, position === BEGINNING);
    position = next.batch.position;
    if (position.seq === before.seq && before.cursor !== null) isSame = position.cursor === before.cursor;
    if (seen && position.seq === seen.size) compare(log, seen, attested);
    if (isLast) {
      if (!isSame && !accepts) await checkKnown(page, before, position);
      return finish(options, before, isSame || accepts, attested, next);
    }
  }
}

/** Entries to ask for: no page passes over one of the places. */
const upTo = (places: readonly number[], seq: number, pageSize: number): number => Math.min(pageSize, ...places.map((place) => place - seq).filter((rest) => rest > 0));

/**
 * A cursor that a bad page left stands elsewhere in the log, but the node knows it. One that the node does not know is of
 * another history. The last place is asked for after it: a node that is itself again meanwhile does not know that one.
 */
async function checkKnown(page: ResyncOptions['page'], ...places: readonly FeedPosition[]): Promise<void> {
  for (const place of places) {
    try {
      await page(place, 1);
    } catch (error) {
      // What stands behind a cursor that a bad page left is not what its place says.
      if (!(error instanceof BadPage)) throw error;
    }
  }
}

function compare(log: string, seen: SeenCheckpoint, attested: Attested | null): void {
  if (attested === null || sameHash(attested.range.root, seen.root)) return;
  if (attested.seen) throw new Contradicted(log, seen, attested.seen);
  throw new Diverged(`The first ${String(seen.size)} entries are not those that the node had signed.`, null);
}

async function finish({ log, index, accepts }: ResyncOptions, before: FeedPosition, mayLose: boolean, attested: Attested | null, { batch: { position }, live, digest, head }: ReadPage): Promise<ResyncOutcome> {
  if (position.seq < before.seq && !accepts) return { swapped: false, reason: `The log that was read again ends at ${String(head)}, and was read to ${String(before.seq)} before.` };
  const staged = await index.staged(log);
  const difference = differenceOf({ live, digest }, { ...staged, setAside: 0 });
  // A log that does not come to what its node says of it proves nothing.
  if (difference !== null) return { swapped: false, reason: `The log itself leaves ${String(staged.live)} live records, and the node says ${String(live)}, or others.` };
  // A history that is not seen to be the one of before may add to the copies, and take none away.
  const outcome = await index.swapIn(log, { ...position, ...(attested && { attested: formatAttested(attested) }) }, mayLose);
  return outcome ? { swapped: true, ...outcome } : { swapped: false, reason: `Entry ${String(before.seq)} of the log that was read again is not the one of before, and records are not in it.` };
}
