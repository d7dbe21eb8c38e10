import { departed } from '../model.js';
import type { ArchivedEntry, PageEntry, RecordOrigin, RecordStore } from '../stores/record-store.js';
import { sourcesOf } from './node-file.js';

export type ReadStore = Pick<RecordStore, 'changes' | 'originsOf'>;

const PAGE_ENTRIES = 500;

export interface LogReaderOptions {
  readonly store: ReadStore;
  /** Key of the log. */
  readonly log: string;
  /** Number of the entry that is to be come to. */
  readonly goal: number;
  /** Most bytes of documents that it holds. */
  readonly pageBytes: number;
}

/** Reads one log from its beginning, a page at a time, with all that the store has of each entry. */
export class LogReader {
  readonly log: string;
  readonly #options: LogReaderOptions;
  #page: readonly ArchivedEntry[] = [];
  #at = 0;
  #seq = 0;
  #head = 0;

  constructor(options: LogReaderOptions) {
    this.log = options.log;
    this.#options = options;
  }

  /** Whether it has not come to its goal yet. */
  get isDue(): boolean {
    return this.#seq < this.#options.goal;
  }

  /** What it stands before; null where there is nothing, though there ought to be. */
  get missing(): number | null {
    return this.#seq < Math.max(this.#head, this.#options.goal) ? this.#seq + 1 : null;
  }

  /** The next entry, which stays the next until it is `skip`ped; null where there is none by now. */
  async peek(): Promise<ArchivedEntry | null> {
    if (this.#at >= this.#page.length) await this.#readPage();
    return this.#page[this.#at] ?? null;
  }

  skip(): void {
    this.#seq = this.#page[this.#at]?.seq ?? this.#seq;
    this.#at += 1;
  }

  async #readPage(): Promise<void> {
    const { store, log, pageBytes } = this.#options;
    const { entries, head } = await store.changes(log, { afterSeq: this.#seq, limit: PAGE_ENTRIES, limitBytes: pageBytes });
    this.#page = await withOrigins(store, entries);
    this.#at = 0;
    this.#head = head;
  }
}

/** A record that was changed since the page was read has its text with a later entry, as one that was changed before. */
async function withOrigins(store: ReadStore, entries: readonly PageEntry[]): Promise<readonly ArchivedEntry[]> {
  const last = entries.filter(({ document }) => document !== null);
  const origins = await store.originsOf(last.map(({ id }) => id));
  const bySeq = new Map(last.map(({ seq }, index) => [seq, origins[index]]));
  return entries.map((entry) => archived(entry, bySeq.get(entry.seq) ?? null));
}

function archived(entry: PageEntry, origin: RecordOrigin | null): ArchivedEntry {
  const { id, version, op, recordHash, document } = entry;
  const bare = { ...entry, document: null, contentHash: null, sources: null };
  if (document === null || origin === null) return bare;
  // A record that stands in another log now has left a text here all the same.
  if (origin.version !== version) return op === 'TOMBSTONE' && departed(id, version).recordHash === recordHash ? { ...bare, document } : bare;
  const sources = op === 'UPSERT' ? sourcesOf(document) : origin.sources.map(({ system, identifier }) => ({ system, identifier })).sort(bySource);
  return { ...entry, contentHash: origin.contentHash, sources };
}

type Sources = RecordOrigin['sources'];

/** One order, so that the same node makes the same file whatever its engine. */
function bySource(one: Sources[number], other: Sources[number]): number {
  const [left, right] = [JSON.stringify([one.system, one.identifier]), JSON.stringify([other.system, other.identifier])];
  return left < right ? -1 : 1;
}
