import { canonicalJson } from './canonical-json.js';

/** What of a log's entry is hashed: the fields that the contract publishes of it. */
export interface LeafFields {
  /** From 1, without a gap. */
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly version: number;
  readonly op: string;
  /** RFC 3339 in UTC, exactly as it was published. */
  readonly at: string;
  /** SHA-256, in hex, of the published document. */
  readonly recordHash: string;
}

/** The leaf of an entry in its log's Merkle tree: RFC 8785 canonical JSON of its fields. Hash it with `leafHash`. */
export const logLeaf = ({ seq, id, kind, version, op, at, recordHash }: LeafFields): string => canonicalJson({ seq, id, kind, version, op, at, recordHash });
