import { digestAfter, EMPTY_DIGEST } from '../../../schema/live-digest.js';
import { parseStandardNumber } from '../../../schema/standard-number.js';
import { countedSerial } from '../counted-serial.js';
import { logEntry, type LogEntry } from '../log/log-entry.js';
import type { Source } from '../model.js';
import { leftByChange, leftByEntry, type LeftRecord } from './left-record.js';
import { entryKey, sourceKeyOf, type EntryDoc, type HeadState, type RecordState, type SourceState } from './mongo-collections.js';
import { VersionConflict, type ArchivedEntry, type Change } from './record-store.js';

/** What the store holds, at the head that an append goes on from, of what the append names. */
export interface Held {
  readonly head: HeadState;
  readonly records: ReadonlyMap<string, HeldRecord>;
  readonly sources: ReadonlyMap<string, SourceState>;
}

export type HeldRecord = Pick<RecordState, 'version' | 'live' | 'sources'>;

export const EMPTY_HEAD: HeadState = { seq: 0, live: 0, leafHash: '', digest: EMPTY_DIGEST, serials: {} };

/** An append as one document: the first entry, with all the rest in it. */
export type Commit = EntryDoc & Required<Pick<EntryDoc, 'after' | 'pending'>>;

/** Makes of one or more changes the document that commits them. @throws VersionConflict as `RecordStore.append` does */
export function planCommit(authority: string, held: Held, changes: readonly Change[]): Commit {
  const plan = new CommitPlan(authority, held);
  for (const change of changes) plan.add(change);
  return plan.commit();
}

/** The same of entries that another store had. @throws VersionConflict as `RecordStore.restore` does */
export function planRestore(authority: string, held: Held, entries: readonly ArchivedEntry[]): Commit {
  const plan = new CommitPlan(authority, held);
  for (const entry of entries) plan.restore(entry);
  return plan.commit();
}

/** The version of a record that was live before an entry and the one that is after it; 0 where none is. */
interface LiveVersions {
  readonly before: number;
  readonly after: number;
}

const UNTOUCHED: LiveVersions = { before: 0, after: 0 };

class CommitPlan {
  readonly #authority: string;
  readonly #held: Held;
  #after: HeadState;
  readonly #entries: EntryDoc[] = [];
  readonly #records = new Map<string, RecordState>();
  readonly #sources = new Map<string, SourceState>();

  constructor(authority: string, held: Held) {
    this.#authority = authority;
    this.#held = held;
    this.#after = held.head;
  }

  add(change: Change): void {
    const { id, version } = change.published.body;
    const before = this.#before(id);
    if (before.version !== version - 1) throw new VersionConflict(`Expected ${id} at version ${String(version - 1)} but it is at ${String(before.version)}.`);
    const kind = change.op === 'UPSERT' ? change.published.body.kind : change.kind;
    const entry = logEntry({ seq: this.#after.seq + 1, id, kind, version, op: change.op, at: change.at, recordHash: change.published.recordHash });
    this.#addEntry(entry, change.published.document, change.author);
    const left = leftByChange(change);
    if (left.sources) this.#claimSources(entry, left.sources);
    this.#leave(entry, left, before);
  }

  restore(archived: ArchivedEntry): void {
    const next = this.#after.seq + 1;
    if (archived.seq !== next) throw new VersionConflict(`Expected entry ${String(next)} of ${this.#authority} but got ${String(archived.seq)}.`);
    const entry = logEntry(archived);
    this.#addEntry(entry, archived.document ?? '', archived.author);
    const left = leftByEntry(archived);
    if (left) this.#leave(entry, left, this.#before(entry.id));
    else this.#after = this.#headAfter(entry, UNTOUCHED);
  }

  commit(): Commit {
    const [first, ...entries] = this.#entries;
    if (!first) throw new TypeError('Expected one or more changes but got none.');
    const { records, sources } = this.#held;
    const pending = {
      entries,
      records: [...this.#records].map(([_id, current]) => ({ _id, fresh: !records.has(_id), current })),
      // A source that is given up was somebody's: it is never fresh.
      sources: [...this.#sources].map(([_id, current]) => ({ _id, fresh: current.id !== null && !sources.has(_id), current })),
    };
    return { ...first, after: this.#after, pending };
  }

  #before(id: string): HeldRecord {
    return this.#records.get(id) ?? this.#held.records.get(id) ?? { version: 0, live: false, sources: [] };
  }

  #leave(entry: LogEntry, left: LeftRecord, before: HeldRecord): void {
    const sources = left.sources ?? before.sources;
    if (left.sources) this.#moveSources(entry, left.sources, before.sources);
    this.#records.set(entry.id, this.#recordState(entry, left, sources));
    this.#after = this.#headAfter(entry, { before: before.live ? before.version : 0, after: left.record ? entry.version : 0 });
  }

  #addEntry(entry: LogEntry, document: string, author: string | null | undefined): void {
    this.#entries.push({ _id: entryKey(this.#authority, entry.seq), authority: this.#authority, ...entry, bytes: Buffer.byteLength(document), ...(author != null && { author }) });
  }

  #claimSources({ id }: LogEntry, sources: readonly Source[]): void {
    for (const source of sources) {
      const holder = this.#holder(sourceKeyOf(this.#authority, source)) ?? id;
      if (holder !== id) throw new VersionConflict(`Another record came from ${source.system} ${source.identifier}, not ${id}.`);
    }
  }

  /** Only what is still the record's is given up: in a log that is taken over, another may have it already. */
  #moveSources({ seq, id }: LogEntry, sources: readonly Source[], before: readonly Source[]): void {
    const named = new Set(sources.map((source) => sourceKeyOf(this.#authority, source)));
    for (const source of before) {
      const key = sourceKeyOf(this.#authority, source);
      if (!named.has(key) && (this.#holder(key) ?? id) === id) this.#sources.set(key, { seq, id: null });
    }
    for (const key of named) if (this.#holder(key) !== id) this.#sources.set(key, { seq, id });
  }

  /** Whose a source is; undefined where it is nobody's or was not looked for. */
  #holder(key: string): string | null | undefined {
    return (this.#sources.get(key) ?? this.#held.sources.get(key))?.id;
  }

  #recordState({ seq, kind, version, at }: LogEntry, { record, contentHash, document }: LeftRecord, sources: readonly Source[]): RecordState {
    const parsed = record?.kind === 'STANDARD' ? parseStandardNumber(record.number) : null;
    return {
      seq,
      authority: this.#authority,
      kind,
      version,
      live: record !== null,
      at,
      contentHash,
      number: parsed && { base: parsed.base, year: parsed.year },
      uscc: record?.kind === 'ORGANIZATION' ? (record.uscc ?? null) : null,
      sources,
      document,
    };
  }

  #headAfter({ seq, id, kind, version, leafHash }: LogEntry, { before, after }: LiveVersions): HeadState {
    const { live, digest, serials } = this.#after;
    const counted = version === 1 ? (countedSerial(id)?.number ?? 0) : 0;
    const born = Math.sign(after) - Math.sign(before);
    // A log that was begun without a digest goes on without: only all of its records would tell it.
    const told = digest === undefined ? {} : { digest: digestAfter(digest, id, before, after) };
    return { seq, live: live + born, leafHash, ...told, serials: { ...serials, [kind]: Math.max(serials[kind] ?? 0, counted) } };
  }
}
