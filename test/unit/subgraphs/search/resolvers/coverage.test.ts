import { buildSubgraphSchema } from '@apollo/subgraph';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { graphql, parse, type GraphQLSchema } from 'graphql';
import { subgraphSdl } from '../../../../../schema/sdl.js';
import type { AuthorityFigures, SearchIndex } from '../../../../../subgraphs/search/index/search-index.js';
import { countsFrom, type CoverageCounts } from '../../../../../subgraphs/search/model/coverage-counts.js';
import { coverage } from '../../../../../subgraphs/search/resolvers/coverage.js';
import { figureResolvers } from '../../../../../subgraphs/search/resolvers/figures.js';
import { qualitySummaryResolvers } from '../../../../../subgraphs/search/resolvers/quality.js';

/* What `coverage` makes of the counts of the index, and that it counts for nobody who does not ask. */

const schema: GraphQLSchema = buildSubgraphSchema([{ typeDefs: parse(subgraphSdl('search')), resolvers: { Query: { coverage }, ...figureResolvers, ...qualitySummaryResolvers } }]);
const counts = (more: Partial<CoverageCounts>): CoverageCounts => ({ ...countsFrom(() => 0), ...more });
const SHANGHAI = counts({ records: 10, data: 8, open: 4, conforming: 2, dated: 5, recent: 3, promised: 4, kept: 1, judged: 8, quality: 1_600, linkedOut: 6, linkedIn: 2, linksOut: 9, linksIn: 3, demands: 3 });
const MINISTRY = counts({ records: 2, linkedIn: 2, linksIn: 9 });
const FIGURES: readonly AuthorityFigures[] = [
  { authority: '310000', counts: SHANGHAI, themes: [{ theme: 'transport', counts: counts({ records: 1 }) }, { theme: 'environment', counts: counts({ records: 2, linkedOut: 1 }) }] },
  { authority: 'MEE', counts: MINISTRY, themes: [{ theme: 'environment', counts: counts({ records: 2, linkedIn: 2 }) }] },
  // Of one that is not shown any more by the time of the second question.
  { authority: 'CMA', counts: counts({ records: 1_000 }), themes: [{ theme: 'weather', counts: counts({ records: 1_000 }) }] },
];
let asked: string[];
const index = {
  coverage: async () => ({ authorities: [{ authority: '310000', seq: 10, logs: [], kinds: { DATASET: 10 } }, { authority: 'MEE', seq: 2, logs: [], kinds: { STANDARD: 2 } }, { authority: 'SAC', seq: 0, logs: [], kinds: {} }] }),
  figures: async (day: string) => {
    asked.push(`figures ${day}`);
    return { authorities: FIGURES };
  },
  quality: async () => {
    asked.push('quality');
    return { authorities: [] };
  },
} as unknown as SearchIndex;
const figureDays = {
  list: (of: string | null, until: string, days: number) => {
    asked.push(`${String(of)} ${String(days)} to ${until}`);
    return [{ day: '2026-11-28', ...SHANGHAI }, { day: '2026-11-29', ...counts({ records: 0 }) }];
  },
};
const run = async (source: string) => {
  const { data, errors } = await graphql({ schema, source, contextValue: { index, figureDays, viewer: { authorities: [] } } });
  return { coverage: JSON.parse(JSON.stringify(data?.['coverage'] ?? null)) as unknown, codes: errors?.map(({ extensions }) => extensions['code']) ?? [] };
};
const today = '2026-11-29';

beforeAll(() => void jest.useFakeTimers({ now: Date.parse(`${today}T23:59:59Z`), doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'setTimeout', 'clearTimeout'] }));
afterAll(() => void jest.useRealTimers());
beforeEach(() => {
  asked = [];
});

describe('coverage', () => {
  test('counts no figures where nobody selects them', async () => {
    await run('{ coverage { total kinds { kind count } authorities { authority total } authority(code: "MEE") { seq } } }');
    expect(asked).toEqual([]);
  });

  test('tells shares, mean quality, links and the island index of an authority', async () => {
    const figures = 'figures { records open { count of ratio } conforming { ratio } dated { count of } recent { count of } kept { count of ratio } quality links { out in linkedOut { ratio } linkedIn { ratio } } islandIndex demandUnmet }';
    const answer = await run(`{ coverage { authority(code: "310000") { ${figures} } none: authority(code: "XYZ") { total } empty: authority(code: "SAC") { figures { records open { ratio } quality islandIndex } themes { theme } } } }`);
    expect(answer.coverage).toEqual({
      authority: { figures: { records: 10, open: { count: 4, of: 8, ratio: 0.5 }, conforming: { ratio: 0.25 }, dated: { count: 5, of: 10 }, recent: { count: 3, of: 5 }, kept: { count: 1, of: 4, ratio: 0.25 }, quality: 200, links: { out: 9, in: 3, linkedOut: { ratio: 0.6 }, linkedIn: { ratio: 0.2 } }, islandIndex: 0.6, demandUnmet: 3 } },
      none: null,
      empty: { figures: { records: 0, open: { ratio: null }, quality: null, islandIndex: null }, themes: [] },
    });
    expect(asked).toEqual([`figures ${today}`]);
  });

  test('sums what is shown for the nation, and for each theme in the order of the vocabulary', async () => {
    const answer = await run('{ coverage { figures { records islandIndex } themes { theme label en: label(lang: EN) figures { records islandIndex } } } }');
    expect(answer.coverage).toEqual({
      figures: { records: 12, islandIndex: 1 - 10 / 24 },
      themes: [
        { theme: 'transport', label: '交通运输', en: 'Transport', figures: { records: 1, islandIndex: 1 } },
        { theme: 'environment', label: '生态环境', en: 'Environment', figures: { records: 4, islandIndex: 1 - 3 / 8 } },
      ],
    });
  });

  test('tells the days before, of the nation and of an authority, as many as are asked for', async () => {
    const answer = await run('{ coverage { trend { day records islandIndex open { ratio } quality } authority(code: "MEE") { trend(days: 7) { day } } } }');
    expect(answer.coverage).toEqual({
      trend: [{ day: '2026-11-28', records: 10, islandIndex: 0.6, open: { ratio: 0.5 }, quality: 200 }, { day: '2026-11-29', records: 0, islandIndex: null, open: { ratio: null }, quality: null }],
      authority: { trend: [{ day: '2026-11-28' }, { day: '2026-11-29' }] },
    });
    expect(asked).toEqual([`null 90 to ${today}`, `MEE 7 to ${today}`]);
  });

  test.each([0, 1_097])('refuses a trend of %i days, and answers the rest', async (days) => {
    expect(await run(`{ coverage { total trend(days: ${String(days)}) { day } } }`)).toEqual({ coverage: { total: 12, trend: null }, codes: ['BAD_INPUT'] });
  });
});
