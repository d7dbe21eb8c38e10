import { readLogKey } from '../../../schema/audience.js';
import { catalogError } from '../../../schema/errors.js';
import { WakeUp } from '../../kit/wake-up.js';
import type { LogPage, RecordStore, SeesLog } from '../stores/record-store.js';
import { cursorAt, START, type Cursor } from './cursor.js';

export interface FeedRequest {
  /** Key of the log. */
  readonly log: string;
  readonly after: Cursor | null;
  readonly limit: number;
  /** How long an empty page may be held back. */
  readonly waitMillis: number;
}

export interface FeedPage extends LogPage {
  /** Where to go on from. */
  readonly cursor: Cursor;
}

/** Most bytes of documents in one page, but for a single document that is larger. */
const PAGE_BYTES = 8 * 1024 * 1024;

type FeedStore = Pick<RecordStore, 'changes' | 'logsOf' | 'head'>;

/** The logs as others follow them: page by page, waiting at the end for what comes next. */
export class ChangeFeed {
  readonly #store: FeedStore;
  readonly #appended = new WakeUp();
  #appends = 0;

  constructor(store: FeedStore) {
    this.#store = store;
  }

  /** Tells those who wait that a log has grown. */
  announce(): void {
    this.#appends += 1;
    this.#appended.wake();
  }

  /** @throws CURSOR_MISMATCH where the log does not hold the entry that the cursor was made from */
  async page(request: FeedRequest): Promise<FeedPage> {
    const deadline = performance.now() + request.waitMillis;
    for (;;) {
      const seen = this.#appends;
      const page = await this.#read(request);
      const remaining = deadline - performance.now();
      if (page.entries.length > 0 || remaining <= 0 || this.#appended.closed) return page;
      // What was appended while the store was read has had its wake-up already.
      if (seen === this.#appends) await this.#appended.wait(remaining);
    }
  }

  /** Keys and newest entries of the logs of an authority that `sees`. */
  async logs(authority: string, sees: SeesLog): Promise<readonly { readonly log: string; readonly head: number }[]> {
    const keys = (await this.#store.logsOf(authority)).filter(sees);
    return Promise.all(keys.map(async (log) => ({ log, head: (await this.#store.head(log)).head })));
  }

  /** Lets everybody go who waits. */
  close(): void {
    this.#appended.close();
  }

  async #read({ log, after, limit }: FeedRequest): Promise<FeedPage> {
    const from = after ?? START;
    const page = await this.#store.changes(log, { afterSeq: from.seq, limit, limitBytes: PAGE_BYTES });
    if (cursorAt(from.seq, page.afterLeafHash ?? '').leaf !== from.leaf) throw mismatch(log, from, page);
    if (page.entries.length === 0 && from.seq < page.head) throw missing(log, from.seq + 1, page.head);
    const last = page.entries.at(-1);
    return { ...page, cursor: last ? cursorAt(last.seq, last.leafHash) : from };
  }
}

function missing(log: string, seq: number, head: number): Error {
  return catalogError('STORE_DAMAGED', `Entry ${String(seq)} of the log is missing, though the log goes on to ${String(head)}: its operator has to restore it.`, { authority: readLogKey(log).authority, head });
}

function mismatch(log: string, { seq }: Cursor, { head }: LogPage): Error {
  const what = seq > head ? `entry ${String(seq)}, but the log ends at ${String(head)}` : `another entry ${String(seq)} than the log has now`;
  return catalogError('CURSOR_MISMATCH', `The cursor was made after ${what}: this is not the history that was read before.`, { authority: readLogKey(log).authority, head });
}
