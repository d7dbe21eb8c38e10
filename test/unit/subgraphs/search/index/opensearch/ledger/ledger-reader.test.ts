import { afterEach, beforeEach, expect, test } from '@jest/globals';
import Database from 'libsql';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVERYBODY, logKey } from '../../../../../../../schema/audience.js';
import { formatId } from '../../../../../../../schema/ids.js';
import { Ledger } from '../../../../../../../subgraphs/search/index/opensearch/ledger/ledger.js';
import { LedgerReader } from '../../../../../../../subgraphs/search/index/opensearch/ledger/ledger-reader.js';
import { stillSeen } from '../../../../../../../subgraphs/search/index/opensearch/query/hits.js';
import type { RecordChange } from '../../../../../../../subgraphs/search/index/search-index.js';
import { createWordSplitter } from '../../../../../../../subgraphs/search/text/split-words.js';

const A = '310000';
const ID = formatId(A, 'DATASET', 1);
const STAFF = { authorities: [A] };

let folder: string;
let ledger: Ledger;
let reader: LedgerReader;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-ledger-'));
  ledger = new Ledger(join(folder, 'ledger.db'), createWordSplitter());
  reader = new LedgerReader(join(folder, 'ledger.db'));
});
afterEach(() => {
  reader.close();
  ledger.close();
  rmSync(folder, { recursive: true });
});

let seq = 0;
function put(logName: string, version: number, op: RecordChange['op'], title: string): void {
  const change = { seq: ++seq, id: ID, version, op, document: JSON.stringify({ id: ID, titles: [{ lang: 'zh', text: title }] }) };
  ledger.apply(logKey(A, logName), { changes: [change], setAside: [], position: { cursor: `c${String(seq)}`, seq } });
}
const titleFor = (viewer: typeof STAFF | typeof EVERYBODY): string | undefined => reader.document(ID, viewer)?.titles[0]?.text;

/* A hit comes from the cluster, which follows the ledger: what it says of the record may be older than what stands here. */
test('a document is read for whoever may see it as it is now', () => {
  put('PUBLIC', 1, 'UPSERT', '公开');
  expect([titleFor(EVERYBODY), titleFor(STAFF)]).toEqual(['公开', '公开']);
  put('MEMBER', 2, 'UPSERT', '内部');
  expect([titleFor(EVERYBODY), titleFor(STAFF)]).toEqual([undefined, '内部']);
  put('MEMBER', 3, 'TOMBSTONE', '');
  expect(titleFor(STAFF)).toBeUndefined();
});

test('a lineage of more links than are looked at leaves nothing behind that hides what comes after', () => {
  put('PUBLIC', 1, 'UPSERT', '公开');
  const derived = formatId(A, 'DATASET', 2);
  const change: RecordChange = { seq: ++seq, id: derived, version: 1, op: 'UPSERT', document: JSON.stringify({ id: derived, titles: [{ lang: 'zh', text: '加工' }], derivedFrom: [ID] }) };
  ledger.apply(A, { changes: [change], setAside: [], position: { cursor: `c${String(seq)}`, seq } });
  const database = new Database(join(folder, 'ledger.db'));
  const copies = "WITH RECURSIVE n(at) AS (SELECT 1000 UNION ALL SELECT at + 1 FROM n WHERE at < 21100)";
  database.exec(`INSERT INTO facts ${copies} SELECT at, (SELECT facts FROM facts WHERE row_number = 2) FROM n; INSERT INTO names ${copies} SELECT 'link:${ID}', '', at FROM n`);
  database.close();
  expect(reader.lineage({ id: ID, direction: 'DOWNSTREAM', depth: 1, first: 0 }, EVERYBODY)).toMatchObject({ records: [], cut: ['NODES', 'LINKS'] });
  put('PUBLIC', 2, 'TOMBSTONE', '');
  expect(titleFor(EVERYBODY)).toBeUndefined();
});

test('nobody reads one of an authority that is hidden', () => {
  put('PUBLIC', 1, 'UPSERT', '公开');
  reader.heed({ hidden: [A], bodies: [] });
  expect([titleFor(EVERYBODY), titleFor(STAFF)]).toEqual([undefined, undefined]);
});

test('a hit of an index that has not followed yet is shown to whoever may see the record now', () => {
  const hit = { _source: { id: ID } };
  put('PUBLIC', 1, 'UPSERT', '公开');
  expect(stillSeen([hit], EVERYBODY, reader)).toEqual([hit]);
  put('MEMBER', 2, 'UPSERT', '内部');
  expect([stillSeen([hit], EVERYBODY, reader), stillSeen([hit], STAFF, reader)]).toEqual([[], [hit]]);
  put('MEMBER', 3, 'TOMBSTONE', '');
  expect(stillSeen([hit], STAFF, reader)).toEqual([]);
});
