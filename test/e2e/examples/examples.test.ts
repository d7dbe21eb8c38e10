import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gql, type CombinedGraphQLErrors, type TypedDocumentNode } from '@apollo/client';
import { Kind, parse } from 'graphql';
import type { Browser } from 'playwright-core';
import { createCatalogClient, SEARCH as APOLLO_SEARCH, TOLERANT } from '../../../docs/examples/clients/apollo-client.js';
import { ask, SEARCH, titles } from '../../../docs/examples/clients/fetch-client.js';
import { packagePath } from '../../../schema/package-path.js';
import { describeWhere } from '../../support/describe-where.js';
import { freePorts } from '../support/free-ports.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';
import { aBrowser, launch, openPage, picture } from '../web/browser.js';

/* What docs/examples shows, run as it stands against the demonstration. */

// A nation of processes, and a browser, on a machine that has other work.
jest.setTimeout(120_000);

const run = promisify(execFile);
const folder = packagePath('docs', 'examples', 'queries');
const queries = readdirSync(folder).sort().map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
const operations = queries.flatMap(({ name, text }) => parse(text).definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [{ file: name, operationName: node.name?.value ?? '', text }] : [])));

const BOTH: TypedDocumentNode<{ readonly wrong: null; readonly coverage: { readonly total: number } }> = gql`{ wrong: dataset(id: "310000-DS-0000000001-X") { title } coverage { total } }`;

/** Operations of a viewer, which the public is told so, and not more. */
const OF_VIEWERS = new Set(['Mine', 'Ask', 'Answer', 'Withdraw']);

/** What the sample has none of by the id that is shown. */
const NOT_THERE = new Set(['accessRequest']);

let services: Services;
let demo: RunningService;
let port: number;

beforeAll(async () => {
  services = await Services.create();
  port = await freePorts();
  demo = await services.start('demo', ['demo'], { PORT: String(port) });
}, 300_000);
afterAll(async () => services[Symbol.asyncDispose]());

const address = (path: string): string => demo.url.replace('/graphql', path);

describe('the example queries', () => {
  test.each(operations)('$file: $operationName', async ({ operationName, text }) => {
    const response = await fetch(demo.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: text, operationName }) });
    const { data, errors = [] } = (await response.json()) as { readonly data: Readonly<Record<string, unknown>> | null; readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[] };
    expect(response.status).toBe(200);
    if (OF_VIEWERS.has(operationName)) return expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['UNAUTHENTICATED']);
    expect(errors).toEqual([]);
    expect(Object.entries(data ?? {}).filter(([name, value]) => value === null && !NOT_THERE.has(name))).toEqual([]);
  });
});

describe('the clients', () => {
  test('plain fetch: an answer with its types, all titles by pages, and an error by its code', async () => {
    const { data, errors } = await ask(demo.url, SEARCH, { words: '空气质量监测' });
    expect(errors).toEqual([]);
    expect(data?.search?.edges[0]?.node.title).toContain('空气质量');
    const all: string[] = [];
    for await (const title of titles(demo.url, '空气质量监测')) all.push(title);
    expect(all).toHaveLength(data?.search?.total ?? NaN);
    expect(all.length).toBeGreaterThan(0);
    const wrong = await ask(demo.url, { text: '{ dataset(id: "310000-DS-0000000001-X") { id } }' }, {});
    expect(wrong).toMatchObject({ data: { dataset: null }, errors: [{ path: ['dataset'], extensions: { code: 'BAD_ID' } }] });
  });

  test('Apollo Client: a search, its next page added to the first, and an owner’s error beside what is there', async () => {
    const client = createCatalogClient(demo.url);
    const variables = { words: '水' };
    const { data, error } = await client.query({ query: APOLLO_SEARCH, variables, ...TOLERANT });
    expect(error).toBeUndefined();
    expect(data?.search?.edges?.[0]?.node?.record).toMatchObject({ __typename: 'Dataset', title: expect.any(String) });
    const watched = client.watchQuery({ query: APOLLO_SEARCH, variables, ...TOLERANT });
    await watched.fetchMore({ variables: { after: data?.search?.pageInfo?.endCursor ?? '' } });
    expect(client.readQuery({ query: APOLLO_SEARCH, variables })?.search?.edges.length).toBeGreaterThan(3);
    const { data: one, error: said } = await client.query({ query: BOTH, ...TOLERANT });
    expect(one).toMatchObject({ wrong: null, coverage: { total: expect.any(Number) } });
    expect((said as CombinedGraphQLErrors).errors).toMatchObject([{ path: ['wrong'], extensions: { code: 'BAD_ID' } }]);
    client.stop();
  });
});

