import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen, sendJson, type HttpServer } from '../../../subgraphs/kit/http-server.js';
import { keepVersions, readVersions } from '../../../subgraphs/search/index/versions/index-versions.js';
import { runUcat, type UcatRun } from '../support/run-ucat.js';

/* What a settings file says holds for every verb, as if the environment said it. */

let folder: string;
let dataDir: string;
let settings: string;
let node: HttpServer;
let asked = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-settings-'));
  dataDir = join(folder, 'index');
  settings = join(folder, 'settings.env');
  node = await listen(
    (_, response) => {
      asked += 1;
      sendJson(response, 200, { errors: [{ message: 'asked of the node of the settings', extensions: { code: 'FORBIDDEN' } }] });
    },
    { port: 0 },
  );
  writeFileSync(settings, `DATA_DIR=${dataDir}\nNODE_URL=${node.url}/graphql\n`);
});
afterAll(async () => {
  await node.close();
  rmSync(folder, { recursive: true });
});

const ucat = async (words: readonly string[], env = {}): Promise<UcatRun> => runUcat(['--settings', settings, ...words], env);

test('the former index is deleted in the folder that the settings name', async () => {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, 'index.db'), '');
  keepVersions(dataDir, { current: 'index-2.db', former: 'index.db', formerSince: new Date().toISOString(), pinned: false });
  expect(await ucat(['search', 'version', '--forget'])).toMatchObject({ code: 0, stdout: 'served: index-2.db\nformer: none\n' });
  expect(existsSync(join(dataDir, 'index.db'))).toBe(false);
  expect(readVersions(dataDir)).toMatchObject({ current: 'index-2.db', former: null });
});

test('an option, then the environment, stand before the settings', async () => {
  const other = join(folder, 'other');
  mkdirSync(other);
  keepVersions(other, { current: 'index-7.db', former: null, formerSince: null, pinned: false });
  expect((await ucat(['search', 'version', '--data-dir', other])).stdout).toContain('index-7.db');
  expect((await ucat(['search', 'version'], { DATA_DIR: other })).stdout).toContain('index-7.db');
});

test.each([['version'], ['quarantine'], ['saved', 'list']])('search %s %s makes no folder of an index where there is none', async (...words) => {
  const nowhere = join(folder, 'nowhere');
  expect(await ucat(['search', ...words, '--data-dir', nowhere])).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(`found no folder ${nowhere}.`) });
  expect(existsSync(nowhere)).toBe(false);
});

test('quarantine is looked for in the folder that the settings name', async () => {
  const quarantine = join(dataDir, 'quarantine');
  const evidence = { log: '310000', since: '2026-01-01T00:00:00.000Z' };
  mkdirSync(quarantine, { recursive: true });
  writeFileSync(join(quarantine, '310000.json'), JSON.stringify(evidence));
  const { code, stdout } = await ucat(['search', 'quarantine']);
  expect({ code, listed: JSON.parse(stdout) as unknown }).toEqual({ code: 0, listed: [expect.objectContaining(evidence)] });
});

test.each(['decide 310000-AR-1 grant --reason x', 'revoke 310000-AR-1 --reason x'])('access %s asks the node that the settings name', async (words) => {
  asked = 0;
  const { code, stderr } = await ucat(['access', ...words.split(' '), '--token', 't']);
  expect({ code, asked }).toEqual({ code: 1, asked: 1 });
  expect(stderr).toContain('asked of the node of the settings');
});
