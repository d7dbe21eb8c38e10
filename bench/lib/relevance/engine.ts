import type { ExportRecord } from '../../../schema/formats/export-record.js';
import { readDocument } from '../../../subgraphs/search/model/published-document.js';
import { INDEXED_CHARACTERS } from '../../../subgraphs/search/text/index-tokens.js';

/** An engine over the judged records. */
export interface RelevanceEngine {
  readonly name: string;
  /** Ids of the best `size` records, the best first. */
  search(query: string, size: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** The texts of a record as every engine is given them. */
export interface JudgedTexts {
  readonly id: string;
  readonly title: string;
  readonly keywords: string;
  readonly description: string;
}

/** What a match in a field weighs, for engines that take weights. */
export const FIELD_WEIGHTS = { title: 4, keywords: 2, description: 1 } as const;

export function judgedTexts(record: ExportRecord): JudgedTexts {
  const { id, titles, number, keywords, descriptions, items } = readDocument(record.id, JSON.stringify(record));
  return {
    id,
    title: [...titles.map(({ text }) => text), number, id].filter(Boolean).join(' '),
    keywords: keywords.join(' '),
    description: [...descriptions.map(({ text }) => text), ...items].join(' ').slice(0, INDEXED_CHARACTERS),
  };
}
