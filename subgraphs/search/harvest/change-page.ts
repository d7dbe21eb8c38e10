import { createHash } from 'node:crypto';
import { parseId } from '../../../schema/ids.js';
import type { ChangeBatch, FeedPosition, RecordChange, SetAside } from '../index/search-index.js';

/** What is asked of a node, in its contract's words. */
export const CHANGES_QUERY = `query ($authority: ID!, $after: String, $first: Int!, $waitMillis: Int!) {
  changes(authority: $authority, after: $after, first: $first, waitMillis: $waitMillis) {
    entries { seq id kind version op at recordHash document }
    cursor
    head
    live
  }
}`;

export interface PageEntry {
  readonly seq: number;
  readonly id: string;
  readonly version: number;
  readonly op: 'UPSERT' | 'TOMBSTONE';
  readonly recordHash: string;
  /** Null where a later entry replaces this one. */
  readonly document: string | null;
}

export interface ChangePage {
  readonly entries: readonly PageEntry[];
  readonly cursor: string;
  readonly head: number;
}

/** A page that can't be what the authority's log has next: nothing of it is taken in. The message says why. */
export class BadPage extends Error {
  override readonly name = 'BadPage';
}

/** The node's log is shorter than what was read of it, or another one: its history changed. */
export class Diverged extends Error {
  override readonly name = 'Diverged';
}

/**
 * Turns the page behind `position` into a batch. An entry whose document is not what its hash says is set aside with
 * the reason; whatever puts the page itself in doubt refuses it whole.
 *
 * @throws BadPage where entries are missing, of another authority or malformed
 * @throws Diverged where the log ends before `position`
 */
export function readPage(authority: string, position: FeedPosition, page: unknown): { readonly batch: ChangeBatch; readonly head: number } {
  const { entries, cursor, head } = wellFormed(page);
  if (head < position.seq) throw new Diverged(`Expected a log of at least ${String(position.seq)} entries but its newest is ${String(head)}.`);
  entries.forEach((entry, index) => checkEntry(authority, position.seq + 1 + index, entry));
  const seq = position.seq + entries.length;
  if (head < seq) throw new BadPage(`Expected a head of at least ${String(seq)} but got ${String(head)}.`);
  if (entries.length === 0 && head > seq) throw new BadPage(`Expected entries up to ${String(head)} but got none behind ${String(seq)}.`);
  const changes: RecordChange[] = [];
  const setAside: SetAside[] = [];
  for (const { seq: entrySeq, id, version, op, recordHash, document } of entries) {
    if (document === null) continue;
    const hash = sha256(document);
    if (hash === recordHash) changes.push({ seq: entrySeq, id, version, op, document });
    else setAside.push({ seq: entrySeq, id, version, reason: `The document's SHA-256 should be ${recordHash.slice(0, 64)} but is ${hash}.` });
  }
  return { batch: { changes, setAside, position: { cursor, seq } }, head };
}

function wellFormed(page: unknown): ChangePage {
  const { entries, cursor, head } = (page ?? {}) as { entries?: unknown; cursor?: unknown; head?: unknown };
  if (!Array.isArray(entries) || typeof cursor !== 'string' || cursor === '' || !isCount(head)) {
    throw new BadPage('Expected a page with entries, a cursor and a head.');
  }
  return { entries: entries as readonly PageEntry[], cursor, head };
}

function checkEntry(authority: string, seq: number, entry: unknown): void {
  const { seq: got, id, version, op, recordHash, document } = (entry ?? {}) as Partial<PageEntry>;
  if (got !== seq) throw new BadPage(`Expected entry ${String(seq)} but got ${String(got)}.`);
  const parsed = parseId(typeof id === 'string' ? id : '');
  if (!parsed.ok) throw new BadPage(`Entry ${String(seq)}: ${parsed.problem}`);
  if (parsed.authority !== authority) throw new BadPage(`Entry ${String(seq)}: expected a record of ${authority} but got ${String(id)}.`);
  if (!isCount(version) || version === 0) throw new BadPage(`Entry ${String(seq)}: expected a version from 1 but got ${String(version)}.`);
  if (op !== 'UPSERT' && op !== 'TOMBSTONE') throw new BadPage(`Entry ${String(seq)}: expected UPSERT or TOMBSTONE but got ${String(op)}.`);
  if (typeof recordHash !== 'string' || (document !== null && typeof document !== 'string')) throw new BadPage(`Entry ${String(seq)}: expected a hash and a document.`);
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
