import type { Problem } from './mapping/rule.js';

/** An entry of the source that did not become a record, and all that was wrong with it. */
export interface Rejection {
  readonly line: number;
  /** What its source knows it by; null where that could not be read. */
  readonly identifier: string | null;
  readonly problems: readonly Problem[];
}

export interface OutcomeCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** What an import did, so far or in all. Each entry is counted once. */
export interface ImportReport extends OutcomeCounts {
  /** Entries read. */
  readonly entries: number;
  readonly rejected: number;
  /** Entries left out by the mapping's own word, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** What records' sources left open and was supplied, or could not be taken over: how many records, by what it was. @default nothing */
  readonly notes?: Readonly<Record<string, number>>;
  /** What was noticed of the source as a whole, in sentences. @default nothing */
  readonly warnings?: readonly string[];
  /** Organizations published for their records' sake. */
  readonly owners: OutcomeCounts;
  /** Records that a complete import did not contain and that were withdrawn for it. */
  readonly retired?: number;
}

export const withWarnings = (report: ImportReport, warnings: readonly string[] = []): ImportReport => (warnings.length === 0 ? report : { ...report, warnings });

type Outcome = 'CREATED' | 'UPDATED' | 'UNCHANGED';

const KEYS = { CREATED: 'created', UPDATED: 'updated', UNCHANGED: 'unchanged' } as const satisfies Record<Outcome, keyof OutcomeCounts>;

/** Counts while an import runs. */
export class ImportTally {
  #entries = 0;
  #rejected = 0;
  readonly #skipped: Record<string, number> = {};
  readonly #notes: Record<string, number> = {};
  readonly #records = { created: 0, updated: 0, unchanged: 0 };
  readonly #owners = { created: 0, updated: 0, unchanged: 0 };

  read(): void {
    this.#entries += 1;
  }

  reject(): void {
    this.#rejected += 1;
  }

  skip(because: string): void {
    this.#skipped[because] = (this.#skipped[because] ?? 0) + 1;
  }

  note(notes: readonly string[] = []): void {
    for (const note of notes) this.#notes[note] = (this.#notes[note] ?? 0) + 1;
  }

  record(outcome: Outcome): void {
    this.#records[KEYS[outcome]] += 1;
  }

  owner(outcome: Outcome): void {
    this.#owners[KEYS[outcome]] += 1;
  }

  report(): ImportReport {
    return { entries: this.#entries, ...this.#records, rejected: this.#rejected, skipped: { ...this.#skipped }, ...(Object.keys(this.#notes).length > 0 && { notes: { ...this.#notes } }), owners: { ...this.#owners } };
  }
}
