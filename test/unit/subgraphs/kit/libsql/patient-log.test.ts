import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import Database from 'libsql';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../../../../bench/lib/until.js';
import { PatientLog } from '../../../../../subgraphs/kit/libsql/patient-log.js';
import { BY_OWN_HAND, WriteAheadLog } from '../../../../../subgraphs/kit/libsql/write-ahead-log.js';
import { openLibsqlFile, type LibsqlFile } from '../../../../../subgraphs/kit/libsql-file.js';

let folder: string;
let connection: LibsqlFile;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-patient-'));
  connection = openLibsqlFile(join(folder, 'some.db'));
  connection.exec(`${BY_OWN_HAND} CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT); INSERT INTO texts VALUES (1, 'secretword')`);
});
afterEach(() => {
  if (connection.open) connection.close();
  rmSync(folder, { recursive: true });
});
const isInFiles = (word: string): boolean => readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(word));

test('what was removed goes when the reader that was in the way has ended, though nothing more is written', async () => {
  const vain: unknown[] = [];
  const log = new PatientLog(new WriteAheadLog(connection), { everyMillis: 5, onVain: (error) => vain.push(error) });
  log.settle();
  const reader = new Database(join(folder, 'some.db'), { readonly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM texts').all();
  connection.exec('DELETE FROM texts');
  log.settle(true);
  log.settle(true);
  expect([isInFiles('secretword'), vain]).toEqual([true, [null]]);
  reader.exec('COMMIT');
  await until('the word is gone', async () => !isInFiles('secretword'));
  expect(vain).toEqual([null]);
  reader.close();
});

test('an error is told once, is none of what was committed, and is tried again; after it is cleared no more', async () => {
  const failures: unknown[] = [];
  let tries = 0;
  const log = new PatientLog({ settle: () => ++tries > 3 || failThrough(), clear: () => undefined }, { everyMillis: 1, onVain: (error) => failures.push(error) });
  log.settle(true);
  await until('it is settled', async () => tries === 4);
  expect((failures as Error[]).map(({ message }) => message)).toEqual(['broken']);
  jest.useFakeTimers();
  try {
    tries = 0;
    log.settle(true);
    jest.advanceTimersByTime(1);
    expect(tries).toBe(2);
    log.clear();
    jest.advanceTimersByTime(20);
    expect([tries, failures.length]).toEqual([2, 2]);
  } finally {
    jest.useRealTimers();
  }
});

function failThrough(): never {
  throw new Error('broken');
}
