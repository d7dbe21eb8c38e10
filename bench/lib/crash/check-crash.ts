import { countedSerial } from '../../../subgraphs/catalog/counted-serial.js';
import { verifyLog } from '../../../subgraphs/catalog/log/verify-log.js';
import { departed, type CatalogRecord } from '../../../subgraphs/catalog/model.js';
import type { LoggedEntry, PageEntry, RecordStore } from '../../../subgraphs/catalog/stores/record-store.js';
import type { ObservedLogs } from './observed-log.js';
import { AUTHORITY, LOGS, SYSTEM } from './workload.js';
import type { Acknowledged } from './writer-message.js';

/** An entry with the key of the log that it stands in. */
export type LeftEntry = LoggedEntry;

/** All that a run left, to be compared. */
export interface Left {
  readonly store: RecordStore;
  /** Of all logs, one after the other. */
  readonly entries: readonly LeftEntry[];
  readonly acknowledged: readonly Acknowledged[];
}

/** Reads all logs, through the eyes of those who have read them before. */
export async function readLogs(store: RecordStore, observed: ObservedLogs): Promise<readonly LeftEntry[]> {
  const read = await Promise.all(LOGS.map(async (log) => readLog(store, observed, log)));
  return read.flat();
}

async function readLog(store: RecordStore, observed: ObservedLogs, log: string): Promise<readonly LeftEntry[]> {
  const read: LeftEntry[] = [];
  for (;;) {
    const { entries } = await store.changes(log, { afterSeq: read.length, limit: 1_000, limitBytes: 8 * 1024 * 1024 });
    observed.see({ log, afterSeq: read.length, entries });
    if (entries.length === 0) return read;
    read.push(...entries.map((entry) => ({ log, ...entry })));
  }
}

/** Whether an entry is the end of a record in one log, before it stands in another. */
export const isDeparture = ({ op, id, version, recordHash }: LeftEntry): boolean => op === 'TOMBSTONE' && departed(id, version).recordHash === recordHash;

/** What of it is not as it must be, as sentences. */
export async function checkCrash(left: Left): Promise<readonly string[]> {
  const logs: string[] = [];
  for (const log of LOGS) logs.push(...(await verifyLog(left.store, log)).map((problem) => `${log}: ${problem}`));
  const strange = (await left.store.logsOf(AUTHORITY)).filter((log) => !LOGS.includes(log)).map((log) => `There is a log ${log}.`);
  return [...logs, ...strange, ...orderProblems(left), ...acknowledgedProblems(left), ...(await sourceProblems(left)), ...(await serialProblems(left))];
}

/** Every version of a record stands in one log, and a record ends in a log before it stands in another. */
function orderProblems({ entries }: Left): string[] {
  const byId = new Map<string, LeftEntry[]>();
  for (const entry of entries) byId.set(entry.id, [...(byId.get(entry.id) ?? []), entry]);
  return [...byId].flatMap(([id, some]) => {
    const ordered = some.sort((one, other) => one.version - other.version);
    return ordered.flatMap((entry, index): string[] => {
      const before = ordered[index - 1];
      if (entry.version !== index + 1) return [`Version ${String(entry.version)} of ${id} stands where ${String(index + 1)} should.`];
      return before && before.log !== entry.log && !isDeparture(before) ? [`Version ${String(entry.version)} of ${id} stands in ${entry.log}, and the one before it has not left ${before.log}.`] : [];
    });
  });
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
