import { LiveDigest } from '../../../schema/live-digest.js';
import { sha256Hex } from '../../../schema/sha256-hex.js';
import { kindOf, versionOf, type LogHead, type PageEntry, type RecordStore, type StoredRecord } from '../stores/record-store.js';
import { TreeCheck } from './check-tree.js';
import { logEntry } from './log-entry.js';

/** What the log says of an id: its last entry. Of the text no more than whether it is there: a store may have gigabytes. */
interface LastEntry extends Pick<PageEntry, 'seq' | 'id' | 'version' | 'op' | 'kind'> {
  readonly hasDocument: boolean;
}

type Replayed = Map<string, LastEntry>;

const PAGE = { limit: 1_000, limitBytes: 8 * 1024 * 1024 };

/**
 * Replays an authority's log and compares the records, and the Merkle tree that is kept of it, with it. Returns what does not agree, as sentences; nothing
 * where log and records are whole.
 */
export async function verifyLog(store: RecordStore, authority: string): Promise<readonly string[]> {
  const problems: string[] = [];
  const replayed: Replayed = new Map();
  const tree = new TreeCheck(store, authority);
  let seq = 0;
  let leafHash = '';
  for (;;) {
    const page = await store.changes(authority, { afterSeq: seq, ...PAGE });
    for (const entry of page.entries) {
      seq += 1;
      const before = replayed.get(entry.id);
      problems.push(...entryProblems(entry, seq, before, await wasElsewhere(store, authority, entry, before?.version ?? 0)));
      leafHash = entry.leafHash;
      replayed.set(entry.id, lastEntry(entry));
    }
    problems.push(...(await tree.add(page.entries.map((entry) => Buffer.from(entry.leafHash, 'hex')))));
    if (page.entries.length === 0) {
      problems.push(...(await tree.end()));
      if (page.head !== seq) problems.push(`The log should end at ${String(page.head)} but ends at ${String(seq)}.`);
      else if (page.leafHash !== leafHash) problems.push(`Entry ${String(seq)} is another one than the head was left by.`);
      return [...problems, ...(await projectionProblems(store, authority, replayed, page))];
    }
  }
}

/** Whether a record was in other logs for the versions between its last entry here and this one. */
async function wasElsewhere(store: RecordStore, log: string, { id, version }: PageEntry, before: number): Promise<boolean> {
  if (version <= before + 1) return false;
  const between = await store.history(id, before, version - before - 1);
  return between.length === version - before - 1 && between.every((entry, index) => entry.version === before + 1 + index && entry.log !== log);
}

const lastEntry = ({ seq, id, version, op, kind, document }: PageEntry): LastEntry => ({ seq, id, version, op, kind, hasDocument: document !== null });

/** @param between whether the versions that are missing here are in other logs of the authority */
function entryProblems(entry: PageEntry, seq: number, before: LastEntry | undefined, between: boolean): string[] {
  const version = (before?.version ?? 0) + 1;
  const checks: [boolean, string][] = [
    [entry.seq === seq, `should be number ${String(seq)}`],
    [entry.version === version || between, `should be version ${String(version)} of ${entry.id} but is ${String(entry.version)}`],
    [!before?.hasDocument, `replaces version ${String(before?.version)} of ${entry.id}, whose document is still there`],
    [logEntry(entry).leafHash === entry.leafHash, 'has a leaf hash of something else'],
    [entry.document === null || sha256Hex(entry.document) === entry.recordHash, `has a hash of another document of ${entry.id}`],
  ];
  return checks.filter(([holds]) => !holds).map(([, problem]) => `Entry ${String(entry.seq)} ${problem}.`);
}

async function projectionProblems(store: RecordStore, authority: string, replayed: Replayed, { live, digest }: LogHead): Promise<string[]> {
  const problems: string[] = [];
  const ids = [...replayed.keys()];
  for (let from = 0; from < ids.length; from += PAGE.limit) {
    const some = ids.slice(from, from + PAGE.limit);
    const stored = await readRecords(store, some);
    some.forEach((id, index) => {
      const entry = replayed.get(id) as LastEntry;
      if (!agrees(authority, stored[index] ?? null, entry)) problems.push(`The record ${id} is not what entry ${String(entry.seq)} left.`);
    });
  }
  const expected = ids.filter((id) => replayed.get(id)?.op === 'UPSERT').sort();
  const found = await liveIds(store, authority);
  if (found.join() !== expected.join()) problems.push(`The log leaves ${String(expected.length)} live records but ${String(found.length)} or others are kept.`);
  if (live !== expected.length) problems.push(`The log leaves ${String(expected.length)} live records but counts ${String(live)}.`);
  if (digest !== null && digest !== digestOf(replayed)) problems.push('The log leaves live records of another digest than is kept.');
  return problems;
}

function digestOf(replayed: Replayed): string {
  const digest = new LiveDigest();
  for (const { id, version, op } of replayed.values()) if (op === 'UPSERT') digest.add(id, version);
  return digest.hex;
}

/** A record that stands in another log now has left this one with a tombstone. */
const agrees = (log: string, record: StoredRecord | null, { version, op, kind, hasDocument }: LastEntry): boolean =>
  record !== null && record.log !== log
    ? op === 'TOMBSTONE' && versionOf(record) > version && hasDocument
    : record !== null && versionOf(record) === version && (record.state === 'LIVE') === (op === 'UPSERT') && kindOf(record) === kind && hasDocument;

/** One by one where some can't be read: a record that other hands have changed must not hide the rest. */
async function readRecords(store: RecordStore, ids: readonly string[]): Promise<readonly (StoredRecord | null)[]> {
  try {
    return await store.getMany(ids);
  } catch (error) {
    if (!store.reachable) throw error;
    return Promise.all(ids.map(async (id) => readRecord(store, id)));
  }
}

/** Null also for a record that can't be read. @throws where the store is lost: that says nothing of the record */
async function readRecord(store: RecordStore, id: string): Promise<StoredRecord | null> {
  try {
    const [stored = null] = await store.getMany([id]);
    return stored;
  } catch (error) {
    if (!store.reachable) throw error;
    return null;
  }
}

async function liveIds(store: RecordStore, authority: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (;;) {
    const some = await store.listLive(authority, ids.at(-1) ?? '', PAGE.limit);
    if (some.length === 0) return ids;
    ids.push(...some.map(({ id }) => id));
  }
}
