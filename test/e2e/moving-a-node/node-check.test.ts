import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import Database from 'libsql';
import { MongoClient } from 'mongodb';
import { describeWithMongo, freshDatabase } from '../../support/mongo.js';
import { dataset, datasetId, owner } from '../support/records.js';
import { runUcat } from '../support/run-ucat.js';
import { Services, type Environment } from '../support/services.js';

/* `ucat node check` of stores that other hands have changed. */

let services: Services;
beforeEach(async () => {
  services = await Services.create();
});
afterEach(async () => services[Symbol.asyncDispose]());

const embedded = (): Environment => ({ NODE_AUTHORITIES: '310000', DATA_DIR: join(services.folder, 'node') });

async function publish(env: Environment): Promise<void> {
  const node = await services.start('node', ['node', 'start'], env);
  await services.publish(node, [owner('310000'), dataset('310000', 1, '空气质量'), dataset('310000', 2, '水质'), dataset('310000', 3, '噪声')]);
  await services.publish(node, [dataset('310000', 2, '水质月报')]);
  await node.stop();
}

interface Found {
  readonly agrees: boolean;
  readonly logs: readonly { readonly authority: string; readonly head: number; readonly problems: readonly string[] }[];
}

describe('ucat node check on the embedded store', () => {
  test('says what agrees, then each disagreement and what to do, then why it can not look', async () => {
    await publish(embedded());
    expect(await runUcat(['node', 'check'], embedded())).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^310000 {2}head 5 {2}live 4 {2}[0-9a-f]{64}\nLogs and records agree\.\n$/) });

    const database = new Database(join(services.folder, 'node', 'catalog.db'));
    database.exec(`UPDATE records SET document = replace(document, '空气', '天气') WHERE id = '${datasetId('310000', 1)}'`);
    database.exec(`DELETE FROM records WHERE id = '${datasetId('310000', 3)}'`);
    database.exec(`UPDATE entries SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 3`);
    database.close();
    const { code, stdout } = await runUcat(['node', 'check'], embedded());
    expect(code).toBe(1);
    expect(stdout).toContain(`Entry 2 has a hash of another document of ${datasetId('310000', 1)}.`);
    expect(stdout).toContain('Entry 3 has a leaf hash of something else.');
    expect(stdout).toContain(`The record ${datasetId('310000', 3)} is not what entry 4 left.`);
    expect(stdout).toContain('What to do:');
    expect(stdout).toContain('ucat node restore FILE');

    const found = JSON.parse((await runUcat(['node', 'check', '--json'], embedded())).stdout) as Found;
    expect(found).toMatchObject({ agrees: false, logs: [{ authority: '310000', head: 5 }] });
    expect(stdout).toContain(found.logs[0]!.problems.map((problem) => `  ${problem}`).join('\n'));
    expect(await runUcat(['node', 'export', '-o', join(services.folder, 'x.ndjson')], embedded())).toMatchObject({ code: 1, stderr: expect.stringContaining("can't be exported: entry 2 has a hash of another document") });

    const running = await services.start('node', ['node', 'start'], embedded());
    expect(await runUcat(['node', 'check'], embedded())).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('Stop the node first') });
    await running.stop();
  }, 60_000);
});

describeWithMongo('ucat node check on MongoDB', () => {
  test('says each disagreement, also while the node runs', async () => {
    await using database = freshDatabase();
    const env = { ...embedded(), MONGODB_URI: database.uri, MONGODB_DATABASE: database.name };
    await publish(env);
    const node = await services.start('node', ['node', 'start'], env);
    expect(await runUcat(['node', 'check'], env)).toMatchObject({ code: 0, stderr: '' });

    await using client = new MongoClient(database.uri);
    const db = client.db(database.name);
    const records = db.collection<{ readonly _id: string }>('records');
    const entries = db.collection<{ readonly _id: string }>('entries');
    await records.updateOne({ _id: datasetId('310000', 1) }, { $set: { 'current.document': '{}' } });
    await records.deleteOne({ _id: datasetId('310000', 3) });
    await entries.updateOne({ _id: '310000/000000000003' }, { $set: { version: 7 } });
    const { code, stdout } = await runUcat(['node', 'check'], env);
    expect(code).toBe(1);
    expect(stdout).toContain(`Entry 2 has a hash of another document of ${datasetId('310000', 1)}.`);
    expect(stdout).toContain('Entry 3 should be version 1');
    expect(stdout).toContain(`The record ${datasetId('310000', 3)} is not what entry 4 left.`);

    await entries.deleteOne({ _id: '310000/000000000002' });
    expect(await runUcat(['node', 'check'], env)).toMatchObject({ code: 1, stdout: expect.stringContaining('The log should end at 5 but ends at 1.') });
    await node.stop();
  }, 60_000);

  test('a deployment that does not answer is no store that disagrees', async () => {
    const env = { ...embedded(), MONGODB_URI: 'mongodb://127.0.0.1:1/', MONGODB_TIMEOUT_MILLIS: '500' };
    expect(await runUcat(['node', 'check'], env)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('does not answer') });
  });
});
