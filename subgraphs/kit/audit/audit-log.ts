import { canonicalJson, type Json } from '../../../schema/canonical-json.js';
import { sha256Hex } from '../../../schema/sha256-hex.js';

/** Something that was done, as it is noted. */
export interface AuditAct {
  /** Who did it. */
  readonly actor: string;
  /** What was done, for programs. */
  readonly act: string;
  /** What it was done to. */
  readonly subject: string;
  /** More of it. No text that may have to be withdrawn: an entry stays for ever. */
  readonly details: { readonly [key: string]: Json };
}

export interface AuditEntry extends AuditAct {
  /** From 1, without a gap. */
  readonly seq: number;
  /** RFC 3339 in UTC. */
  readonly at: string;
  /** Hash of the entry before. */
  readonly before: string;
  /** SHA-256, in hex, over the canonical JSON of all of the above. */
  readonly hash: string;
}

/** Where a log stands. */
export type AuditHead = Pick<AuditEntry, 'seq' | 'hash'>;

/**
 * A trail of what was done, that only grows. Each entry carries the hash of the one before, so that whoever keeps a head
 * can tell later whether anything up to it was changed, removed or put in another order.
 */
export interface AuditLog {
  /** Whether it answered when it was last asked. */
  readonly reachable: boolean;
  /** Notes an act behind all others. Resolves when durable. */
  append(act: AuditAct): Promise<AuditEntry>;
  /** Entries after `afterSeq` in their order, at most `limit`. */
  page(afterSeq: number, limit: number): Promise<readonly AuditEntry[]>;
  head(): Promise<AuditHead>;
  /** The newest entry of an act; null where there is none. */
  last(act: string): Promise<AuditEntry | null>;
  close(): Promise<void>;
}

/** The head of a log without entries. */
export const EMPTY_AUDIT: AuditHead = { seq: 0, hash: '0'.repeat(64) };

/** The entry that an act becomes behind a head. */
export function auditEntry({ seq, hash: before }: AuditHead, { actor, act, subject, details }: AuditAct, at: string): AuditEntry {
  const entry = { seq: seq + 1, at, actor, act, subject, details, before };
  return { ...entry, hash: hashOf(entry) };
}

/** Why an entry does not follow on a head, as a sentence; null where it does. */
export function auditProblem(head: AuditHead, entry: AuditEntry): string | null {
  const next = head.seq + 1;
  if (entry.seq !== next) return `Entry ${String(next)} is missing: ${String(entry.seq)} stands in its place.`;
  if (entry.before !== head.hash) return `Entry ${String(next)} does not follow on the entry before it: one of the two was changed, or put in another place.`;
  return entry.hash === hashOf(entry) ? null : `Entry ${String(next)} was changed: its hash is of something else.`;
}

const hashOf = ({ seq, at, actor, act, subject, details, before }: Omit<AuditEntry, 'hash'>): string =>
  sha256Hex(canonicalJson({ seq, at, actor, act, subject, details, before }));
