import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { FeedStates } from '../../../../../subgraphs/search/harvest/feed-states.js';
import { keepMoments, readMoments } from '../../../../../subgraphs/search/harvest/kept-moments.js';
import { until } from '../../../../e2e/support/until.js';

const logger = pino({ level: 'silent' });
const NOON = new Date('2026-03-01T12:00:00.000Z');
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-moments-'));
  file = join(folder, 'not', 'there', 'yet.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('when the index last held all of each authority', () => {
  test('is known after a restart, of those only that were read to the end once', async () => {
    const states = new FeedStates();
    states.set('MEE', { status: 'UNREACHABLE', asOf: NOON, reason: 'down' });
    states.set('CMA', { status: 'NEW', asOf: null });
    const kept = keepMoments({ file, states, logger, everyMillis: 1 });
    await until('the file', async () => readMoments(file, logger).size === 1);
    const later = new Date(NOON.getTime() + 1);
    states.set('MEE', { status: 'CURRENT', asOf: later });
    kept.close();
    expect([...readMoments(file, logger)]).toEqual([['MEE', later]]);
    expect(readdirSync(join(folder, 'not', 'there'))).toEqual(['yet.json']);
  });

  test('is unknown where nothing was kept, or not what was', () => {
    expect(readMoments(file, logger).size).toBe(0);
    file = join(folder, 'broken.json');
    writeFileSync(file, '{"MEE": "yesterday", "CMA": "2026-03-01T12:00:00.000Z"}');
    expect([...readMoments(file, logger)]).toEqual([['CMA', NOON]]);
    writeFileSync(file, '{"MEE"');
    expect(readMoments(file, logger).size).toBe(0);
  });
});
