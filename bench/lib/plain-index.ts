import Database from 'libsql';
import { createIndexTokenizer } from '../../subgraphs/search/text/index-tokens.js';
import type { WordSplitter } from '../../subgraphs/search/text/split-words.js';
import { generatedDataset } from './generated-corpus.js';

interface Document {
  readonly titles: readonly { readonly text: string }[];
  readonly descriptions: readonly { readonly text: string }[];
  readonly keywords: readonly string[];
  readonly themes: readonly string[];
  readonly distributions: readonly { readonly format: string }[];
  readonly [column: string]: unknown;
}

const FACETS = ['kind', 'authority', 'region', 'theme', 'format', 'shareType', 'openness', 'frequency'] as const;

/** What one gets from the engine as it is: the same tokens in FTS5, bm25 for order, columns and GROUP BY for facets. */
export class PlainIndex {
  readonly #database: Database.Database;

  constructor(file: string, records: number, splitter: WordSplitter) {
    this.#database = new Database(file);
    this.#database.exec(`PRAGMA journal_mode = WAL; PRAGMA cache_size = -131072;
      CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='ascii');
      CREATE TABLE records (row INTEGER PRIMARY KEY, kind, authority, region, theme, format, shareType, openness, frequency);`);
    this.#fill(records, splitter);
  }

  /** A page of hits with the facets asked for. */
  search(tokens: readonly string[], withFacets: boolean): { readonly total: number; readonly hits: readonly unknown[] } {
    const match = tokens.map((token) => `"${token}"`).join(' AND ');
    const { total } = this.#database.prepare('SELECT count(*) AS total FROM words WHERE words MATCH ?').get(match) as { total: number };
    const hits = this.#database.prepare('SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words) LIMIT 20').all(match);
    if (withFacets) {
      for (const facet of FACETS) {
        this.#database.prepare(`SELECT ${facet}, count(*) AS found FROM words JOIN records ON records.row = words.rowid WHERE words MATCH ? GROUP BY ${facet} ORDER BY found DESC LIMIT 10`).all(match);
      }
    }
    return { total, hits };
  }

  close(): void {
    this.#database.close();
  }

  #fill(records: number, splitter: WordSplitter): void {
    const indexTokens = createIndexTokenizer(splitter);
    const words = this.#database.prepare('INSERT INTO words (rowid, text) VALUES (?, ?)');
    const columns = this.#database.prepare('INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    for (let from = 0; from < records; from += 10_000) {
      this.#database.exec('BEGIN');
      for (let n = from; n < Math.min(records, from + 10_000); n++) {
        const { authority, document } = generatedDataset(n);
        const fields = JSON.parse(document) as Document;
        const texts = (values: readonly { readonly text: string }[]): readonly string[] => values.map(({ text }) => text);
        words.run(n + 1, indexTokens({ titles: texts(fields.titles), descriptions: texts(fields.descriptions), keywords: fields.keywords, names: [] }).text);
        columns.run(n + 1, 'DATASET', authority, fields['region'], fields.themes[0], fields.distributions[0]?.format, fields['shareType'], fields['openness'], fields['frequency']);
      }
      this.#database.exec('COMMIT');
    }
  }
}