describe('the persisted operations', () => {
  const example = (...path: readonly string[]): string => packagePath('docs', 'examples', 'persisted', ...path);

  test('the manifest is what `ucat documents` makes of the operations', async () => {
    const { stdout } = await run(process.execPath, [packagePath('dist', 'cli', 'ucat.js'), 'documents', example('operations')]);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(example('documents.json'), 'utf8')));
  });

  test('a gateway with the manifest answers their ids, and nothing else; its GraphiQL is off', async () => {
    const at = (offset: number): string => `http://127.0.0.1:${String(port + offset)}/graphql`;
    const gateway = await services.start('trusting', ['gateway', 'start'], { SIGN_CALLS: 'off', TRUSTED_DOCUMENTS: example('documents.json'), SEARCH_URL: at(2), REGISTRY_URL: at(3), REPLICA_URL: at(4), MARKET_URL: at(5) });
    await until('its members', async () => (await fetch(gateway.url.replace('/graphql', '/readyz'))).status === 200);
    const { stdout } = await run(process.execPath, [example('ask-by-id.js'), 'Search', '{"words":"空气质量"}', gateway.url]);
    expect(JSON.parse(stdout)).toMatchObject({ data: { search: { total: expect.any(Number) } } });
    expect((await services.ask(gateway, '{ coverage { total } }')).errors?.[0]?.extensions?.['code']).toBe('UNKNOWN_DOCUMENT');
    expect((await fetch(gateway.url.replace('/graphql', '/graphiql'))).status).toBe(404);
  });
});

describeWhere(aBrowser, 'the pages', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => browser?.close());

  test('GraphiQL runs an example, tells of a field, and keeps to a policy without exceptions for scripts', async () => {
    const { headers } = await fetch(address('/graphiql'));
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|blob:|data:|\*|https?:/);
    const { page, complaints } = await openPage(browser, { lang: 'en' });
    await page.goto(address('/graphiql'));
    await page.getByRole('button', { name: 'Show Examples' }).click();
    await page.getByLabel('Examples that have a word').fill('didYouMean');
    await page.getByRole('button', { name: 'Everything that a search says of its hits, and of itself' }).click();
    await page.locator('.graphiql-query-editor', { hasText: 'didYouMean' }).waitFor();
    await page.getByRole('button', { name: /Execute query/ }).click();
    await page.locator('.graphiql-response', { hasText: '"didYouMean"' }).waitFor();
    await picture(page, 'graphiql');
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).click();
    await page.getByText('The dataset with this id; null where its owner has none.').waitFor();
    await page.getByRole('button', { name: 'Open settings dialog' }).click();
    await page.getByRole('dialog').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('the search page of sixty lines finds, opened from another origin', async () => {
    const { page } = await openPage(browser);
    const html = readFileSync(packagePath('docs', 'examples', 'search-page.html'), 'utf8');
    expect(html.split('\n').length).toBeLessThanOrEqual(60);
    const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(html));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await page.goto(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/?catalog=${encodeURIComponent(demo.url)}`);
    await page.getByRole('searchbox').fill('空气质量');
    await page.keyboard.press('Enter');
    await page.locator('#hits li').first().waitFor();
    expect(await page.locator('#count').textContent()).toMatch(/^\d+ results$/);
    await page.context().close();
    await new Promise((resolve) => server.close(resolve));
  });
});
