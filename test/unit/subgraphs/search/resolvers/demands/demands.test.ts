import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reader } from '../../../../../../schema/audience.js';
import { formatId } from '../../../../../../schema/ids.js';
import { LibsqlSearchIndex } from '../../../../../../subgraphs/search/index/libsql-search-index.js';
import { arrivals } from '../../../../../../subgraphs/search/resolvers/demands/arrivals.js';
import { demandMatches } from '../../../../../../subgraphs/search/resolvers/demands/demand-matches.js';
import { wants } from '../../../../../../subgraphs/search/resolvers/demands/wants.js';
import type { SearchContext } from '../../../../../../subgraphs/search/resolvers/search-context.js';

const PUBLIC: Reader = { authorities: [] };
const STAFF: Reader = { authorities: ['330000'] };
const dataset = (serial: number): string => formatId('MEE', 'DATASET', serial);
const demand = (serial: number): string => formatId('310000', 'DEMAND', serial);

let folder: string;
let index: LibsqlSearchIndex;
let seq = 0;

const put = async (log: string, ...records: readonly (readonly [id: string, title: string, more?: object])[]): Promise<void> => {
  const changes = records.map(([id, title, more = {}]) => ({ seq: ++seq, id, version: 1, op: 'UPSERT' as const, at: new Date(1_700_000_000_000 + seq * 1_000).toISOString(), document: JSON.stringify({ id, titles: [{ lang: 'zh', text: title }], ...more }) }));
  await index.apply(log, { changes, setAside: [], position: { cursor: String(seq), seq } });
};
const asked = (viewer: Reader): SearchContext => ({ index, viewer }) as unknown as SearchContext;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-demands-'));
  index = await LibsqlSearchIndex.open(join(folder, 'index.db'));
  await put('MEE', [dataset(1), '逐小时降水观测', { keywords: ['雨量'] }], [dataset(2), '噪声监测'], [dataset(3), '降水酸度']);
  await put('MEE/MEMBER', [dataset(4), '降水内部统计', { audience: 'MEMBER' }]);
  await put('310000', [demand(1), '防汛', { keywords: ['逐小时', '降水'], state: 'OPEN' }], [demand(2), '噪声', { state: 'MET', keywords: ['噪声'] }], [demand(4), '降水', { state: 'OPEN' }]);
  await put('310000/MEMBER', [demand(3), '内部', { keywords: ['降水'], state: 'OPEN', audience: 'MEMBER' }]);
});

afterAll(async () => {
  await index.close();
  rmSync(folder, { recursive: true });
});

test('a demand finds what the search finds by its words, with the words as they stand there', async () => {
  const [first, none, other] = await demandMatches(null, { demands: [demand(1), demand(9), dataset(1)], first: 5 }, asked(PUBLIC));
  expect([none, other]).toEqual([null, null]);
  expect(first?.[0]).toMatchObject({ id: dataset(1), words: ['逐小时降水'], matchedBy: [] });
  const [byTitle] = await demandMatches(null, { demands: [demand(4)], first: 5 }, asked(PUBLIC));
  expect(new Set(byTitle?.map(({ id }) => id))).toEqual(new Set([dataset(1), dataset(3)]));
});

test('neither side tells of what the reader may not know', async () => {
  const ids = async (reader: Reader, serial: number) => new Set((await demandMatches(null, { demands: [demand(serial)], first: 5 }, asked(reader)))[0]?.map(({ id }) => id));
  expect([await ids(PUBLIC, 3), await ids(STAFF, 3)]).toEqual([new Set(), new Set([dataset(1), dataset(3), dataset(4)])]);
  const wanting = async (reader: Reader, serial: number) => (await wants(null, { datasets: [dataset(serial)], first: 5 }, asked(reader)))[0]?.map(({ id }) => id);
  expect([await wanting(PUBLIC, 1), await wanting(STAFF, 1)]).toEqual([[demand(4), demand(1)], [demand(3), demand(4), demand(1)]]);
  expect([await wanting(PUBLIC, 4), await wanting(STAFF, 4)]).toEqual([[], [demand(3), demand(4)]]);
  expect([await wanting(PUBLIC, 2), await wanting(PUBLIC, 99)]).toEqual([[], []]);
});

test('each side is the other, turned round', async () => {
  const demands = [1, 3, 4].map(demand);
  const datasets = [1, 2, 3, 4].map(dataset);
  for (const reader of [PUBLIC, STAFF]) {
    const matches = await demandMatches(null, { demands, first: 50 }, asked(reader));
    const wanted = await wants(null, { datasets, first: 50 }, asked(reader));
    const pairs = demands.flatMap((one, place) => (matches[place] ?? []).map(({ id, score }) => `${one} ${id} ${String(score)}`));
    expect(datasets.flatMap((id, place) => (wanted[place] ?? []).map((match) => `${match.id} ${id} ${String(match.score)}`)).sort()).toEqual(pairs.sort());
  }
});

