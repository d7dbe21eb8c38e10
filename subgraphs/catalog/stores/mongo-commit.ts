import { parseStandardNumber } from '../../../schema/standard-number.js';
import { countedSerial } from '../counted-serial.js';
import { logEntry, type LogEntry } from '../log/log-entry.js';
import type { CatalogRecord } from '../model.js';
import { entryKey, sourceKeyOf, type EntryDoc, type HeadState, type RecordState, type SourceState } from './mongo-collections.js';
import { VersionConflict, type Change } from './record-store.js';

/** What the store holds, at the head that an append goes on from, of what the append names. */
export interface Held {
  readonly head: HeadState;
  readonly records: ReadonlyMap<string, HeldRecord>;
  readonly sources: ReadonlyMap<string, SourceState>;
}

export type HeldRecord = Pick<RecordState, 'version' | 'live' | 'sources'>;

export const EMPTY_HEAD: HeadState = { seq: 0, live: 0, leafHash: '', serials: {} };

/** An append as one document: the first entry, with all the rest in it. */
export type Commit = EntryDoc & Required<Pick<EntryDoc, 'after' | 'pending'>>;

/** Makes of one or more changes the document that commits them. @throws VersionConflict as `RecordStore.append` does */
export function planCommit(authority: string, held: Held, changes: readonly Change[]): Commit {
  const plan = new CommitPlan(authority, held);
  for (const change of changes) plan.add(change);
  return plan.commit();
}

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
    const before: HeldRecord = this.#records.get(id) ?? this.#held.records.get(id) ?? { version: 0, live: false, sources: [] };
    if (before.version !== version - 1) throw new VersionConflict(`Expected ${id} at version ${String(version - 1)} but it is at ${String(before.version)}.`);
    const kind = change.op === 'UPSERT' ? change.published.body.kind : change.kind;
    const entry = logEntry({ seq: this.#after.seq + 1, id, kind, version, op: change.op, at: change.at, recordHash: change.published.recordHash });
    this.#addEntry(entry, change.published.document);
    const sources = change.op === 'UPSERT' ? this.#moveSources(entry, change.published.body, before.sources) : before.sources;
    this.#records.set(id, this.#recordState(entry, change, sources));
    this.#after = this.#headAfter(entry, before.live);
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

  #addEntry(entry: LogEntry, document: string): void {
    this.#entries.push({ _id: entryKey(this.#authority, entry.seq), authority: this.#authority, ...entry, bytes: Buffer.byteLength(document) });
  }

  /** A tombstone keeps its sources: an import that names one of them revives that record and makes no second. */
  #moveSources({ seq, id }: LogEntry, record: CatalogRecord, before: readonly string[]): readonly string[] {
    const named = new Map((record.sources ?? []).map((source) => [sourceKeyOf(this.#authority, source), source]));
    for (const key of before) if (!named.has(key)) this.#sources.set(key, { seq, id: null });
    for (const [key, { system, identifier }] of named) {
      const holder = (this.#sources.get(key) ?? this.#held.sources.get(key))?.id ?? id;
      if (holder !== id) throw new VersionConflict(`Another record came from ${system} ${identifier}, not ${id}.`);
      this.#sources.set(key, { seq, id });
    }
    return [...named.keys()];
  }

  #recordState({ seq, kind, version, at }: LogEntry, change: Change, sources: readonly string[]): RecordState {
    const record = change.op === 'UPSERT' ? change.published.body : null;
    const parsed = record?.kind === 'STANDARD' ? parseStandardNumber(record.number) : null;
    return {
      seq,
      authority: this.#authority,
      kind,
      version,
      live: record !== null,
      at,
      contentHash: change.op === 'UPSERT' ? change.contentHash : null,
      number: parsed && { base: parsed.base, year: parsed.year },
      uscc: record?.kind === 'ORGANIZATION' ? (record.uscc ?? null) : null,
      sources,
      document: change.published.document,
    };
  }

  #headAfter({ seq, id, kind, version, op, leafHash }: LogEntry, wasLive: boolean): HeadState {
    const live = this.#after.live - (wasLive ? 1 : 0) + (op === 'UPSERT' ? 1 : 0);
    const { serials } = this.#after;
    const counted = version === 1 ? (countedSerial(id)?.number ?? 0) : 0;
    return { seq, live, leafHash, serials: { ...serials, [kind]: Math.max(serials[kind] ?? 0, counted) } };
  }
}
