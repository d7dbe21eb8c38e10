import { afterEach, beforeEach, expect, test } from '@jest/globals';
import Database from 'libsql';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { until } from '../../../../../../../bench/lib/until.js';
import { formatId } from '../../../../../../../schema/ids.js';
import { FedIndex } from '../../../../../../../subgraphs/search/index/opensearch/ledger/fed-index.js';
import { Ledger } from '../../../../../../../subgraphs/search/index/opensearch/ledger/ledger.js';
import type { RecordChange } from '../../../../../../../subgraphs/search/index/search-index.js';
import { createWordSplitter } from '../../../../../../../subgraphs/search/text/split-words.js';

const ID = formatId('310000', 'DATASET', 1);
const splitter = createWordSplitter();

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-fed-'));
  file = join(folder, 'ledger.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const isInFiles = (word: string): boolean => readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(word));
const change = (version: number, op: RecordChange['op'], title: string): RecordChange => ({ seq: version, id: ID, version, op, document: JSON.stringify({ id: ID, titles: [{ lang: 'zh', text: title }] }) });

test('what was withdrawn while a reader was in the way leaves the files of the ledger though nothing else is written', async () => {
  const ledger = new Ledger(file, splitter);
  const apply = (one: RecordChange): unknown => ledger.apply('310000', { changes: [one], setAside: [], position: { cursor: `c${String(one.seq)}`, seq: one.seq } });
  apply(change(1, 'UPSERT', 'secretword'));
  const reader = new Database(file, { readonly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM documents').all();
  apply(change(2, 'TOMBSTONE', ''));
  ledger.close();
  const fed = new FedIndex({ file, url: 'http://127.0.0.1:9', name: 'catalog', logger: pino({ level: 'silent' }), splitter });
  expect(isInFiles('secretword')).toBe(true);
  reader.exec('COMMIT');
  await until('the log to be emptied', async () => !isInFiles('secretword'));
  reader.close();
  await fed.close();
});
