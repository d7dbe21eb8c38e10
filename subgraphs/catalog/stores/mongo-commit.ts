import { readLogKey } from '../../../schema/audience.js';
import { digestAfter, EMPTY_DIGEST } from '../../../schema/live-digest.js';
import { parseStandardNumber } from '../../../schema/standard-number.js';
import { countedSerial } from '../counted-serial.js';
import { logEntry, type LogEntry } from '../log/log-entry.js';
import type { Source } from '../model.js';
import { leftByChange, leftByEntry, type LeftRecord } from './left-record.js';
import { numberedKey, sourceKeyOf, type AuthorityState, type CommitDoc, type EntryDoc, type HeadState, type RecordState, type SerialsInUse, type SourceState } from './mongo-collections.js';
import { VersionConflict, type ArchivedEntry, type Change } from './record-store.js';

/** What the store holds of what an append names, when all appends of its authority up to `authority.seq` were projected. */
export interface Held {
  readonly authority: AuthorityState;
  readonly head: HeadState;
  readonly records: ReadonlyMap<string, HeldRecord>;
  readonly sources: ReadonlyMap<string, SourceState>;
}

export type HeldRecord = Pick<RecordState, 'authority' | 'version' | 'live' | 'sources'>;

export const NO_APPENDS: AuthorityState = { seq: 0, serials: {} };
export const EMPTY_HEAD: HeadState = { seq: 0, live: 0, leafHash: '', digest: EMPTY_DIGEST };

/** An append as one document, not projected yet. */
export type Commit = CommitDoc & Required<Pick<CommitDoc, 'pending'>>;

/** Makes of one or more changes the document that commits them. @throws VersionConflict as `RecordStore.append` does */
export function planCommit(log: string, held: Held, changes: readonly Change[]): Commit {
  const plan = new CommitPlan(log, held);
  for (const change of changes) plan.add(change);
  return plan.commit();
}

/** The same of entries that another store had. @throws VersionConflict as `RecordStore.restore` does */
export function planRestore(log: string, held: Held, entries: readonly ArchivedEntry[]): Commit {
  const plan = new CommitPlan(log, held);
  for (const entry of entries) plan.restore(entry);
  return plan.commit();
}

class CommitPlan {
  readonly #log: string;
  readonly #authority: string;
  readonly #held: Held;
  /** Of this append, among those to all logs of the authority: what orders states of records and sources. */
  readonly #number: number;
  #after: HeadState;
  #serials: SerialsInUse;
  readonly #entries: EntryDoc[] = [];
  readonly #records = new Map<string, RecordState>();
  readonly #sources = new Map<string, SourceState>();

  constructor(log: string, held: Held) {
    this.#log = log;
    this.#authority = readLogKey(log).authority;
    this.#held = held;
    this.#number = held.authority.seq + 1;
    this.#after = held.head;
    this.#serials = held.authority.serials;
  }

  add(change: Change): void {
    const { id, version } = change.published.body;
    const before = this.#before(id);
    if (before.version !== version - 1) throw new VersionConflict(`Expected ${id} at version ${String(version - 1)} but it is at ${String(before.version)}.`);
    if (before.live && before.authority !== this.#log) throw new VersionConflict(`Expected ${id} in ${this.#log} but it stands in ${before.authority}: it is withdrawn there first.`);
    const kind = change.op === 'UPSERT' ? change.published.body.kind : change.kind;
    const entry = logEntry({ seq: this.#after.seq + 1, id, kind, version, op: change.op, at: change.at, recordHash: change.published.recordHash });
    const left = leftByChange(change);
    if (left.sources) this.#claimSources(entry, left.sources);
    this.#leave(entry, left, before, change.author);
  }

  restore(archived: ArchivedEntry): void {
    const next = this.#after.seq + 1;
    const before = this.#before(archived.id);
    if (archived.seq !== next) throw new VersionConflict(`Expected entry ${String(next)} of ${this.#log} but got ${String(archived.seq)}.`);
    if (archived.version <= before.version) throw new VersionConflict(`Expected a version of ${archived.id} after ${String(before.version)} but got ${String(archived.version)}.`);
    this.#leave(logEntry(archived), leftByEntry(archived), before, archived.author);
  }

  commit(): Commit {
    if (this.#entries.length === 0) throw new TypeError('Expected one or more changes but got none.');
    const { records, sources } = this.#held;
    const pending = {
      entries: this.#entries,
      records: [...this.#records].map(([_id, current]) => ({ _id, fresh: !records.has(_id), current })),
      // A source that is given up was somebody's: it is never fresh.
      sources: [...this.#sources].map(([_id, current]) => ({ _id, fresh: current.id !== null && !sources.has(_id), current })),
    };
    return { _id: numberedKey(this.#authority, this.#number), seq: this.#number, log: this.#log, after: this.#after, serials: this.#serials, pending };
  }

  #before(id: string): HeldRecord {
    return this.#records.get(id) ?? this.#held.records.get(id) ?? { authority: this.#log, version: 0, live: false, sources: [] };
  }

  #leave(entry: LogEntry, left: LeftRecord, before: HeldRecord, author: string | null | undefined): void {
    this.#entries.push({ _id: numberedKey(this.#log, entry.seq), authority: this.#log, ...entry, bytes: Buffer.byteLength(left.document), ...(author != null && { author }) });
    const sources = left.sources ?? before.sources;
    if (left.sources) this.#moveSources(entry, left.sources, before.sources);
    this.#records.set(entry.id, this.#recordState(entry, left, sources));
    this.#after = this.#headAfter(entry, before.live && before.authority === this.#log ? before.version : 0, left.live ? entry.version : 0);
    this.#countSerial(entry);
  }

  #claimSources({ id }: LogEntry, sources: readonly Source[]): void {
    for (const source of sources) {
      const holder = this.#holder(sourceKeyOf(this.#authority, source)) ?? id;
      if (holder !== id) throw new VersionConflict(`Another record came from ${source.system} ${source.identifier}, not ${id}.`);
    }
  }

  /** Only what is still the record's is given up: in a log that is taken over, another may have it already. */
  #moveSources({ id }: LogEntry, sources: readonly Source[], before: readonly Source[]): void {
    const seq = this.#number;
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

  #recordState({ kind, version, at }: LogEntry, { live, record, contentHash, document }: LeftRecord, sources: readonly Source[]): RecordState {
    const parsed = record?.kind === 'STANDARD' ? parseStandardNumber(record.number) : null;
    return {
      seq: this.#number,
      authority: this.#log,
      kind,
      version,
      live,
      at,
      contentHash,
      number: parsed && { base: parsed.base, year: parsed.year },
      uscc: record?.kind === 'ORGANIZATION' ? (record.uscc ?? null) : null,
      sources,
      document,
    };
  }

  /** @param before the version of the record that was live before, 0 where none was; `now` the same after it */
  #headAfter({ seq, id, leafHash }: LogEntry, before: number, now: number): HeadState {
    const { live, digest } = this.#after;
    const born = Math.sign(now) - Math.sign(before);
    // A log that was begun without a digest goes on without: only all of its records would tell it.
    return { seq, live: live + born, leafHash, ...(digest !== undefined && { digest: digestAfter(digest, id, before, now) }) };
  }

  #countSerial({ id, kind, version }: LogEntry): void {
    const counted = version === 1 ? (countedSerial(id)?.number ?? 0) : 0;
    this.#serials = { ...this.#serials, [kind]: Math.max(this.#serials[kind] ?? 0, counted) };
  }
}
