import type { FacetField, SearchFilter, SearchSort } from '../../../schema/generated/search.js';

/** What an engine is asked in a measurement. */
export interface Question {
  readonly query: string;
  readonly facets: readonly FacetField[];
  readonly filter: SearchFilter;
  readonly sort: SearchSort;
  readonly first: number;
  /** Cursor of the page before. */
  readonly after: string | null;
}

export interface Answer {
  readonly total: number;
  readonly ids: readonly string[];
  /** Of the last hit. */
  readonly cursor: string | null;
}

/** A search engine with the generated records, as it is measured beside others. */
export interface Engine {
  /** Takes in records `from` to before `to`, and resolves when they can be found. */
  fill(from: number, to: number): Promise<void>;
  ask(question: Question): Promise<Answer>;
  /** Bytes on the disk. */
  diskBytes(): Promise<number>;
  close(): Promise<void>;
}

export const BATCH = 500;
