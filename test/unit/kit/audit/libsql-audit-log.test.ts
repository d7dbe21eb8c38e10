import { describe, expect, test } from '@jest/globals';
import Database from 'libsql';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLibsqlAuditLog } from '../../../../subgraphs/kit/audit/libsql-audit-log.js';
import { auditLogCases } from '../../../cases/audit-log.cases.js';

function makePlace() {
  const folder = mkdtempSync(join(tmpdir(), 'audit-'));
  const file = join(folder, 'audit.db');
  return { file, open: () => openLibsqlAuditLog(file), remove: () => rmSync(folder, { recursive: true }) };
}

describe('an audit log in libSQL', () => {
  auditLogCases(makePlace);

  test('refuses to change or remove an entry', async () => {
    const place = makePlace();
    const log = place.open();
    await log.append({ actor: 'a', act: 'PUBLISH', subject: '310000', details: {} });
    await log.close();
    const database = new Database(place.file);
    expect(() => database.exec("UPDATE audit SET actor = 'b'")).toThrow('an audit log only grows');
    expect(() => database.exec('DELETE FROM audit')).toThrow('an audit log only grows');
    database.close();
    place.remove();
  });
});
