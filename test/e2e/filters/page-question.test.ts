import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dataset, datasetId, owner } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/* All that a search page asks at once, through a gateway with the limits that it has by default. */

let services: Services;
let gateway: RunningService;

const QUESTION = `query ($query: String, $filter: SearchFilter, $lang: Lang) {
  search(query: $query, filter: $filter, lang: $lang, first: 20) {
    total didYouMean
    edges { cursor node { id kind authority title summary ownerName modified published score quality highlights { field fragments } sameAs { id authority } } }
    pageInfo { hasNextPage endCursor }
    facets(fields: [KIND, AUTHORITY, REGION, THEME, INDUSTRY, FORMAT, SHARE_TYPE, OPENNESS, GRADE, LICENSE, FREQUENCY, OWNER, STANDARD, KEYWORD, HAS_API, QUALITY, PERMITS, AUDIENCE], first: 20) { field buckets { value label count } }
    issued: histogram(field: ISSUED) { year count } modified: histogram { year count } temporal: histogram(field: TEMPORAL, from: 1990) { year count }
    index { asOf authorities { authority lagSeconds reachable } }
  }
}`;

interface Answer {
  readonly total: number;
  readonly didYouMean: readonly string[];
  readonly facets: readonly { readonly field: string; readonly buckets: readonly { readonly value: string; readonly label: string; readonly count: number }[] }[];
  readonly issued: readonly object[];
}

beforeAll(async () => {
  services = await Services.create();
  const registry = await services.registry();
  const [search, node] = await Promise.all([services.search(registry), services.node('330000')]);
  gateway = await services.gateway(registry, search);
  await services.publish(node, [
    owner('330000'),
    dataset('330000', 1, '杭州空气质量监测', { region: '330100', themes: ['environment'], industries: ['7461'], issued: '2021', keywords: ['空气质量'] }),
    dataset('330000', 2, '宁波空气质量监测', { region: '330200', themes: ['health'], issued: '2023-05', keywords: ['空气质量'] }),
    dataset('330000', 3, 'Air quality stations', { region: '330106', themes: ['environment'], issued: '2023' }),
  ]);
  await services.enroll(registry, '330000', node.url);
  await until('all records in the index', async () => (await services.total(search)) === 4, 60_000);
}, 150_000);
afterAll(async () => services[Symbol.asyncDispose]());

const ask = async (variables: object): Promise<Answer> => {
  const { data, errors } = await services.ask(gateway, QUESTION, { ...variables });
  expect(errors).toBeUndefined();
  return data!['search'] as Answer;
};
const facet = ({ facets }: Answer, field: string) => facets.find((one) => one.field === field)!.buckets.map(({ value, label, count }) => [value, label, count]);

test('is answered with facets to choose several values of, histograms and regions that are gone down into', async () => {
  const answer = await ask({ query: '空气质量', filter: { themes: ['health'], region: '330000' } });
  expect([answer.total, facet(answer, 'THEME'), facet(answer, 'REGION'), answer.issued]).toEqual([
    1,
    // In English, one of them.
    [['environment', '生态环境', 2], ['health', '医疗卫生', 1]],
    [['330000', '浙江省', 1], ['330200', '宁波市', 1]],
    [{ year: 2023, count: 1 }],
  ]);
  expect(facet(await ask({ filter: { region: '330100' } }), 'REGION')).toEqual([['330100', '杭州市', 2], ['330106', '西湖区', 1]]);
  expect(facet(await ask({ filter: { industries: ['74'] } }), 'INDUSTRY')).toEqual([['746', '746', 1], ['74', '专业技术服务业', 1], ['M', '科学研究和技术服务业', 1]].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
});

test('is answered with another spelling where nothing was found, and records like one are found beside it', async () => {
  expect((await ask({ query: 'air qaulity' })).didYouMean).toEqual(['air quality']);
  const { data } = await services.ask(gateway, `{ similar(id: "${datasetId('330000', 1)}", first: 3) { id title record { id } } }`);
  expect(data).toEqual({ similar: [{ id: datasetId('330000', 2), title: '宁波空气质量监测', record: { id: datasetId('330000', 2) } }] });
});
