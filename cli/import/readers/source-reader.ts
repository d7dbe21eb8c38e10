import type { Value } from '../mapping/value.js';

/** One entry of a source: its value, or why it can't be read. */
export type SourceEntry =
  | { readonly ok: true; readonly line: number; readonly value: Value }
  | { readonly ok: false; readonly line: number; readonly column: number | undefined; readonly rule: string; readonly excerpt: string | null; readonly message: string };

/**
 * Reads the entries of a source in their order. What is wrong with one entry is an entry that is not `ok`, and reading
 * goes on where the format allows. `line` counts from 1; a `column` counts characters from 1.
 */
export type SourceReader = (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<SourceEntry>;

const EXCERPT = 200;

/** An entry that can't be read. */
export function unreadable(line: number, column: number | undefined, rule: string, text: string | null, message: string): SourceEntry {
  return { ok: false, line, column, rule, excerpt: text === null ? null : text.slice(0, EXCERPT).toWellFormed(), message };
}
