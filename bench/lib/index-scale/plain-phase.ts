import Database from 'libsql';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createWordSplitter, type WordSplitter } from '../../../subgraphs/search/text/split-words.js';
import { round } from '../stats.js';
import { makeDocuments, pagesOf } from './document-file.js';
import { mebibytes, type PhaseOptions } from './scale-folder.js';

const TRANSACTION = 10_000;

interface Fields {
  readonly titles: readonly { readonly text: string }[];
  readonly descriptions: readonly { readonly text: string }[];
  readonly keywords: readonly string[];
}

/** What of a record one takes in: short ones, as the spike had that the budget comes from, are a title and keywords here. */
interface Kind {
  readonly texts: (fields: Fields) => readonly string[];
  readonly keepsDocument: boolean;
}

const textsOf = (values: Fields['titles']): readonly string[] => values.map(({ text }) => text);
const KINDS: Readonly<Record<'short' | 'same', Kind>> = {
  short: { texts: ({ titles, keywords }) => [...textsOf(titles), ...keywords], keepsDocument: false },
  same: { texts: ({ titles, keywords, descriptions }) => [...textsOf(titles), ...keywords, ...textsOf(descriptions)], keepsDocument: true },
};

/** How fast the bare engine takes records in, in one thread: jieba's words of each in FTS5 as it is, for short records and for those that `build` has. */
export async function plain({ records, folder }: PhaseOptions) {
  const splitter = createWordSplitter();
  const documents = join(folder, 'documents.tsv');
  try {
    await makeDocuments(documents, 0, records);
    return { plain: { short: await fill(KINDS.short, documents, records, folder, splitter), same: await fill(KINDS.same, documents, records, folder, splitter) } };
  } finally {
    await rm(documents, { force: true });
  }
}

/** Only what the engine and the splitter take counts. */
async function fill(kind: Kind, documents: string, records: number, folder: string, splitter: WordSplitter) {
  const file = join(folder, 'plain-words.db');
  const remove = async (): Promise<void> => void (await Promise.all(['', '-wal', '-shm'].map((suffix) => rm(file + suffix, { force: true }))));
  await remove();
  const database = new Database(file);
  database.exec("PRAGMA journal_mode = WAL; CREATE VIRTUAL TABLE words USING fts5(text, tokenize='unicode61'); CREATE TABLE records (row INTEGER PRIMARY KEY, id TEXT, document TEXT)");
  const insertWords = database.prepare('INSERT INTO words (rowid, text) VALUES (?, ?)');
  const insertRecord = database.prepare('INSERT INTO records VALUES (?, ?, ?)');
  let millis = 0;
  let micros = 0;
  let row = 0;
  for await (const page of pagesOf(documents, TRANSACTION)) {
    const start = performance.now();
    const cpu = process.cpuUsage();
    database.exec('BEGIN');
    for (const { id, document } of page) {
      insertWords.run(++row, splitter.searchWords(kind.texts(JSON.parse(document) as Fields).join('\n')).join(' '));
      insertRecord.run(row, id, kind.keepsDocument ? document : null);
    }
    database.exec('COMMIT');
    millis += performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    micros += user + system;
  }
  const { bytes } = database.prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size').get() as { bytes: number };
  database.close();
  await remove();
  return { recordsPerSecond: Math.round(records / (millis / 1000)), cpuMicrosPerRecord: round(micros / records, 1), fileMebibytes: mebibytes(bytes) };
}
