import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatId } from '../../../../../schema/ids.js';
import { LibsqlSearchIndex } from '../../../../../subgraphs/search/index/libsql-search-index.js';
import { parseLexicon } from '../../../../../subgraphs/search/text/lexicon/parse-lexicon.js';
import { createWordSplitter } from '../../../../../subgraphs/search/text/split-words.js';

const splitter = createWordSplitter();
const lexicon = parseLexicon({ dictionary: '', synonyms: '空气质量 | air quality\n空气质量监测 | air quality monitoring\n实时监测 | real-time monitoring\n台风 => cyclone', stopWords: 'of\n数据', lightWords: '监测\n实时\nmonitoring' });
const id = (serial: number): string => formatId('310000', 'DATASET', serial);
const MEMBER = { authorities: ['310000'] };

let folder: string;
let index: LibsqlSearchIndex;
let seq = 0;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lenient-'));
  index = await LibsqlSearchIndex.open(join(folder, 'index.db'), { splitter, lexicon });
});

afterEach(async () => {
  await index.close();
  rmSync(folder, { recursive: true });
});

interface Given {
  readonly title: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
}

async function put(log: string, ...records: readonly (Given & { readonly serial: number })[]): Promise<void> {
  const audience = log.includes('/') ? { audience: 'MEMBER' } : {};
  const changes = records.map(({ serial, title, description, keywords = [] }) => ({ seq: ++seq, id: id(serial), version: 1, op: 'UPSERT' as const, document: JSON.stringify({ id: id(serial), titles: [{ lang: 'zh', text: title }], keywords, ...(description !== undefined && { descriptions: [{ lang: 'zh', text: description }] }), ...audience }) }));
  await index.apply(log, { changes, setAside: [], position: { cursor: String(seq), seq } });
}

const search = (query: string, reader?: { readonly authorities: readonly string[] }) =>
  index.search({ query, filter: {}, sort: 'RELEVANCE', first: 20, after: null, lang: 'ZH', facets: [], facetSize: 0, highlights: true, sameAs: false, matchedBy: true }, reader);
const found = async (query: string, reader?: { readonly authorities: readonly string[] }) => (await search(query, reader)).hits.map((hit) => hit.id);

describe('across languages', () => {
  beforeEach(() => put('310000', { serial: 1, title: '空气质量日报' }, { serial: 2, title: 'Air quality daily' }, { serial: 3, title: '水质日报' }));

  test.each([['air quality', [2, 1]], ['空气质量', [1, 2]], ['空氣質量', [1, 2]], ['quality of air', []]])('%s finds both, what says it so first', async (query, serials) => {
    const hits = await found(query);
    expect(serials.length === 0 || hits.slice(0, 2)).toEqual(serials.length === 0 ? true : serials.map(id));
    expect(hits).not.toContain(id(3));
  });

  test('the hit says why it was found, in words and in its highlights', async () => {
    const [direct, other] = (await search('air quality')).hits;
    expect(direct).toMatchObject({ id: id(2), matchedBy: [] });
    expect(other).toMatchObject({ id: id(1), matchedBy: [{ asked: 'air quality', found: '空气质量', by: 'SYNONYM' }] });
    expect(other?.highlights[0]?.fragments).toEqual(['\uE000空气质量\uE001日报']);
  });

  test('an arrow leads one way', async () => {
    await put('310000', { serial: 4, title: 'Cyclone tracks' }, { serial: 5, title: '台风路径' });
    expect(await found('台风')).toEqual([id(5), id(4)]);
    expect(await found('cyclone')).toEqual([id(4)]);
  });
});

describe('words that are missing', () => {
  beforeEach(() => put('310000', { serial: 1, title: '黄河水位日报' }, { serial: 2, title: '长江水位' }, { serial: 3, title: '停车场名录' }));

  test('what has all words goes first, then what lacks some in the same place; nothing that has none', async () => {
    expect(await found('黄河水位')).toEqual([id(1), id(2)]);
    expect(await found('黄河 火星')).toEqual([id(1)]);
    expect(await found('火星 木星')).toEqual([]);
  });

  test('stop words and light words are not asked for', async () => {
    expect((await search('长江数据监测')).total).toBe(1);
  });

  test('a code is taken as it is', async () => {
    await put('310000', { serial: 4, title: '按 GB/T 2260 编码' });
    expect(await found('GBT2260')).toEqual([id(4)]);
    expect(await found('GB/T 99999')).toEqual([]);
  });

  test('pages go on where the last one ended, at whatever rank', async () => {
    const page = (after: string | null) => index.search({ query: '黄河水位', filter: {}, sort: 'RELEVANCE', first: 1, after, lang: 'ZH', facets: [], facetSize: 0, highlights: false, sameAs: false });
    const first = await page(null);
    expect(first).toMatchObject({ total: 2, hasNextPage: true });
    expect((await page(first.hits[0]?.cursor ?? null)).hits.map((hit) => hit.id)).toEqual([id(2)]);
  });
});

