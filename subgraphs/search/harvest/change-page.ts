import { createHash } from 'node:crypto';
import { readLogKey } from '../../../schema/audience.js';
import { parseId } from '../../../schema/ids.js';
import { logLeaf, type LeafFields } from '../../../schema/log-leaf.js';
import { leafHash, type Hash } from '../../../schema/merkle/index.js';
import type { ChangeBatch, FeedPosition, RecordChange, SetAside } from '../index/search-index.js';

/** All fields of entries, and all but their texts. */
export const BARE_ENTRIES = 'seq id kind version op at recordHash';
export const FULL_ENTRIES = `${BARE_ENTRIES} document`;

/** What a node can be asked for by its contract: since 1.2 logs by name and checkpoints, since 1.1 digests. */
export type Dialect = 'LOGS' | 'DIGESTS' | 'BARE';

/** What is asked of a node, in its contract's words. */
export const changesQuery = (entries: string, dialect: Dialect): string => `query ($authority: ID!, $after: String, $first: Int!, $waitMillis: Int!${dialect === 'LOGS' ? ', $log: String' : ''}) {
  changes(authority: $authority, after: $after, first: $first, waitMillis: $waitMillis${dialect === 'LOGS' ? ', log: $log' : ''}) {
    entries { ${entries} }
    cursor
    head
    live
    ${dialect === 'BARE' ? '' : 'digest'}
    ${dialect === 'LOGS' ? 'checkpoint' : ''}
  }
}`;

export interface PageEntry {
  readonly seq: number;
  readonly id: string;
  readonly version: number;
  readonly op: 'UPSERT' | 'TOMBSTONE';
  readonly recordHash: string;
  readonly kind: string;
  readonly at: string;
  /** Null where a later entry replaces this one; undefined where it was not asked for. */
  readonly document: string | null | undefined;
}

export interface ChangePage {
  readonly entries: readonly unknown[];
  readonly cursor: string;
  readonly head: number;
  /** Live records of the authority at `head`; null where the node does not say. */
  readonly live: number | null;
  /** Digest of those; null where the node does not say. */
  readonly digest: string | null;
  /** The signed checkpoint at `head`; null where the node gives none. */
  readonly checkpoint: string | null;
}

/** A page as the batch that it is taken in as, and what the node says of its log. */
export interface ReadPage extends Pick<ChangePage, 'head' | 'live' | 'digest' | 'checkpoint'> {
  readonly batch: ChangeBatch;
  /** Leaf hashes of the entries; null where one can't be made, as of an entry that lacks a field. */
  readonly leaves: readonly Hash[] | null;
}

/** A page that can't be what the authority's log has next: nothing of it is taken in. The message says why. */
export class BadPage extends Error {
  override readonly name = 'BadPage';
}

/** The node's log is shorter than what was read of it, or another one: its history changed. */
export class Diverged extends Error {
  override readonly name: string = 'Diverged';
  /** What the node says is its newest entry; null where it did not say. */
  readonly head: number | null;

  constructor(message: string, head: number | null) {
    super(message);
    this.head = head;
  }
}

/**
 * Turns the page behind `position` into a batch. An entry that can't be read, or whose document is not what its hash
 * says, is set aside with the reason: a node that was upgraded first may publish kinds and operations that are unknown
 * here. Whatever puts the page itself in doubt refuses it whole.
 *
 * @param log key of the log
 * @throws BadPage where entries are missing or of another authority
 * @throws Diverged where the log ends before `position`
 */
export function readPage(log: string, position: FeedPosition, page: unknown): ReadPage {
  const { authority } = readLogKey(log);
  const { entries, cursor, head, live, digest, checkpoint } = wellFormed(page);
  if (head < position.seq) throw new Diverged(`Expected a log of at least ${String(position.seq)} entries but its newest is ${String(head)}.`, head);
  entries.forEach((entry, index) => checkPlace(authority, position.seq + 1 + index, entry));
  const seq = position.seq + entries.length;
  if (head < seq) throw new BadPage(`Expected a head of at least ${String(seq)} but got ${String(head)}.`);
  if (entries.length === 0 && head > seq) throw new BadPage(`Expected entries up to ${String(head)} but got none behind ${String(seq)}.`);
  const changes: RecordChange[] = [];
  const setAside: SetAside[] = [];
  for (const entry of entries as readonly PageEntry[]) {
    const { seq: entrySeq, id, version, op, at, document } = entry;
    const reason = problemOf(entry);
    if (reason !== null) setAside.push(asideOf(entry, reason));
    else if (typeof document === 'string') changes.push({ seq: entrySeq, id, version, op, document, ...(typeof at === 'string' && { at: at.slice(0, LONGEST_MOMENT) }) });
  }
  return { batch: { changes, setAside, position: { cursor, seq } }, head, live, digest, checkpoint, leaves: leavesOf(entries as readonly LeafFields[]) };
}

