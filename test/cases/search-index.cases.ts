import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EVERYBODY } from '../../schema/audience.js';
import { formatId } from '../../schema/ids.js';
import { EMPTY_DIGEST, LiveDigest } from '../../schema/live-digest.js';
import type { FacetField, SearchFilter, SearchSort } from '../../schema/generated/search.js';
import { METRICS } from '../../schema/quality/mqa.js';
import { NO_STANDING, type RecordChange, type SearchIndex, type SearchRequest, type SetAside } from '../../subgraphs/search/index/search-index.js';

/** A place that indexes can be opened on one after the other, each finding what the last one left. */
export interface IndexSite {
  open(): Promise<SearchIndex>;
  remove(): Promise<void>;
}

const A = '310000';
const B = 'MEE';
const dataset = (serial: number, authority = A): string => formatId(authority, 'DATASET', serial);
const organization = (serial: number, authority = A): string => formatId(authority, 'ORGANIZATION', serial);
const standard = (serial: number, authority = 'SAC'): string => formatId(authority, 'STANDARD', serial);
const service = (serial: number, authority = A): string => formatId(authority, 'DATA_SERVICE', serial);
const product = (serial: number, authority = A): string => formatId(authority, 'DATA_PRODUCT', serial);
const facility = (serial: number, authority = A): string => formatId(authority, 'COMPUTE_FACILITY', serial);
const useCase = (serial: number, authority = A): string => formatId(authority, 'USE_CASE', serial);
const demand = (serial: number, authority = A): string => formatId(authority, 'DEMAND', serial);

type Fields = Readonly<Record<string, unknown>>;

const document = (id: string, title: string, fields: Fields = {}): string => JSON.stringify({ id, titles: [{ lang: 'zh', text: title }], ...fields });

let lastSeq = 0;
const upsert = (id: string, title: string, fields: Fields = {}, version = 1): RecordChange => ({ seq: ++lastSeq, id, version, op: 'UPSERT', document: document(id, title, fields) });
const tombstone = (id: string, version: number): RecordChange => ({ seq: ++lastSeq, id, version, op: 'TOMBSTONE', document: JSON.stringify({ id, version, reason: 'gone' }) });

const batch = (changes: readonly RecordChange[], seq = changes.length) => ({ changes, setAside: [], position: { cursor: `c${String(seq)}`, seq } });

const request = (more: Partial<SearchRequest> = {}): SearchRequest => ({ query: null, filter: {}, sort: 'RELEVANCE', first: 20, after: null, lang: 'ZH', facets: [], facetSize: 10, highlights: false, sameAs: false, ...more });

const refusal = (code: string): unknown => expect.objectContaining({ extensions: expect.objectContaining({ code }) });

const GROUPS = ['finding', 'finding what is like it', 'other spellings', 'what a hit shows', 'the same thing twice', 'filters', 'facets', 'quality', 'order and pages', 'taking in changes', 'the other doors', 'figures'] as const;
type Group = (typeof GROUPS)[number];

