import { parseId } from '../../../schema/ids.js';
import { sha256Hex } from '../../../schema/sha256-hex.js';
import { logEntry } from '../log/log-entry.js';
import { contentHash, type CatalogRecord, type RecordContent, type Tombstone } from '../model.js';
import type { ArchivedEntry } from '../stores/record-store.js';
import type { MovedLog } from './node-file.js';

/** Where an authority stands with an id: its version, the place of its log, and two bits. One number an id is all that a walk keeps. */
const LIVE = 1;
const BARE = 2;
const PLACE = 4;
const VERSION = PLACE * 2 ** 16;

const logOf = (state: number): number => Math.floor((state % VERSION) / PLACE);

/** How far a walk is in one log. */
interface Position {
  seq: number;
  live: number;
  leafHash: string;
}

/** Walks through the logs of an authority, all at once, and holds each entry against all before it. */
export class LogWalk {
  readonly #authority: string;
  readonly #keys: readonly string[];
  readonly #positions: readonly Position[];
  readonly #ids = new Map<string, number>();
  #bare = 0;

  /** @param logs keys of the authority's logs */
  constructor(authority: string, logs: readonly string[] = [authority]) {
    this.#authority = authority;
    this.#keys = logs;
    this.#positions = logs.map(() => ({ seq: 0, live: 0, leafHash: '' }));
  }

  /** Whether the document of every id's last entry was there. */
  get complete(): boolean {
    return this.#bare === 0;
  }

  /** What the logs come to so far, in the order in which they were named. */
  get logs(): readonly MovedLog[] {
    return this.#positions.map(({ seq, live, leafHash }, place) => ({ authority: this.#keys[place] as string, head: seq, live, leafHash }));
  }

  /** Whether an entry has to wait, for versions before it stand in other logs. */
  waits({ id, version }: ArchivedEntry): boolean {
    return version > this.#version(id) + 1;
  }

  /** Takes the next entry of a log. @returns what is wrong with it, as the end of a sentence; null where nothing is */
  take(log: string, entry: ArchivedEntry): string | null {
    const place = this.#keys.indexOf(log);
    const position = this.#positions[place];
    if (!position) return `is of ${log}, which the header does not name`;
    const problem = this.#problem(place, position, entry);
    if (problem !== null) return problem;
    const before = this.#ids.get(entry.id) ?? 0;
    const now = entry.version * VERSION + place * PLACE + (entry.document === null ? BARE : 0) + (entry.op === 'UPSERT' ? LIVE : 0);
    this.#ids.set(entry.id, now);
    this.#bare += ((now & BARE) - (before & BARE)) / BARE;
    position.live += (now & LIVE) - (before & LIVE);
    position.seq = entry.seq;
    position.leafHash = entry.leafHash;
    return null;
  }

  #version(id: string): number {
    return Math.floor((this.#ids.get(id) ?? 0) / VERSION);
  }

  #problem(place: number, position: Position, entry: ArchivedEntry): string | null {
    const { seq, id, kind, version, leafHash } = entry;
    const parsed = parseId(id);
    const next = position.seq + 1;
    const nextVersion = this.#version(id) + 1;
    if (seq !== next) return `has number ${String(seq)} where ${String(next)} should follow`;
    if (!parsed.ok) return `is of ${JSON.stringify(id)}, which is no id`;
    if (parsed.authority !== this.#authority || parsed.kind !== kind) return `is of ${id}, which is no ${kind} of ${this.#authority}`;
    if (version !== nextVersion) return `has version ${String(version)} of ${id} where ${String(nextVersion)} should follow`;
    const before = this.#ids.get(id) ?? 0;
    if ((before & LIVE) === LIVE && logOf(before) !== place) return `is of ${id}, which is still live in ${String(this.#keys[logOf(before)])}`;
    if (logEntry(entry).leafHash !== leafHash) return 'has a leaf hash of something else';
    return entry.document === null ? null : documentProblem(entry, entry.document);
  }
}

function documentProblem({ id, version, op, recordHash, contentHash: hash }: ArchivedEntry, document: string): string | null {
  if (sha256Hex(document) !== recordHash) return `has a hash of another document of ${id}`;
  const body = parseDocument(document);
  if (body?.id !== id || body.version !== version) return `has a document that is not version ${String(version)} of ${id}`;
  const isMadeFrom = op === 'UPSERT' ? contentHashes(body as CatalogRecord).includes(hash ?? '') : hash === null;
  return isMadeFrom ? null : `has a content hash of something else than ${id}`;
}

function parseDocument(document: string): CatalogRecord | Tombstone | null {
  try {
    return JSON.parse(document) as CatalogRecord | Tombstone | null;
  } catch {
    return null;
  }
}

/** What a record can have been made from: with the date that it shows, or without one, which publishing then gave it. */
function contentHashes(record: CatalogRecord): readonly string[] {
  // What is undefined is left out of the canonical JSON that is hashed.
  const dated = { ...record, id: undefined, version: undefined };
  const undated = { ...dated, modified: undefined };
  return [dated, undated].map((content) => contentHash(content as unknown as RecordContent));
}
