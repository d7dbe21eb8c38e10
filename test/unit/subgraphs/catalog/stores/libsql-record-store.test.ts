import { describe, expect, test } from '@jest/globals';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { pino } from 'pino';
import { formatId } from '../../../../../schema/ids.js';
import { verifyLog } from '../../../../../subgraphs/catalog/log/verify-log.js';
import { contentHash, publishRecord, publishTombstone, type RecordContent } from '../../../../../subgraphs/catalog/model.js';
import { openLibsqlRecordStore } from '../../../../../subgraphs/catalog/stores/libsql-record-store.js';
import type { Change } from '../../../../../subgraphs/catalog/stores/record-store.js';
import { recordStoreCases } from '../../../../cases/record-store.cases.js';

const logger = pino({ level: 'silent' });
const newFolder = (): string => mkdtempSync(join(tmpdir(), 'record-store-'));

recordStoreCases('libSQL', { shared: false }, async () => {
  const folder = newFolder();
  return {
    open: async () => openLibsqlRecordStore({ path: join(folder, 'catalog.db'), logger }),
    remove: async () => rmSync(folder, { recursive: true }),
  };
});

recordStoreCases('libSQL without room to cache', { shared: false }, async () => {
  const folder = newFolder();
  return {
    open: async () => openLibsqlRecordStore({ path: join(folder, 'catalog.db'), logger, cacheCharacters: 1 }),
    remove: async () => rmSync(folder, { recursive: true }),
  };
});

const organization: RecordContent = { kind: 'ORGANIZATION', titles: [{ lang: 'zh', text: '局' }] };
const change = (serial: number): Change => {
  const id = formatId('MEE', 'ORGANIZATION', serial);
  return { op: 'UPSERT', published: publishRecord(organization, id, 1, '2026-01-01T00:00:00.000Z'), contentHash: contentHash(organization), at: '2026-01-01T00:00:00.000Z' };
};

