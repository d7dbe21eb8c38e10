import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { checkNode } from '../../../../cli/node/check-node.js';
import { exportToFile } from '../../../../cli/node/export-to-file.js';
import { restoreFromFile } from '../../../../cli/node/restore-from-file.js';
import { embeddedStoreFile, openStore } from '../../../../subgraphs/catalog/main.js';

let folder: string;
let complaints: unknown[];
let printed: unknown[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-node-store-'));
  complaints = [];
  printed = [];
  jest.spyOn(console, 'error').mockImplementation((text: unknown) => void complaints.push(text));
  jest.spyOn(console, 'log').mockImplementation((text: unknown) => void printed.push(text));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const env = (authority = '460001') => ({ NODE_AUTHORITIES: authority, DATA_DIR: folder });
const makeStore = async (): Promise<void> => openStore({ dataDir: folder, authorities: ['310000'], mongo: undefined }, pino({ level: 'silent' })).close();

describe('commands on a store', () => {
  test.each([
    ['check', 2, async () => checkNode({ json: false }, env())],
    ['export', 1, async () => exportToFile('-', env())],
  ])('%s of a store without a log of the node says so, and never that all agrees', async (name, code, run) => {
    await makeStore();
    expect(await run()).toBe(code);
    expect(printed).toEqual([]);
    expect(complaints).toEqual([`ucat node ${name}: The store has no log of 460001: see whether NODE_AUTHORITIES and DATA_DIR are those of the node.`]);
  });

  test('export into a folder that is not there says so before it looks for the store', async () => {
    expect(await exportToFile(join(folder, 'none', 'x.ndjson'), env())).toBe(1);
    expect(complaints).toEqual([`ucat node export: --output: expected a file in a folder that is there but found no folder ${join(folder, 'none')}.`]);
  });

  test('restore of a file that is not there says so, and makes no store', async () => {
    const file = join(folder, 'missing.gz');
    expect(await restoreFromFile(file, env())).toBe(1);
    expect(complaints).toEqual([`ucat node restore: FILE: expected a file of \`ucat node export\` but found none at ${file}.`]);
    expect(existsSync(embeddedStoreFile(folder))).toBe(false);
  });

  test('a MongoDB that does not answer is told in one sentence', async () => {
    const away = { ...env(), MONGODB_URI: 'mongodb://127.0.0.1:1/', MONGODB_TIMEOUT_MILLIS: '300' };
    expect(await checkNode({ json: false }, away)).toBe(2);
    expect(complaints).toEqual([expect.stringMatching(/^ucat node check: The store of this node does not answer[^\n]+ Set LOG_LEVEL=error to see the cause\.$/)]);
  });
});
