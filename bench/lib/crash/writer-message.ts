import type { SeenPage } from './observed-log.js';

/** What a writer is told when it is started. */
export interface WriterOptions {
  readonly seed: number;
  readonly pool: number;
  /** Of this process: another one after each restart. */
  readonly name: string;
  /** Cursors that it also follows the logs from, by their keys, where nobody else can read them while they are open. */
  readonly followAfter?: Readonly<Record<string, string>>;
}

/** A line of a writer. */
export interface WriterMessage {
  readonly acknowledged?: readonly Acknowledged[];
  /** Why records of an upsert were rejected: a rule and a field each. */
  readonly rejected?: readonly string[];
  /** Why an act was to be tried again: others were always first. */
  readonly refused?: string;
  readonly seen?: SeenPage;
  readonly problem?: string;
}

/** A record whose change, or whose being as wanted already, was acknowledged. */
export interface Acknowledged {
  /** The source that the record is known by. */
  readonly source: string;
  readonly id: string;
  readonly version: number;
  readonly op: 'UPSERT' | 'TOMBSTONE';
  /** Whether this act made the version. */
  readonly changed: boolean;
  readonly title?: string;
}
