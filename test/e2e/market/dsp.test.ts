import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Ajv2019, type ValidateFunction } from 'ajv/dist/2019.js';
import { readdirSync, readFileSync } from 'node:fs';
import { describeWithShared, sharedPath } from '../../support/shared-data.js';
import { formatId } from '../../../schema/ids.js';
import { dataset, datasetId, owner, ownerId } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

const CONTEXT = 'https://w3id.org/dspace/2025/1/context.jsonld';
const REQUEST = { '@context': [CONTEXT], '@type': 'CatalogRequestMessage', filter: [] };
const USE = '{"@type":"Set","permission":[{"action":"use"}]}';
const many = Array.from({ length: 60 }, (_, index) => index + 10);

describeWithShared('the catalog of the Dataspace Protocol 2025-1', 'fixtures/dsp', () => {
  let services: Services;
  let origin: string;
  let schemas: Ajv2019;

  const schema = (name: string): ValidateFunction => schemas.getSchema(`https://w3id.org/dspace/2025/1/${name}-schema.json`)!;
  const expectValid = (name: string, document: unknown): void => {
    const validate = schema(name);
    expect({ valid: validate(document), errors: validate.errors }).toEqual({ valid: true, errors: null });
  };
  const ask = async (path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const response = await fetch(`${origin}${path}`, body === undefined ? { headers } : { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) });
    return { status: response.status, link: response.headers.get('link'), document: (await response.json()) as Readonly<Record<string, unknown>> };
  };

  beforeAll(async () => {
    schemas = new Ajv2019({ strict: false, allErrors: true });
    for (const folder of ['catalog', 'common', 'negotiation']) {
      for (const file of readdirSync(sharedPath('fixtures/dsp', folder)).filter((name) => name.endsWith('-schema.json'))) schemas.addSchema(JSON.parse(readFileSync(sharedPath('fixtures/dsp', folder, file), 'utf8')) as object);
    }
    services = await Services.create();
    const registry = await services.registry();
    const search = await services.search(registry);
    const market: RunningService = await services.start('market', ['market', 'start'], { SEARCH_URL: search.url });
    const gateway = await services.gateway(registry, search, { MARKET_URL: market.url, PROXIES: '1', RATE_BURST: '2', RATE_PER_MINUTE: '6' });
    origin = new URL(gateway.url).origin;
    const node = await services.node('MEE,310000');
    await services.publish(node, [
      owner('MEE'),
      dataset('MEE', 1, '空气', { policy: JSON.stringify({ '@context': 'http://www.w3.org/ns/odrl.jsonld', '@type': 'Set', permission: { action: 'odrl:use', constraint: { leftOperand: 'purpose', operator: { '@id': 'odrl:eq' }, rightOperand: 'research' } } }) }),
      dataset('MEE', 2, '噪声', { openness: 'CLOSED' }),
      dataset('MEE', 3, '水', { openness: 'CONDITIONAL' }),
      dataset('MEE', 4, '只给一家', { policy: '{"@type":"Set","permission":[{"action":"use","assignee":"urn:party:1"}]}' }),
      dataset('MEE', 5, '无处可取', { distributions: [] }),
      dataset('MEE', 7, '不开放', { openness: 'CLOSED', policy: USE }),
      dataset('MEE', 6, '内部', { audience: 'MEMBER' }),
      { id: formatId('MEE', 'DATA_PRODUCT', 1), kind: 'DATA_PRODUCT', titles: [{ lang: 'zh', text: '空气产品' }], descriptions: [{ lang: 'zh', text: '用于端到端测试。' }], owner: ownerId('MEE'), derivedFrom: [datasetId('MEE', 1)], offers: [{ code: 'free', priceModel: 'FREE', policy: USE }] },
      ...many.map((serial) => dataset('310000', serial, `上海 ${String(serial)}`, { owner: owner('MEE').id ?? null })),
    ]);
    await services.enroll(registry, 'MEE', node.url, ['MEE', '310000']);
    await until('the public records in the index', async () => (await services.total(search)) === 68);
  }, 120_000);

  afterAll(async () => services[Symbol.asyncDispose]());

  test('lists what is offered, a nested catalog for each authority, page after page', async () => {
    const offered = new Map<string, Readonly<Record<string, unknown>>>();
    let path: string | undefined = '/catalog/request';
    let pages = 0;
    while (path !== undefined) {
      const { status, link, document } = await ask(path, REQUEST);
      expect(status).toBe(200);
      expectValid('catalog/catalog', document);
      expect(document).toMatchObject({ '@context': [CONTEXT], '@type': 'Catalog', participantId: 'urn:ucat:catalog' });
      for (const { '@id': id, dataset: some } of document['catalog'] as readonly { '@id': string; dataset: readonly Readonly<Record<string, unknown>>[] }[]) {
        for (const one of some) {
          expect(String(one['@id']).replace('urn:ucat:id:', 'urn:ucat:authority:').startsWith(id)).toBe(true);
          offered.set(String(one['@id']), one);
        }
      }
      path = link === null ? undefined : /<([^>]+)>; rel="next"/.exec(link)?.[1];
      pages += 1;
    }
    expect(pages).toBe(2);
    const expected = [...[1, 2, 3].map((serial) => datasetId('MEE', serial)), ...many.map((serial) => datasetId('310000', serial))].map((id) => `urn:ucat:id:${id}`);
    expect([...offered.keys()].sort()).toEqual(expected.sort());
    const terms = (serial: number): unknown => {
      const policies = offered.get(`urn:ucat:id:${datasetId('MEE', serial)}`)?.['hasPolicy'] as readonly unknown[];
      expect(policies).toHaveLength(1);
      return policies[0];
    };
    expect(terms(1)).toEqual({ '@type': 'Offer', '@id': `urn:ucat:offer:${datasetId('MEE', 1)}`, permission: [{ action: 'use', constraint: [{ leftOperand: 'purpose', operator: 'eq', rightOperand: 'research' }] }] });
    expect(terms(2)).toMatchObject({ prohibition: [{ action: 'use' }] });
    expect(terms(3)).toMatchObject({ permission: [{ action: 'use', duty: [{ action: 'obtainConsent' }] }] });
  });

  test.each([['by its id', datasetId('MEE', 1)], ['by its IRI', encodeURIComponent(`urn:ucat:id:${datasetId('MEE', 1)}`)]])('tells of one dataset %s', async (_, id) => {
    const { status, document } = await ask(`/catalog/datasets/${id}`);
    expect(status).toBe(200);
    expectValid('catalog/dataset', document);
    expect(document).toMatchObject({ '@id': `urn:ucat:id:${datasetId('MEE', 1)}`, distribution: [{ format: 'CSV', accessService: { endpointURL: 'https://data.example.org/MEE/1' } }] });
  });

  test.each<[string, string, unknown, number, string]>([
    ['no JSON', '/catalog/request', '{', 400, 'BAD_INPUT'],
    ['nothing', '/catalog/request', '', 400, 'BAD_INPUT'],
    ['a list', '/catalog/request', [], 400, 'BAD_INPUT'],
    ['no context', '/catalog/request', { '@type': 'CatalogRequestMessage' }, 400, 'BAD_INPUT'],
    ['another context', '/catalog/request', { ...REQUEST, '@context': ['https://w3id.org/dspace/2024/1/context.json'] }, 400, 'BAD_INPUT'],
    ['another message', '/catalog/request', { ...REQUEST, '@type': 'DatasetRequestMessage' }, 400, 'BAD_INPUT'],
    ['a filter that is no list', '/catalog/request', { ...REQUEST, filter: 'all' }, 400, 'BAD_INPUT'],
    ['a filter in a language unknown here', '/catalog/request', { ...REQUEST, filter: [{ a: 1 }] }, 400, 'BAD_INPUT'],
    ['a place that no page named', '/catalog/request?after=x', REQUEST, 400, 'BAD_CURSOR'],
    ['a request by GET', '/catalog/request', undefined, 405, 'BAD_INPUT'],
    ['too much', '/catalog/request', `"${'x'.repeat(1_100_000)}"`, 413, 'REQUEST_TOO_LARGE'],
    ['no id', '/catalog/datasets/x', undefined, 400, 'BAD_ID'],
    ['broken escapes', '/catalog/datasets/%E0%A4%A', undefined, 400, 'BAD_ID'],
    ['an organization', `/catalog/datasets/${String(owner('MEE').id)}`, undefined, 400, 'BAD_ID'],
    ['a dataset that there is not', `/catalog/datasets/${datasetId('MEE', 99)}`, undefined, 404, 'RECORD_NOT_FOUND'],
    ['one of an authority unknown', `/catalog/datasets/${datasetId('XX', 1)}`, undefined, 404, 'UNKNOWN_AUTHORITY'],
    ['one that the public may not know of', `/catalog/datasets/${datasetId('MEE', 6)}`, undefined, 404, 'RECORD_NOT_FOUND'],
    ['terms that have no place in the protocol', `/catalog/datasets/${datasetId('MEE', 4)}`, undefined, 404, 'NOT_OFFERED'],
    ['what its owner has closed, though a policy permits it', `/catalog/datasets/${datasetId('MEE', 7)}`, undefined, 404, 'NOT_OFFERED'],
    ['one without a way to get it', `/catalog/datasets/${datasetId('MEE', 5)}`, undefined, 404, 'NOT_OFFERED'],
  ])('refuses %s by an error of the protocol', async (_, path, body, status, code) => {
    const { status: answered, document } = await ask(path, body);
    expect({ answered, code: document['code'] }).toEqual({ answered: status, code });
    expectValid('catalog/catalog-error', document);
  });

  test('refuses a token that is not good', async () => {
    const { status, document } = await ask('/catalog/request', REQUEST, { authorization: 'Bearer nonsense' });
    expect(status).toBe(401);
    expectValid('catalog/catalog-error', document);
  });

  test('says where it is', async () => {
    const { document } = await ask('/.well-known/dspace-version');
    expectValid('common/protocol-version', document);
    expect(document).toMatchObject({ protocolVersions: [{ version: '2025-1', path: '/' }] });
  });

  test('counts requests as those at /graphql are counted', async () => {
    const from = { 'x-forwarded-for': '203.0.113.7' };
    const [first, second, last] = [await ask('/catalog/request', REQUEST, from), await ask(`/catalog/datasets/${datasetId('MEE', 1)}`, undefined, from), await ask('/catalog/request', REQUEST, from)];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(last).toMatchObject({ status: 429, document: { '@type': 'CatalogError', code: 'RATE_LIMITED' } });
  });
});
