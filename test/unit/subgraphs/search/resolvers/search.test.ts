import { beforeEach, describe, expect, test } from '@jest/globals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type GraphQLSchema } from 'graphql';
import { METRICS } from '../../../../../schema/quality/mqa.js';
import { subgraphSdl } from '../../../../../schema/sdl.js';
import { EMPTY_MEMBER_TABLE } from '../../../../../subgraphs/kit/follow-members.js';
import { FeedStates } from '../../../../../subgraphs/search/harvest/feed-states.js';
import type { SearchAnswer, SearchIndex, SearchRequest } from '../../../../../subgraphs/search/index/search-index.js';
import type { QueryVector } from '../../../../../subgraphs/search/index/vectors/vector-store.js';
import { indexUnavailable } from '../../../../../subgraphs/search/index/index-unavailable.js';
import { facetLabel } from '../../../../../subgraphs/search/resolvers/labels.js';
import { qualitySummaryResolvers } from '../../../../../subgraphs/search/resolvers/quality.js';
import { queryResolvers } from '../../../../../subgraphs/search/resolvers/query.js';
import { searchConnectionResolvers, searchHitResolvers } from '../../../../../subgraphs/search/resolvers/search.js';

/* What the resolvers ask of the index: once a search, and for nothing that was not selected. */

const schema: GraphQLSchema = buildSubgraphSchema([{ typeDefs: parse(subgraphSdl('search')), resolvers: { Query: queryResolvers, SearchConnection: searchConnectionResolvers, SearchHit: searchHitResolvers, ...qualitySummaryResolvers } }]);
const EMPTY: SearchAnswer = { total: 0, hits: [], hasNextPage: false, facets: [], years: [], didYouMean: [] };
let asked: SearchRequest[];
let answer: (request: SearchRequest) => Promise<SearchAnswer>;

beforeEach(() => {
  asked = [];
  answer = async () => EMPTY;
});

const index = {
  search: (request: SearchRequest) => {
    asked.push(request);
    return answer(request);
  },
  meaning: async (query: string) => `${query} air`,
} as unknown as SearchIndex;

const run = (source: string, variableValues: Record<string, unknown> = {}, more: object = {}) => graphql({ schema, source, variableValues, contextValue: { index, feeds: new FeedStates(), members: () => EMPTY_MEMBER_TABLE, ...more } });

describe('a search with a model of embeddings', () => {
  const vector: QueryVector = { model: 'm', packed: Uint8Array.of(1) };

  test('gives the index the vector of its query, for the first page by relevance alone', async () => {
    const queries: string[] = [];
    const queryVectors = { of: async (query: string) => (queries.push(query), vector) };
    for (const args of ['query: "空气"', 'query: "空气", after: "x"', 'query: "空气", sort: TITLE', 'query: "空气", first: 0', 'query: " "', 'first: 3']) await run(`{ search(${args}) { total } }`, {}, { queryVectors });
    expect(queries).toEqual(['空气 air']);
    expect(asked.map((request) => request.vector)).toEqual([vector, undefined, undefined, undefined, undefined, undefined]);
  });

  test('asks by words where there is none in time', async () => {
    await run('{ search(query: "空气") { total } }', {}, { queryVectors: { of: async () => null } });
    expect(asked).toHaveLength(1);
    expect(asked[0]).not.toHaveProperty('vector');
  });
});

