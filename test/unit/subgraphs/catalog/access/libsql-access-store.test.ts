import { describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { openLibsqlAccessStore } from '../../../../../subgraphs/catalog/access/libsql-access-store.js';
import { accessStoreCases } from '../../../../cases/access-store.cases.js';

function makePlace() {
  const folder = mkdtempSync(join(tmpdir(), 'access-'));
  return { folder, open: () => openLibsqlAccessStore(join(folder, 'access.db'), pino({ level: 'silent' })), remove: () => rmSync(folder, { recursive: true }) };
}

describe('an access store in libSQL', () => {
  accessStoreCases(makePlace);

  test('has removed details in none of its files', async () => {
    const { folder, open, remove } = makePlace();
    const store = open();
    await store.putRestricted('A', { note: 'a-very-secret-note' });
    await store.putRestricted('A', null);
    for (const file of readdirSync(folder)) expect(readFileSync(join(folder, file)).includes('a-very-secret-note')).toBe(false);
    await store.close();
    remove();
  });
});
