import { findByIds } from '../../kit/mongo/find-by-ids.js';
import type { ServerFacts } from '../../kit/mongo/server-facts.js';
import { entryKey, type CatalogCollections, type EntryDoc } from './mongo-collections.js';
import { EMPTY_HEAD } from './mongo-commit.js';
import type { LogPage, LogRange, PageEntry } from './record-store.js';

type Row = Omit<EntryDoc, 'after' | 'pending'>;

const ROW = { after: 0, pending: 0 };

/** Reads a stretch of a log. It ends before the first entry that is missing, which no writer leaves behind. */
export async function readPage(collections: CatalogCollections, facts: ServerFacts, authority: string, { afterSeq, limit, limitBytes }: LogRange): Promise<LogPage> {
  const head = (await collections.logs.findOne({ _id: authority }))?.current ?? EMPTY_HEAD;
  const last = Math.min(afterSeq + limit, head.seq);
  const keys = Array.from({ length: Math.max(last - afterSeq, 0) }, (_, index) => entryKey(authority, afterSeq + 1 + index));
  const afterKey = entryKey(authority, afterSeq);
  const found = await findByIds(collections.entries, afterSeq >= 1 && afterSeq <= head.seq ? [afterKey, ...keys] : keys, facts, ROW);
  const missing = keys.findIndex((key) => !found.has(key));
  const rows = (missing < 0 ? keys : keys.slice(0, missing)).map((key) => found.get(key) as Row);
  const entries = await withDocuments(collections, facts, rows, limitBytes);
  return { head: head.seq, live: head.live, leafHash: head.leafHash, digest: head.digest ?? null, afterLeafHash: found.get(afterKey)?.leafHash ?? null, entries };
}

/** The first rows, each with its document unless a later entry replaces it; at most `limitBytes` of them past the first. */
async function withDocuments(collections: CatalogCollections, facts: ServerFacts, rows: readonly Row[], limitBytes: number): Promise<readonly PageEntry[]> {
  const newest = new Map(rows.map(({ id, seq }) => [id, seq]));
  const entries: PageEntry[] = [];
  let used = 0;
  for (let from = 0; from < rows.length; ) {
    const some = slice(rows, from, limitBytes - used, newest);
    const texts = await documentsOf(collections, facts, some.filter(({ id, seq }) => newest.get(id) === seq));
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

async function documentsOf({ records }: CatalogCollections, facts: ServerFacts, rows: readonly Row[]): Promise<ReadonlyMap<number, string>> {
  const found = await findByIds(records, rows.map(({ id }) => id), facts, { 'current.seq': 1, 'current.document': 1 });
  return new Map(
    rows.flatMap(({ id, seq }) => {
      const current = found.get(id)?.current;
      return current && current.seq === seq ? [[seq, current.document] as const] : [];
    }),
  );
}

const pageEntry = ({ seq, id, kind, version, op, at, recordHash, leafHash }: Row, document: string | null): PageEntry => ({ seq, id, kind, version, op, at, recordHash, leafHash, document });