describe('a search asks the index once', () => {
  test('without facets and highlights where nobody selects them', async () => {
    await run('{ search(query: "空气") { total edges { node { id } } } }');
    expect(asked).toEqual([{ query: '空气', filter: {}, sort: 'RELEVANCE', first: 20, after: null, lang: 'ZH', facets: [], facetSize: 0, highlights: false, sameAs: false }]);
  });

  test('for all facets that are selected, under any name and in fragments', async () => {
    await run(
      `query ($n: Int) { search { ...F a: facets(fields: [THEME], first: 3) { field } } }
       fragment F on SearchConnection { facets(fields: [KIND, THEME], first: $n) { field } ... on SearchConnection { edges { node { ...H } } } }
       fragment H on SearchHit { highlights { field } sameAs { id } }`,
      { n: 7 },
    );
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ facets: ['KIND', 'THEME'], facetSize: 7, highlights: true, sameAs: true });
  });

  test('for the years of each histogram, and other spellings, where they are selected', async () => {
    answer = async ({ years = [] }) => ({ ...EMPTY, didYouMean: ['空气'], years: years.map(({ field, from }) => ({ field, years: [{ year: from, count: 1 }] })) });
    const { data } = await run('{ search { didYouMean a: histogram(field: ISSUED, from: 2001, to: 2003) { year count } b: histogram(to: 2010) { year } c: histogram(field: TEMPORAL, from: 1990, to: 2010) { year } } }');
    expect(asked).toMatchObject([{ didYouMean: true, years: [{ field: 'ISSUED', from: 2001, to: 2003 }, { field: 'MODIFIED', from: 1911, to: 2010 }, { field: 'TEMPORAL', from: 1990, to: 2010 }] }]);
    expect(data).toEqual({ search: { didYouMean: ['空气'], a: [{ year: 2001, count: 1 }], b: [{ year: 1911 }], c: [{ year: 1990 }] } });
  });

  test('and for the eight of the default', async () => {
    await run('{ search { facets { field } } }');
    expect(asked[0]).toMatchObject({ facets: ['KIND', 'AUTHORITY', 'REGION', 'THEME', 'FORMAT', 'SHARE_TYPE', 'OPENNESS', 'FREQUENCY'], facetSize: 10 });
  });

  test('each selection of facets gets its own fields and size', async () => {
    answer = async () => ({ ...EMPTY, facets: [{ field: 'THEME', buckets: [{ value: 'health', title: null, count: 2 }, { value: 'x', title: null, count: 1 }] }] });
    const { data } = await run('{ search(lang: EN) { a: facets(fields: [THEME], first: 1) { buckets { label count } } b: facets(fields: [THEME]) { buckets { value } } c: facets(fields: [GRADE]) { field buckets { value } } } }');
    expect(data).toEqual({ search: { a: [{ buckets: [{ label: 'Health', count: 2 }] }], b: [{ buckets: [{ value: 'health' }, { value: 'x' }] }], c: [{ field: 'GRADE', buckets: [] }] } });
  });
});

