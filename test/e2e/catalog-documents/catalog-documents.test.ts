import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import jsonld from 'jsonld';
import { Parser, Store } from 'n3';
import type { RecordInput } from '../../../schema/generated/catalog.js';
import { violations } from '../../support/dcat-ap-shapes.js';
import { describeWithShared } from '../../support/shared-data.js';
import { dataset, datasetId, owner, ownerId, standard, standardId } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

// A nation of processes, on a machine that has other work.
jest.setTimeout(120_000);

/* The catalogs of a nation of two, one of which has more records than a page: 1 owner, 1 standard and 60 datasets. */
const DATASETS = 60;
const HIDDEN: Partial<RecordInput> = { audience: 'MEMBER' };
const HOSTILE = '"> <img src=x> \\ \n { } . ; <urn:x> a <urn:y> .';

let services: Services;
let gateway: RunningService;
let nodes: readonly RunningService[];
const origin = (): string => gateway.url.replace('/graphql', '');
const get = async (address: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> => fetch(new URL(address, origin()), { headers, redirect: 'manual' });

beforeAll(async () => {
  services = await Services.create();
  const registry = await services.registry();
  const [search, shanghai, ministry] = await Promise.all([services.search(registry), services.node('310000'), services.node('MEE')]);
  nodes = [shanghai, ministry];
  gateway = await services.gateway(registry, search, { NODE_TIMEOUT_MILLIS: '1000' });
  await services.publish(shanghai, [owner('310000'), standard('310000', 1, 'DB31/T 1-2026'), ...Array.from({ length: DATASETS }, (_, n) => dataset('310000', n + 1, `水位 ${String(n)}`, n === 0 ? { conformsTo: [standardId('310000', 1)], descriptions: [{ lang: 'zh', text: HOSTILE }] } : {}))]);
  await services.publish(shanghai, [dataset('310000', 99, '仅供成员', HIDDEN)]);
  await services.publish(ministry, [owner('MEE'), dataset('MEE', 1, '空气', { owner: ownerId('MEE') })]);
  await services.enroll(registry, '310000', shanghai.url);
  await services.enroll(registry, 'MEE', ministry.url);
  await until('the public records in the index', async () => (await services.total(search)) === DATASETS + 4);
}, 120_000);
afterAll(async () => services[Symbol.asyncDispose]());

const DCAT = 'http://www.w3.org/ns/dcat#';
const HYDRA = 'http://www.w3.org/ns/hydra/core#';
const storeOf = (turtle: string): Store => new Store(new Parser({ format: 'text/turtle' }).parse(turtle));
const objects = (store: Store, subject: string, predicate: string): readonly string[] => store.getObjects(subject, predicate, null).map(({ value }) => value);

/** All pages of a catalog, by the links of each. */
async function crawl(address: string): Promise<readonly { readonly address: string; readonly turtle: string; readonly store: Store }[]> {
  const pages = [];
  for (let next: string | undefined = address; next !== undefined; ) {
    const response = await get(next);
    expect([next, response.status, response.headers.get('content-type')]).toEqual([next, 200, 'text/turtle; charset=utf-8']);
    const turtle = await response.text();
    const store = storeOf(turtle);
    const link = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
    const [view] = store.getSubjects('http://www.w3.org/1999/02/22-rdf-syntax-ns#type', `${HYDRA}PartialCollectionView`, null);
    expect(objects(store, view!.value, `${HYDRA}next`)).toEqual(link === undefined ? [] : [link]);
    pages.push({ address: next, turtle, store });
    next = link;
  }
  return pages;
}

describe('the catalog of the nation', () => {
  test('has every public record once, over its pages, and no other; it names the catalogs of the authorities', async () => {
    const pages = await crawl('/catalog.ttl');
    expect(pages.length).toBe(2);
    const catalog = `${origin()}/catalog`;
    const datasets = pages.flatMap(({ store }) => objects(store, catalog, `${DCAT}dataset`));
    expect(datasets.length).toBe(DATASETS + 1);
    expect(new Set(datasets)).toEqual(new Set([...Array.from({ length: DATASETS }, (_, n) => datasetId('310000', n + 1)), datasetId('MEE', 1)].map((id) => `${origin()}/id/${id}`)));
    expect(pages.some(({ turtle }) => turtle.includes('仅供成员') || turtle.includes(datasetId('310000', 99)))).toBe(false);
    expect(objects(pages[0]!.store, catalog, `${DCAT}catalog`).toSorted()).toEqual([`${origin()}/catalogs/310000`, `${origin()}/catalogs/MEE`]);
    for (const { store } of pages) expect(objects(store, catalog, `${HYDRA}totalItems`)).toEqual([String(DATASETS + 4)]);
    expect(pages.flatMap(({ store }) => objects(store, `${origin()}/id/${datasetId('310000', 1)}`, 'http://purl.org/dc/terms/description'))).toEqual([HOSTILE]);
  });

  test('is the same graph in JSON-LD', async () => {
    const response = await get('/catalog.jsonld');
    expect(response.headers.get('content-type')).toBe('application/ld+json; charset=utf-8');
    const quads = (await jsonld.toRDF((await response.json()) as object, { format: 'application/n-quads' })) as unknown as string;
    const fromJson = new Store(new Parser({ format: 'application/n-quads' }).parse(quads));
    expect(objects(fromJson, `${origin()}/catalog`, `${DCAT}dataset`).length).toBe(objects((await crawl('/catalog.ttl'))[0]!.store, `${origin()}/catalog`, `${DCAT}dataset`).length);
    expect(objects(fromJson, `${origin()}/catalog`, `${HYDRA}view`)).toEqual([`${origin()}/catalog.jsonld`]);
  });

  test('is chosen by Accept too; a browser is led to the page', async () => {
    expect((await get('/catalog')).headers.get('content-type')).toBe('text/turtle; charset=utf-8');
    expect((await get('/catalog', { accept: 'application/ld+json' })).headers.get('content-type')).toBe('application/ld+json; charset=utf-8');
    const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
    for (const [path, to] of [['/catalog', '/'], ['/catalogs/MEE', '/authority/MEE']] as const) expect([(await get(path, browser)).status, (await get(path, browser)).headers.get('location')]).toEqual([303, to]);
    expect((await get('/catalog', { accept: 'image/png' })).status).toBe(406);
    expect((await fetch(`${origin()}/catalog`, { method: 'POST' })).status).toBe(405);
  });

  test('is linked from the pages, with the page’s search as feeds, each of which is there', async () => {
    for (const [path, catalog] of [['/?q=水位&kinds=DATASET', '/catalog.ttl'], ['/authority/MEE', '/catalogs/MEE.ttl']] as const) {
      const html = await (await get(path, { accept: 'text/html' })).text();
      const links = [...html.matchAll(/<link rel="alternate" type="([^"]+)" href="([^"]+)">/g)].map(([, type, href]) => [type!, href!.replaceAll('&#38;', '&')] as const);
      expect(links.map(([type]) => type)).toEqual(['text/turtle', 'application/ld+json', 'application/atom+xml', 'application/feed+json']);
      expect(links[0]![1]).toBe(origin() + catalog);
      for (const [type, href] of links) {
        const response = await get(href);
        expect([href, response.status, response.headers.get('content-type')]).toEqual([href, 200, `${type}; charset=utf-8`]);
      }
    }
  });
});

describe('the catalog of an authority', () => {
  test('has its records alone, and leads on within itself', async () => {
    const [page, ...more] = await crawl('/catalogs/MEE.ttl');
    expect(more).toEqual([]);
    expect(objects(page!.store, `${origin()}/catalogs/MEE`, `${DCAT}dataset`)).toEqual([`${origin()}/id/${datasetId('MEE', 1)}`]);
    expect(page!.turtle).toContain('MEE 区数据目录');
    const pages = await crawl('/catalogs/310000.ttl');
    expect(pages.map(({ address }) => new URL(address, origin()).pathname)).toEqual(['/catalogs/310000.ttl', '/catalogs/310000.ttl']);
  });

  test.each([['/catalogs/XYZ.ttl', 404], ['/catalogs/%22.ttl', 404], ['/catalogs/MEE.rdf', 404], ['/catalogs/MEE.ttl/x', 404], ['/catalog.xml', 404], ['/catalog.ttl?after=nonsense', 400]])('%s is answered with %i', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });
});

describeWithShared('each page', 'fixtures/dcat-ap', () => {
  test.each(['/catalog.ttl', '/catalogs/310000.ttl', '/catalogs/MEE.ttl'])('of %s keeps to the shapes of DCAT-AP by itself', async (address) => {
    for (const { turtle } of await crawl(address)) expect(await violations(turtle)).toEqual([]);
  });
});

test('a page that lacks records because their owner does not answer is no page: nobody takes silence for deletion', async () => {
  await nodes[1]!.kill();
  const response = await get('/catalogs/MEE.ttl');
  expect([response.status, Number(response.headers.get('retry-after')) > 0]).toEqual([503, true]);
  expect((await get('/catalogs/310000.ttl')).status).toBe(200);
});
