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

/** A file as the first version wrote it. */
const FIRST_LAYOUT = `
  CREATE TABLE revision (one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL) STRICT;
  INSERT INTO revision VALUES (1, 7);
  CREATE TABLE member (
    code TEXT PRIMARY KEY, nameZh TEXT NOT NULL, nameEn TEXT NOT NULL, url TEXT NOT NULL,
    contractVersion TEXT NOT NULL, status TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE authority (
    code TEXT PRIMARY KEY, nameZh TEXT NOT NULL, nameEn TEXT NOT NULL, kind TEXT NOT NULL, homepage TEXT,
    member TEXT NOT NULL REFERENCES member, dropped INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  INSERT INTO member VALUES ('MEE', '生态环境部', 'Ecology', 'http://mee.example/graphql', '1.0', 'ACTIVE');
  INSERT INTO authority VALUES ('MEE', '生态环境部', 'Ecology', 'MINISTRY', NULL, 'MEE', 0), ('NNSA', '核安全局', 'Nuclear safety', 'BODY', NULL, 'MEE', 1);
  PRAGMA user_version = 1;`;

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

  test('a file of the first layout is taken over with all that it holds', async () => {
    const place = makePlace();
    const db = new Database(place.file);
    db.exec(FIRST_LAYOUT);
    db.close();
    const store = place.open();
    const { revision, members, authorities } = await store.table();
    expect([revision, authorities.get('NNSA')?.status]).toEqual([7, 'WITHDRAWN']);
    expect(members.get('MEE')).toMatchObject({ nameEn: 'Ecology', status: 'ACTIVE', reason: null, readPolicy: 'OWNER_FIRST', publicKey: null, provenAt: null, authorities: [{ code: 'MEE' }] });
    expect(await store.requests()).toEqual([]);
    expect(await store.put(memberData('MEE', { publicKey: 'abc' }), 7)).toBe(true);
    await store.close();
    await place.open().close();
    place.remove();
  });

  test('a file of a newer layout is refused, untouched', () => {
    const place = makePlace();
    const db = new Database(place.file);
    db.exec('PRAGMA user_version = 99');
    db.close();
    expect(place.open).toThrow(/newer version \(layout 99, expected 3\)/);
    place.remove();
  });
});
