import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Reader } from '../../schema/audience.js';
import { formatId } from '../../schema/ids.js';
import type { RecordChange, SearchAnswer, SearchIndex, SearchRequest } from '../../subgraphs/search/index/search-index.js';
import type { Lexicon } from '../../subgraphs/search/text/lexicon/lexicon.js';
import { parseLexicon } from '../../subgraphs/search/text/lexicon/parse-lexicon.js';
import type { IndexSite } from './search-index.cases.js';

const A = '310000';
const MEMBER: Reader = { authorities: [A] };
const LEXICON = parseLexicon({
  dictionary: '一网通办',
  synonyms: '空气质量 | air quality | 大气品质\n空气质量监测 | air quality monitoring\n实时监测 | real-time monitoring\n台风 => cyclone\n一网通办 | one-stop service',
  stopWords: 'of\n数据',
  lightWords: '监测\n实时\nmonitoring',
});
const id = (serial: number): string => formatId(A, 'DATASET', serial);

interface Given {
  readonly serial: number;
  readonly title: string;
  readonly titleEn?: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly fields?: object;
}

/** What a search index must do that reads queries by a lexicon, whatever its engine. */
export function searchIndexReadingCases(engine: string, createSite: (lexicon: Lexicon) => Promise<IndexSite>): void {
  describe(`queries read by a lexicon on ${engine}`, () => {
    let site: IndexSite;
    let index: SearchIndex;
    let seq = 0;

    beforeEach(async () => {
      site = await createSite(LEXICON);
      index = await site.open();
    });

    afterEach(async () => {
      await index.close();
      await site.remove();
    });

    async function put(log: string, ...records: readonly Given[]): Promise<void> {
      const audience = log.includes('/') ? { audience: 'MEMBER' } : {};
      const changes = records.map(({ serial, title, titleEn, description, keywords = [], fields }): RecordChange => {
        const titles = [{ lang: 'zh', text: title }, ...(titleEn === undefined ? [] : [{ lang: 'en', text: titleEn }])];
        const descriptions = description === undefined ? [] : [{ lang: 'zh', text: description }];
        return { seq: ++seq, id: id(serial), version: 1, op: 'UPSERT', document: JSON.stringify({ id: id(serial), titles, keywords, descriptions, ...audience, ...fields }) };
      });
      await index.apply(log, { changes, setAside: [], position: { cursor: String(seq), seq } });
    }

    const request = (query: string, more: Partial<SearchRequest> = {}): SearchRequest => ({ query, filter: {}, sort: 'RELEVANCE', first: 20, after: null, lang: 'ZH', facets: [], facetSize: 10, highlights: true, sameAs: false, matchedBy: true, ...more });
    const search = (query: string, reader?: Reader) => index.search(request(query), reader);
    const found = async (query: string, reader?: Reader) => (await search(query, reader)).hits.map((hit) => hit.id);

    describe('as a model is given them', () => {
      beforeEach(() => put(A, { serial: 1, title: '空气质量日报' }, { serial: 2, title: 'Cyclone tracks' }, { serial: 3, title: '水质' }));

      test.each([
        [' Air quality ', 'Air quality 空气质量'],
        ['空气质量', '空气质量 air quality'],
        ['大气品质 日报', '大气品质 日报 air quality'],
        ['台风', '台风 cyclone'],
        // It is a synonym in the other direction only.
        ['cyclone', 'cyclone'],
        ['cyclnoe tracks of 2020', 'cyclone tracks of 2020'],
        ['GB/T 2260', 'GB/T 2260'],
        ['', ''],
        ['……', '……'],
      ])('%s is put right, with its terms in the other language', async (query, text) => {
        expect(await index.meaning(query)).toBe(text);
      });

      test('as what this reader finds, and nobody else', async () => {
        await put(`${A}/MEMBER`, { serial: 4, title: 'Cyclnoe' });
        expect(await index.meaning('cyclnoe')).toBe('cyclone');
        expect(await index.meaning('cyclnoe', MEMBER)).toBe('cyclnoe');
      });

      test('but not with more words than may be asked for', async () => {
        const query = Array.from({ length: 300 }, (_, place) => `w${String(place)}x`).join(' ');
        await expect(index.search(request(query))).rejects.toMatchObject({ extensions: { code: 'BAD_INPUT' } });
        await expect(index.meaning(query)).rejects.toMatchObject({ extensions: { code: 'BAD_INPUT' } });
      });
    });

    describe('across languages', () => {
      beforeEach(() => put(A, { serial: 1, title: '空气质量日报' }, { serial: 2, title: 'Air quality daily' }, { serial: 3, title: '水质日报' }));

      test.each([['air quality', [2, 1]], ['空气质量', [1, 2]], ['空氣質量', [1, 2]], ['ＡＩＲ Quality', [2, 1]]])('%s finds both, what says it so first', async (query, serials) => {
        expect(await found(query)).toEqual(serials.map(id));
        // A synonym counts less, and not for nothing.
        const [direct, other] = (await search(query)).hits.map(({ score }) => score) as [number, number];
        expect(other / direct).toBeGreaterThan(0.5);
        expect(other / direct).toBeLessThan(0.95);
      });

      test('the hit says why it was found, in words and in its highlights', async () => {
        const [direct, other] = (await search('air quality')).hits;
        expect(direct).toMatchObject({ id: id(2), matchedBy: [] });
        expect(other).toMatchObject({ id: id(1), matchedBy: [{ asked: 'air quality', found: '空气质量', by: 'SYNONYM' }] });
        expect(other?.highlights[0]?.fragments).toEqual(['\uE000空气质量\uE001日报']);
        const silent = await index.search(request('air quality', { matchedBy: false }));
        expect(silent.hits.map((hit) => hit.matchedBy)).toEqual([undefined, undefined]);
      });

      test('the hit says so by whatever it is sorted, and a record in both languages was found as it was asked for', async () => {
        await put(A, { serial: 4, title: '大气品质公报', titleEn: 'Air quality bulletin' });
        const { hits } = await index.search(request('空气质量', { sort: 'TITLE' }));
        expect(hits.map((hit) => [hit.id, hit.matchedBy?.map(({ found: word }) => word)])).toEqual([[id(2), ['air quality']], [id(4), ['air quality']], [id(1), []]]);
        expect((await search('air quality')).hits.find((hit) => hit.id === id(4))?.matchedBy).toEqual([]);
      });

      test('a term of light words is not asked for where few have it, nor is a term lost within a longer one', async () => {
        await put(A, { serial: 11, title: '空气质量实时监测' }, { serial: 12, title: '空气质量年报' }, { serial: 13, title: 'Air quality stations' }, { serial: 14, title: '水质实时监测' });
        expect([...(await found('空气质量实时监测'))].sort()).toEqual([1, 2, 11, 12, 13].map(id));
        expect((await found('空气质量实时监测'))[0]).toBe(id(11));
        expect([...(await found('air quality monitoring'))].sort()).toEqual([1, 2, 11, 12, 13].map(id));
      });

      test('what has all of a term goes before what lacks its light words, be it by its keywords', async () => {
        await put(A, { serial: 11, title: '监测', keywords: ['空气质量监测'] }, { serial: 12, title: '空气质量' });
        expect((await found('空气质量监测'))[0]).toBe(id(11));
      });

      test('an arrow leads one way', async () => {
        await put(A, { serial: 4, title: 'Cyclone tracks' }, { serial: 5, title: '台风路径' });
        expect(await found('台风')).toEqual([id(5), id(4)]);
        expect(await found('cyclone')).toEqual([id(4)]);
      });

      test('words of a synonym stand together, or in the title or among the keywords, or in a short record', async () => {
        const long = `There is some air here. ${Array.from({ length: 600 }, (_, n) => `w${String(n)}`).join(' ')} and quality there.`;
        await put(A, { serial: 4, title: 'Book', description: long }, { serial: 5, title: 'Leaflet', description: 'quality of the air' }, { serial: 6, title: 'Quality', keywords: ['air'], description: long });
        expect([...(await found('空气质量'))].sort()).toEqual([1, 2, 5, 6].map(id));
      });

      test('a word of the dictionary stands as it is', async () => {
        await put(A, { serial: 4, title: '一网通办事项' }, { serial: 5, title: 'One-stop service list' }, { serial: 6, title: '通办一网' });
        expect([...(await found('一网通办'))].sort()).toEqual([id(4), id(5)]);
      });
    });

    describe('words that are missing', () => {
      beforeEach(() => put(A, { serial: 1, title: '黄河水位日报', fields: { openness: 'OPEN' } }, { serial: 2, title: '长江水位', fields: { openness: 'CONDITIONAL' } }, { serial: 3, title: '停车场名录' }));

      test('what has all words goes first, then what lacks some in the same place; nothing that has none', async () => {
        expect(await found('黄河水位')).toEqual([id(1), id(2)]);
        expect(await found('黄河 火星')).toEqual([id(1)]);
        expect(await found('火星 木星')).toEqual([]);
        expect([...(await found('黄河 长江 停车场 水位'))].sort()).toEqual([id(1), id(2)]);
      });

      test('totals, facets and filters are of what lacks words too', async () => {
        const { total, facets } = await index.search(request('黄河水位', { facets: ['OPENNESS'] }));
        expect([total, facets[0]?.buckets.map(({ value }) => value)]).toEqual([2, ['CONDITIONAL', 'OPEN']]);
        expect((await index.search(request('黄河水位', { filter: { openness: ['CONDITIONAL'] } }))).hits.map((hit) => hit.id)).toEqual([id(2)]);
      });

      test('as few may be missing as gives enough to choose from', async () => {
        await put(A, ...Array.from({ length: 50 }, (_, n) => ({ serial: 10 + n, title: `黄河水位 第${String(n)}站` })));
        // What is common alone is less than a fifth of what both weigh.
        expect(await found('长江水位')).toEqual([id(2)]);
        // There are 51 that have all, so none is wanted that lacks one.
        expect((await search('黄河水位')).total).toBe(51);
        expect((await search('黄河水位日报')).total).toBe(51);
      });

      test('stop words and light words are not asked for', async () => {
        expect((await search('长江数据监测')).total).toBe(1);
        expect((await search('数据')).total).toBe(0);
      });

      test('a code is taken as it is, in any spelling', async () => {
        await put(A, { serial: 4, title: '按 GB/T 2260 编码' });
        expect(await found('GBT2260')).toEqual([id(4)]);
        expect(await found('gb/t2260')).toEqual([id(4)]);
        expect((await search('GBT2260')).hits[0]?.matchedBy).toEqual([]);
        expect(await found('GB/T 99999')).toEqual([]);
      });

      test('pages go on where the last one ended, at whatever rank', async () => {
        const page = (after: string | null) => index.search(request('黄河水位', { first: 1, after }));
        const first = await page(null);
        expect(first).toMatchObject({ total: 2, hasNextPage: true });
        expect((await page(first.hits[0]?.cursor ?? null)).hits.map((hit) => hit.id)).toEqual([id(2)]);
      });
    });

    describe('misspelt words', () => {
      test('are taken for public words that are near, and the hit says so', async () => {
        await put(A, { serial: 1, title: 'Earthquake catalogue' }, { serial: 2, title: '空气质量日报' }, { serial: 3, title: 'Quality of air' });
        const { hits } = await search('earthquke');
        expect(hits).toMatchObject([{ id: id(1), matchedBy: [{ asked: 'earthquke', found: 'earthquake', by: 'SPELLING' }] }]);
        // Put right, it is a term of the thesaurus again.
        expect(await found('air qualty')).toContain(id(2));
      });

      test('are taken for the nearest, and of those the most common; a word that records have stays, unless many more have the other', async () => {
        await put(A, { serial: 1, title: 'Station list' }, ...[2, 3].map((serial) => ({ serial, title: 'Stations of trains' })), { serial: 4, title: 'Nation' }, { serial: 5, title: 'Statiom' });
        expect((await search('statiob')).hits[0]?.matchedBy).toEqual([{ asked: 'statiob', found: 'station', by: 'SPELLING' }]);
        expect(await found('statiom')).toEqual([id(5)]);
        await put(A, ...Array.from({ length: 25 }, (_, n) => ({ serial: 10 + n, title: `Station ${String(n)} of trams` })));
        expect((await search('statiom trams')).hits[0]?.matchedBy).toEqual([{ asked: 'statiom', found: 'station', by: 'SPELLING' }]);
        expect(await found('statiom')).toEqual([id(5)]);
      });

      test('are taken for two words of a title or a term, and pieces for the one that they are of', async () => {
        await put(A, { serial: 1, title: 'Acid rain' }, { serial: 2, title: '空气质量日报' });
        expect((await search('acidrain')).hits).toMatchObject([{ id: id(1), matchedBy: [{ asked: 'acidrain', found: 'acid rain', by: 'SPELLING' }] }]);
        expect(await found('airquality')).toEqual([id(2)]);
        expect((await search('ac id rain')).hits).toMatchObject([{ id: id(1), matchedBy: [{ asked: 'ac id', found: 'acid', by: 'SPELLING' }] }]);
        expect(await found('acidquality')).toEqual([]);
      });

      test('stay where a query has as many words as may be asked for, and would have more', async () => {
        await put(A, { serial: 1, title: 'Acid rain' });
        const words = Array.from({ length: 126 }, (_, n) => `w${String(n)}`).join(' ');
        expect((await search(`acidrain ${words}`)).total).toBe(0);
        expect((await search(`acidrain ${words} x`)).total).toBe(0);
        await expect(search(`acidrain ${words} x y`)).rejects.toMatchObject({ extensions: { code: 'BAD_INPUT' } });
      });

      test('are taken for words that only terms have, where something is found by these', async () => {
        await put(A, { serial: 1, title: '空气质量日报' });
        expect((await search('air qualty')).hits).toMatchObject([{ id: id(1), matchedBy: [{ found: 'quality', by: 'SPELLING' }, { found: '空气质量', by: 'SYNONYM' }] }]);
        expect(await found('real-time qualty')).toEqual([]);
      });

      test('are taken for those with which the whole query is found, before those that more records have', async () => {
        await put(A, { serial: 1, title: 'Whale sounds' }, ...[2, 3, 4].map((serial) => ({ serial, title: 'While it rains' })));
        expect((await search('whle sounds')).hits[0]?.matchedBy).toEqual([{ asked: 'whle', found: 'whale', by: 'SPELLING' }]);
        expect((await search('whle')).hits[0]?.matchedBy).toEqual([{ asked: 'whle', found: 'while', by: 'SPELLING' }]);
      });

      test.each([
        ['that sound alike', '空汽质量日报', '空气质量日报'],
        ['the other way round', '空气量质日报', '空气质量日报'],
        ['one of which is lacking', '空质量日报', '空气质量日报'],
      ])('of Chinese characters %s are put right', async (_, asked, right) => {
        await put(A, { serial: 1, title: '空气质量日报' }, { serial: 2, title: '水温记录' });
        const { hits } = await search(asked);
        expect(hits).toMatchObject([{ id: id(1), matchedBy: [{ asked, found: right, by: 'SPELLING' }] }]);
        // A title that is the query, put right, stands before everything else.
        expect(hits[0]?.score).toBeGreaterThan(1_000);
      });

      test('of Chinese characters stay where records have them, and where all of them are words', async () => {
        await put(A, { serial: 1, title: '空气质量日报' }, { serial: 2, title: '空汽质量' });
        expect((await search('空汽质量')).hits).toMatchObject([{ id: id(2), matchedBy: [] }]);
        expect(await found('火星')).toEqual([]);
      });

      test('are not taken for words that only some may see: neither the public nor they are told of one', async () => {
        await put(`${A}/MEMBER`, { serial: 1, title: 'Earthquake drill' });
        await put(A, { serial: 2, title: 'Weather', description: 'after an earthquake' });
        expect(await found('earthquke')).toEqual([]);
        expect(await found('earthquke', MEMBER)).toEqual([]);
        expect([...(await found('earthquake', MEMBER))].sort()).toEqual([id(1), id(2)]);
        await put(`${A}/MEMBER`, { serial: 3, title: '湿度记录' }, { serial: 4, title: 'Acid rain' });
        for (const asked of ['师度', 'acidrain', 'ac id']) expect(await found(asked, MEMBER)).toEqual([]);
        expect(await found('湿度', MEMBER)).toEqual([id(3)]);
        expect((await index.search(request('earthquke', { didYouMean: true }), MEMBER)).didYouMean).toEqual([]);
      });

      test('are not taken for words that no title has any more, though other texts have them', async () => {
        await put(A, { serial: 1, title: 'Earthquake drill', keywords: ['elevator'] }, { serial: 2, title: 'Weather', description: 'an earthquake in an elevator' });
        expect(await found('earthquke')).toContain(id(2));
        expect(await found('elevatr')).toContain(id(2));
        const gone: RecordChange = { seq: ++seq, id: id(1), version: 2, op: 'TOMBSTONE', document: JSON.stringify({ id: id(1), version: 2, reason: 'gone' }) };
        await index.apply(A, { changes: [gone], setAside: [], position: { cursor: String(seq), seq } });
        for (const asked of ['earthquke', 'elevatr']) expect(await found(asked)).toEqual([]);
        await put(A, { serial: 3, title: 'Elevator' });
        expect(await found('elevatr')).toContain(id(2));
      });

      test('are proposed too, in queries that find more by all their words', async () => {
        await put(A, ...[1, 2, 3].map((serial) => ({ serial, title: '空气湿度' })), { serial: 4, title: '湿度', keywords: ['空气湿度'] });
        expect((await index.search(request('空汽湿度', { didYouMean: true }))).didYouMean).toEqual(['空气湿度']);
      });
    });

    describe('of records that have the same words', () => {
      const order = async (query: string, ...descriptions: readonly string[]) => {
        await put(A, ...descriptions.map((description, at) => ({ serial: at + 1, title: '记录', description })));
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

    test('pages of any size are the pieces of one list', async () => {
      const text = (at: number): string => `${'水 '.repeat(at % 4)}平原 ${'城 '.repeat(at % 7)}空气${'，空气'.repeat(at % 3)}`;
      await put(A, ...Array.from({ length: 120 }, (_, at) => ({ serial: at + 1, title: `空气 ${String(at % 9)}`, description: text(at) })));
      const listOf = async (first: number): Promise<readonly string[]> => {
        const seen: string[] = [];
        for (let after: string | null = null; ; ) {
          const { hits, hasNextPage, total } = await index.search(request('空气', { first, after, highlights: false }));
          expect(total).toBe(120);
          seen.push(...hits.map((hit) => hit.id));
          if (!hasNextPage) return seen;
          after = hits.at(-1)?.cursor ?? null;
        }
      };
      const whole = await listOf(100);
      expect(new Set(whole).size).toBe(120);
      expect(await listOf(48)).toEqual(whole);
      expect(await listOf(7)).toEqual(whole);
    }, 60_000);

    test('a query is asked for in one search however many words and other ways it has', async () => {
      await put(A, { serial: 1, title: '空气质量日报' }, { serial: 2, title: 'Air quality' });
      const many = Array.from({ length: 12 }, (_, n) => `air quality 一网通办 w${String(n)}`).join(' ');
      expect(await found(many)).toContain(id(2));
      expect((await search(Array.from({ length: 128 }, (_, n) => `w${String(n)}`).join(' '))).total).toBe(0);
      expect((await search(`空气质量 ${'天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏'.repeat(3)}`)).total).toBe(0);
    });

    test('pages by relevance have each record once, whatever comes and goes in between them', async () => {
      const withdrawn = new Set<string>();
      const withdraw = async (...ids: readonly string[]): Promise<void> => {
        const changes = ids.filter((one) => !withdrawn.has(one)).map((one): RecordChange => ({ seq: ++seq, id: one, version: 2, op: 'TOMBSTONE', document: JSON.stringify({ id: one, version: 2, reason: 'gone' }) }));
        for (const one of ids) withdrawn.add(one);
        await index.apply(A, { changes, setAside: [], position: { cursor: String(seq), seq } });
      };
      const text = (serial: number): string => `${'水 '.repeat(serial % 4)}平原 空气 ${'城 '.repeat(serial % 7)}空气`;
      const records = Array.from({ length: 130 }, (_, at) => ({ serial: at + 1, title: `空气 ${String(at % 9)}`, description: text(at) }));
      await put(A, ...records);
      const seen: string[] = [];
      for (let after: string | null = null, next = 200; ; next += 5) {
        const { hits, hasNextPage } = await index.search(request('空气', { after }));
        seen.push(...hits.map((hit) => hit.id));
        if (!hasNextPage) break;
        after = hits.at(-1)?.cursor ?? null;
        await put(A, ...[0, 1, 2, 3, 4].map((at) => ({ serial: next + at, title: '空气', description: '空气 空气 空气' })));
        // One that was shown goes, and one that is perhaps still to come.
        await withdraw(seen.at(-2) as string, id(records[next % 130]?.serial as number));
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(expect.arrayContaining(records.map(({ serial }) => id(serial)).filter((one) => !withdrawn.has(one))));
    });

    test('pages of a query that was put right go on with it so, and those of one that was not as it is, whatever comes in or goes in between', async () => {
      const earthquakes = Array.from({ length: 5 }, (_, at) => ({ serial: at + 1, title: `Earthquake ${String(at)}` }));
      await put(A, ...earthquakes, { serial: 6, title: '空气质量日报' }, { serial: 7, title: '空气质量月报' }, { serial: 8, title: 'Lift' }, { serial: 9, title: 'Lift 2' });
      for (const sort of ['RELEVANCE', 'TITLE'] as const) {
        const page = (query: string, first: number, after: string | null = null) => index.search(request(query, { first, sort, after }));
        const [words, runs, both] = await Promise.all(['earthquke', '空汽质量', 'earth quake'].map((query) => page(query, 1)));
        const literal = await page('lift', 1);
        await put(A, ...['Earthquke', '空汽质量', 'Earth and quake', 'Lifd'].map((title, at) => ({ serial: 20 + at + (sort === 'TITLE' ? 10 : 0), title })));
        const rest = async (query: string, before: typeof words) => {
          const { hits, total } = await page(query, 20, before?.hits[0]?.cursor ?? null);
          return [total, [...(before?.hits ?? []), ...hits].map((hit) => hit.id).sort()];
        };
        expect(await rest('earthquke', words)).toEqual([5, [1, 2, 3, 4, 5].map(id)]);
        expect(await rest('空汽质量', runs)).toEqual([2, [6, 7].map(id)]);
        expect(await rest('earth quake', both)).toEqual([5, [1, 2, 3, 4, 5].map(id)]);
        expect(await rest('lift', literal)).toEqual([2, [8, 9].map(id)]);
        const gone = [20, 21, 22, 23].map((serial): RecordChange => ({ seq: ++seq, id: id(serial), version: 2, op: 'TOMBSTONE', document: JSON.stringify({ id: id(serial), version: 2, reason: 'gone' }) }));
        await index.apply(A, { changes: gone, setAside: [], position: { cursor: String(seq), seq } });
      }
    });

    test('pages end, and have each record once, where far more comes behind the hits of a short list', async () => {
      await put(A, ...Array.from({ length: 30 }, (_, at) => ({ serial: at + 1, title: `空气 ${String(at)}` })));
      const seen: string[] = [];
      let { hits, hasNextPage } = await index.search(request('空气', { first: 20 }));
      await put(A, ...Array.from({ length: 170 }, (_, at) => ({ serial: at + 31, title: `记录 ${String(at)}`, description: '空气' })));
      for (let page = 0; page < 15; page++) {
        seen.push(...hits.map((hit) => hit.id));
        if (!hasNextPage) break;
        ({ hits, hasNextPage } = await index.search(request('空气', { first: 20, after: hits.at(-1)?.cursor ?? null })));
      }
      expect(hasNextPage).toBe(false);
      expect([...seen].sort()).toEqual(Array.from({ length: 200 }, (_, at) => id(at + 1)).sort());
    });

    test('a cursor that was made up by hand is answered or refused, whatever it says', async () => {
      await put(A, ...Array.from({ length: 120 }, (_, at) => ({ serial: at + 1, title: `空气 ${String(at % 9)}`, description: '空气' })));
      const numbers = ['null', '0', '-1', '0.5', '1e308', '-1e308', '1e999', '-1e999'];
      const edges = ['null', '[0,""]', '[1e308,"~"]', '[-1e308,"~"]', '[1e999,""]', '[null,""]', '{}'];
      for (const sort of ['RELEVANCE', 'MODIFIED', 'TITLE'] as const) {
        const asked = (after: string | null): SearchRequest => request('空气', { first: 5, sort, after });
        const [list, , title, place, statistics] = JSON.parse(Buffer.from((await index.search(asked(null))).hits[0]?.cursor ?? '', 'base64url').toString()) as readonly unknown[];
        const [before, after] = [JSON.stringify(list), [title, place, statistics].map((part) => JSON.stringify(part)).join()];
        const cursors = numbers.flatMap((number) => (sort === 'RELEVANCE' ? edges : ['null']).map((edge) => `[${before},${number},${after},${edge}]`));
        for (const cursor of cursors) {
          const answer = await index.search(asked(Buffer.from(cursor).toString('base64url'))).catch((error: unknown) => error);
          if (answer instanceof Error) expect([cursor, answer]).toMatchObject([cursor, { extensions: { code: 'BAD_CURSOR' } }]);
          else expect((answer as SearchAnswer).hits.filter(({ score }) => !Number.isFinite(score))).toEqual([]);
        }
      }
    }, 60_000);

    test('an abbreviation is no plural', async () => {
      await put(A, { serial: 1, title: 'AIS tracks' }, { serial: 2, title: 'AI datasets' });
      expect(await found('AIS')).toEqual([id(1)]);
    });

    test('what is typed in pinyin is suggested, keywords before titles', async () => {
      await put(A, { serial: 1, title: '空气质量日报', keywords: ['空气质量'] }, { serial: 2, title: '重庆水质' });
      await put(`${A}/MEMBER`, { serial: 3, title: '空气巡检', keywords: ['空气巡检'] });
      const texts = async (prefix: string, first = 5, reader?: Reader) => (await index.suggest(prefix, null, first, reader)).map(({ text }) => text);
      expect(await texts('kqzl')).toEqual(['空气质量', '空气质量日报']);
      expect(await texts('kongqi')).toEqual(['空气质量', '空气质量日报']);
      expect(await texts('KongQi', 1)).toEqual(['空气质量']);
      expect([...(await texts('kongqi', 5, MEMBER))].sort()).toEqual(['空气巡检', '空气质量', '空气质量日报']);
      expect(await texts('cqsz')).toEqual(['重庆水质']);
      expect(await texts('xyz')).toEqual([]);
    });
  });
}
