import type { AuditPage } from '../../schema/generated/registry.js';
import { auditProblem, EMPTY_AUDIT, type AuditEntry, type AuditHead } from '../../subgraphs/kit/audit/audit-log.js';
import { askService, type Service } from '../access/ask-service.js';
import { Refused, type VerbResult } from '../membership/verb.js';

export interface TrailRequest {
  /** Entries after this one are shown; those before are read where they are checked. */
  readonly after: number;
  /** Whether hashes are checked, from the beginning. */
  readonly check: boolean;
  /** Where the trail stood once, as `<number>:<hash>`. */
  readonly seen?: string | undefined;
}

const PAGE = 1_000;
const QUERY = `query ($after: Int) { auditLog(first: ${String(PAGE)}, after: $after) { head headHash entries { seq at actor act subject details before hash } } }`;

/** Reads the trail of a node or of the registry. @throws Refused where a check finds it changed */
export async function readTrail(service: Service, { after, check, seen }: TrailRequest): Promise<VerbResult> {
  const kept = seen === undefined ? null : readHead(seen);
  const shown: AuditEntry[] = [];
  let at: AuditHead = { seq: check ? 0 : after, hash: EMPTY_AUDIT.hash };
  let found = kept === null || (kept.seq === 0 && kept.hash === EMPTY_AUDIT.hash);
  for (;;) {
    const { auditLog } = await askService<{ readonly auditLog: AuditPage }>(service, QUERY, { after: at.seq });
    for (const { details, ...rest } of auditLog.entries) {
      const entry: AuditEntry = { ...rest, details: JSON.parse(details) as AuditEntry['details'] };
      const problem = check ? auditProblem(at, entry) : null;
      if (problem !== null) throw new Refused(`The trail was changed. ${problem}`);
      if (kept?.seq === entry.seq) found = kept.hash === entry.hash;
      if (entry.seq > after) shown.push(entry);
      at = entry;
    }
    if (auditLog.entries.length < PAGE) break;
  }
  if (check && !found) throw new Refused(`The trail was changed: entry ${String(kept?.seq)} is not the one that was seen, or is gone.`);
  return { data: { entries: shown, head: at.seq, hash: at.hash, checked: check }, lines: [...shown.map(line), check ? `${String(at.seq)} entries, none changed. Keep this for the next time: --seen ${String(at.seq)}:${at.hash}` : `${String(shown.length)} entries, not checked (--check)`] };
}

const line = ({ seq, at, actor, act, subject, details }: AuditEntry): string => `${String(seq).padStart(6)}  ${at}  ${act.padEnd(16)}  ${actor}  ${subject}  ${JSON.stringify(details).slice(0, 200)}`;

function readHead(text: string): AuditHead {
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined) throw new Error(`--seen: expected <number>:<hash> as a check printed it but got ${JSON.stringify(text)}.`);
  return { seq: Number(seq), hash };
}