test('what is published behind a place in the logs is told once, to who may know of it', async () => {
  const begun = await arrivals(null, { demand: demand(1), after: null }, asked(PUBLIC));
  const staff = await arrivals(null, { demand: demand(1), after: null }, asked(STAFF));
  expect([begun?.matches, begun?.isBehind, await arrivals(null, { demand: demand(3), after: null }, asked(PUBLIC))]).toEqual([[], false, null]);
  await put('MEE', [dataset(5), '逐小时降水预报'], [dataset(6), '湖泊水位']);
  await put('MEE/MEMBER', [dataset(7), '逐小时降水核查', { audience: 'MEMBER' }]);
  const came = await arrivals(null, { demand: demand(1), after: begun?.cursor ?? null }, asked(PUBLIC));
  expect(came?.matches.map(({ id }) => id)).toEqual([dataset(5)]);
  expect(came?.cursor).not.toBe(begun?.cursor);
  expect((await arrivals(null, { demand: demand(1), after: came?.cursor ?? null }, asked(PUBLIC)))?.matches).toEqual([]);
  expect((await arrivals(null, { demand: demand(1), after: staff?.cursor ?? null }, asked(STAFF)))?.matches.map(({ id }) => id)).toEqual([dataset(5), dataset(7)]);
});

test('a place that is far behind is caught up with in steps, and misses nothing', async () => {
  const begun = await arrivals(null, { demand: demand(1), after: null }, asked(PUBLIC));
  await put('MEE', ...Array.from({ length: 1_150 }, (_, at) => [dataset(100 + at), at % 10 === 0 ? '逐小时降水分区' : '别的'] as const));
  const first = await arrivals(null, { demand: demand(1), after: begun?.cursor ?? null }, asked(PUBLIC));
  const second = await arrivals(null, { demand: demand(1), after: first?.cursor ?? null }, asked(PUBLIC));
  expect([first?.isBehind, first?.matches.length, second?.isBehind, second?.matches.length]).toEqual([true, 100, false, 15]);
});

test.each(['where', 'bnVsbA', Buffer.from('[1]').toString('base64url'), Buffer.from('{"MEE":-1}').toString('base64url'), 'x'.repeat(100_001)])('a place that is none is refused', async (after) => {
  await expect(arrivals(null, { demand: demand(1), after }, asked(PUBLIC))).rejects.toMatchObject({ extensions: { code: 'BAD_CURSOR' } });
});

test('of more open demands than are asked, those that have a piece of a word in common with a dataset are asked before others', async () => {
  await put('310000', [demand(10), '墒情', { state: 'OPEN' }], ...Array.from({ length: 120 }, (_, at) => [demand(100 + at), '别的', { state: 'OPEN' }] as const));
  await put('MEE', [dataset(10), '土壤墒情']);
  expect((await wants(null, { datasets: [dataset(10)], first: 5 }, asked(PUBLIC)))[0]?.map(({ id }) => id)).toEqual([demand(10)]);
});

test('of open demands whose documents fill the memory the newest are asked', async () => {
  const padding = 'x'.repeat(9_000_000);
  await put('310000', [demand(5), '潮位', { state: 'OPEN', padding }], [demand(6), '潮位', { state: 'OPEN', padding }]);
  await put('MEE', [dataset(8), '潮位观测', { padding }], [dataset(9), '潮位预报', { padding }]);
  const wanted = await wants(null, { datasets: [dataset(8), dataset(9)], first: 5 }, asked(PUBLIC));
  expect(wanted.map((some) => some.map(({ id }) => id))).toEqual([[demand(6)], [demand(6)]]);
  const matches = await demandMatches(null, { demands: [demand(5), demand(6)], first: 5 }, asked(PUBLIC));
  expect(matches.map((some) => new Set(some?.map(({ id }) => id)))).toEqual([new Set([dataset(8), dataset(9)]), new Set([dataset(8), dataset(9)])]);
});

test('no more is asked than the index takes at once', async () => {
  await expect(wants(null, { datasets: Array.from({ length: 101 }, () => dataset(1)), first: 1 }, asked(PUBLIC))).rejects.toMatchObject({ extensions: { code: 'BAD_INPUT' } });
  await expect(demandMatches(null, { demands: [], first: 51 }, asked(PUBLIC))).rejects.toMatchObject({ extensions: { code: 'BAD_INPUT' } });
});
