import Database from 'libsql';
import { FIELD_WEIGHTS, type JudgedTexts, type RelevanceEngine } from './engine.js';

/** FTS5 as it comes, by one of its tokenizers: words joined by OR, which suits it best, and bm25 with the weights of the fields. */
export function fts5Engine(tokenizer: 'unicode61' | 'trigram', texts: readonly JudgedTexts[]): RelevanceEngine {
  const database = new Database(':memory:');
  database.exec(`CREATE VIRTUAL TABLE records USING fts5(id UNINDEXED, title, keywords, description, tokenize='${tokenizer}'); BEGIN`);
  const insert = database.prepare('INSERT INTO records VALUES (?, ?, ?, ?)');
  for (const { id, title, keywords, description } of texts) insert.run(id, title, keywords, description);
  database.exec('COMMIT');
  const { title, keywords, description } = FIELD_WEIGHTS;
  const find = database.prepare(`SELECT id FROM records WHERE records MATCH ? ORDER BY bm25(records, 0, ${String(title)}, ${String(keywords)}, ${String(description)}) LIMIT ?`);
  return {
    name: `FTS5 ${tokenizer}`,
    search: async (query, size) => {
      const words = query.split(/\s+/).filter(Boolean).map((word) => `"${word.replaceAll('"', '""')}"`);
      return words.length === 0 ? [] : (find.all(words.join(' OR '), size) as { id: string }[]).map(({ id }) => id);
    },
    close: async () => {
      database.close();
    },
  };
}