function leavesOf(entries: readonly LeafFields[]): readonly Hash[] | null {
  try {
    return entries.map((entry) => leafHash(logLeaf(entry)));
  } catch (error) {
    // Of a text that is no Unicode there is no canonical form.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function wellFormed(page: unknown): ChangePage {
  const { entries, cursor, head, live, digest, checkpoint } = (page ?? {}) as Partial<Record<keyof ChangePage, unknown>>;
  if (!Array.isArray(entries) || typeof cursor !== 'string' || cursor === '' || !isCount(head)) {
    throw new BadPage('Expected a page with entries, a cursor and a head.');
  }
  return { entries, cursor, head, live: isCount(live) ? live : null, digest: typeof digest === 'string' && DIGEST.test(digest) ? digest : null, checkpoint: typeof checkpoint === 'string' ? checkpoint : null };
}

/** Whether an entry is the one that stands at `seq` in the log of `authority`: where not, the page is of another log. */
function checkPlace(authority: string, seq: number, entry: unknown): void {
  const { seq: got, id } = (entry ?? {}) as Partial<PageEntry>;
  if (got !== seq) throw new BadPage(`Expected entry ${String(seq)} but got ${String(got)}.`);
  const owner = typeof id === 'string' ? OWNER.exec(id)?.[1] : undefined;
  if (owner !== undefined && owner !== authority) throw new BadPage(`Entry ${String(seq)}: expected a record of ${authority} but got ${String(id).slice(0, LONGEST_ID)}.`);
}

/** What is kept of an entry that can't be taken in. Of which record it is, and what became of it, it may say all the same. */
function asideOf({ seq, id, version, op }: PageEntry, reason: string): SetAside {
  const says = typeof id === 'string' && id.length <= LONGEST_ID && isVersion(version) && (op === 'UPSERT' || op === 'TOMBSTONE');
  return { seq, id: typeof id === 'string' ? id.slice(0, LONGEST_ID) : '', version: isVersion(version) ? version : 0, op: says ? op : null, reason };
}

/** Why an entry can't be taken in; null where it can. */
function problemOf({ id, version, op, recordHash, document }: PageEntry): string | null {
  const parsed = parseId(typeof id === 'string' ? id : '');
  if (!parsed.ok) return parsed.problem;
  if (!isVersion(version)) return `Expected a version from 1 but got ${told(version)}.`;
  if (op !== 'UPSERT' && op !== 'TOMBSTONE') return `Expected UPSERT or TOMBSTONE but got ${told(op)}.`;
  if (document === null) return null;
  if (document === undefined || (typeof document === 'string' && document.length > LONGEST_DOCUMENT)) return `Its text has more than ${String(LONGEST_DOCUMENT)} characters, which is the most that are taken in.`;
  if (typeof recordHash !== 'string' || typeof document !== 'string') return 'Expected a hash and a document.';
  const hash = sha256(document);
  return hash === recordHash ? null : `The document's SHA-256 should be ${recordHash.slice(0, 64)} but is ${hash}.`;
}

const LONGEST_ID = 80;
const LONGEST_MOMENT = 40;
/** Characters of the longest document that is taken in: a record is a description, not the data. */
export const LONGEST_DOCUMENT = 8 * 1024 * 1024;
const DIGEST = /^[0-9a-f]{64}$/;
/** The authority in an id of any kind, known or not. */
const OWNER = /^([0-9A-Z]{2,12})-/;

const told = (value: unknown): string => String(JSON.stringify(value)).slice(0, 80);
const isVersion = (value: unknown): value is number => isCount(value) && value > 0;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
