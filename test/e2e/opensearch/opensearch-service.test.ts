import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSearchUrl } from '../../support/opensearch.js';
import { startOpenSearch, type OpenSearchServer } from '../../servers/start-opensearch.js';
import { javaVersion } from '../../servers/build-java-server.js';
import { dataset, owner } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/* A cluster of its own, which goes down and comes back. Where the run has a server there is also what starts another. */
const isThere = openSearchUrl() !== undefined && (await javaVersion()) !== undefined;

(isThere ? describe : describe.skip)('the index on a cluster that goes down', () => {
  let services: Services;
  let server: OpenSearchServer;
  let folder: string;
  let registry: RunningService;
  let node: RunningService;
  let search: RunningService;
  let gateway: RunningService;
  const QUERY = '{ search(query: "空气") { total edges { node { id } } } authorities { code } }';
  // One port for all its lives; below 32768 no system hands ports out by itself.
  const port = String(10_000 + (process.pid % 20_000));
  const startSearch = (): Promise<RunningService> => services.start('search', ['search', 'start'], { PORT: port, REGISTRY_URL: registry.url, OPENSEARCH_URL: server.url });
  const readyz = async (): Promise<number> => (await fetch(search.url.replace('/graphql', '/readyz'))).status;
  const found = async (): Promise<unknown> => (await services.ask(gateway, QUERY)).data?.['search'];

  beforeAll(async () => {
    services = await Services.create();
    folder = await mkdtemp(join(tmpdir(), 'ucat-cluster-'));
    server = await startOpenSearch({ folder });
    registry = await services.registry();
    node = await services.node('310000');
    search = await startSearch();
    gateway = await services.gateway(registry, search);
    await services.publish(node, [owner('310000'), dataset('310000', 1, '空气质量')]);
    await services.enroll(registry, '310000', node.url);
  }, 180_000);
  afterAll(async () => {
    await services[Symbol.asyncDispose]();
    await server.stop();
    await rm(folder, { recursive: true });
  });

  test('answers searches; says that it does not while the cluster is down; and has what came meanwhile when it is back', async () => {
    await until('the record to be found', async () => ((await found()) as { total: number } | null)?.total === 1);
    expect(await readyz()).toBe(200);
    await server.kill();
    const { data, errors } = await services.ask(gateway, QUERY);
    expect(data).toMatchObject({ search: null, authorities: [{ code: '310000' }] });
    expect(errors).toMatchObject([{ path: ['search'], extensions: { code: 'INDEX_UNAVAILABLE', retryable: true } }]);
    await until('the service to say so', async () => (await readyz()) === 503);
    await services.publish(node, [dataset('310000', 2, '空气湿度')]);
    await server.startAgain();
    await until('both records to be found', async () => ((await found()) as { total: number } | null)?.total === 2);
    expect(await readyz()).toBe(200);
  }, 120_000);

  test('has everything when its service starts again, and starts where the cluster is down too', async () => {
    expect(await search.stop()).toBe(0);
    await server.kill();
    search = await startSearch();
    expect(await readyz()).toBe(503);
    await server.startAgain();
    await until('both records to be found', async () => ((await found()) as { total: number } | null)?.total === 2);
  }, 120_000);
});
