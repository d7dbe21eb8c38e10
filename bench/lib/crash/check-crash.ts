import { countedSerial } from '../../../subgraphs/catalog/counted-serial.js';
import { verifyLog } from '../../../subgraphs/catalog/log/verify-log.js';
import type { CatalogRecord } from '../../../subgraphs/catalog/model.js';
import type { PageEntry, RecordStore } from '../../../subgraphs/catalog/stores/record-store.js';
import type { ObservedLog } from './observed-log.js';
import { AUTHORITY, SYSTEM } from './workload.js';
import type { Acknowledged } from './writer-message.js';

/** All that a run left, to be compared. */
export interface Left {
  readonly store: RecordStore;
  readonly entries: readonly PageEntry[];
  readonly acknowledged: readonly Acknowledged[];
}

/** Reads the whole log, through the eyes of those who have read it before. */
export async function readLog(store: RecordStore, observed: ObservedLog): Promise<readonly PageEntry[]> {
  const read: PageEntry[] = [];
  for (;;) {
    const { entries } = await store.changes(AUTHORITY, { afterSeq: read.length, limit: 1_000, limitBytes: 8 * 1024 * 1024 });
    observed.see({ afterSeq: read.length, entries });
    if (entries.length === 0) return read;
    read.push(...entries);
  }
}

/** What of it is not as it must be, as sentences. */
export async function checkCrash(left: Left): Promise<readonly string[]> {
  return [...(await verifyLog(left.store, AUTHORITY)), ...acknowledgedProblems(left), ...(await sourceProblems(left)), ...(await serialProblems(left))];
}

const versionKey = ({ id, version }: { readonly id: string; readonly version: number }): string => `${id} ${String(version)}`;

/** Every acknowledged version is in the log, as what it was acknowledged to be and to one writer only. */
function acknowledgedProblems({ entries, acknowledged }: Left): string[] {
  const byVersion = new Map(entries.map((entry) => [versionKey(entry), entry]));
  const makers = new Set<string>();
  return acknowledged.flatMap((ack): string[] => {
    const key = versionKey(ack);
    const entry = byVersion.get(key);
    if (!entry) return [`Acknowledged and lost: ${key}.`];
    if (entry.op !== ack.op) return [`Acknowledged as ${ack.op} but logged as ${entry.op}: ${key}.`];
    if (ack.changed && makers.has(key)) return [`Acknowledged to two writers: ${key}.`];
    if (ack.changed) makers.add(key);
    return ack.title !== undefined && entry.document !== null && titleOf(entry.document) !== ack.title ? [`Acknowledged with another title than it has: ${key}.`] : [];
  });
}

const titleOf = (document: string): string | undefined => (JSON.parse(document) as CatalogRecord).titles[0]?.text;

/** A source names one record, always the same one, and that record names it. */
async function sourceProblems({ store, entries, acknowledged }: Left): Promise<readonly string[]> {
  const problems: string[] = [];
  const bySource = new Map<string, string>();
  for (const { source, id } of acknowledged) {
    const before = bySource.get(source) ?? id;
    if (before !== id) problems.push(`Source ${source} was answered to be ${before} and ${id}.`);
    bySource.set(source, id);
  }
  const ids = new Set(bySource.values());
  if (ids.size !== bySource.size) problems.push(`${String(bySource.size)} sources were answered to be ${String(ids.size)} records.`);
  const named = [...namedSources(entries), ...[...bySource].map(([source, id]) => [source, id] as const)];
  const found = await store.findBySources(named.map(([identifier]) => ({ authority: AUTHORITY, system: SYSTEM, identifier })));
  named.forEach(([source, id], index) => {
    if (found[index] !== id) problems.push(`Source ${source} should lead to ${id} but leads to ${String(found[index])}.`);
  });
  return problems;
}

/** The sources that live records name. */
function namedSources(entries: readonly PageEntry[]): readonly (readonly [source: string, id: string])[] {
  return entries
    .filter(({ op, document }) => op === 'UPSERT' && document !== null)
    .flatMap(({ id, document }) => ((JSON.parse(document ?? '') as CatalogRecord).sources ?? []).map(({ identifier }) => [identifier, id] as const));
}

/** The next new record gets a serial that none has had. */
async function serialProblems({ store, entries }: Left): Promise<readonly string[]> {
  const kinds = [...new Set(entries.map(({ kind }) => kind))];
  const problems = await Promise.all(
    kinds.map(async (kind) => {
      const used = Math.max(...entries.filter((entry) => entry.kind === kind).map(({ id }) => countedSerial(id)?.number ?? 0));
      const last = await store.lastSerial(AUTHORITY, kind);
      return last === used ? [] : [`The last serial of ${kind} is ${String(used)} but is said to be ${String(last)}.`];
    }),
  );
  return problems.flat();
}
