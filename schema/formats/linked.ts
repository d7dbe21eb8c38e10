import type { ExportRecord, LangText } from './export-record.js';

/** What is known of a record that others name: enough to write its name, and an owner's code. */
export interface LinkedRecord {
  readonly titles: readonly LangText[];
  readonly descriptions?: readonly LangText[] | undefined;
  /** Unified social credit code of an organization. */
  readonly uscc?: string | undefined;
  /** Number of a standard. */
  readonly number?: string | undefined;
}

/** Records are named by their ids. Where no gateway is known to resolve them, the name alone has to do. */
export const DEFAULT_IRI_BASE = 'urn:ucat:id:';

/** Finds what is known of a record; undefined where nothing is. */
export type FindLinked = (id: string) => LinkedRecord | undefined;

export type Records = Iterable<ExportRecord> | AsyncIterable<ExportRecord>;

export interface WriteOptions {
  /** Tells what is known of a record that another names. @default nothing is */
  readonly linked?: FindLinked | undefined;
  /** What stands before an id in the address of a record, such as `https://catalog.example.cn/id/`. @default "urn:ucat:id:" */
  readonly iriBase?: string | undefined;
}

/** The text in the first of these languages that there is, else the first text. A tag also stands for those that refine it. */
export function textIn(texts: readonly LangText[] | undefined, ...languages: readonly string[]): LangText | undefined {
  for (const wanted of languages) {
    const found = texts?.find(({ lang }) => lang === wanted) ?? texts?.find(({ lang }) => lang.startsWith(`${wanted}-`));
    if (found) return found;
  }
  return texts?.[0];
}
