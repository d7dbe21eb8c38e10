import { readLogKey } from '../../../schema/audience.js';
import { catalogError } from '../../../schema/errors.js';
import type { LogProof, Provenance, QueryHistoryArgs, QueryLogProofArgs, RecordHistory } from '../../../schema/generated/catalog.js';
import type { Viewer } from '../../kit/viewer.js';
import type { LogTree } from '../log/log-tree.js';
import { logsFor, requireLog } from '../log/readable-logs.js';
import type { CatalogRecord } from '../model.js';
import { requireServedAuthority, requireServedId } from '../served-ids.js';
import type { LoggedEntry, RecordStore } from '../stores/record-store.js';
import type { CatalogContext } from './context.js';

/** What proofs are made from; a replica has no logs, and none of it. */
export interface ProofServices {
  readonly tree: LogTree;
  readonly logs: Pick<RecordStore, 'head' | 'history'>;
}

const MAX_FIRST = 100;

type Answer<Type> = Omit<Type, '__typename'>;

export async function resolveProvenance({ id, version }: Pick<CatalogRecord, 'id' | 'version'>, _: unknown, { proofs }: CatalogContext): Promise<Answer<Provenance> | null> {
  if (!proofs) return null;
  const [entry] = await proofs.logs.history(id, version - 1, 1);
  if (entry?.version !== version) return null;
  const { head } = await proofs.logs.head(entry.log);
  const { at, log, seq, recordHash, document } = entry;
  return { version, publishedAt: at, log: readLogKey(log).logName, leafIndex: seq - 1, recordHash, document, ...(await proofs.tree.prove(entry, head)) };
}

export async function resolveLogProof(_: unknown, { authority, log, from, to }: QueryLogProofArgs, { proofs, served, viewer }: CatalogContext): Promise<Answer<LogProof>> {
  requireServedAuthority(authority, served);
  const { tree, logs } = proofs ?? noLogs();
  const key = requireLog(viewer, authority, log ?? 'PUBLIC');
  const { head } = await logs.head(key);
  const size = to ?? head;
  if (from < 1 || from > size || size > head) throw catalogError('BAD_INPUT', `from, to: expected 1 ≤ from ≤ to ≤ ${String(head)}, the number of entries, but got ${String(from)} and ${String(size)}.`);
  const hashes = await tree.consistency(key, from, size);
  return { from, to: size, hashes, checkpoint: await tree.checkpoint(key, head) };
}

export async function resolveHistory(_: unknown, { id, first, after }: QueryHistoryArgs, { proofs, served, viewer }: CatalogContext): Promise<Answer<RecordHistory> | null> {
  requireServedId(id, served);
  const { logs } = proofs ?? noLogs();
  const limit = first ?? 20;
  if (limit < 1 || limit > MAX_FIRST) throw catalogError('BAD_INPUT', `first: expected 1 to ${String(MAX_FIRST)} but got ${String(limit)}.`);
  const visible = await visibleEntries(logs, id, versionOfCursor(after), limit + 1, viewer);
  if (visible.length === 0) return null;
  const page = visible.slice(0, limit);
  return { versions: page.map((entry) => recordVersion(entry, viewer)), next: visible.length > limit ? String(page.at(-1)?.version) : null };
}

/** Entries in logs that the viewer may read; others take no place on a page. */
async function visibleEntries(logs: ProofServices['logs'], id: string, afterVersion: number, limit: number, viewer: Viewer): Promise<readonly LoggedEntry[]> {
  const found: LoggedEntry[] = [];
  const sees = logsFor(viewer);
  for (let version = afterVersion; found.length < limit; ) {
    const entries = await logs.history(id, version, limit, sees);
    found.push(...entries.filter(({ log }) => sees(log)));
    if (entries.length < limit) break;
    version = entries.at(-1)?.version ?? version;
  }
  return found.slice(0, limit);
}

function recordVersion({ log, seq, version, op, at, recordHash, author, document }: LoggedEntry, viewer: Viewer) {
  const isOwn = viewer.authorities.includes(readLogKey(log).authority);
  return { version, op, at, log: readLogKey(log).logName, leafIndex: seq - 1, recordHash, author: isOwn ? (author ?? null) : null, document };
}

function versionOfCursor(after: string | null | undefined): number {
  if (after == null) return 0;
  if (!/^[1-9]\d{0,9}$/.test(after)) throw catalogError('BAD_CURSOR', 'Expected `after` to be `next` of an earlier page of `history`.');
  return Number(after);
}

function noLogs(): never {
  throw catalogError('NOT_SERVED_HERE', 'The replica has copies of records and no logs: ask the node of the authority.');
}