describe('misspelt words', () => {
  test('are taken for public words that are near, and the hit says so', async () => {
    await put('310000', { serial: 1, title: 'Earthquake catalogue' }, { serial: 2, title: '空气质量日报' }, { serial: 3, title: 'Quality of air' });
    const { hits } = await search('earthquke');
    expect(hits).toMatchObject([{ id: id(1), matchedBy: [{ asked: 'earthquke', found: 'earthquake', by: 'SPELLING' }] }]);
    // Put right, it is a term of the thesaurus again.
    expect(await found('air qualty')).toContain(id(2));
  });

  test('are not taken for words that only some may see: neither the public nor they are told of one', async () => {
    await put('310000/MEMBER', { serial: 1, title: 'Earthquake drill' });
    await put('310000', { serial: 2, title: 'Weather' });
    expect(await found('earthquke')).toEqual([]);
    expect(await found('earthquke', MEMBER)).toEqual([]);
    expect(await found('earthquake', MEMBER)).toEqual([id(1)]);
  });
});

describe('of records that have the same words', () => {
  const order = async (query: string, ...descriptions: readonly string[]) => {
    await put('310000', ...descriptions.map((description, index) => ({ serial: index + 1, title: '记录', description })));
    return found(query);
  };

  test('those go first whose words stand together', async () => {
    expect(await order('solar radiation', 'radiation of lamps in solar cells', 'solar radiation of lamps in cells')).toEqual([2, 1].map(id));
  });

  test('those that speak of it at once, and again', async () => {
    expect(await order('降水', '本站观测气温、气压、湿度和降水', '降水：本站观测的降水、气温和湿度')).toEqual([2, 1].map(id));
  });

  test('so of the words by which they were found', async () => {
    expect(await order('空气质量', 'of quality: fresh cool air', 'air quality: fresh and cool')).toEqual([2, 1].map(id));
  });
});

test('pages by relevance have each record once, whatever comes in between them', async () => {
  const describe = (serial: number): string => `${'水 '.repeat(serial % 4)}平原 空气 ${'城 '.repeat(serial % 7)}空气`;
  const records = Array.from({ length: 130 }, (_, at) => ({ serial: at + 1, title: `空气 ${String(at % 9)}`, description: describe(at) }));
  await put('310000', ...records);
  const seen: string[] = [];
  for (let after: string | null = null, next = 200; ; next += 5) {
    const { hits, hasNextPage } = await index.search({ query: '空气', filter: {}, sort: 'RELEVANCE', first: 20, after, lang: 'ZH', facets: [], facetSize: 0, highlights: false, sameAs: false });
    seen.push(...hits.map((hit) => hit.id));
    if (!hasNextPage) break;
    after = hits.at(-1)?.cursor ?? null;
    await put('310000', ...[0, 1, 2, 3, 4].map((at) => ({ serial: next + at, title: '空气', description: '空气 空气 空气' })));
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toEqual(expect.arrayContaining(records.map(({ serial }) => id(serial))));
});

test('a term of light words is not asked for where few have it, nor is a term lost within a longer one', async () => {
  await put('310000', { serial: 1, title: '空气质量实时监测' }, { serial: 2, title: '空气质量年报' }, { serial: 3, title: 'Air quality stations' }, { serial: 4, title: '水质实时监测' });
  expect(await found('空气质量实时监测')).toEqual([1, 2, 3].map(id));
  expect(await found('air quality monitoring')).toEqual(expect.arrayContaining([1, 2, 3].map(id)));
  expect(await found('air quality monitoring')).not.toContain(id(4));
});

test('an abbreviation is no plural', async () => {
  await put('310000', { serial: 1, title: 'AIS tracks' }, { serial: 2, title: 'AI datasets' });
  expect(await found('AIS')).toEqual([id(1)]);
});

test('what is typed in pinyin is suggested, keywords before titles', async () => {
  await put('310000', { serial: 1, title: '空气质量日报', keywords: ['空气质量'] }, { serial: 2, title: '重庆水质' });
  expect((await index.suggest('kqzl', null, 5)).map(({ text }) => text)).toEqual(['空气质量', '空气质量日报']);
  expect((await index.suggest('kongqi', null, 5)).map(({ text }) => text)).toEqual(['空气质量', '空气质量日报']);
  expect((await index.suggest('cqsz', null, 5)).map(({ text }) => text)).toEqual(['重庆水质']);
  expect(await index.suggest('xyz', null, 5)).toEqual([]);
});
