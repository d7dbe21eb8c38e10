import type { SourceEntry } from '../../readers/source-reader.js';

/** A cell that says something. */
export interface SheetCell {
  readonly text: string;
  /** The text stands in a merged cell further up. */
  readonly isFilled: boolean;
}

/** A row of a sheet: its cells by column from 1. */
export interface SheetRow {
  readonly line: number;
  readonly cells: ReadonlyMap<number, SheetCell>;
}

export type Unreadable = Extract<SourceEntry, { readonly ok: false }>;

/** The rows of a sheet in their order. What can't be read is said in its place. */
export type SheetRows = AsyncIterable<SheetRow | Unreadable>;

export const isRow = (row: SheetRow | Unreadable): row is SheetRow => 'cells' in row;