describe('coverage', () => {
  const place = (code: string): number => METRICS.findIndex(({ metric }) => metric.code === code);
  const unmet = (counts: Readonly<Record<string, number>>): readonly number[] => METRICS.map(({ metric }) => counts[metric.code] ?? 0);
  const run = (source: string) => {
    const calls: string[] = [];
    const index = {
      coverage: async () => {
        calls.push('coverage');
        return { authorities: [{ authority: 'A', seq: 3, kinds: { DATASET: 3 } }, { authority: 'B', seq: 1, kinds: { DATASET: 1 } }, { authority: 'C', seq: 1, kinds: { STANDARD: 1 } }] };
      },
      quality: async () => {
        calls.push('quality');
        return {
          authorities: [
            { authority: 'A', records: 3, total: 900, ratings: [1, 2, 0, 0], unmet: unmet({ KEYWORDS: 1, CONTACT: 2, RIGHTS: 3 }) },
            { authority: 'B', records: 1, total: 100, ratings: [0, 0, 0, 1], unmet: unmet({ ACCESS_URL: 1 }) },
            { authority: 'HIDDEN', records: 9, total: 0, ratings: [0, 0, 0, 9], unmet: unmet({ KEYWORDS: 9 }) },
          ],
        };
      },
      holdings: async (authority: string) => ({ live: 3, setAside: 1, digest: authority === 'A' ? 'ab' : null }),
      listSetAside: async (authority: string, first: number) => [{ seq: first, id: `${authority}-x`, version: 2, op: 'UPSERT', reason: 'hash' }],
      contradiction: async (authority: string) => (authority === 'B' ? { at: '2026-03-01T00:00:00.000Z', seq: 3, cursor: 'c3', head: 1, told: 'other history' } : null),
    } as unknown as SearchIndex;
    return graphql({ schema, source, contextValue: { index, feeds: new FeedStates(), members: () => EMPTY_MEMBER_TABLE } }).then((result) => ({ ...result, calls }));
  };

  test('sums the quality of all and of each authority, with what costs most points', async () => {
    expect(place('KEYWORDS')).toBe(0);
    const { data, errors } = await run('{ coverage { quality { ...Q } authorities { authority quality { ...Q } } } } fragment Q on QualitySummary { records mean ratings { rating label en: label(lang: EN) count } worst { code name(lang: EN) unmet advice(lang: EN) } }');
    expect(errors).toBeUndefined();
    const { quality, authorities } = data?.['coverage'] as { quality: unknown; authorities: unknown };
    const counts = (...all: readonly number[]) => [['EXCELLENT', '优秀', 'Excellent'], ['GOOD', '良好', 'Good'], ['SUFFICIENT', '合格', 'Sufficient'], ['BAD', '较差', 'Bad']].map(([rating, label, en], at) => ({ rating, label, en, count: all[at] }));
    expect(quality).toEqual({ records: 4, mean: 250, ratings: counts(1, 2, 0, 1), worst: { code: 'ACCESS_URL', name: 'Access address', unmet: 1, advice: expect.stringContaining('accessURL') } });
    expect(authorities).toEqual([
      { authority: 'A', quality: { records: 3, mean: 300, ratings: counts(1, 2, 0, 0), worst: { code: 'CONTACT', name: 'Page to turn to', unmet: 2, advice: expect.stringContaining('landingPage') } } },
      { authority: 'B', quality: { records: 1, mean: 100, ratings: counts(0, 0, 0, 1), worst: expect.objectContaining({ code: 'ACCESS_URL', unmet: 1 }) } },
      { authority: 'C', quality: null },
    ]);
  });

  test('says of each authority what could not be taken in, its digest, and a contradiction of its node', async () => {
    const { data, errors } = await run('{ coverage { authorities { digest setAsideTotal setAside(first: 7) { seq id version reason } contradiction { at seq cursor head told } } } }');
    expect(errors).toBeUndefined();
    const said = (data?.['coverage'] as { authorities: readonly unknown[] }).authorities;
    expect(said.slice(0, 2)).toEqual([
      { digest: 'ab', setAsideTotal: 1, setAside: [{ seq: 7, id: 'A-x', version: 2, reason: 'hash' }], contradiction: null },
      { digest: null, setAsideTotal: 1, setAside: [{ seq: 7, id: 'B-x', version: 2, reason: 'hash' }], contradiction: { at: '2026-03-01T00:00:00.000Z', seq: 3, cursor: 'c3', head: 1, told: 'other history' } },
    ]);
    expect((await run('{ coverage { authorities { setAside(first: 1001) { seq } } } }')).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT' });
  });

  test('does not ask for the quality where nobody selects it', async () => {
    const { data, calls } = await run('{ coverage { total authorities { total } } }');
    expect([data?.['coverage'], calls]).toEqual([{ total: 5, authorities: [{ total: 3 }, { total: 1 }, { total: 1 }] }, ['coverage']]);
  });
});

describe('failures', () => {
  test.each(['{ search(first: 101) { total } }', '{ search(first: -1) { total } }', '{ search { facets(first: 201) { field } } }', '{ search { histogram(from: 1000, to: 1500) { year } } }', '{ search { histogram(from: 2001, to: 2000) { year } } }', '{ search { histogram(to: 10000) { year } } }', '{ search(filter: { region: "31" }) { total } }', '{ search(filter: { issued: { to: "soon" } }) { total } }', '{ search(filter: { temporal: { from: "2026", to: "2015" } }) { total } }', '{ search(filter: { bbox: [1, 50, 2, 40] }) { total } }'])('%s is BAD_INPUT before the index is asked', async (query) => {
    const { data, errors } = await run(query);
    expect([data, errors?.map(({ extensions }) => extensions['code']), asked]).toEqual([{ search: null }, ['BAD_INPUT'], []]);
  });

  test('an index that does not answer nulls the search and nothing else', async () => {
    answer = () => Promise.reject(indexUnavailable(new Error('down')));
    const { data, errors } = await run('{ search { total } __typename }');
    expect(data).toEqual({ search: null, __typename: 'Query' });
    expect(errors?.map(({ extensions, path }) => [extensions['code'], path])).toEqual([['INDEX_UNAVAILABLE', ['search']]]);
  });
});

describe('labels', () => {
  const members = { revision: 1, authorities: new Map([['310115', { code: '310115', nameZh: '浦东新区', nameEn: 'Pudong', kind: 'REGION' as const, url: '', status: 'ACTIVE' as const, contractVersion: '1.0' }]]) };
  test.each([
    ['THEME', 'environment', '生态环境', 'Environment'],
    ['REGION', '310000', '上海市', 'Shanghai'],
    ['REGION', '310115', '浦东新区', 'Pudong'],
    ['REGION', '330100', '杭州市', '杭州市'],
    ['REGION', '330106', '西湖区', '西湖区'],
    ['REGION', '310100', '市辖区', '市辖区'],
    ['REGION', '999999', '999999', '999999'],
    ['INDUSTRY', 'I', '信息传输、软件和信息技术服务业', 'Information transmission, software and information technology'],
    ['INDUSTRY', '6511', '6511', '6511'],
    ['AUTHORITY', '310115', '浦东新区', 'Pudong'],
    ['OPENNESS', 'CONDITIONAL', '有条件开放', 'Open on application'],
    ['SHARE_TYPE', 'CONDITIONAL', '有条件共享', 'Shared on conditions'],
    ['QUALITY', 'SUFFICIENT', '合格', 'Sufficient'],
    ['HAS_API', 'true', '有接口', 'With an API'],
    ['FORMAT', 'CSV', 'CSV', 'CSV'],
  ] as const)('%s %s', (field, value, zh, en) => {
    const labels = (['ZH', 'EN'] as const).map((lang) => facetLabel(field, { value, title: null, count: 1 }, lang, members));
    expect(labels).toEqual([zh, en]);
  });

  test('a record that is a value has its title', () => {
    expect(facetLabel('OWNER', { value: 'x', title: '环保局', count: 1 }, 'ZH', members)).toBe('环保局');
  });
});
