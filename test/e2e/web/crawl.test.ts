import { expect, jest, test } from '@jest/globals';
import { Services } from '../support/services.js';
import { until } from '../support/until.js';
import { crawl } from './crawl.js';

/** `CRAWL_PAGES=1000 npm test -- test/e2e/web/crawl` reads as many. */
const pages = Number(process.env['CRAWL_PAGES'] ?? 40);

// A nation of processes on a machine that has other work.
jest.setTimeout(120_000 + pages * 1_000);

test(`every link of ${String(pages)} pages of the demonstration resolves`, async () => {
  await using services = await Services.create();
  const demo = await services.start('demo', ['demo'], { RATE_PER_MINUTE: '0' });
  const origin = demo.url.replace('/graphql', '');
  await until('the site map', async () => (await fetch(`${origin}/sitemap.xml`)).ok);
  const { broken, links, ...read } = await crawl(origin, pages);
  process.stdout.write(`${String(read.pages)} pages read, ${String(links)} links tried, ${String(broken.length)} broken\n`);
  expect(broken).toEqual([]);
  expect(read.pages).toBe(pages);
  expect(links).toBeGreaterThan(pages);
});
