import { ReadConcern } from 'mongodb';
import { findByIds } from '../../kit/mongo/find-by-ids.js';
import { numberedKey, type EntryDoc, type HeadState, type ReadSource } from './mongo-collections.js';
import { EMPTY_HEAD } from './mongo-commit.js';
import { departed } from '../model.js';
import type { LoggedEntry, LogPage, LogRange, PageEntry } from './record-store.js';

type Row = EntryDoc;

/** An append was once committed in its first entry, which may still have more in it. */
const ROW = { after: 0, pending: 0 };

/** Reads a stretch of a log. It ends before the first entry that is missing, which no writer leaves behind. */
export async function readPage(source: ReadSource, log: string, { afterSeq, limit, limitBytes }: LogRange): Promise<LogPage> {
  const { collections, facts, session } = source;
  const head = await readHead(source, log, afterSeq);
  const last = Math.min(afterSeq + limit, head.seq);
  const keys = Array.from({ length: Math.max(last - afterSeq, 0) }, (_, index) => numberedKey(log, afterSeq + 1 + index));
  const afterKey = numberedKey(log, afterSeq);
  const found = await findByIds(collections.entries, afterSeq >= 1 && afterSeq <= head.seq ? [afterKey, ...keys] : keys, facts, ROW, session);
  const missing = keys.findIndex((key) => !found.has(key));
  const rows = (missing < 0 ? keys : keys.slice(0, missing)).map((key) => found.get(key) as Row);
  const entries = await withDocuments(source, rows, limitBytes);
  return { head: head.seq, live: head.live, leafHash: head.leafHash, digest: head.digest ?? null, afterLeafHash: found.get(afterKey)?.leafHash ?? null, entries };
}

/**
 * The head of a log. A primary that has just taken over may not show yet what the last one did; before a reader is told
 * that he has read further than there is, the whole deployment is asked.
 */
async function readHead({ collections: { logs }, facts, session }: ReadSource, log: string, afterSeq: number): Promise<HeadState> {
  const head = (await logs.findOne({ _id: log }, session && { session }))?.current ?? EMPTY_HEAD;
  if (afterSeq <= head.seq || !facts.isReplicated) return head;
  return (await logs.findOne({ _id: log }, { readConcern: new ReadConcern('linearizable') }))?.current ?? EMPTY_HEAD;
}

/** The first rows, each with its document unless a later entry replaces it; at most `limitBytes` of them past the first. */
async function withDocuments(source: ReadSource, rows: readonly Row[], limitBytes: number): Promise<readonly PageEntry[]> {
  const newest = new Map(rows.map(({ id, seq }) => [id, seq]));
  const entries: PageEntry[] = [];
  let used = 0;
  for (let from = 0; from < rows.length; ) {
    const some = slice(rows, from, limitBytes - used, newest);
    const texts = await documentsOf(source, some.filter(({ id, seq }) => newest.get(id) === seq));
    for (const row of some) {
      const document = texts.get(row.seq) ?? null;
      used += document === null ? 0 : row.bytes;
      if (used > limitBytes && entries.length > 0) return entries;
      entries.push(pageEntry(row, document));
    }
    from += some.length;
  }
  return entries;
}

/** Rows whose documents fit, were all of them still the newest; always one. */
function slice(rows: readonly Row[], from: number, bytes: number, newest: ReadonlyMap<string, number>): readonly Row[] {
  let total = 0;
  const end = rows.findIndex(({ id, seq, bytes: size }, index) => index >= from && newest.get(id) === seq && (total += size) > bytes && index > from);
  return rows.slice(from, end < 0 ? undefined : end);
}

/** Texts of entries, each of another record, by their numbers. */
async function documentsOf(source: ReadSource, rows: readonly Row[]): Promise<ReadonlyMap<number, string>> {
  const { collections: { records }, facts, session } = source;
  const found = await findByIds(records, rows.map(({ id }) => id), facts, { 'current.authority': 1, 'current.version': 1, 'current.document': 1 }, session);
  const texts = rows.flatMap(({ id, seq, version }) => {
    const current = found.get(id)?.current;
    return current?.version === version && current.document !== '' ? [[seq, current.document] as const] : [];
  });
  const left = rows.filter(({ id, authority, version, op }) => {
    const current = found.get(id)?.current;
    return op === 'TOMBSTONE' && current !== undefined && current.version > version && current.authority !== authority;
  });
  return new Map([...texts, ...(await departures(source, left))]);
}

/** A record that stands in another log now has left a tombstone here, whose text is made again. */
async function departures({ collections: { entries }, session }: ReadSource, rows: readonly Row[]): Promise<readonly (readonly [seq: number, document: string])[]> {
  const made = rows.map((row) => ({ row, tombstone: departed(row.id, row.version) })).filter(({ row, tombstone }) => tombstone.recordHash === row.recordHash);
  const [any] = made;
  if (!any) return [];
  // It may have come back since and gone again.
  const filter = { authority: any.row.authority, id: { $in: made.map(({ row }) => row.id) }, version: { $gt: Math.min(...made.map(({ row }) => row.version)) } };
  const later = await entries.find(filter, { projection: { _id: 0, id: 1, version: 1 }, ...(session && { session }) }).toArray();
  return made.filter(({ row }) => !later.some(({ id, version }) => id === row.id && version > row.version)).map(({ row, tombstone }) => [row.seq, tombstone.document] as const);
}

const pageEntry = ({ seq, id, kind, version, op, at, recordHash, leafHash, author }: Row, document: string | null): PageEntry => ({ seq, id, kind, version, op, at, recordHash, leafHash, ...(author !== undefined && { author }), document });

/** Reads the entries of a record, those that the heads of their logs have come to. */
export async function readHistory(source: ReadSource, id: string, afterVersion: number, limit: number): Promise<readonly LoggedEntry[]> {
  const rows = await source.collections.entries.find({ id, version: { $gt: afterVersion } }, { projection: ROW }).sort({ version: 1 }).limit(limit).toArray();
  const logs = [...new Set(rows.map(({ authority }) => authority))];
  const heads = new Map(await Promise.all(logs.map(async (log) => [log, (await readHead(source, log, 0)).seq] as const)));
  const shown = rows.filter(({ authority, seq }) => seq <= (heads.get(authority) ?? 0));
  const record = (await source.collections.records.findOne({ _id: id }, { projection: { 'current.version': 1, 'current.document': 1 } }))?.current;
  return shown.map((row) => ({ log: row.authority, ...pageEntry(row, row.version === record?.version && record.document !== '' ? record.document : null) }));
}
