import { parseId } from '../../../schema/ids.js';
import { sha256Hex } from '../../../schema/sha256-hex.js';
import { logEntry } from '../log/log-entry.js';
import { contentHash, type CatalogRecord, type RecordContent, type Tombstone } from '../model.js';
import type { ArchivedEntry } from '../stores/record-store.js';
import type { MovedLog } from './node-file.js';

/** Where a log stands with an id, in two bits and a version: one number an id is all that a walk keeps. */
const LIVE = 1;
const BARE = 2;
const VERSION = 4;

/** Walks through an authority's log and holds each entry against all before it. */
export class LogWalk {
  readonly #authority: string;
  readonly #ids = new Map<string, number>();
  #seq = 0;
  #leafHash = '';
  #live = 0;
  #bare = 0;

  constructor(authority: string) {
    this.#authority = authority;
  }

  /** Whether the document of every id's last entry was there. */
  get complete(): boolean {
    return this.#bare === 0;
  }

  /** What the log comes to so far. */
  get log(): MovedLog {
    return { authority: this.#authority, head: this.#seq, live: this.#live, leafHash: this.#leafHash };
  }

  /** Takes the next entry. @returns what is wrong with it, as the end of a sentence; null where nothing is */
  take(entry: ArchivedEntry): string | null {
    const problem = this.#problem(entry);
    if (problem !== null) return problem;
    const before = this.#ids.get(entry.id) ?? 0;
    const now = entry.version * VERSION + (entry.document === null ? BARE : 0) + (entry.op === 'UPSERT' ? LIVE : 0);
    this.#ids.set(entry.id, now);
    this.#live += (now & LIVE) - (before & LIVE);
    this.#bare += ((now & BARE) - (before & BARE)) / BARE;
    this.#seq = entry.seq;
    this.#leafHash = entry.leafHash;
    return null;
  }

  #problem(entry: ArchivedEntry): string | null {
    const { seq, id, kind, version, leafHash } = entry;
    const parsed = parseId(id);
    const next = this.#seq + 1;
    const nextVersion = Math.floor((this.#ids.get(id) ?? 0) / VERSION) + 1;
    if (seq !== next) return `has number ${String(seq)} where ${String(next)} should follow`;
    if (!parsed.ok) return `is of ${JSON.stringify(id)}, which is no id`;
    if (parsed.authority !== this.#authority || parsed.kind !== kind) return `is of ${id}, which is no ${kind} of ${this.#authority}`;
    if (version !== nextVersion) return `has version ${String(version)} of ${id} where ${String(nextVersion)} should follow`;
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