/** What every search index must do, whatever its engine. `groups` are for one that only passes calls on to another engine, `shareOfRuns` is for one that is slow. */
export function searchIndexCases(engine: string, createSite: () => Promise<IndexSite>, groups: readonly Group[] = GROUPS, shareOfRuns = 1): void {
  const group = (name: Group, cases: () => void): void => {
    if (groups.includes(name)) describe(name, cases);
  };

  describe(`search index on ${engine}`, () => {
    let site: IndexSite;
    let index: SearchIndex;

    beforeEach(async () => {
      site = await createSite();
      index = await site.open();
    });

    afterEach(async () => {
      await index.close();
      await site.remove();
    });

    const put = (...changes: readonly RecordChange[]) => index.apply(A, batch(changes));
    const ids = async (more: Partial<SearchRequest>): Promise<readonly string[]> => (await index.search(request(more))).hits.map(({ id }) => id);
    const find = (query: string): Promise<readonly string[]> => ids({ query });
    const filtered = async (filter: SearchFilter): Promise<readonly string[]> => [...(await ids({ filter }))].sort();
    const facet = async (field: FacetField, more: Partial<SearchRequest> = {}) => (await index.search(request({ facets: [field], ...more }))).facets[0]?.buckets.map(({ value, count }) => [value, count]);

    group('finding', () => {
      test.each(['空气', '空气质量', '质量', '监测数据', '气质', '空', '据', '环境空气质量', '上海空气质量数据'])('%s is found in 上海市环境空气质量监测数据', async (query) => {
        await put(upsert(dataset(1), '上海市环境空气质量监测数据'), upsert(dataset(2), '公共停车场名录'));
        expect(await find(query)).toEqual([dataset(1)]);
      });

      test('every word must occur, wherever each stands', async () => {
        await put(upsert(dataset(1), '空气质量', { keywords: ['PM2.5'] }), upsert(dataset(2), '空气湿度'), upsert(dataset(3), '水质', { descriptions: [{ lang: 'zh', text: '附近的空气' }] }));
        expect([...(await find('空气'))].sort()).toEqual([dataset(1), dataset(2), dataset(3)]);
        expect(await find('空气 PM2.5')).toEqual([dataset(1)]);
        expect(await find('水质空气')).toEqual([dataset(3)]);
        expect(await find('空气 火星')).toEqual([]);
      });

      test.each([
        ['air', 'Air quality'],
        ['QUALITY', 'Air quality'],
        ['air dataset', 'Air datasets of the city'],
        ['pm2.5', 'Hourly PM2.5'],
        ['PM25', 'Hourly PM2.5'],
        ['real time', 'Real-time traffic'],
        ['ＰＭ２．５', 'PM2.5'],
        ['日本', '日本語のデータ'],
        ['𠮷野', '𠮷野家'],
      ])('%s is found in %s', async (query, title) => {
        await put(upsert(dataset(1), title), upsert(dataset(2), '无关'));
        expect(await find(query)).toEqual([dataset(1)]);
      });

      test('a query without a word finds nothing, a blank one everything', async () => {
        await put(upsert(dataset(1), '空气'));
        expect(await find('！？')).toEqual([]);
        expect(await find('  ')).toEqual([dataset(1)]);
      });

      test('a query of more words than one search may look up is refused', async () => {
        await put(upsert(dataset(1), '空气'));
        const words = (count: number): string => Array.from({ length: count }, (_, n) => `w${String(n)}`).join(' ');
        expect(await find(words(128))).toEqual([]);
        await expect(find(words(129))).rejects.toEqual(refusal('BAD_INPUT'));
      });

      test('a standard is found by its number in any spelling, before records that mention it', async () => {
        await put(
          upsert(dataset(1), 'GB/T 2260 的应用 GB/T 2260', { descriptions: [{ lang: 'zh', text: 'GB/T 2260-2007 GB/T 2260-2007' }] }),
          upsert(standard(1), '中华人民共和国行政区划代码', { number: 'GB/T 2260-2007' }),
        );
        expect(await find('GB/T 2260')).toEqual([standard(1), dataset(1)]);
        expect((await find('gbt2260-2007'))[0]).toBe(standard(1));
        expect((await find('gbt2260'))[0]).toBe(standard(1));
      });

      test('a record is found by its id', async () => {
        await put(upsert(dataset(1), '甲'), upsert(dataset(2), '乙'));
        expect(await find(dataset(2))).toEqual([dataset(2)]);
      });

      test('what was published last first, whatever its own dates; what nobody said that of last', async () => {
        const at = (day: number) => `2026-03-0${String(day)}T08:00:00.000Z`;
        await put({ ...upsert(dataset(1), '甲', { modified: '2026' }), at: at(1) }, { ...upsert(dataset(2), '乙', { modified: '2019' }), at: at(3) }, { ...upsert(dataset(3), '丙'), at: at(2) }, upsert(dataset(4), '丁'));
        const { hits } = await index.search(request({ sort: 'PUBLISHED' }));
        expect(hits.map(({ id, published }) => [id, published])).toEqual([[dataset(2), at(3)], [dataset(3), at(2)], [dataset(1), at(1)], [dataset(4), null]]);
        await put({ ...upsert(dataset(1), '甲二', {}, 2), at: at(4) });
        expect(await ids({ sort: 'PUBLISHED', first: 1 })).toEqual([dataset(1)]);
      });

      test('among some records only those are found', async () => {
        await put(upsert(dataset(1), '空气'), upsert(dataset(2), '空气'), upsert(dataset(3), '水'));
        expect([...(await ids({ query: '空气', among: [dataset(1), dataset(3), dataset(9)] }))]).toEqual([dataset(1)]);
        expect(await ids({ among: [] })).toEqual([]);
        await put(upsert(dataset(1), '空气二', {}, 2));
        expect(await ids({ query: '空气', among: [dataset(1)] })).toEqual([dataset(1)]);
      });

      test('a title that is the query goes first, then titles, keywords, descriptions', async () => {
        await put(
          upsert(dataset(1), '其他', { descriptions: [{ lang: 'zh', text: '说到人口统计的文字' }] }),
          upsert(dataset(2), '其他', { keywords: ['人口统计'] }),
          upsert(dataset(3), '各区人口统计的年度报告'),
          upsert(dataset(4), '人口统计'),
        );
        expect(await find('人口统计')).toEqual([dataset(4), dataset(3), dataset(2), dataset(1)]);
      });

      test('a description of book length is kept whole and stops nothing', async () => {
        const long = `开头的句子。${'数据目录说明'.repeat(115_000)}结尾的句子`;
        await put(upsert(dataset(1), '长文', { descriptions: [{ lang: 'zh', text: long }] }));
        expect(await find('开头')).toEqual([dataset(1)]);
        expect(await find('结尾')).toEqual([]);
      });
    });

    group('finding what is like it', () => {
      const similar = async (id: string, first = 10) => (await index.similar(id, first, 'ZH')).map((hit) => hit.id);

      test('by words of titles and keywords, and by themes; never itself, and nothing that only shares a common word', async () => {
        await put(
          upsert(dataset(1), '上海市空气质量监测数据', { keywords: ['空气质量', 'PM2.5'], themes: ['environment'] }),
          upsert(dataset(2), '杭州市空气质量监测数据', { keywords: ['空气质量'], themes: ['environment'] }),
          upsert(dataset(3), '空气质量监测站名录', { themes: ['transport'] }),
          upsert(dataset(4), '公共停车场名录', { themes: ['environment'] }),
          ...Array.from({ length: 20 }, (_, n) => upsert(dataset(n + 10), `数据${String(n)}`)),
        );
        expect(await similar(dataset(1))).toEqual([dataset(2), dataset(3)]);
        expect(await similar(dataset(1), 1)).toEqual([dataset(2)]);
        expect(await similar(dataset(1), 0)).toEqual([]);
        const [hit] = await index.similar(dataset(1), 1, 'ZH');
        expect(hit).toMatchObject({ kind: 'DATASET', authority: A, title: '杭州市空气质量监测数据', highlights: [], sameAs: [] });
        expect(hit!.score).toBeGreaterThan(0);
      });

      test('of what is not there, withdrawn or hidden there is nothing like', async () => {
        await put(upsert(dataset(1), '空气质量'), upsert(dataset(2), '空气质量'));
        expect(await similar(dataset(9))).toEqual([]);
        expect(await similar(dataset(1))).toEqual([dataset(2)]);
        await put(tombstone(dataset(2), 2));
        expect([await similar(dataset(1)), await similar(dataset(2))]).toEqual([[], []]);
      });
    });

    group('other spellings', () => {
      const spellings = async (query: string, more: Partial<SearchRequest> = {}) => (await index.search(request({ query, didYouMean: true, ...more }))).didYouMean;
      const someOf = (title: string, from: number) => Array.from({ length: 3 }, (_, n) => upsert(dataset(from + n), title));

      test.each([['qualty', 'quality'], ['qaulity', 'quality'], ['Air Qualitty', 'air quality'], ['enviromental monitring', 'environmental monitoring'], ['空汽质量', '空气质量']])('%s is put right as %s', async (query, expected) => {
        await put(...someOf('Air quality', 1), ...someOf('Environmental monitoring', 11), upsert(dataset(21), '大气', { keywords: ['空气质量'] }));
        expect((await spellings(query))[0]).toBe(expected);
        expect(await find(expected)).not.toEqual([]);
      });

      test('nothing is put right that is a word, finds enough, is too short or too far off, or is not asked for', async () => {
        await put(...someOf('Air quality', 1), upsert(dataset(11), 'Air quantity'), upsert(dataset(12), 'Rare equality'));
        expect(await spellings('quality')).toEqual([]);
        expect(await spellings('quantity')).toEqual([]);
        expect(await spellings('aiq')).toEqual([]);
        expect(await spellings('qlt')).toEqual([]);
        expect(await spellings('zzzzzzzz')).toEqual([]);
        expect(await spellings('')).toEqual([]);
        expect((await index.search(request({ query: 'qualty' }))).didYouMean).toEqual([]);
      });

      test('the nearest first, then what more records have; three at most; with the filter as it is', async () => {
        await put(...someOf('Water station', 1), upsert(dataset(11), 'Water stating', { openness: 'OPEN' }), upsert(dataset(12), 'Water statios', { openness: 'OPEN' }));
        expect(await spellings('statiom')).toEqual(['station', 'statios']);
        expect(await spellings('statiom', { filter: { openness: ['OPEN'] } })).toEqual(['statios']);
        await put(...[1, 2, 3].map((n) => tombstone(dataset(n), 2)));
        expect(await spellings('statiom')).toEqual(['statios']);
      });
    });

    group('what a hit shows', () => {
      test('title and summary in the language asked for, the name of the owner, the date as published', async () => {
        const titles = [{ lang: 'en', text: 'Air quality' }, { lang: 'zh', text: '空气质量' }];
        const descriptions = [{ lang: 'zh', text: '说'.repeat(300) }];
        await put(upsert(dataset(1), '', { titles, descriptions, owner: organization(1), modified: '2024-05' }), upsert(organization(1), '环保局', { titles: [{ lang: 'zh', text: '环保局' }, { lang: 'en', text: 'Bureau' }] }));
        const [zh] = (await index.search(request({ query: '空气' }))).hits;
        expect(zh).toMatchObject({ id: dataset(1), kind: 'DATASET', authority: A, title: '空气质量', summary: '说'.repeat(200), ownerName: '环保局', modified: '2024-05', highlights: [] });
        const [en] = (await index.search(request({ query: '空气', lang: 'EN' }))).hits;
        expect(en).toMatchObject({ title: 'Air quality', summary: '说'.repeat(200), ownerName: 'Bureau' });
      });

      test('an owner that comes later, changes or leaves is shown as it is now', async () => {
        const ownerName = async () => (await index.search(request({ filter: { kinds: ['DATASET'] } }))).hits[0]?.ownerName;
        await put(upsert(dataset(1), '甲', { owner: organization(1) }));
        expect(await ownerName()).toBeNull();
        await put(upsert(organization(1), '一局'));
        expect(await ownerName()).toBe('一局');
        await put(upsert(organization(1), '新一局', {}, 2));
        expect(await ownerName()).toBe('新一局');
        await put(tombstone(organization(1), 3));
        expect(await ownerName()).toBeNull();
        await put(upsert(organization(2), '二局'));
        await put(upsert(dataset(1), '甲', { owner: organization(2) }, 2));
        expect(await ownerName()).toBe('二局');
      });

      test('found words stand between marks, in plain text', async () => {
        await put(upsert(dataset(1), '空气质量', { keywords: ['大气', '空气'], descriptions: [{ lang: 'zh', text: `${'前'.repeat(200)}<b>空气</b>${'后'.repeat(200)}` }] }));
        const [hit] = (await index.search(request({ query: '空气', highlights: true }))).hits;
        expect(hit?.highlights).toEqual([
          { field: 'title', fragments: ['\uE000空气\uE001质量'] },
          { field: 'description', fragments: [expect.stringMatching(/^前+<b>\uE000空气\uE001<\/b>后+$/)] },
          { field: 'keywords', fragments: ['\uE000空气\uE001'] },
        ]);
      });
    });

    group('the same thing twice', () => {
      const C = '310100';
      const reasonsOf = async (id: string) => {
        const { hits } = await index.search(request({ query: id, sameAs: true }));
        return hits.find((hit) => hit.id === id)?.sameAs.map((one) => [one.id, ...one.reasons]);
      };
      const putOf = (authority: string, ...changes: readonly RecordChange[]) => index.apply(authority, batch(changes));
      const source = (system: string, identifier: string): Fields => ({ sources: [{ system, identifier }] });
      const file = (address: string): Fields => ({ distributions: [{ accessURL: address }] });

      test('one source brought in by two: each names the other, and both are found', async () => {
        await put(upsert(dataset(1), '空气质量日报', source('data.sh.gov.cn', '42')), upsert(dataset(2), '空气质量月报', source('data.sh.gov.cn', '43')));
        await putOf(B, upsert(dataset(1, B), '上海空气日报', source('DATA.sh.gov.cn', '42')), upsert(dataset(2, B), '别的', source('data.mee.gov.cn', '42')));
        expect(await reasonsOf(dataset(1))).toEqual([[dataset(1, B), 'SOURCE']]);
        expect(await reasonsOf(dataset(1, B))).toEqual([[dataset(1), 'SOURCE']]);
        expect(await reasonsOf(dataset(2))).toEqual([]);
        expect(await reasonsOf(dataset(2, B))).toEqual([]);
        expect([...(await find('空气'))].sort()).toEqual([dataset(1), dataset(2), dataset(1, B)]);
      });

      test('a name that says how a record came in, and not where from, shows nothing', async () => {
        await put(upsert(dataset(1), '甲', source('gov-sheet', '1')));
        await putOf(B, upsert(dataset(1, B), '乙', source('gov-sheet', '1')));
        expect(await reasonsOf(dataset(1))).toEqual([]);
      });

      test.each([
        ['https://data.example.cn/dataset/7', 'http://www.DATA.example.cn/dataset/7/', true],
        ['https://data.example.cn/dataset/7#files', 'https://data.example.cn:443/dataset/7/index.html', true],
        ['https://data.example.cn/view?id=7', 'https://data.example.cn/view?id=7', true],
        ['https://data.example.cn/view?id=7', 'https://data.example.cn/view?id=8', false],
        ['https://data.example.cn/Dataset/7', 'https://data.example.cn/dataset/7', false],
        ['https://data.example.cn/', 'https://data.example.cn', false],
        ['see the office', 'see the office', false],
      ])('one page for people: %s and %s', async (one, other, same) => {
        await put(upsert(dataset(1), '甲', { landingPage: one }));
        await putOf(B, upsert(dataset(1, B), '乙', { landingPage: other }));
        expect(await reasonsOf(dataset(1))).toEqual(same ? [[dataset(1, B), 'LANDING_PAGE']] : []);
      });

      test('a page that an authority gives for several records tells nothing of one', async () => {
        const landingPage = 'https://data.example.cn/air';
        await put(upsert(dataset(1), '甲', { landingPage }), upsert(dataset(2), '乙', { landingPage }));
        await putOf(B, upsert(dataset(1, B), '丙', { landingPage }));
        for (const id of [dataset(1), dataset(2), dataset(1, B)]) expect(await reasonsOf(id)).toEqual([]);
        await put(tombstone(dataset(2), 2));
        expect(await reasonsOf(dataset(1, B))).toEqual([[dataset(1), 'LANDING_PAGE']]);
      });

      test('one title and the same files, in any spelling and order, unless the owners differ by name', async () => {
        const files = (...addresses: readonly string[]): Fields => ({ distributions: addresses.map((accessURL) => ({ accessURL })) });
        await put(upsert(organization(1), '监测中心'), upsert(dataset(1), '空气质量 （日报）', { owner: organization(1), ...files('https://a.cn/1.csv', 'https://a.cn/2.csv') }));
        await putOf(B, upsert(organization(1, B), '监测中心'), upsert(organization(2, B), '另一单位'));
        const twin = (serial: number, title: string, more: Fields) => upsert(dataset(serial, B), title, { ...files('http://www.a.cn/2.csv', 'http://a.cn/1.csv'), ...more });
        await putOf(B, twin(1, '空气质量(日报)', { owner: organization(1, B) }), twin(2, '空气质量日报', { owner: organization(2, B) }), twin(3, '空气质量月报', {}), twin(4, '空气质量日报', {}), upsert(dataset(5, B), '空气质量日报', {}));
        expect(await reasonsOf(dataset(1))).toEqual([[dataset(1, B), 'FINGERPRINT'], [dataset(4, B), 'FINGERPRINT']]);
      });

      test('all that shows it is told, the strongest first', async () => {
        const same = { ...source('data.sh.gov.cn', '42'), landingPage: 'https://data.sh.gov.cn/42', ...file('https://data.sh.gov.cn/42.csv') };
        await put(upsert(dataset(1), '空气', same));
        await putOf(B, upsert(dataset(1, B), '空气', same));
        await putOf(C, upsert(dataset(1, C), '空气', file('https://data.sh.gov.cn/42.csv')));
        expect(await reasonsOf(dataset(1))).toEqual([[dataset(1, C), 'FINGERPRINT'], [dataset(1, B), 'SOURCE', 'LANDING_PAGE', 'FINGERPRINT']].sort());
      });

      test('is told as it is now: after a change, a tombstone, a return, a member that leaves, a restart', async () => {
        const from = (identifier: string): Fields => source('data.sh.gov.cn', identifier);
        await put(upsert(dataset(1), '空气', from('42')));
        await putOf(B, upsert(dataset(1, B), '空气', from('41')));
        expect(await reasonsOf(dataset(1))).toEqual([]);
        await putOf(B, upsert(dataset(1, B), '空气', from('42'), 2));
        expect(await reasonsOf(dataset(1))).toEqual([[dataset(1, B), 'SOURCE']]);
        await index.close();
        index = await site.open();
        expect(await reasonsOf(dataset(1))).toEqual([[dataset(1, B), 'SOURCE']]);
        await index.heed({ hidden: [B], bodies: [] });
        expect(await reasonsOf(dataset(1))).toEqual([]);
        await index.heed(NO_STANDING);
        await putOf(B, tombstone(dataset(1, B), 3));
        expect(await reasonsOf(dataset(1))).toEqual([]);
        await putOf(B, upsert(dataset(1, B), '空气', from('42'), 4));
        expect(await reasonsOf(dataset(1))).toEqual([[dataset(1, B), 'SOURCE']]);
        await put(upsert(dataset(1), '空气', from('40'), 2));
        expect(await reasonsOf(dataset(1, B))).toEqual([]);
      });

      test('whatever is published, changed and withdrawn in whatever order, it is what a look at all live records would tell', async () => {
        const step = fc.record({ authority: fc.constantFrom(A, B, C), serial: fc.integer({ min: 1, max: 2 }), source: fc.constantFrom('1', '2', null), page: fc.constantFrom('/a', '/b/', '', null), gone: fc.constantFrom(false, false, false, true) });
        let serial = 0;
        await fc.assert(
          fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
            // Records, sources and pages of its own for each run: the index goes on.
            const run = String(++serial);
            const live = new Map<string, { readonly authority: string; readonly source: string | null; readonly page: string }>();
            for (const [at, { authority, serial: n, source: identifier, page, gone }] of steps.entries()) {
              const id = dataset(Number(run) * 10 + n, authority);
              const site = `https://${run}.example.cn${page ?? ''}`;
              const fields = { ...(identifier === null ? {} : source(`${run}.example.cn`, identifier)), ...(page === null ? {} : { landingPage: site }) };
              await putOf(authority, gone ? tombstone(id, at + 1) : upsert(id, `数据 ${id}`, fields, at + 1));
              if (gone) live.delete(id);
              else live.set(id, { authority, source: identifier, page: (page ?? '').replace(/\/$/, '') });
            }
            const all = [...live];
            for (const [id, own] of all) {
              const others = all.filter(([other]) => other !== id);
              const onPage = all.filter(([, { page }]) => own.page !== '' && page === own.page);
              const isOneThing = new Set(onPage.map(([, { authority }]) => authority)).size === onPage.length;
              const expected = others
                .map(([other, { source: theirs, page }]) => [other, ...(own.source !== null && theirs === own.source ? ['SOURCE'] : []), ...(isOneThing && own.page !== '' && page === own.page ? ['LANDING_PAGE'] : [])])
                .filter(({ length }) => length > 1);
              expect(await reasonsOf(id)).toEqual(expected.sort());
            }
          }),
          { numRuns: Math.ceil(25 * shareOfRuns) },
        );
      });

      test('standards and organizations are known by other names', async () => {
        await put(upsert(organization(1), '局', source('data.sh.gov.cn', '42')));
        await putOf(B, upsert(organization(1, B), '局', source('data.sh.gov.cn', '42')));
        expect(await reasonsOf(organization(1))).toEqual([]);
      });

      test('is looked for where it is asked only', async () => {
        await put(upsert(dataset(1), '空气', source('x.cn', '1')));
        await putOf(B, upsert(dataset(1, B), '空气', source('x.cn', '1')));
        expect((await index.search(request({ query: '空气' }))).hits.map(({ sameAs }) => sameAs)).toEqual([[], []]);
      });
    });

    group('filters', () => {
      test.each<[string, SearchFilter, readonly number[]]>([
        ['kinds', { kinds: ['DATASET'] }, [1, 2, 3, 4]],
        ['a province and what is in it', { region: '310000' }, [1, 2]],
        ['a city and what is in it', { region: '310100' }, [2]],
        ['the country as a whole', { region: '100000' }, [3]],
        ['themes widen', { themes: ['environment', 'transport'] }, [1, 2]],
        ['an industry and what is in it', { industries: ['I'] }, [1, 2]],
        ['industries widen', { industries: ['6511', 'N'] }, [1, 3]],
        ['formats in any spelling', { formats: ['csv'] }, [1, 2]],
        ['share types', { shareTypes: ['CONDITIONAL'] }, [2]],
        ['openness', { openness: ['OPEN'] }, [1]],
        ['grades', { grades: ['GENERAL'] }, [1]],
        ['licences', { licenses: ['CC-BY-4.0'] }, [2]],
        ['licences as others write them', { licenses: ['https://creativecommons.org/licenses/by/4.0/'] }, [2]],
        ['frequencies', { frequencies: ['DAILY'] }, [1]],
        ['owners', { owners: [organization(1)] }, [1, 2]],
        ['standards', { standards: [standard(1)] }, [3]],
        ['keywords', { keywords: ['空气'] }, [1]],
        ['fields narrow', { themes: ['environment', 'transport'], openness: ['OPEN'] }, [1]],
        ['an empty list finds nothing', { themes: [] }, []],
        ['what nobody has', { themes: ['unknown'] }, []],
        ['modified to a year includes its December', { modified: { to: '2023' } }, [1]],
        ['modified from a month', { modified: { from: '2024-01' } }, [2]],
        ['issued between', { issued: { from: '2020-06', to: '2020-06' } }, [1, 2]],
        ['time covered overlaps', { temporal: { from: '2015', to: '2016' } }, [1, 3]],
        ['time covered with an open end', { temporal: { from: '2030' } }, [3]],
        ['area covered overlaps', { bbox: [121, 31, 125, 40] }, [1]],
        ['area across the 180th meridian', { bbox: [170, -20, -170, 20] }, [3]],
        ['an API of its own or of a service', { hasApi: true }, [2, 3]],
        ['no API', { hasApi: false, kinds: ['DATASET'] }, [1, 4]],
        ['a rating', { quality: ['SUFFICIENT'] }, [1, 2]],
        ['ratings widen', { quality: ['SUFFICIENT', 'BAD'], kinds: ['DATASET'] }, [1, 2, 3, 4]],
        ['a rating that nobody has', { quality: ['EXCELLENT'] }, []],
      ])('%s', async (_, filter, expected) => {
        await put(
          upsert(dataset(1), '甲', { owner: organization(1), region: '310000', themes: ['environment'], industries: ['6511'], distributions: [{ accessURL: 'https://a.example', format: 'CSV' }], shareType: 'UNCONDITIONAL', openness: 'OPEN', grade: 'GENERAL', frequency: 'DAILY', keywords: ['空气'], modified: '2023-12-31T23:00:00Z', issued: '2020-06-15', temporal: { start: '2010', end: '2015-03' }, bbox: [120, 30, 122, 32] }),
          upsert(dataset(2), '乙', { owner: organization(1), region: '310115', themes: ['transport'], industries: ['64', 'A'], distributions: [{ accessURL: 'https://a.example', format: 'csv ' }, { accessURL: 'https://a.example', format: 'wms' }], shareType: 'CONDITIONAL', license: 'CC BY 4.0', modified: '2024-01-01', issued: '2020' }),
          upsert(dataset(3), '丙', { region: '100000', industries: ['77'], conformsTo: [standard(1)], temporal: { start: '2016-12-31' }, bbox: [175, -10, -175, 10] }),
          upsert(dataset(4), '丁', { region: '330000' }),
          upsert(service(1), '服务', { servesDatasets: [dataset(3)] }),
        );
        expect(await filtered(filter)).toEqual(expected.map((serial) => dataset(serial)).sort());
      });

      test('a dataset has an API for as long as a live service names it', async () => {
        const withApi = () => ids({ filter: { hasApi: true } });
        await put(upsert(service(1), '服务', { servesDatasets: [dataset(1)] }));
        await put(upsert(dataset(1), '甲'));
        expect(await withApi()).toEqual([dataset(1)]);
        await put(upsert(dataset(1), '甲二', {}, 2));
        expect(await withApi()).toEqual([dataset(1)]);
        await put(tombstone(service(1), 2));
        expect(await withApi()).toEqual([]);
      });
    });

    group('facets', () => {
      test('count all that match, the largest first, equal ones by value', async () => {
        await put(...Array.from({ length: 30 }, (_, n) => upsert(dataset(n + 1), `数据${String(n)}`, { themes: n % 3 === 0 ? ['b', 'c'] : ['a'], openness: 'OPEN' })));
        expect(await facet('THEME', { first: 1 })).toEqual([['a', 20], ['b', 10], ['c', 10]]);
        expect(await facet('THEME', { facetSize: 1 })).toEqual([['a', 20]]);
        expect(await facet('KIND')).toEqual([['DATASET', 30]]);
        expect(await facet('GRADE')).toEqual([]);
      });

      test('regions are counted by province, and inside a region one step finer, as the filter finds them', async () => {
        await put(upsert(dataset(1), '甲', { region: '310115' }), upsert(dataset(2), '乙', { region: '310000' }), upsert(dataset(3), '丙', { region: '100000' }), upsert(dataset(4), '丁', { region: '330100' }));
        expect(await facet('REGION')).toEqual([['310000', 2], ['100000', 1], ['330000', 1]]);
        expect(await facet('REGION', { filter: { region: '310000' } })).toEqual([['310000', 2], ['310100', 1]]);
        expect(await facet('REGION', { filter: { region: '310100' } })).toEqual([['310100', 1], ['310115', 1]]);
        for (const [value, count] of (await facet('REGION')) ?? []) expect(await filtered({ region: value as string })).toHaveLength(count as number);
      });

      test('industries are counted by section, and below each that is chosen one step finer, as the filter finds them', async () => {
        await put(upsert(dataset(1), '甲', { industries: ['6511', '64'] }), upsert(dataset(2), '乙', { industries: ['651'] }), upsert(dataset(3), '丙', { industries: ['N'] }), upsert(dataset(4), '丁', { industries: ['6340'] }));
        expect(await facet('INDUSTRY')).toEqual([['I', 3], ['N', 1]]);
        expect(await facet('INDUSTRY', { filter: { industries: ['I'] } })).toEqual([['I', 3], ['65', 2], ['63', 1], ['64', 1], ['N', 1]]);
        expect(await facet('INDUSTRY', { filter: { industries: ['651'] } })).toEqual([['I', 3], ['65', 2], ['651', 2], ['63', 1], ['64', 1], ['6511', 1], ['N', 1]]);
        for (const [value, count] of (await facet('INDUSTRY', { filter: { industries: ['651'] } })) ?? []) expect(await filtered({ industries: [value as string] })).toHaveLength(count as number);
      });

      test('are not narrowed by their own field, and by all others', async () => {
        await put(
          upsert(dataset(1), '空气甲', { themes: ['a'], openness: 'OPEN', issued: '2020', distributions: [{ accessURL: 'https://a.example', format: 'CSV' }] }),
          upsert(dataset(2), '空气乙', { themes: ['b'], openness: 'OPEN', issued: '2021' }),
          upsert(dataset(3), '空气丙', { themes: ['b', 'c'], openness: 'CLOSED', issued: '2021', distributions: [{ accessURL: 'https://a.example', format: 'API' }] }),
          upsert(dataset(4), '水', { themes: ['a'], openness: 'OPEN' }),
        );
        const filter: SearchFilter = { themes: ['a'], openness: ['OPEN'] };
        const { total, facets } = await index.search(request({ query: '空气', filter, facets: ['THEME', 'OPENNESS', 'FORMAT', 'KIND'] }));
        expect([total, facets.map(({ buckets }) => buckets.map(({ value, count }) => [value, count]))]).toEqual([1, [[['a', 1], ['b', 1]], [['OPEN', 1]], [['CSV', 1]], [['DATASET', 1]]]]);
        // Every value finds what it counts, whatever is chosen of its field.
        for (const theme of ['a', 'b']) expect(await ids({ query: '空气', filter: { ...filter, themes: [theme] } })).toHaveLength(1);
        expect(await facet('HAS_API', { filter: { hasApi: true } })).toEqual([['false', 3], ['true', 1]]);
        expect(await facet('THEME', { filter: { themes: [] } })).toEqual([['a', 2], ['b', 2], ['c', 1]]);
        // The pages behind the first count the same.
        const page = await index.search(request({ query: '空气', filter: { themes: ['b'] }, first: 1, facets: ['THEME'] }));
        const next = await index.search(request({ query: '空气', filter: { themes: ['b'] }, first: 1, facets: ['THEME'], after: page.hits[0]!.cursor }));
        expect([page.total, next.total, next.facets]).toEqual([2, 2, page.facets]);
        expect(page.facets[0]?.buckets.map(({ value, count }) => [value, count])).toEqual([['b', 2], ['a', 1], ['c', 1]]);
      });

      test('years: of a coarse date its own, of a time covered each that it touches; not narrowed by their own range', async () => {
        await put(
          upsert(dataset(1), '甲', { issued: '2020', modified: '2021-03', temporal: { start: '2018', end: '2020-06' } }),
          upsert(dataset(2), '乙', { issued: '2020-12-31T23:59:59Z', modified: '2021-03-01', temporal: { start: '2020' } }),
          upsert(dataset(3), '丙', { issued: '2019-05', temporal: { end: '2018-01' } }),
          upsert(dataset(4), '丁'),
        );
        const years = [{ field: 'ISSUED' as const, from: 2000, to: 2025 }, { field: 'MODIFIED' as const, from: 2000, to: 2025 }, { field: 'TEMPORAL' as const, from: 2017, to: 2021 }];
        const counts = async (filter: SearchFilter) => (await index.search(request({ filter, years }))).years.map((one) => one.years.map(({ year, count }) => [year, count]));
        expect(await counts({})).toEqual([[[2019, 1], [2020, 2]], [[2021, 2]], [[2017, 1], [2018, 2], [2019, 1], [2020, 2], [2021, 1]]]);
        expect(await counts({ issued: { from: '2020' } })).toEqual([[[2019, 1], [2020, 2]], [[2021, 2]], [[2018, 1], [2019, 1], [2020, 2], [2021, 1]]]);
        expect((await index.search(request())).years).toEqual([]);
      });

      test('a licence is one, however its owners write it; what SPDX does not have stays as it is', async () => {
        const told = ['CC BY 4.0', 'https://creativecommons.org/licenses/by/4.0/', 'cc-by', '知识共享署名 4.0 国际许可协议', 'CC-BY-4.0', '政府資料開放授權條款-第1版', '本局数据使用规定'];
        await put(...told.map((license, n) => upsert(dataset(n + 1), `数据${String(n)}`, { license })));
        expect(await facet('LICENSE')).toEqual([['CC-BY-4.0', 5], ['OGDL-Taiwan-1.0', 1], ['本局数据使用规定', 1]]);
        for (const [value, count] of (await facet('LICENSE')) ?? []) expect(await filtered({ licenses: [value as string] })).toHaveLength(count as number);
        expect(await filtered({ licenses: ['http://creativecommons.org/licenses/by/4.0/deed.en'] })).toHaveLength(5);
        const [copy] = await index.copies([dataset(1)]);
        expect(JSON.parse(copy?.document ?? '')).toMatchObject({ license: 'CC BY 4.0' });
      });

      test('owners and standards come with their titles', async () => {
        await put(upsert(dataset(1), '甲', { owner: organization(1), conformsTo: [standard(9)] }), upsert(organization(1), '一局'));
        const { facets } = await index.search(request({ facets: ['OWNER', 'STANDARD', 'HAS_API'] }));
        expect(facets).toEqual([
          { field: 'OWNER', buckets: [{ value: organization(1), title: '一局', count: 1 }] },
          { field: 'STANDARD', buckets: [{ value: standard(9), title: null, count: 1 }] },
          { field: 'HAS_API', buckets: [{ value: 'false', title: null, count: 2 }] },
        ]);
      });
    });

    group('quality', () => {
      const RICH: Fields = {
        keywords: ['空气'], themes: ['environment'], region: '310000', temporal: { start: '2020' }, descriptions: [{ lang: 'zh', text: '各监测站每小时的空气质量。' }], license: 'CC-BY-4.0', openness: 'OPEN', shareType: 'UNCONDITIONAL', grade: 'GENERAL',
        landingPage: 'https://data.sh.gov.cn/1', owner: organization(1), issued: '2020', modified: '2024', distributions: [{ accessURL: 'https://data.sh.gov.cn/1', downloadURL: 'https://data.sh.gov.cn/1.csv', format: 'CSV', mediaType: 'text/csv', byteSize: 1 }],
      };
      const POOR: Fields = { themes: ['environment'], distributions: [{ accessURL: 'https://data.sh.gov.cn/2' }] };

      test('a hit tells its score; standards and organizations have none and go last', async () => {
        await put(upsert(organization(1), '一局'), upsert(standard(1, A), '标准', { number: 'GB/T 1' }), upsert(dataset(1), '丙'), upsert(dataset(2), '乙', POOR), upsert(dataset(3), '甲', RICH), upsert(service(1), '服务', { endpointURL: 'https://data.sh.gov.cn/api' }));
        const { hits } = await index.search(request({ sort: 'QUALITY' }));
        expect(hits.map(({ id, quality }) => [id, quality])).toEqual([[dataset(3), 405], [service(1), 122], [dataset(2), 80], [dataset(1), 0], [organization(1), null], [standard(1, A), null]]);
        const after = (await index.search(request({ sort: 'QUALITY', first: 5 }))).hits.at(-1)?.cursor ?? null;
        expect(await ids({ sort: 'QUALITY', after })).toEqual([standard(1, A)]);
      });

      test('ratings are counted as the filter finds them, and follow the record', async () => {
        await put(upsert(organization(1), '一局'), upsert(dataset(1), '丙'), upsert(dataset(2), '乙', POOR), upsert(dataset(3), '甲', RICH));
        expect(await facet('QUALITY')).toEqual([['BAD', 2], ['EXCELLENT', 1]]);
        for (const [value, count] of (await facet('QUALITY')) ?? []) expect(await filtered({ quality: [value as 'BAD'] })).toHaveLength(count as number);
        await put(upsert(dataset(2), '乙', RICH, 2), tombstone(dataset(1), 2));
        expect(await facet('QUALITY')).toEqual([['EXCELLENT', 2]]);
      });

      test('is summed by authority over what is shown: points, ratings, and how many miss each metric', async () => {
        const place = (code: string): number => METRICS.findIndex(({ metric }) => metric.code === code);
        await put(upsert(organization(1), '一局'), upsert(dataset(1), '丙', { ...RICH, landingPage: '' }), upsert(dataset(2), '乙', POOR), upsert(dataset(3), '甲', RICH), upsert(dataset(4), '丁'), tombstone(dataset(4), 2));
        await index.apply(B, batch([upsert(organization(1, B), '二局')]));
        const { authorities } = await index.quality();
        expect(authorities).toMatchObject([{ authority: A, records: 3, total: 405 + 385 + 80, ratings: [2, 0, 0, 1] }]);
        const unmet = authorities[0]?.unmet ?? [];
        expect([unmet[place('CONTACT')], unmet[place('KEYWORDS')], unmet[place('THEMES')]]).toEqual([2, 1, 0]);
        await index.heed({ hidden: [A], bodies: [] });
        expect(await index.quality()).toEqual({ authorities: [] });
      });
    });

    group('order and pages', () => {
      const SORTS: readonly SearchSort[] = ['RELEVANCE', 'MODIFIED', 'ISSUED', 'TITLE', 'QUALITY'];

      test('each sort puts what it sorts by first and what has none of it last, then goes by id', async () => {
        await put(
          upsert(dataset(1), 'b', { modified: '2024', issued: '2020' }),
          upsert(dataset(2), '啊', { modified: '2024-05-01T00:00:00Z', keywords: ['x', 'y', 'z'] }),
          upsert(dataset(3), 'a', {}),
          upsert(dataset(4), 'B', { modified: '2024', issued: '2021' }),
        );
        expect(await ids({ sort: 'MODIFIED' })).toEqual([dataset(2), dataset(1), dataset(4), dataset(3)]);
        expect(await ids({ sort: 'ISSUED' })).toEqual([dataset(4), dataset(1), dataset(2), dataset(3)]);
        expect(await ids({ sort: 'TITLE' })).toEqual([dataset(4), dataset(3), dataset(1), dataset(2)]);
        expect((await ids({ sort: 'QUALITY' }))[0]).toBe(dataset(2));
      });

      test('titles go by code point, also where UTF-16 would not, and in the language shown', async () => {
        await put(upsert(dataset(1), '\u{20BB7}', {}), upsert(dataset(2), '\uFF21', {}), upsert(dataset(3), '丙', { titles: [{ lang: 'zh', text: '丙' }, { lang: 'en', text: 'aaa' }] }));
        expect(await ids({ sort: 'TITLE' })).toEqual([dataset(3), dataset(2), dataset(1)]);
        expect(await ids({ sort: 'TITLE', lang: 'EN' })).toEqual([dataset(3), dataset(2), dataset(1)]);
      });

      test('paging by any sort visits every match once and in the order of one large page', async () => {
        const date = fc.option(fc.constantFrom('2020', '2020-06', '2020-06-01', '2021'), { nil: undefined });
        const record = fc.record({ title: fc.constantFrom('数据一', '数据二', '数据', '资料', '数据 B'), modified: date, issued: date, keywords: fc.subarray(['数据', '统计', 'x']) });
        let round = 0;
        await fc.assert(
          fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 25 }), fc.constantFrom(...SORTS), fc.constantFrom(null, '数据'), fc.integer({ min: 1, max: 7 }), async (records, sort, query, first) => {
            const authority = `R${String(++round)}`;
            await index.apply(authority, batch(records.map(({ title, ...fields }, n) => upsert(dataset(n, authority), title, fields))));
            const page = (after: string | null, count: number) => index.search(request({ query, sort, filter: { authorities: [authority] }, first: count, after }));
            const whole = await page(null, 100);
            expect(whole.hasNextPage).toBe(false);
            expect(whole.hits).toHaveLength(whole.total);
            const visited: string[] = [];
            let after: string | null = null;
            for (let more = true; more; ) {
              const { hits, hasNextPage } = await page(after, first);
              visited.push(...hits.map(({ id }) => id));
              after = hits.at(-1)?.cursor ?? null;
              more = hasNextPage;
            }
            expect(visited).toEqual(whole.hits.map(({ id }) => id));
          }),
          { numRuns: Math.ceil(40 * shareOfRuns) },
        );
      });

      test('a page goes on behind its cursor where records came and went meanwhile', async () => {
        await put(...[1, 3, 5, 7].map((n) => upsert(dataset(n), `第${String(n)}号`)));
        const { hits } = await index.search(request({ sort: 'TITLE', first: 2 }));
        await put(tombstone(dataset(3), 2), upsert(dataset(2), '第2号'), upsert(dataset(6), '第6号'));
        expect(await ids({ sort: 'TITLE', after: hits[1]?.cursor ?? null })).toEqual([dataset(5), dataset(6), dataset(7)]);
      });

      test('whatever is written between pages, no match that stood throughout is missed or repeated', async () => {
        const words = fc.subarray(['空气', '质量', '监测', '水文', 'air'], { minLength: 1 });
        const record = fc.record({ title: fc.shuffledSubarray(['空气', '统计', '监测数据', '年报'], { minLength: 1 }).map((parts) => parts.join('')), keywords: words });
        const texts = (n: number) => ({ descriptions: [{ lang: 'zh', text: '空气 '.repeat(1 + (n % 7)) + '说明'.repeat((n * 13) % 40) }] });
        let round = 0;
        await fc.assert(
          fc.asyncProperty(fc.array(record, { minLength: 6, maxLength: 20 }), fc.array(fc.array(record, { maxLength: 12 }), { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 4 }), async (records, writes, first) => {
            const authority = `W${String(++round)}`;
            // A word of this round alone, so that each write changes how rare it is.
            const word = `w${String(round)}`;
            let serial = 0;
            const upserts = (some: typeof records) => some.map(({ title, keywords }) => upsert(dataset(++serial, authority), `${word} ${title}`, { keywords, ...texts(serial) }));
            await index.apply(authority, batch(upserts(records)));
            const stood = Array.from({ length: records.length }, (_, n) => dataset(n + 1, authority));
            const visited: string[] = [];
            let after: string | null = null;
            for (let page = 0, more = true; more; page++) {
              const { hits, hasNextPage }: Awaited<ReturnType<SearchIndex['search']>> = await index.search(request({ query: `${word} 空气`, filter: { authorities: [authority] }, first, after }));
              visited.push(...hits.map(({ id }) => id));
              after = hits.at(-1)?.cursor ?? null;
              more = hasNextPage;
              await index.apply(authority, batch(upserts(writes[page] ?? [])));
            }
            expect(visited.filter((id) => stood.includes(id)).sort()).toEqual(stood);
          }),
          { numRuns: Math.ceil(25 * shareOfRuns) },
        );
      });

      test('one unrelated record between two pages by relevance takes nothing from the second', async () => {
        await put(...Array.from({ length: 134 }, (_, n) => upsert(dataset(n + 1), n < 40 ? `空气${String(n)}` : `其他${String(n)}`)));
        const { hits } = await index.search(request({ query: '空气' }));
        for (let n = 0; n < 12; n++) await put(upsert(dataset(200 + n), '无关'.repeat(n * 20 + 1)));
        const rest = await ids({ query: '空气', after: hits.at(-1)?.cursor ?? null });
        expect(new Set([...hits.map(({ id }) => id), ...rest]).size).toBe(40);
      });

      test('a cursor of another list, or none at all, is refused', async () => {
        await put(upsert(dataset(1), '空气'), upsert(dataset(2), '空气'));
        const after = (await index.search(request({ query: '空气', first: 1 }))).hits[0]?.cursor ?? '';
        expect(await ids({ query: '空气', after })).toEqual([dataset(2)]);
        for (const other of [{ query: '水' }, { query: '空气', sort: 'TITLE' as const }, { query: '空气', filter: { openness: ['OPEN' as const] } }]) {
          await expect(index.search(request({ ...other, after }))).rejects.toEqual(refusal('BAD_CURSOR'));
        }
        for (const nonsense of ['', 'x', 'bnVsbA', 'W10']) await expect(index.search(request({ query: '空气', after: nonsense }))).rejects.toEqual(refusal('BAD_CURSOR'));
      });

      test('no hits asked for: only the count', async () => {
        await put(upsert(dataset(1), '空气'));
        expect(await index.search(request({ first: 0 }))).toEqual({ total: 1, hits: [], hasNextPage: true, facets: [], years: [], didYouMean: [] });
      });
    });

    group('taking in changes', () => {
      test('the position is kept with the records, and found again', async () => {
        expect(await index.position(A)).toEqual({ cursor: null, seq: 0 });
        await index.apply(A, batch([upsert(dataset(1), '空气')], 7));
        await index.close();
        index = await site.open();
        expect(await index.position(A)).toEqual({ cursor: 'c7', seq: 7 });
        expect(await index.position(B)).toEqual({ cursor: null, seq: 0 });
        expect(await find('空气')).toEqual([dataset(1)]);
      });

      test('an older or equal version changes nothing, a newer one replaces all of it', async () => {
        expect(await put(upsert(dataset(1), '二版', { themes: ['b'] }, 2))).toMatchObject({ upserted: 1 });
        expect(await put(upsert(dataset(1), '一版', { themes: ['a'] }, 1), upsert(dataset(1), '又二版', {}, 2))).toMatchObject({ upserted: 0, passedOver: 2 });
        expect(await find('二版')).toEqual([dataset(1)]);
        await put(upsert(dataset(1), '三版', { themes: ['c'] }, 3));
        expect(await find('二版')).toEqual([]);
        expect(await find('三版')).toEqual([dataset(1)]);
        expect(await facet('THEME')).toEqual([['c', 1]]);
      });

      test('a tombstone takes the record away, and an older upsert that comes late does not bring it back', async () => {
        await put(upsert(dataset(1), '空气', {}, 1), tombstone(dataset(1), 3));
        expect(await find('空气')).toEqual([]);
        await put(upsert(dataset(1), '空气', {}, 2));
        expect(await find('空气')).toEqual([]);
        expect((await index.search(request())).total).toBe(0);
        await put(upsert(dataset(1), '空气', {}, 4));
        expect(await find('空气')).toEqual([dataset(1)]);
      });

      test('a tombstone of a record never seen is remembered too', async () => {
        expect(await put(tombstone(dataset(1), 2))).toMatchObject({ retired: 1 });
        expect(await put(upsert(dataset(1), '空气', {}, 1))).toMatchObject({ passedOver: 1 });
        expect(await find('空气')).toEqual([]);
      });

      test('a document that is no record is set aside with the reason, the others go on', async () => {
        const bad = (document: string, serial: number): RecordChange => ({ seq: serial, id: dataset(serial), version: 1, op: 'UPSERT', document });
        const outcome = await index.apply(A, batch([bad('{', 1), bad('[]', 2), bad('{"id":"x"}', 3), bad(document(dataset(4), ''), 4), upsert(dataset(5), '空气')]));
        expect(outcome.upserted).toBe(1);
        expect(outcome.setAside.map(({ seq, id }) => [seq, id])).toEqual([1, 2, 3, 4].map((n) => [n, dataset(n)]));
        expect(await ids({})).toEqual([dataset(5)]);
      });

      test.each([
        ['with two ids, the last of which counts,', (id: string) => `{"id":"x","titles":[{"lang":"zh","text":"空气"}],"id":${JSON.stringify(id)}}`],
        ['nested more than 1,000 levels deep', (id: string) => `{"id":${JSON.stringify(id)},"titles":[{"lang":"zh","text":"空气"}],"more":${'['.repeat(1_500)}${']'.repeat(1_500)}}`],
      ])('a document %s is found, replaced and withdrawn as any other', async (_, write) => {
        const odd = (serial: number): RecordChange => ({ seq: ++lastSeq, id: dataset(serial), version: 1, op: 'UPSERT', document: write(dataset(serial)) });
        await put(odd(1), odd(2), odd(3));
        expect([...(await find('空气'))].sort()).toEqual([dataset(1), dataset(2), dataset(3)]);
        await put(upsert(dataset(1), '水', {}, 2), tombstone(dataset(2), 2));
        expect([await find('空气'), await find('水')]).toEqual([[dataset(3)], [dataset(1)]]);
        await index.stage(A, batch([upsert(dataset(1), '水', {}, 2)]), true);
        await index.swapIn(A, { cursor: 'again', seq: 9 });
        expect([await find('空气'), await find('水')]).toEqual([[], [dataset(1)]]);
      });

      test('holdings count what is live of an authority, and what was set aside until a later version is taken in', async () => {
        expect(await index.holdings(A)).toMatchObject({ live: 0, setAside: 0 });
        const aside = (serial: number, version: number) => ({ seq: ++lastSeq, id: dataset(serial), version, op: 'UPSERT' as const, reason: 'hash' });
        await index.apply(A, { ...batch([upsert(dataset(1), '甲'), upsert(dataset(2), '乙')]), setAside: [aside(1, 2), aside(3, 1), aside(3, 2)] });
        await index.apply(B, batch([upsert(dataset(1, B), '丙')]));
        expect(await index.holdings(A)).toMatchObject({ live: 2, setAside: 2 });
        await put(tombstone(dataset(2), 2), upsert(dataset(3), '丁', {}, 3), upsert(dataset(4), '戊'), upsert(dataset(4), '戊', {}, 2), tombstone(dataset(5), 1));
        expect(await index.holdings(A)).toMatchObject({ live: 3, setAside: 1 });
        await index.close();
        index = await site.open();
        expect(await index.holdings(A)).toMatchObject({ live: 3, setAside: 1 });
        expect(await index.holdings('3100')).toMatchObject({ live: 0, setAside: 0 });
      });

      test('the digest is of what is live, with what was set aside as its entries say, and is not known where one does not', async () => {
        const digestOf = (...live: readonly (readonly [number, number])[]): string => live.reduce((digest, [serial, version]) => digest.add(dataset(serial), version), new LiveDigest()).hex;
        const aside = (serial: number, version: number, op: SetAside['op']): SetAside => ({ seq: ++lastSeq, id: dataset(serial), version, op, reason: 'hash' });
        const digest = async (): Promise<string | null> => (await index.holdings(A)).digest;
        expect(await digest()).toBe(EMPTY_DIGEST);
        await put(upsert(dataset(1), '甲'), upsert(dataset(2), '乙'), upsert(dataset(3), '丙'), tombstone(dataset(3), 2), upsert(dataset(1), '甲', {}, 2));
        expect(await digest()).toBe(digestOf([1, 2], [2, 1]));
        await index.apply(A, { ...batch([]), setAside: [aside(2, 2, 'TOMBSTONE'), aside(1, 3, 'UPSERT'), aside(1, 4, 'UPSERT'), aside(4, 1, 'UPSERT')] });
        expect(await digest()).toBe(digestOf([1, 4], [4, 1]));
        expect((await index.listSetAside(A, 2)).map(({ id, version, op }) => [id, version, op])).toEqual([[dataset(4), 1, 'UPSERT'], [dataset(1), 4, 'UPSERT']]);
        await index.apply(A, { ...batch([]), setAside: [aside(5, 1, null)] });
        expect(await digest()).toBeNull();
        await put(upsert(dataset(5), '戊', {}, 2));
        expect(await digest()).toBe(digestOf([1, 4], [4, 1], [5, 2]));
      });

      test('what is staged is not searched until it is swapped in, and then it is what is there, whole', async () => {
        await put(upsert(dataset(1), '一'), upsert(dataset(2), '二'), upsert(dataset(3), '三'), tombstone(dataset(3), 2), upsert(dataset(9), '外'));
        await index.apply(B, batch([upsert(dataset(1, B), '别')]));
        await index.apply(A, { ...batch([], 5), setAside: [{ seq: 99, id: dataset(9), version: 2, op: 'UPSERT', reason: 'old' }] });
        const poison: SetAside = { seq: 7, id: dataset(2), version: 2, op: 'UPSERT', reason: 'hash' };
        await index.stage(A, batch([upsert(dataset(7), '弃')], 1), true);
        await index.stage(A, batch([upsert(dataset(1), '一'), upsert(dataset(3), '三回', {}, 3)], 3), true);
        await index.stage(A, { ...batch([upsert(dataset(4), '四'), tombstone(dataset(5), 2), upsert(dataset(4), '四新', {}, 2)], 8), setAside: [poison] }, false);
        expect(await index.staged(A)).toEqual({ live: 4, digest: new LiveDigest().add(dataset(1), 1).add(dataset(2), 2).add(dataset(3), 3).add(dataset(4), 2).hex });
        expect([...(await ids({}))].sort()).toEqual([dataset(1), dataset(2), dataset(9), dataset(1, B)].sort());
        expect((await index.position(A)).seq).toBe(5);
        expect(await index.swapIn(A, { cursor: 'c8', seq: 8 })).toEqual({ written: 2, removed: 1 });
        // The copy of what is set aside stays: an older text is better than none.
        expect([...(await ids({}))].sort()).toEqual([dataset(1), dataset(2), dataset(3), dataset(4), dataset(1, B)].sort());
        expect(await find('四新')).toEqual([dataset(4)]);
        expect(await index.position(A)).toEqual({ cursor: 'c8', seq: 8 });
        expect(await index.holdings(A)).toEqual({ live: 4, setAside: 1, digest: new LiveDigest().add(dataset(1), 1).add(dataset(2), 2).add(dataset(3), 3).add(dataset(4), 2).hex });
        expect(await index.listSetAside(A, 9)).toEqual([poison]);
        expect(await put(upsert(dataset(5), '五', {}, 1))).toMatchObject({ passedOver: 1 });
        expect(await put(upsert(dataset(9), '外', {}, 1))).toMatchObject({ upserted: 1 });
        expect(await index.staged(A)).toEqual({ live: 0, digest: EMPTY_DIGEST });
      });

      test('what is staged takes no place where it would lose a copy that it may not', async () => {
        await put(upsert(dataset(1), '一'), upsert(dataset(2), '二', {}, 2));
        for (const [changes, outcome] of [
          [[upsert(dataset(1), '一')], null],
          [[upsert(dataset(1), '一'), upsert(dataset(2), '旧', {}, 1)], null],
          [[upsert(dataset(1), '一'), tombstone(dataset(2), 3), upsert(dataset(3), '三')], { written: 1, removed: 1 }],
        ] as const) {
          await index.stage(A, batch(changes, 9), true);
          expect(await index.swapIn(A, { cursor: 'c9', seq: 9 }, false)).toEqual(outcome);
          expect((await ids({})).length).toBe(2);
        }
        expect([...(await ids({}))].sort()).toEqual([dataset(1), dataset(3)].sort());
      });

      test('what is staged is forgotten by a restart, and what is searched is not', async () => {
        await put(upsert(dataset(1), '一'));
        await index.stage(A, batch([upsert(dataset(2), '二')]), true);
        await index.close();
        index = await site.open();
        expect(await index.staged(A)).toEqual({ live: 0, digest: EMPTY_DIGEST });
        expect(await ids({})).toEqual([dataset(1)]);
      });

      test('what is staged by halves after a restart takes no place: its reading has to begin again', async () => {
        await put(upsert(dataset(1), '一'), upsert(dataset(2), '二'));
        await index.stage(A, batch([upsert(dataset(1), '一')], 1), true);
        await index.close();
        index = await site.open();
        const unavailable = expect.objectContaining({ extensions: expect.objectContaining({ code: 'INDEX_UNAVAILABLE' }) });
        await expect(index.stage(A, batch([upsert(dataset(2), '二')], 2), false)).rejects.toEqual(unavailable);
        for (const mayLose of [true, false]) await expect(index.swapIn(A, { cursor: 'c2', seq: 2 }, mayLose)).rejects.toEqual(unavailable);
        expect([...(await ids({}))].sort()).toEqual([dataset(1), dataset(2)].sort());
        await index.stage(A, batch([upsert(dataset(1), '一'), upsert(dataset(2), '二新', {}, 2)], 2), true);
        expect(await index.swapIn(A, { cursor: 'c2', seq: 2 })).toEqual({ written: 1, removed: 0 });
      });

      test('the first contradiction at each place of a log is kept, and the last of them is told', async () => {
        const said = (seq: number, told: string) => ({ at: `2026-03-0${String(seq)}T00:00:00.000Z`, seq, cursor: `c${String(seq)}`, head: 1, told });
        expect(await index.contradiction(A)).toBeNull();
        for (const one of [said(1, 'first'), said(2, 'second'), { ...said(2, 'again'), at: '2026-03-09T00:00:00.000Z' }]) await index.keepContradiction(A, one);
        expect(await index.contradiction(A)).toEqual(said(2, 'second'));
        expect(await index.contradiction(B)).toBeNull();
      });

      test('whatever the order and however often changes come, the newest version of each record is what is left', async () => {
        const change = fc.record({ serial: fc.integer({ min: 1, max: 4 }), version: fc.integer({ min: 1, max: 6 }) });
        let round = 0;
        await fc.assert(
          fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 24 }), fc.integer({ min: 1, max: 5 }), async (changes, size) => {
            const authority = `C${String(++round)}`;
            // A version is one text for ever: every third retires its record.
            const toChange = ({ serial, version }: { serial: number; version: number }): RecordChange =>
              version % 3 === 0 ? tombstone(dataset(serial, authority), version) : upsert(dataset(serial, authority), `第${String(version)}版`, {}, version);
            for (let at = 0; at < changes.length; at += size) await index.apply(authority, batch(changes.slice(at, at + size).map(toChange), at + 1));
            const newest = new Map<number, number>();
            for (const { serial, version } of changes) newest.set(serial, Math.max(version, newest.get(serial) ?? 0));
            const expected = [...newest].filter(([, version]) => version % 3 !== 0).map(([serial, version]) => `${dataset(serial, authority)} 第${String(version)}版`);
            const shown = async () => (await index.search(request({ filter: { authorities: [authority] } }))).hits.map(({ id, title }) => `${id} ${title}`);
            expect([...(await shown())].sort()).toEqual(expected.sort());
          }),
          { numRuns: Math.ceil(40 * shareOfRuns) },
        );
      });

      test('after a restart everything is as it was', async () => {
        await put(upsert(dataset(1), '空气', { owner: organization(1), themes: ['a'] }), upsert(organization(1), '一局'), upsert(service(1), '服务', { servesDatasets: [dataset(1)] }), upsert(dataset(2), '水'));
        await put(upsert(dataset(1), '空气质量', { owner: organization(1), themes: ['b'] }, 2), tombstone(dataset(2), 2));
        const everything = () => index.search(request({ facets: ['KIND', 'THEME', 'OWNER', 'HAS_API'], sort: 'TITLE' }));
        const before = await everything();
        await index.close();
        index = await site.open();
        expect(await everything()).toEqual(before);
        expect(before.total).toBe(3);
      });
    });

    group('the other doors', () => {
      test('a copy is the document as published, none for a withdrawn record, and nothing for one never heard of', async () => {
        const newest = upsert(dataset(1), '空气', { keywords: ['监测'] }, 2);
        await put(upsert(dataset(1), '旧', {}, 1), newest, upsert(dataset(2), '水', {}, 1), tombstone(dataset(2), 2));
        expect(await index.copies([dataset(2), dataset(9), dataset(1), dataset(1)])).toEqual([
          { version: 2, document: null, log: 'PUBLIC', withdrawal: { reason: 'gone', replacedBy: null, at: null } },
          null,
          { version: 2, document: newest.document, log: 'PUBLIC' },
          { version: 2, document: newest.document, log: 'PUBLIC' },
        ]);
        expect(await index.copies([])).toEqual([]);
      });

      test('copies of an authority that is hidden are given to no reader, but to a service that looks after its own', async () => {
        const own = upsert(dataset(1), '空气');
        await put(own, upsert(dataset(2), '水', {}, 1), tombstone(dataset(2), 2));
        const copies = await index.copies([dataset(1), dataset(2)]);
        await index.heed({ hidden: [A], bodies: [] });
        expect(await index.copies([dataset(1), dataset(2)])).toEqual([null, null]);
        expect(await index.copies([dataset(1), dataset(2)], { authorities: [A, B] })).toEqual([null, null]);
        expect(await index.copies([dataset(1), dataset(2)], 'SERVICE')).toEqual(copies);
        await index.heed(NO_STANDING);
        expect(await index.copies([dataset(1), dataset(2)])).toEqual(copies);
      });

      test('copies have no more characters together than are asked for, and none is counted that the reader may not have', async () => {
        const [long, short] = [upsert(dataset(2), '空气'.repeat(500)), upsert(dataset(3), '水')];
        await put(long, short);
        await index.apply(`${A}/MEMBER`, batch([upsert(dataset(1), '内部'.repeat(500))]));
        const ids = [dataset(1), dataset(2), dataset(3), dataset(3)];
        const told = async (most: number) => (await index.copies(ids, EVERYBODY, most)).map((copy) => copy?.document ?? null);
        const [all, one] = [long.document.length + short.document.length, short.document.length];
        expect([await told(all), await told(all - 1), await told(one), await told(0)]).toEqual([[null, long.document, short.document, null], [null, long.document, null, null], [null, null, short.document, null], [null, null, null, null]]);
      });

      test('what was said of a withdrawn record is told as long as that is its newest entry, after a restart and in a log that is read anew too', async () => {
        const at = '2026-03-01T08:00:00.000Z';
        const told = (serial: number, version: number, reason: string, replacedBy?: string): RecordChange => ({ ...tombstone(dataset(serial), version), at, document: JSON.stringify({ id: dataset(serial), version, reason, ...(replacedBy && { replacedBy }) }) });
        const withdrawn = async () => (await index.copies([1, 2, 3, 4].map((serial) => dataset(serial)))).map((copy) => copy?.withdrawal ?? null);
        await put(...[1, 2, 3, 4].map((serial) => upsert(dataset(serial), '水')));
        await put(told(1, 2, '重复', dataset(4)), told(2, 2, '过期', 'no id'), { ...told(3, 2, ''), document: 'no JSON' });
        const expected = [{ reason: '重复', replacedBy: dataset(4), at }, { reason: '过期', replacedBy: null, at }, null, null];
        expect(await withdrawn()).toEqual(expected);
        await index.close();
        index = await site.open();
        expect(await withdrawn()).toEqual(expected);
        await put(upsert(dataset(1), '水', {}, 3));
        expect(await withdrawn()).toEqual([null, expected[1], null, null]);
        await index.stage(A, batch([upsert(dataset(1), '水', {}, 3), told(2, 3, '再次撤销'), told(3, 2, '补记'), upsert(dataset(4), '水')]), true);
        expect(await withdrawn()).toEqual([null, expected[1], null, null]);
        await index.swapIn(A, { cursor: 'anew', seq: 9 });
        expect(await withdrawn()).toEqual([null, { reason: '再次撤销', replacedBy: null, at }, { reason: '补记', replacedBy: null, at }, null]);
      });

      test('the place of a record is that of its newest entry, in whichever log, and follows a log that is read anew', async () => {
        const at = '2026-03-01T08:00:00.000Z';
        const entry = (serial: number, version: number, seq: number): RecordChange => ({ ...upsert(dataset(serial), '空气', {}, version), seq, at });
        await index.apply(A, batch([entry(1, 1, 1), entry(2, 1, 2)]));
        await index.apply(`${A}/MEMBER`, batch([{ ...entry(1, 3, 1), document: document(dataset(1), '空气', { audience: 'MEMBER' }) }]));
        await index.apply(A, batch([{ ...tombstone(dataset(1), 2), seq: 3, at }, upsert(dataset(3), '水')], 4));
        const places = [{ log: `${A}/MEMBER`, version: 3, seq: 1, at }, { log: A, version: 1, seq: 2, at }, null];
        expect(await index.places([1, 2, 3].map((serial) => dataset(serial)))).toEqual(places);
        await index.stage(A, batch([entry(2, 1, 1), entry(4, 1, 2)]), true);
        await index.swapIn(A, { cursor: 'd2', seq: 2 });
        await index.close();
        index = await site.open();
        expect(await index.places([1, 2, 4].map((serial) => dataset(serial)))).toEqual([places[0], { ...places[1], seq: 1 }, { log: A, version: 1, seq: 2, at }]);
      });

      test('the newest entries of a log are told in order behind a place, each record once, whoever may see it', async () => {
        const at = '2026-03-01T08:00:00.000Z';
        const MEMBER = `${A}/MEMBER`;
        await index.apply(A, batch([{ ...upsert(dataset(1), '甲'), seq: 1, at }, { ...upsert(dataset(2), '乙'), seq: 2, at }, { ...upsert(dataset(1), '甲二', {}, 2), seq: 3, at }, { ...tombstone(dataset(2), 2), seq: 4, at }], 4));
        await index.apply(MEMBER, batch([{ ...upsert(dataset(3), '丙', { audience: 'MEMBER' }), seq: 1, at }]));
        const entries = async (log: string, seq: number, first = 10) => (await index.newestEntries(log, seq, first)).map((entry) => [entry.seq, entry.id, entry.version]);
        expect(await entries(A, 0)).toEqual([[3, dataset(1), 2], [4, dataset(2), 2]]);
        expect(await entries(A, 0, 1)).toEqual([[3, dataset(1), 2]]);
        expect(await entries(A, 3)).toEqual([[4, dataset(2), 2]]);
        expect([await entries(A, 4), await entries(MEMBER, 0), await entries('MEE', 0)]).toEqual([[], [[1, dataset(3), 1]], []]);
        // It went to another log: it is news there, and none here.
        await index.apply(MEMBER, batch([{ ...upsert(dataset(1), '甲三', { audience: 'MEMBER' }, 4), seq: 2, at }], 2));
        expect([await entries(A, 0), await entries(MEMBER, 1)]).toEqual([[[4, dataset(2), 2]], [[2, dataset(1), 4]]]);
      });

      test('what was attested of a log stands by its position, and is forgotten by one without it', async () => {
        const attested = async () => [await index.attested(A), await index.attested(`${A}/MEMBER`)];
        expect(await attested()).toEqual([null, null]);
        await index.apply(A, { changes: [upsert(dataset(1), '空气')], setAside: [], position: { cursor: 'c1', seq: 1, attested: 'one' } });
        expect(await attested()).toEqual(['one', null]);
        await index.apply(A, { changes: [], setAside: [], position: { cursor: 'c1', seq: 1, attested: 'two' } });
        await index.close();
        index = await site.open();
        expect(await attested()).toEqual(['two', null]);
        await index.stage(A, batch([upsert(dataset(1), '空气')]), true);
        await index.swapIn(A, { cursor: 'd1', seq: 1, attested: 'anew' });
        expect(await attested()).toEqual(['anew', null]);
        await put(upsert(dataset(2), '水'));
        expect(await attested()).toEqual([null, null]);
      });

      test('locate finds standards by number in any spelling, the newest edition first', async () => {
        await put(upsert(standard(1), '旧版', { number: 'GB/T 2260-1999' }), upsert(standard(2), '新版', { number: 'GB/T 2260-2007' }), upsert(standard(3), '别的', { number: 'GB/T 22600-2010' }));
        expect(await index.locate('STANDARD', 'number', 'gbt2260')).toEqual([standard(2), standard(1)]);
        expect(await index.locate('STANDARD', 'number', 'ＧＢ／Ｔ 2260—1999')).toEqual([standard(1)]);
        expect(await index.locate('STANDARD', 'number', 'GB/T 2260-2020')).toEqual([]);
        expect(await index.locate('DATASET', 'number', 'gbt2260')).toEqual([]);
        await put(tombstone(standard(2), 2));
        expect(await index.locate('STANDARD', 'number', 'GB/T 2260')).toEqual([standard(1)]);
      });

      test('locate finds what is made from a record or gives access to it, and data products by their registration in any case', async () => {
        const made = (id: string, more: Fields = {}, version = 1) => upsert(id, '产品', { derivedFrom: [dataset(1), dataset(2)], registrationCode: 'Sample-1', ...more }, version);
        await put(made(product(2)), made(product(1)), upsert(dataset(3), '数据', { derivedFrom: [dataset(1)], registrationCode: 'Sample-1' }), upsert(service(4), '接口', { servesDatasets: [dataset(1)] }), upsert(standard(5, A), '标准', { number: 'GB/T 1', derivedFrom: [dataset(1)] }));
        await index.apply(B, batch([made(product(1, B), { derivedFrom: [dataset(2)] })]));
        const located = async () => [await index.locate('DATA_PRODUCT', 'link', dataset(1)), await index.locate('DATA_PRODUCT', 'link', dataset(2)), await index.locate('DATA_PRODUCT', 'registration', 'SAMPLE-1')];
        expect(await located()).toEqual([[product(1), product(2)], [product(1), product(2), product(1, B)], [product(1), product(2), product(1, B)]]);
        expect([await index.locate('DATASET', 'link', dataset(1)), await index.locate('DATA_SERVICE', 'link', dataset(1)), await index.locate('STANDARD', 'link', dataset(1))]).toEqual([[dataset(3)], [service(4)], []]);
        await put(made(product(2), { derivedFrom: [], registrationCode: '' }, 2), tombstone(product(1), 2));
        expect(await located()).toEqual([[], [product(1, B)], [product(1, B)]]);
      });

      test('data products are filtered and counted by how they are paid for, and by their exchange', async () => {
        const offers = (...models: readonly string[]): Fields => ({ offers: models.map((priceModel, code) => ({ code: String(code), priceModel })) });
        await put(upsert(product(1), '甲', offers('FREE', 'FREE', 'ONCE')), upsert(product(2), '乙', offers('ONCE', 'BARTER')), upsert(dataset(1), '丙', offers('FREE')));
        await index.apply(B, batch([upsert(product(1, B), '丁', offers('NEGOTIATED'))]));
        expect(await ids({ filter: { priceModels: ['FREE', 'NEGOTIATED'] }, sort: 'TITLE' })).toEqual([product(1, B), product(1)]);
        expect(await ids({ filter: { exchanges: [A] }, sort: 'TITLE' })).toEqual([product(2), product(1)]);
        expect(await ids({ filter: { exchanges: [A], authorities: [B] } })).toEqual([]);
        const { facets } = await index.search(request({ facets: ['PRICE_MODEL'] }));
        expect(facets[0]?.buckets.map(({ value, count }) => [value, count])).toEqual([['ONCE', 2], ['FREE', 1], ['NEGOTIATED', 1]]);
      });

      test('use cases are located by what they use, and demands by whose they are', async () => {
        const owner = formatId(A, 'ORGANIZATION', 1);
        await put(upsert(useCase(1), '场景', { uses: [dataset(1), dataset(2)], owner }), upsert(demand(1), '需求', { owner, state: 'OPEN' }), upsert(dataset(3), '数据', { uses: [dataset(1)], owner }));
        await index.apply(B, batch([upsert(demand(1, B), '需求', { owner, state: 'MET' })]));
        expect([await index.locate('USE_CASE', 'link', dataset(2)), await index.locate('DEMAND', 'owner', owner), await index.locate('USE_CASE', 'owner', owner), await index.locate('DATASET', 'link', dataset(1))]).toEqual([[useCase(1)], [demand(1), demand(1, B)], [], []]);
        await put(upsert(useCase(1), '场景', { uses: [dataset(2)] }, 2), tombstone(demand(1), 2));
        expect([await index.locate('USE_CASE', 'link', dataset(1)), await index.locate('DEMAND', 'owner', owner)]).toEqual([[], [demand(1, B)]]);
      });

      test('of equals goes first what a use case of everybody tells an outcome of, once and no more', async () => {
        const equal = (serial: number, title = '空气质量') => upsert(dataset(serial), title, { modified: '2024' });
        const outcomes = [{ lang: 'zh', text: '成效' }];
        const order = () => Promise.all([ids({ query: '空气', filter: { kinds: ['DATASET'] } }), ids({ filter: { kinds: ['DATASET'] } })]);
        await put(equal(1), equal(2), equal(3));
        await put(upsert(useCase(1), '场景', { uses: [dataset(3)], outcomes }), upsert(useCase(2), '场景', { uses: [dataset(1)] }));
        await index.apply(`${A}/MEMBER`, batch([upsert(useCase(3), '场景', { uses: [dataset(2)], outcomes, audience: 'MEMBER' })]));
        expect(await order()).toEqual([[dataset(3), dataset(1), dataset(2)], [dataset(3), dataset(1), dataset(2)]]);
        // What says more of itself is worth more than being used.
        await put(upsert(dataset(2), '空气质量', { modified: '2024', keywords: ['空气', '质量', '监测'], descriptions: [{ lang: 'zh', text: '说明'.repeat(100) }], license: 'CC0-1.0' }, 2));
        expect(await ids({ filter: { kinds: ['DATASET'] } })).toEqual([dataset(2), dataset(3), dataset(1)]);
        await put(upsert(useCase(1), '场景', { uses: [dataset(1)], outcomes }, 2));
        expect(await ids({ filter: { kinds: ['DATASET'] } })).toEqual([dataset(2), dataset(1), dataset(3)]);
        await put(tombstone(useCase(1), 3), upsert(useCase(2), '场景', { uses: [dataset(3)], outcomes }, 2));
        expect(await ids({ filter: { kinds: ['DATASET'] } })).toEqual([dataset(2), dataset(3), dataset(1)]);
        await put(tombstone(useCase(2), 3));
        expect(await ids({ filter: { kinds: ['DATASET'] } })).toEqual([dataset(2), dataset(1), dataset(3)]);
      });

      test('demands are filtered and counted by how it stands with them, by their industry and their city', async () => {
        const stands = (serial: number, state: string, more: Fields = {}) => upsert(demand(serial), `需求${String(serial)}`, { state, ...more });
        await put(stands(1, 'OPEN', { industries: ['6511'], region: '310100' }), stands(2, 'MET', { industries: ['N'], region: '310115' }), stands(3, 'LOST'), upsert(dataset(1), '数据', { state: 'OPEN' }));
        expect(await ids({ filter: { demandStates: ['OPEN'] } })).toEqual([demand(1)]);
        expect(await ids({ filter: { demandStates: ['OPEN', 'MET'], industries: ['I'] } })).toEqual([demand(1)]);
        expect(await ids({ filter: { demandStates: ['OPEN', 'MET'], region: '310000' }, sort: 'TITLE' })).toEqual([demand(1), demand(2)]);
        const { facets } = await index.search(request({ filter: { demandStates: ['MET'] }, facets: ['DEMAND_STATE'] }));
        expect(facets[0]?.buckets.map(({ value, count }) => [value, count])).toEqual([['MET', 1], ['OPEN', 1]]);
      });

      test('computing facilities are located by their hub, and filtered and counted by what they have', async () => {
        const gpus = { accelerators: [{ kind: 'GPU' }, { kind: 'GPU', model: 'B' }, { kind: 'QPU' }] };
        await put(upsert(facility(1), '甲', { hub: 'GUIZHOU', environments: ['PLAIN', 'TEE'], ...gpus }), upsert(facility(2), '乙', { hub: 'MOON', environments: ['TEE', 'MAGIC'] }), upsert(dataset(1), '丙', { hub: 'GUIZHOU', environments: ['TEE'], ...gpus }));
        await index.apply(B, batch([upsert(facility(1, B), '丁', { hub: 'GUIZHOU', environments: ['MPC'], accelerators: [{ kind: 'NPU' }] })]));
        expect([await index.locate('COMPUTE_FACILITY', 'hub', 'GUIZHOU'), await index.locate('COMPUTE_FACILITY', 'hub', 'NONE'), await index.locate('DATASET', 'hub', 'GUIZHOU')]).toEqual([[facility(1), facility(1, B)], [facility(2)], []]);
        expect(await ids({ filter: { hubs: ['GUIZHOU'] }, sort: 'TITLE' })).toEqual([facility(1, B), facility(1)]);
        expect(await ids({ filter: { environments: ['PLAIN', 'MPC'] }, sort: 'TITLE' })).toEqual([facility(1, B), facility(1)]);
        expect(await ids({ filter: { environments: ['TEE'], accelerators: ['GPU'] } })).toEqual([facility(1)]);
        const { facets } = await index.search(request({ facets: ['HUB', 'ENVIRONMENT', 'ACCELERATOR'] }));
        expect(facets.map(({ buckets }) => buckets.map(({ value, count }) => [value, count]))).toEqual([[['GUIZHOU', 2]], [['TEE', 2], ['MPC', 1], ['PLAIN', 1]], [['GPU', 1], ['NPU', 1]]]);
      });

      test('nobody gets before the body in charge by an edition to come or by publishing again', async () => {
        const numbered = (id: string, number: string, fields: Fields = {}, version = 1) => upsert(id, '代码', { number, ...fields }, version);
        await index.apply('SAC', batch([numbered(standard(1), 'GB/T 2260-2007', { status: 'CURRENT' }), numbered(standard(2), 'GB/T 2260-1999', { status: 'WITHDRAWN' })]));
        await put(numbered(standard(1, A), 'GB/T 2260-9999', { status: 'CURRENT' }), numbered(standard(2, A), 'GB/T 2260-2007', { status: 'CURRENT' }), numbered(standard(3, A), 'GB/T 2260-2021'));
        await index.heed({ hidden: [], bodies: ['SAC'] });
        const expected = [standard(1), standard(2, A), standard(1, A), standard(2), standard(3, A)];
        const located = () => index.locate('STANDARD', 'number', 'GB/T 2260');
        expect(await located()).toEqual(expected);
        await index.apply('SAC', batch([numbered(standard(1), 'GB/T 2260-2007', { status: 'CURRENT' }, 2)]));
        expect(await located()).toEqual(expected);
        await index.heed({ hidden: [], bodies: [] });
        await put(numbered(standard(2, A), 'GB/T 2260-2007', { status: 'CURRENT' }, 2));
        const again = await located();
        await index.apply('SAC', batch([numbered(standard(1), 'GB/T 2260-2007', { status: 'CURRENT' }, 3)]));
        expect(await located()).toEqual(again);
      });

      test('two organizations of one code keep their order when either is published again', async () => {
        const same = (serial: number, version: number) => upsert(organization(serial), '甲公司', { uscc: '91350100M000100Y43' }, version);
        await put(same(1, 1), same(2, 1));
        const located = () => index.locate('ORGANIZATION', 'uscc', '91350100M000100Y43');
        expect(await located()).toEqual([organization(1), organization(2)]);
        await put(same(1, 2));
        expect(await located()).toEqual([organization(1), organization(2)]);
      });

      test('records of a hidden authority are shown by no door, what comes meanwhile neither, and all are back afterwards', async () => {
        const shown = async () => {
          const { total, facets, hits } = await index.search(request({ facets: ['AUTHORITY', 'KEYWORD', 'HAS_API'], sort: 'TITLE' }));
          const suggested = await index.suggest('空', null, 10);
          return { total, facets, owners: hits.map(({ ownerName }) => ownerName), suggested, coverage: await index.coverage(), located: await index.locate('ORGANIZATION', 'uscc', '91350100M000100Y43') };
        };
        await put(upsert(dataset(1), '空气', { owner: organization(1, B), keywords: ['空域'] }));
        await index.apply(B, batch([], 1));
        await index.heed({ hidden: [B], bodies: [] });
        const without = await shown();
        await index.apply(B, batch([upsert(dataset(1, B), '空气湿度', { keywords: ['空调'] }), upsert(organization(1, B), '空管局', { uscc: '91350100M000100Y43' }), upsert(service(1, B), '空服务', { servesDatasets: [dataset(1)] })]));
        await index.apply(B, batch([upsert(dataset(2, B), '空二'), tombstone(dataset(2, B), 2)], 5));
        expect(await shown()).toEqual(without);
        expect(without.coverage.authorities.map(({ authority }) => authority)).toEqual([A]);
        await index.heed({ hidden: [], bodies: [] });
        const withAll = await shown();
        expect(withAll).toMatchObject({ total: 4, located: [organization(1, B)], owners: expect.arrayContaining(['空管局']) });
        expect(withAll.coverage.authorities.map(({ authority }) => authority)).toEqual([A, B]);
        await index.heed({ hidden: [B], bodies: [] });
        expect(await shown()).toEqual(without);
        await index.close();
        index = await site.open();
        expect(await shown()).toEqual(without);
      });

      test('locate finds organizations by their unified social credit code', async () => {
        await put(upsert(organization(1), '甲公司', { uscc: '91350100M000100Y43' }));
        expect(await index.locate('ORGANIZATION', 'uscc', '91350100m000100y43')).toEqual([organization(1)]);
        await put(upsert(organization(1), '甲公司', {}, 2));
        expect(await index.locate('ORGANIZATION', 'uscc', '91350100M000100Y43')).toEqual([]);
      });

      test('suggest completes titles in either language, then keywords', async () => {
        await put(
          upsert(dataset(1), '空气质量监测', { titles: [{ lang: 'zh', text: '空气质量监测' }, { lang: 'en', text: 'Air quality' }], keywords: ['空气污染'] }),
          upsert(dataset(2), '空气质量监测'),
          upsert(dataset(3), '水质与空气'),
          upsert(organization(1), '空管局', { keywords: ['空域'] }),
        );
        const texts = async (prefix: string, ...rest: readonly [(readonly ['ORGANIZATION'])?, number?]) => (await index.suggest(prefix, rest[0] ?? null, rest[1] ?? 8)).map(({ text, id }) => [text, id]);
        expect(await texts('空气质量')).toEqual([['空气质量监测', dataset(1)]]);
        expect(await texts('空')).toEqual([['空气质量监测', dataset(1)], ['空管局', organization(1)], ['空域', null], ['空气污染', null]]);
        expect(await texts('空', undefined, 1)).toHaveLength(1);
        expect(await index.suggest('空', [], 8)).toEqual([]);
        expect(await texts('空', ['ORGANIZATION'])).toEqual([['空管局', organization(1)], ['空域', null]]);
        expect(await texts('AIR Q')).toEqual([['Air quality', dataset(1)]]);
        expect(await texts('a')).toEqual([['Air quality', dataset(1)]]);
        expect(await texts(' ')).toEqual([]);
        await put(tombstone(organization(1), 2));
        expect(await texts('空域')).toEqual([]);
      });

      test('coverage counts live records by authority and kind', async () => {
        await put(upsert(dataset(1), '甲'), upsert(dataset(2), '乙'), upsert(organization(1), '丙'), tombstone(dataset(2), 2));
        await index.apply(B, batch([], 3));
        expect(await index.coverage()).toEqual({
          authorities: [
            { authority: A, seq: 4, logs: [{ name: 'PUBLIC', seq: 4 }], kinds: { DATASET: 1, ORGANIZATION: 1 } },
            { authority: B, seq: 3, logs: [{ name: 'PUBLIC', seq: 3 }], kinds: {} },
          ],
        });
      });

      group('figures', () => {
        const DAY = '2026-11-29';
        const NONE = { records: 0, data: 0, open: 0, conforming: 0, dated: 0, recent: 0, promised: 0, kept: 0, judged: 0, quality: 0, linkedOut: 0, linkedIn: 0, linksOut: 0, linksIn: 0, demands: 0 };
        const figuresOf = async (authority: string, day = DAY) => (await index.figures(day)).authorities.find((one) => one.authority === authority);
        const linksOf = async (authority: string) => {
          const { linkedOut, linkedIn, linksOut, linksIn } = (await figuresOf(authority))!.counts;
          return { linkedOut, linkedIn, linksOut, linksIn };
        };

        test('an index of nothing has none', async () => {
          expect(await index.figures(DAY)).toEqual({ authorities: [] });
        });

        test('datasets and services are open or not, and conform to standards that the index has', async () => {
          await put(upsert(dataset(1), '甲', { openness: 'OPEN', conformsTo: [standard(1)] }), upsert(dataset(2), '乙', { openness: 'CLOSED', conformsTo: [standard(2)] }), upsert(service(1), '丙', { openness: 'OPEN' }), upsert(organization(1), '丁'));
          await index.apply('SAC', batch([upsert(standard(1), '标准')]));
          const { counts } = (await figuresOf(A))!;
          expect(counts).toMatchObject({ records: 4, data: 3, open: 2, conforming: 1, judged: 3 });
          expect(counts.quality).toBe((await index.quality()).authorities.find(({ authority }) => authority === A)!.total);
        });

        test('a record of several themes counts in each, and a word that is no theme in none', async () => {
          await put(upsert(dataset(1), '甲', { themes: ['environment', 'transport', 'environment'] }), upsert(dataset(2), '乙', { themes: ['environment', 'so-called'] }), upsert(dataset(3), '丙'));
          expect((await figuresOf(A))!.themes.map(({ theme, counts }) => [theme, counts.records])).toEqual([['transport', 1], ['environment', 2]]);
        });

        test.each([
          ['DAILY', '2026-10-29', 1, 1],
          ['DAILY', '2026-10-28', 1, 0],
          ['REALTIME', '2026-11-28', 1, 1],
          ['MONTHLY', '2026-09-28', 1, 1],
          ['MONTHLY', '2026-09-27', 1, 0],
          ['YEARLY', '2025', 1, 1],
          ['YEARLY', '2024-11-28', 1, 1],
          ['YEARLY', '2024-11-26', 1, 0],
          ['NEVER', '2001', 0, 0],
          ['UNKNOWN', '2026-11-29', 0, 0],
          ['YEARLY', '2031-01-01', 1, 1],
        ])('what is promised %s and was changed in %s', async (frequency, modified, promised, kept) => {
          await put(upsert(dataset(1), '甲', { frequency, modified }));
          expect((await figuresOf(A))!.counts).toMatchObject({ dated: 1, promised, kept });
        });

        test('what was changed within a year is recent, and issue stands for change; ages are reckoned from the day that is asked for', async () => {
          await put(upsert(dataset(1), '甲', { modified: '2025-11-29' }), upsert(dataset(2), '乙', { issued: '2026' }), upsert(dataset(3), '丙', { modified: '2025-11-28', issued: '2026' }), upsert(dataset(4), '丁'));
          expect((await figuresOf(A))!.counts).toMatchObject({ records: 4, dated: 3, recent: 2 });
          expect((await figuresOf(A, '2026-11-30'))!.counts).toMatchObject({ dated: 3, recent: 1 });
        });

        test('links of every field count across authorities, each link once and each record once', async () => {
          await put(
            upsert(dataset(1), '甲', { owner: organization(1, B), conformsTo: [standard(1), standard(2)], series: formatId(B, 'DATA_SERIES', 1), derivedFrom: [dataset(1, B), dataset(2)] }),
            upsert(dataset(2), '乙', { owner: organization(1) }),
            upsert(service(1), '丙', { servesDatasets: [dataset(1, B), dataset(2)] }),
            upsert(organization(1), '丁', { parent: organization(1, B) }),
          );
          await index.apply(B, batch([upsert(organization(1, B), '部'), upsert(formatId(B, 'DATA_SERIES', 1), '列'), upsert(dataset(1, B), '源')]));
          await index.apply('SAC', batch([upsert(standard(1), '标准'), upsert(standard(3), '新标准', { supersedes: [standard(1)] })]));
          expect(await linksOf(A)).toEqual({ linkedOut: 3, linkedIn: 0, linksOut: 6, linksIn: 0 });
          expect(await linksOf(B)).toEqual({ linkedOut: 0, linkedIn: 3, linksOut: 0, linksIn: 5 });
          expect(await linksOf('SAC')).toEqual({ linkedOut: 0, linkedIn: 1, linksOut: 0, linksIn: 1 });
        });

        test('a link counts while both its ends are shown', async () => {
          await put(upsert(dataset(1), '甲', { derivedFrom: [dataset(1, B)] }));
          expect(await linksOf(A)).toMatchObject({ linkedOut: 0 });
          await index.apply(B, batch([upsert(dataset(1, B), '源')]));
          expect(await linksOf(A)).toMatchObject({ linkedOut: 1 });
          await index.heed({ hidden: [B], bodies: [] });
          expect(await linksOf(A)).toMatchObject({ linkedOut: 0 });
          expect(await figuresOf(B)).toBeUndefined();
          await index.heed(NO_STANDING);
          await index.apply(B, batch([tombstone(dataset(1, B), 2)], 2));
          expect(await linksOf(A)).toMatchObject({ linkedOut: 0 });
        });

        test('demands that are open are unmet', async () => {
          const demand = (serial: number): string => formatId(A, 'DEMAND', serial);
          await put(upsert(demand(1), '求', { state: 'OPEN', themes: ['environment'] }), upsert(demand(2), '已', { state: 'MET', metBy: [dataset(1, B)] }), upsert(demand(3), '撤', { state: 'CLOSED' }));
          await index.apply(B, batch([upsert(dataset(1, B), '源')]));
          expect(await figuresOf(A)).toMatchObject({ counts: { records: 3, data: 0, demands: 1, linksOut: 1 }, themes: [{ theme: 'environment', counts: { demands: 1 } }] });
        });

        test('they are the same after the index was closed and opened', async () => {
          await put(upsert(dataset(1), '甲', { derivedFrom: [dataset(1, B)], modified: '2026', frequency: 'DAILY' }));
          await index.apply(B, batch([upsert(dataset(1, B), '源')]));
          const before = await index.figures(DAY);
          expect(before.authorities[0]!.counts).toEqual({ ...NONE, records: 1, data: 1, dated: 1, recent: 1, promised: 1, kept: 1, judged: 1, quality: before.authorities[0]!.counts.quality, linkedOut: 1, linksOut: 1 });
          await index.close();
          index = await site.open();
          expect(await index.figures(DAY)).toEqual(before);
        });
      });
    });
  });
}
