import { afterAll, beforeAll, expect, test } from '@jest/globals';
import Database from 'libsql';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { generatedDataset } from '../../../bench/lib/generated-corpus.js';
import { LibsqlSearchIndex } from '../../../subgraphs/search/index/libsql-search-index.js';
import { goBack, readVersions, unpin } from '../../../subgraphs/search/index/versions/index-versions.js';
import { OLDEST_SERVED_ANALYSIS } from '../../../subgraphs/search/text/index-tokens.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/* An index that an earlier version of the program made: it is served all the while that a new one is made beside it. */

const RECORDS = 8_000;
const PAGE = 2_000;
const QUERY = '{ search(query: "空气质量", first: 20, sort: TITLE) { total edges { node { id title } } facets(fields: [THEME], first: 5) { buckets { value count } } } suggest(prefix: "空") { text } }';

let services: Services;
let registry: RunningService;
let folder: string;

beforeAll(async () => {
  services = await Services.create();
  registry = await services.registry();
  folder = join(services.folder, 'search');
  await mkdir(folder, { recursive: true });
  const index = await LibsqlSearchIndex.open(join(folder, 'index.db'));
  for (let from = 0; from < RECORDS; from += PAGE) {
    const changes = Array.from({ length: PAGE }, (_, at) => ({ seq: from + at + 1, version: 1, op: 'UPSERT' as const, ...generatedDataset(from + at) }));
    await index.apply('310000', { changes, setAside: [], position: { cursor: String(from), seq: from + PAGE } });
  }
  await index.close();
  sayItIsOlder('index.db');
}, 200_000);
afterAll(async () => services[Symbol.asyncDispose]());

function sayItIsOlder(name: string): void {
  const database = new Database(join(folder, name));
  database.prepare("UPDATE meta SET value = ? WHERE key = 'analysis'").run(String(OLDEST_SERVED_ANALYSIS));
  database.close();
}

/** Keeps the version before for a way back, as an operator can have it. */
const searchThatKeeps = async (): Promise<RunningService> => services.start('search', ['search', 'start'], { REGISTRY_URL: registry.url, FORMER_INDEX_HOURS: '24' });

const text = async ({ url }: RunningService, path: string): Promise<string> => (await fetch(url.replace('/graphql', path))).text();
const answer = async (search: RunningService): Promise<string> => JSON.stringify(await services.ask(search, QUERY));
const built = async (search: RunningService): Promise<number | null> => {
  const found = /^ucat_index_rebuild_records\{state="built"\} (\d+)$/m.exec(await text(search, '/metrics'));
  return found ? Number(found[1]) : null;
};

/** What everybody is told of it, and `ucat status` with them. */
const rebuildTold = async (search: RunningService): Promise<unknown> => ((await services.ask(search, '{ search(first: 0) { index { rebuild } } }')).data?.['search'] as { readonly index: { readonly rebuild: unknown } }).index.rebuild;

/** Asks on and on while `work` is done. @returns every answer that was given, each once */
async function askedWhile(search: RunningService, work: () => Promise<unknown>): Promise<{ readonly answers: ReadonlySet<string>; readonly asked: number }> {
  const answers = new Set<string>();
  let asked = 0;
  let ended = false;
  const working = work().finally(() => (ended = true));
  while (!ended) {
    answers.add(await answer(search));
    asked += 1;
  }
  await working;
  return { answers, asked };
}

test('is served whole while the new one is made, goes on after kill -9, and is there for a way back', async () => {
  let search = await searchThatKeeps();
  const whole = await answer(search);
  expect(JSON.parse(whole)).toMatchObject({ data: { search: { edges: expect.anything() } } });
  expect((JSON.parse(whole) as { data: { search: { total: number } } }).data.search.total).toBeGreaterThan(20);
  expect(await text(search, '/readyz')).toContain('a new version is made beside index.db');
  expect(await rebuildTold(search)).toBe('UNDER_WAY');

  await until('it is in the middle', async () => ((await built(search)) ?? 0) >= 1_000);
  await search.kill();
  expect(readVersions(folder)).toMatchObject({ current: 'index.db', former: null });
  const half = new Database(join(folder, 'index-2.db'), { readonly: true });
  const { count: before } = half.prepare('SELECT count(*) AS count FROM built').get() as { count: number };
  half.close();
  expect(before).toBeGreaterThanOrEqual(1_000);
  expect(before).toBeLessThan(RECORDS);

  search = await searchThatKeeps();
  const running = search;
  await until('it goes on', async () => ((await built(running)) ?? RECORDS) >= before);
  const { answers, asked } = await askedWhile(running, async () => until('the new version is served', async () => readVersions(folder).current === 'index-2.db' && (await built(running)) === null, 60_000));
  expect([...answers]).toEqual([whole]);
  expect(asked).toBeGreaterThan(10);
  expect(await answer(running)).toBe(whole);
  expect(await rebuildTold(running)).toBeNull();
  expect(JSON.parse(await text(running, '/readyz'))).toMatchObject({ status: 'ready', dependencies: { index: { ok: true } } });
  expect(readVersions(folder)).toMatchObject({ current: 'index-2.db', former: 'index.db', pinned: false });
  await running.stop();

  goBack(folder);
  search = await searchThatKeeps();
  expect(await answer(search)).toBe(whole);
  expect(await text(search, '/readyz')).toContain('index.db is served as it is, for it was gone back to');
  await search.stop();

  expect(unpin(folder)).toMatchObject({ current: 'index.db', former: 'index-2.db' });
  search = await services.start('search', ['search', 'start'], { REGISTRY_URL: registry.url, FORMER_INDEX_HOURS: '0' });
  const last = search;
  await until('the former one is deleted', async () => readVersions(folder).former === null && (await built(last)) === null && !existsSync(join(folder, 'index.db')), 60_000);
  expect(readVersions(folder).current).toBe('index-3.db');
  expect(existsSync(join(folder, 'index-2.db'))).toBe(false);
  expect(await answer(search)).toBe(whole);
}, 200_000);
