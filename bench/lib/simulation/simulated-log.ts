import { createHash } from 'node:crypto';
import { LiveDigest } from '../../../schema/live-digest.js';

/** An entry of a simulated log; `text` is the document as published. */
export interface SimulatedEntry {
  readonly seq: number;
  readonly id: string;
  readonly version: number;
  readonly op: 'UPSERT' | 'TOMBSTONE';
  readonly at: string;
  readonly text: string;
  readonly recordHash: string;
  /** Whether a reader can take the text for a record. */
  readonly sound: boolean;
}

/** An authority's log as its owner knows it: append-only, but for a restore from a backup. */
export class SimulatedLog {
  readonly entries: readonly SimulatedEntry[];

  constructor(entries: readonly SimulatedEntry[] = []) {
    this.entries = entries;
  }

  get head(): number {
    return this.entries.length;
  }

  /** The newest entry of each id. */
  get newest(): ReadonlyMap<string, SimulatedEntry> {
    return new Map(this.entries.map((entry) => [entry.id, entry]));
  }

  append(id: string, op: SimulatedEntry['op'], at: string, sound = true): SimulatedLog {
    const version = (this.newest.get(id)?.version ?? 0) + 1;
    const titles = sound ? [{ lang: 'zh', text: `记录 ${String(version)}` }] : [];
    const text = JSON.stringify(op === 'UPSERT' ? { id, titles, version, at } : { id, version, reason: at });
    return new SimulatedLog([...this.entries, { seq: this.head + 1, id, version, op, at, text, recordHash: sha256(text), sound }]);
  }

  cutTo(length: number): SimulatedLog {
    return new SimulatedLog(this.entries.slice(0, length));
  }

  cursorAt(seq: number): string {
    const entry = this.entries[seq - 1];
    return `${String(seq)}:${entry ? sha256(`${String(entry.seq)} ${entry.id} ${entry.at} ${entry.recordHash}`).slice(0, 16) : ''}`;
  }

  /** Whether a cursor is of this log. */
  holds(cursor: string | null): boolean {
    return cursor === null || this.cursorAt(Number(cursor.split(':')[0])) === cursor;
  }

  page(after: string | null, first: number, withDigest: boolean) {
    const from = after === null ? 0 : Number(after.split(':')[0]);
    const { newest } = this;
    const some = this.entries.slice(from, from + first);
    const live = [...newest.values()].filter(({ op }) => op === 'UPSERT');
    return {
      entries: some.map(({ seq, id, version, op, at, recordHash, text }) => ({ seq, id, kind: 'DATASET', version, op, at, recordHash, document: newest.get(id)?.seq === seq ? text : null })),
      cursor: this.cursorAt(from + some.length),
      head: this.head,
      live: live.length,
      ...(withDigest && { digest: live.reduce((digest, { id, version }) => digest.add(id, version), new LiveDigest()).hex }),
    };
  }
}

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
