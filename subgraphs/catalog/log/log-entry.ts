import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../schema/canonical-json.js';
import type { ChangeOp } from '../../../schema/generated/catalog.js';
import type { RecordKind } from '../../../schema/generated/common.js';

/** One entry of an authority's log, as the contract publishes it. */
export interface LogEntry {
  /** From 1, without a gap. */
  readonly seq: number;
  readonly id: string;
  readonly kind: RecordKind;
  readonly version: number;
  readonly op: ChangeOp;
  /** RFC 3339 in UTC. */
  readonly at: string;
  /** SHA-256, in hex, of the published document. */
  readonly recordHash: string;
  /** RFC 9162 leaf hash, in hex, of the fields above. */
  readonly leafHash: string;
}

/** An entry with its leaf hash: SHA-256(0x00 ‖ canonical JSON of the entry), RFC 9162 section 2.1.1. */
export function logEntry({ seq, id, kind, version, op, at, recordHash }: Omit<LogEntry, 'leafHash'>): LogEntry {
  const leaf = canonicalJson({ seq, id, kind, version, op, at, recordHash });
  const leafHash = createHash('sha256').update('\0').update(leaf, 'utf8').digest('hex');
  return { seq, id, kind, version, op, at, recordHash, leafHash };
}
