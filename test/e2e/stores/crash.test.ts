import { describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCrash } from '../../../bench/lib/crash/run-crash.js';
import { describeWithMongo, freshDatabase } from '../../support/mongo.js';

/* Writers that publish what others publish too, for other readers now and then, killed at random and started again at once. The long run is in bench/. */

const SCHEDULE = { seed: 5, changes: 400, kills: 8, pool: 60 };

describe('writers that are killed', () => {
  test('lose nothing that was acknowledged on the embedded store, one at a time', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ucat-crash-'));
    try {
      const result = await runCrash({ ...SCHEDULE, env: { DATA_DIR: folder }, shared: false, writers: 1, pauses: 0 });
      expect(result.problems).toEqual([]);
      expect(result).toMatchObject({ kills: 8 });
      expect(result.entries).toBeGreaterThanOrEqual(400);
      expect(result.tombstones).toBeGreaterThan(0);
      expect(result.moved).toBeGreaterThan(0);
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 240_000);
});

describeWithMongo('writers of one database that are killed', () => {
  test('lose nothing that was acknowledged, four at a time, with some held up and gone on with', async () => {
    await using database = freshDatabase();
    const result = await runCrash({ ...SCHEDULE, env: { MONGODB_URI: database.uri, MONGODB_DATABASE: database.name }, shared: true, writers: 4, pauses: 2 });
    expect(result.problems).toEqual([]);
    expect(result).toMatchObject({ kills: 8, pauses: 2 });
    expect(result.entries).toBeGreaterThanOrEqual(400);
    expect(result.tombstones).toBeGreaterThan(0);
    expect(result.moved).toBeGreaterThan(0);
  }, 400_000);
});
