import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { formatId } from '../../../../../schema/ids.js';
import { verifyLog } from '../../../../../subgraphs/catalog/log/verify-log.js';
import { contentHash, publishRecord, type RecordContent } from '../../../../../subgraphs/catalog/model.js';
import { openLibsqlRecordStore } from '../../../../../subgraphs/catalog/stores/libsql-record-store.js';
import type { Change, RecordStore } from '../../../../../subgraphs/catalog/stores/record-store.js';

const A = '310000';
const AT = '2026-03-01T08:00:00.000Z';
const id = (serial: number): string => formatId(A, 'ORGANIZATION', serial);

function office(serial: number): Change {
  const content: RecordContent = { kind: 'ORGANIZATION', titles: [{ lang: 'zh', text: `局${String(serial)}` }] };
  return { op: 'UPSERT', published: publishRecord(content, id(serial), 1, AT), contentHash: contentHash(content), at: AT };
}

describe('verifying a log whose records do not all read', () => {
  let folder: string;
  let store: RecordStore;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'verify-log-'));
    store = openLibsqlRecordStore({ path: join(folder, 'catalog.db'), logger: pino({ level: 'silent' }) });
    await store.append(A, [office(1), office(2), office(3)]);
  });

  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  /** The store, but for what reading records does. */
  function reading(getMany: RecordStore['getMany'], reachable: () => boolean): RecordStore {
    const methods = { changes: store.changes.bind(store), tiles: store.tiles.bind(store), listLive: store.listLive.bind(store), getMany };
    return Object.defineProperty(methods, 'reachable', { get: reachable }) as unknown as RecordStore;
  }

  test('names the one that can not be read, and no other', async () => {
    const spoiled = reading(async (ids) => {
      if (ids.includes(id(2))) throw new SyntaxError('no JSON');
      return store.getMany(ids);
    }, () => true);
    expect(await verifyLog(spoiled, A)).toEqual([`The record ${id(2)} is not what entry 2 left.`]);
  });

  test('a store that is lost on the way is an error, not damage', async () => {
    let calls = 0;
    const lost = reading(async () => {
      calls += 1;
      throw new Error('gone');
    }, () => calls < 2);
    await expect(verifyLog(lost, A)).rejects.toThrow('gone');
  });
});
