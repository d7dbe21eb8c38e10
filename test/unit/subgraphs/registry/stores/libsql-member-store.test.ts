import { describe, expect, test } from '@jest/globals';
import Database from 'libsql';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLibsqlMemberStore } from '../../../../../subgraphs/registry/stores/libsql-member-store.js';
import { memberData, memberStoreCases } from '../../../../cases/member-store.cases.js';

function makePlace() {
  const folder = mkdtempSync(join(tmpdir(), 'ucat-registry-'));
  const file = join(folder, 'registry.db');
  return { file, open: () => openLibsqlMemberStore(file), remove: () => rmSync(folder, { recursive: true }) };
}

describe('libSQL member store', () => {
  memberStoreCases(makePlace);

  test('a write that fails half-way leaves nothing behind', async () => {
    const place = makePlace();
    const store = place.open();
    const broken = { ...memberData('MEE'), authorities: [{ ...memberData('MEE').authorities[0]!, nameZh: null as unknown as string }] };
    await expect(store.put(broken)).rejects.toThrow(/NOT NULL/);
    const table = await store.table();
    expect([table.revision, table.members.size]).toEqual([0, 0]);
    await store.close();
    place.remove();
  });

  test('two openings of one file see each other and never lose a revision', async () => {
    const place = makePlace();
    const [first, second] = [place.open(), place.open()];
    await Promise.all(['AA', 'BB', 'CC', 'DD'].map((code, index) => (index % 2 ? first : second).put(memberData(code))));
    expect((await first.table()).revision).toBe(4);
    expect((await second.table()).members.size).toBe(4);
    await first.close();
    await second.close();
    place.remove();
  });

  test('a file of a newer layout is refused, untouched', () => {
    const place = makePlace();
    const db = new Database(place.file);
    db.exec('PRAGMA user_version = 99');
    db.close();
    expect(place.open).toThrow(/newer version \(layout 99, expected 1\)/);
    place.remove();
  });
});