describe('libSQL file', () => {
  test('is for one store at a time: a second is told so, and the first goes on', async () => {
    const folder = newFolder();
    const path = join(folder, 'catalog.db');
    const first = openLibsqlRecordStore({ path, logger });
    expect(() => openLibsqlRecordStore({ path, logger })).toThrow(`Another process has ${path} open`);
    await first.append('MEE', [change(1)]);
    await first.close();
    const second = openLibsqlRecordStore({ path, logger });
    expect(await second.head('MEE')).toMatchObject({ head: 1 });
    await second.close();
    rmSync(folder, { recursive: true });
  });

  test('of version 1, which had neither digests nor trees, gets those of its records', async () => {
    const folder = newFolder();
    const path = join(folder, 'catalog.db');
    const store = openLibsqlRecordStore({ path, logger });
    const before = await store.append('MEE', [change(1), change(2), change(3)]);
    await store.close();
    const older = new Database(path);
    older.exec('DROP TABLE tiles; DROP INDEX entries_id; ALTER TABLE logs DROP COLUMN digest; ALTER TABLE entries DROP COLUMN author; PRAGMA user_version = 1');
    older.close();
    const opened = openLibsqlRecordStore({ path, logger });
    expect(await opened.head('MEE')).toEqual(before);
    expect((await opened.tiles('MEE', [{ level: 0, index: 0 }]))[0]).toHaveLength(3 * 32);
    await opened.append('MEE', [change(4)]);
    expect(await verifyLog(opened, 'MEE')).toEqual([]);
    await opened.close();
    rmSync(folder, { recursive: true });
  });

  test.each(['replaced', 'retired'] as const)('a text that was %s is in none of its files any more, while the store is open', async (how) => {
    const folder = newFolder();
    const store = openLibsqlRecordStore({ path: join(folder, 'catalog.db'), logger });
    const secret = 'Zhang-Wei-13800138000';
    const id = formatId('MEE', 'DATASET', 1);
    const body = (text: string) => ({ kind: 'DATASET', titles: [{ lang: 'zh', text: `${text} ${'x'.repeat(20_000)}` }] }) as unknown as RecordContent;
    const publish = (version: number, text: string): Change => ({ op: 'UPSERT', published: publishRecord(body(text), id, version, '2026-01-01T00:00:00.000Z'), contentHash: contentHash(body(text)), at: '2026-01-01T00:00:00.000Z' });
    await store.append('MEE', [publish(1, secret), change(2)]);
    const inFiles = (): readonly string[] => readdirSync(folder).filter((file) => readFileSync(join(folder, file)).includes(secret));
    expect(inFiles()).not.toEqual([]);
    await store.append('MEE', [how === 'replaced' ? publish(2, 'y') : { op: 'TOMBSTONE', kind: 'DATASET', published: publishTombstone({ id, version: 2, reason: 'mistake' }), at: '2026-01-01T00:00:00.000Z' }]);
    expect(inFiles()).toEqual([]);
    expect(await verifyLog(store, 'MEE')).toEqual([]);
    await store.close();
    expect(inFiles()).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  test('a tile of the tree that other hands changed is told by the check, of whatever level', async () => {
    const folder = newFolder();
    const path = join(folder, 'catalog.db');
    const store = openLibsqlRecordStore({ path, logger });
    await store.append('MEE', Array.from({ length: 300 }, (_, index) => change(index + 1)));
    expect(await verifyLog(store, 'MEE')).toEqual([]);
    await store.close();
    const file = new Database(path);
    file.exec("UPDATE tiles SET hashes = zeroblob(length(hashes)) WHERE level = 0 AND number = 0; DELETE FROM tiles WHERE level = 1");
    file.close();
    const opened = openLibsqlRecordStore({ path, logger });
    expect(await verifyLog(opened, 'MEE')).toEqual(['0/0', '1/0'].map((tile) => `The tile ${tile} of the Merkle tree is not what the entries make it.`));
    await opened.close();
    rmSync(folder, { recursive: true });
  });

  test('what was acknowledged is found in the files of a process that was killed', async () => {
    const folder = newFolder();
    const store = openLibsqlRecordStore({ path: join(folder, 'catalog.db'), logger });
    for (let serial = 1; serial <= 50; serial += 1) await store.append('MEE', [change(serial)]);
    const killed = newFolder();
    for (const file of ['catalog.db', 'catalog.db-wal']) copyFileSync(join(folder, file), join(killed, file));
    const recovered = openLibsqlRecordStore({ path: join(killed, 'catalog.db'), logger });
    expect(await recovered.head('MEE')).toEqual(await store.head('MEE'));
    expect(await verifyLog(recovered, 'MEE')).toEqual([]);
    await recovered.close();
    await store.close();
    rmSync(folder, { recursive: true });
    rmSync(killed, { recursive: true });
  });

  test('is one complete file when closed', async () => {
    const folder = newFolder();
    const store = openLibsqlRecordStore({ path: join(folder, 'deep', 'catalog.db'), logger });
    await store.append('MEE', [change(1)]);
    await store.close();
    await store.close();
    expect(readdirSync(join(folder, 'deep'))).toEqual(['catalog.db']);
    rmSync(folder, { recursive: true });
  });

  test('of a later version of the program is refused and left alone', () => {
    const folder = newFolder();
    const path = join(folder, 'catalog.db');
    const later = new Database(path);
    later.exec('PRAGMA user_version = 99');
    later.close();
    expect(() => openLibsqlRecordStore({ path, logger })).toThrow('tables of version 99');
    expect(existsSync(path)).toBe(true);
    rmSync(folder, { recursive: true });
  });

  test('a store that is closed answers STORE_UNAVAILABLE', async () => {
    const folder = newFolder();
    const store = openLibsqlRecordStore({ path: join(folder, 'catalog.db'), logger });
    await store.close();
    await expect(store.head('MEE')).rejects.toMatchObject({ extensions: { code: 'STORE_UNAVAILABLE', retryable: true } });
    rmSync(folder, { recursive: true });
  });

  test('records that were changed behind the log do not pass its check', async () => {
    const folder = newFolder();
    const path = join(folder, 'catalog.db');
    const store = openLibsqlRecordStore({ path, logger });
    await store.append('MEE', [change(1), change(2), change(3)]);
    await store.close();
    const database = new Database(path);
    database.exec(`DELETE FROM records WHERE id = '${formatId('MEE', 'ORGANIZATION', 1)}'`);
    database.exec(`UPDATE records SET document = replace(document, '局', '厅') WHERE id = '${formatId('MEE', 'ORGANIZATION', 2)}'`);
    database.exec(`UPDATE entries SET version = 7 WHERE seq = 3`);
    database.close();
    const changed = openLibsqlRecordStore({ path, logger });
    const problems = (await verifyLog(changed, 'MEE')).join('\n');
    expect(problems).toContain(`The record ${formatId('MEE', 'ORGANIZATION', 1)} is not what entry 1 left`);
    expect(problems).toContain('Entry 2 has a hash of another document');
    expect(problems).toContain('Entry 3 should be version 1');
    expect(problems).toContain('Entry 3 has a leaf hash of something else');
    await changed.close();
    rmSync(folder, { recursive: true });
  });
});
