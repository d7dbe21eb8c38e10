import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dataset, datasetId, owner } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/* A city's environment bureau publishes its datasets; its ministry has harvested some of them, with its own ids. */

let services: Services;
let search: RunningService;
let gateway: RunningService;
let ministry: RunningService;

const page = { landingPage: 'https://data.example.cn/dataset/7' };

beforeAll(async () => {
  services = await Services.create();
  const registry = await services.registry();
  search = await services.search(registry);
  gateway = await services.gateway(registry, search);
  const bureau = await services.node('310000');
  ministry = await services.node('MEE');
  await services.publish(bureau, [owner('310000'), dataset('310000', 1, '空气质量日报', { sources: [{ system: 'data.example.cn', identifier: '7' }], ...page }), dataset('310000', 2, '空气质量月报')]);
  await services.publish(ministry, [
    owner('MEE'),
    dataset('MEE', 1, '上海市空气质量日报', { sources: [{ system: 'data.example.cn', identifier: '7' }], landingPage: 'http://www.data.example.cn/dataset/7/' }),
    dataset('MEE', 2, '空气质量月报', { distributions: [{ accessURL: 'https://data.example.org/310000/2', format: 'CSV' }] }),
  ]);
  await services.enroll(registry, '310000', bureau.url);
  await services.enroll(registry, 'MEE', ministry.url);
  await until('all records in the index', async () => (await services.total(search)) === 6);
}, 60_000);

afterAll(async () => services[Symbol.asyncDispose]());

async function sameAs(): Promise<ReadonlyMap<string, readonly unknown[]>> {
  const { data, errors } = await services.ask(gateway, '{ search(query: "空气质量") { total edges { node { id sameAs { id authority reasons record { title } } } } } }');
  expect(errors).toBeUndefined();
  const { edges } = data?.['search'] as { edges: readonly { node: { id: string; sameAs: readonly unknown[] } }[] };
  return new Map(edges.map(({ node }) => [node.id, node.sameAs]));
}

describe('a dataset that reaches the nation by two ways', () => {
  test('is found twice, each naming the other with the reason and leading to its owner’s record', async () => {
    const found = await sameAs();
    expect(found.get(datasetId('310000', 1))).toEqual([{ id: datasetId('MEE', 1), authority: 'MEE', reasons: ['SOURCE', 'LANDING_PAGE'], record: { title: '上海市空气质量日报' } }]);
    expect(found.get(datasetId('MEE', 1))).toEqual([{ id: datasetId('310000', 1), authority: '310000', reasons: ['SOURCE', 'LANDING_PAGE'], record: { title: '空气质量日报' } }]);
    expect(found.size).toBe(4);
  });

  test('the same title and files are one thing only where the owners have one name', async () => {
    expect((await sameAs()).get(datasetId('310000', 2))).toEqual([]);
    await services.publish(ministry, [{ ...owner('MEE'), titles: [{ lang: 'zh', text: '310000 数据局' }] }]);
    const twins = await until('the new name', async () => {
      const found = (await sameAs()).get(datasetId('310000', 2)) ?? [];
      return found.length > 0 && found;
    });
    expect(twins).toEqual([{ id: datasetId('MEE', 2), authority: 'MEE', reasons: ['FINGERPRINT'], record: { title: '空气质量月报' } }]);
  });

  test('is one again when the copy is withdrawn', async () => {
    const { errors } = await services.ask(ministry, `mutation { retireRecord(id: "${datasetId('MEE', 1)}", reason: "harvested from its owner", replacedBy: "${datasetId('310000', 1)}") { changed } }`);
    expect(errors).toBeUndefined();
    await until('the tombstone', async () => (await sameAs()).get(datasetId('310000', 1))?.length === 0);
  });
});
