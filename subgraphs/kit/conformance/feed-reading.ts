import { sha256Hex } from '../../../schema/sha256-hex.js';
import type { Ask } from './check.js';

export interface FeedEntry {
  readonly seq: number;
  readonly id: string;
  readonly version: number;
  readonly op: string;
  readonly recordHash: string;
  readonly document: string | null;
}

/** What is known of a record by its last entry. */
export interface LastEntry {
  readonly seq: number;
  readonly version: number;
  readonly op: string;
  readonly hasDocument: boolean;
}

/** What was read of an authority's log, from its beginning. */
export interface FeedReading {
  readonly authority: string;
  /** Entries that were read. */
  readonly read: number;
  /** As the node said last. */
  readonly head: number;
  readonly live: number | null;
  /** Whether all was read: a long log is read in part. */
  readonly complete: boolean;
  /** Where the reading ended. */
  readonly cursor: string | null;
  readonly records: ReadonlyMap<string, LastEntry>;
  /** The first thing that is wrong with the order of the log; null where it is right. */
  readonly disorder: string | null;
  /** The first id that may not stand in this log. */
  readonly strange: string | null;
  /** The first document that is not what its entry says. */
  readonly forged: string | null;
}

export interface ReadingLimits {
  readonly entries: number;
  /** When to stop, in the milliseconds of `performance.now`. */
  readonly deadline: number;
}

const PAGE = 500;
const QUERY = 'query ($authority: ID!, $after: String, $first: Int) { changes(authority: $authority, after: $after, first: $first) { entries { seq id version op recordHash document } cursor head live } }';

interface Page {
  readonly entries: readonly FeedEntry[];
  readonly cursor: string;
  readonly head: number;
  readonly live: number | null;
}

/** Reads a log from its beginning until its end, the limits or the first disorder. */
export async function readFeed(ask: Ask, authority: string, { entries: limit, deadline }: ReadingLimits): Promise<FeedReading> {
  const records = new Map<string, LastEntry>();
  let reading: Omit<FeedReading, 'records'> = { authority, read: 0, head: 0, live: null, complete: false, cursor: null, disorder: null, strange: null, forged: null };
  do {
    const page = await readChanges(ask, { authority, after: reading.cursor, first: PAGE });
    if (typeof page === 'string') return { ...reading, records, disorder: page };
    reading = takePage(reading, page, records);
  } while (!reading.complete && reading.disorder === null && reading.read < limit && performance.now() < deadline);
  return { ...reading, records, disorder: reading.disorder ?? endProblem(reading, records) };
}

/** One page of a log, or what came instead as a sentence. */
export async function readChanges(ask: Ask, variables: { readonly authority: string; readonly after: string | null; readonly first: number }): Promise<Page | string> {
  const { data, errors } = await ask(QUERY, variables);
  const { entries, cursor, head, live } = (data?.['changes'] ?? {}) as { readonly [Key in keyof Page]?: unknown };
  if (Array.isArray(entries) && typeof cursor === 'string' && typeof head === 'number') return { entries: entries as readonly FeedEntry[], cursor, head, live: typeof live === 'number' ? live : null };
  return `Expected a page of ${variables.authority} with entries, cursor and head but got ${errors?.[0]?.message ?? 'something else'}`.slice(0, 300);
}

type Reading = Omit<FeedReading, 'records'>;

function takePage(before: Reading, { entries, cursor, head, live }: Page, records: Map<string, LastEntry>): Reading {
  let { read, disorder, strange, forged } = before;
  for (const entry of entries) {
    disorder ??= orderProblem(entry, read + 1, records.get(entry.id));
    if (disorder !== null) break;
    read += 1;
    strange ??= idProblem(entry, before.authority);
    forged ??= documentProblem(entry);
    records.set(entry.id, { seq: entry.seq, version: entry.version, op: entry.op, hasDocument: entry.document !== null });
  }
  disorder ??= pageProblem(before, read, { entries, cursor, head, live });
  return { ...before, read, head, live, cursor, complete: read === head, disorder, strange, forged };
}

function orderProblem({ seq, id, version }: FeedEntry, expected: number, last: LastEntry | undefined): string | null {
  if (seq !== expected) return `Expected entry ${String(expected)} but got ${String(seq)}.`;
  const next = (last?.version ?? 0) + 1;
  return version === next ? null : `Entry ${String(seq)}: expected version ${String(next)} of ${id} but got ${String(version)}.`;
}

function pageProblem(before: Reading, read: number, { entries, cursor, head }: Page): string | null {
  if (head < read) return `Entry ${String(read)} came, though the head is ${String(head)}.`;
  if (entries.length === 0 && head > read) return `Expected entries up to ${String(head)} but got none after ${String(read)}.`;
  return entries.length > 0 && cursor === before.cursor ? `The cursor behind entry ${String(read)} is the same as before it.` : null;
}

function idProblem({ seq, id }: FeedEntry, authority: string): string | null {
  return new RegExp(`^${authority}-[A-Z]{2}-[0-9A-Z]{1,24}-[0-9A-Z]$`).test(id) ? null : `Entry ${String(seq)}: ${String(id).slice(0, 80)} is no id of ${authority}.`;
}

function documentProblem({ seq, id, version, recordHash, document }: FeedEntry): string | null {
  if (document === null) return null;
  const hash = sha256Hex(document);
  if (hash !== recordHash) return `Entry ${String(seq)}: the document's SHA-256 is ${hash} but recordHash is ${String(recordHash).slice(0, 64)}.`;
  const body = parse(document);
  return body?.['id'] === id && body['version'] === version ? null : `Entry ${String(seq)}: expected a document of ${id}, version ${String(version)}.`;
}

function parse(document: string): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(document) as Readonly<Record<string, unknown>> | null;
  } catch {
    return null;
  }
}

/** What the whole log says, once it was read to its end. */
function endProblem({ complete, live }: Reading, records: ReadonlyMap<string, LastEntry>): string | null {
  if (!complete) return null;
  const lost = [...records].find(([, { hasDocument }]) => !hasDocument);
  if (lost) return `Entry ${String(lost[1].seq)} of ${lost[0]} has no document, and no later entry replaces it.`;
  const counted = [...records.values()].filter(({ op }) => op !== 'TOMBSTONE').length;
  return live === null || live === counted ? null : `The node says ${String(live)} records are live, but its log says ${String(counted)}.`;
}
