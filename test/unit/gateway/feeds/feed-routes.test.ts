import { expect, test } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { feedRoutes } from '../../../../gateway/feeds/feed-routes.js';
import type { RequestScope } from '../../../../subgraphs/kit/observe/request-scope.js';

/** The feed of nothing found, from a gateway that was set so. */
async function linksOf(publicUrl: string | undefined, headers: Readonly<Record<string, string>> = {}): Promise<readonly [origin: string, feed: string, home: string]> {
  const routes = feedRoutes(async () => ({ status: 200, headers: {}, body: Buffer.from('{"data":{"search":{"edges":[]}}}') }), publicUrl);
  const server = createServer((request, response) => void routes['/feeds/search.json']!(request, response, {} as RequestScope));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const { feed_url: feed, home_page_url: home } = (await (await fetch(`${origin}/feeds/search.json?query=a`, { headers })).json()) as { readonly feed_url: string; readonly home_page_url: string };
    return [origin, feed, home];
  } finally {
    server.close();
  }
}

test('links of a feed begin as those of the pages do: with the address that was set', async () => {
  const [, feed, home] = await linksOf('https://catalog.example/');
  expect([feed, home]).toEqual(['https://catalog.example/feeds/search.json?query=a', 'https://catalog.example/']);
});

test('else with the one that was asked; who asks can not have others sent elsewhere', async () => {
  const [origin, feed, home] = await linksOf(undefined, { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' });
  expect([feed, home]).toEqual([`${origin}/feeds/search.json?query=a`, `${origin}/`]);
});
