import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startEmbeddings, EMBEDDINGS_MODEL, type EmbeddingsServer } from '../../servers/start-embeddings.js';
import { describeWithEmbeddings } from '../../support/embeddings.js';
import { dataset, datasetId, owner } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/* An index with a real model of embeddings, which goes away and comes back. */
describeWithEmbeddings('a nation that is searched by a model too', () => {
  let services: Services;
  let server: EmbeddingsServer;
  let search: RunningService;
  let gateway: RunningService;
  let node: RunningService;
  // All have the words of the query, in equal places of texts of one length: what they are about is for the model to tell.
  const TITLES = ['手机维修网点名录', '股票行情每日数据', '城市地铁运营线路', '果园水果采收产量'];
  const QUERY = 'query ($query: String!, $first: Int, $after: String) { search(query: $query, first: $first, after: $after) { total edges { node { id } } pageInfo { endCursor hasNextPage } } }';
  const found = async (variables: Record<string, unknown>) => (await services.ask(gateway, QUERY, variables)).data?.['search'] as { total: number; edges: { node: { id: string } }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
  const ids = async (query: string): Promise<readonly string[]> => (await found({ query, first: 10 })).edges.map((edge) => edge.node.id);
  const metric = async (name: string): Promise<number> => Number(new RegExp(`^${name.replace(/[{}"]/g, '\\$&')} (\\S+)$`, 'm').exec(await (await fetch(search.url.replace('/graphql', '/metrics'))).text())?.[1] ?? NaN);

  beforeAll(async () => {
    services = await Services.create();
    server = await startEmbeddings();
    const registry = await services.registry();
    node = await services.node('310000');
    search = await services.start('search', ['search', 'start'], { REGISTRY_URL: registry.url, EMBEDDINGS_URL: server.url, EMBEDDINGS_MODEL });
    gateway = await services.gateway(registry, search);
    await services.publish(node, [owner('310000'), ...TITLES.map((title, place) => dataset('310000', place + 1, title, { descriptions: [{ lang: 'zh', text: '与苹果种植有关' }] }))]);
    await services.enroll(registry, '310000', node.url);
    await until('all records to have vectors', async () => (await metric('ucat_index_vectors_made{outcome="made"}')) === 1 + TITLES.length);
  }, 180_000);

  afterAll(async () => {
    await services[Symbol.asyncDispose]();
    await server.stop();
  });

  test('has what is meant in front, and finds the same', async () => {
    const query = '苹果种植';
    // Late at first, it may be: then the next one has it.
    await until('the query to have its vector', async () => (await ids(query)).length > 0 && (await metric('ucat_index_query_vectors_total{outcome="kept"}')) > 0);
    expect((await ids(query))[0]).toBe(datasetId('310000', 4));
    expect(await found({ query, first: 10 })).toMatchObject({ total: 4, pageInfo: { hasNextPage: false } });
  });

  test('answers while the model is away, goes on through pages that were begun with it, and takes it again', async () => {
    const first = await found({ query: '苹果种植', first: 1 });
    await server.kill();
    const rest = await found({ query: '苹果种植', first: 10, after: first.pageInfo.endCursor });
    expect([...first.edges, ...rest.edges].map((edge) => edge.node.id).sort()).toEqual([1, 2, 3, 4].map((serial) => datasetId('310000', serial)));
    for (const query of ['苹果', '种植', '有关', '果种']) expect((await ids(query)).length).toBeGreaterThan(0);
    expect(await metric('ucat_index_query_vectors_waited')).toBe(0);
    await services.publish(node, [dataset('310000', 5, '苹果种植面积')]);
    await until('the new record to be found', async () => (await ids('苹果种植')).length === 5);
    await server.startAgain();
    await until('the new record to have its vector', async () => (await metric('ucat_index_vectors_made{outcome="made"}')) === 2 + TITLES.length);
    await until('queries to be waited for', async () => (await ids(`苹果 种植 ${String(Math.random())}`)).length >= 0 && (await metric('ucat_index_query_vectors_waited')) === 1);
  }, 120_000);
});
