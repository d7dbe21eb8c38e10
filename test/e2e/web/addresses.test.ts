import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Parser, type Quad } from 'n3';
import { request } from 'node:http';
import { scriptJson } from '../../../gateway/http/pages/html.js';
import { datasetId, ownerId, standardId } from '../support/records.js';
import { until } from '../support/until.js';
import { HOSTILE, PUBLIC_RECORDS, startNation, type WebNation } from './nation.js';

// A browser, or a nation of processes, on a machine that has other work.
jest.setTimeout(120_000);

let nation: WebNation;
const origin = (): string => nation.gateway.url.replace('/graphql', '');
const get = async (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> => fetch(origin() + path, { headers, redirect: 'manual' });

beforeAll(async () => {
  nation = await startNation();
}, 300_000);
afterAll(async () => nation.services[Symbol.asyncDispose]());

const id = datasetId('310000', 1);
const jsonLdOf = (html: string): Record<string, unknown> => JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)![1]!) as Record<string, unknown>;

describe('the address of a record', () => {
  test('answers a browser with a page that stands without its script, and a crawler with schema.org in it', async () => {
    const page = await get(`/id/${id}`, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    expect([page.status, page.headers.get('content-type'), page.headers.get('vary')]).toEqual([200, 'text/html; charset=utf-8', 'accept, accept-language, accept-encoding']);
    const html = await page.text();
    expect(html).toContain('<h1>河道水位</h1>');
    expect(html).toContain(`<link rel="canonical" href="${origin()}/id/${id}">`);
    expect(html).toContain(`<a href="/id/${ownerId('310000')}">310000 数据局</a>`);
    const described = jsonLdOf(html);
    expect(described).toMatchObject({ '@context': 'https://schema.org/', '@type': 'Dataset', '@id': `${origin()}/id/${id}`, name: '河道水位', creator: { name: '310000 数据局' } });
    expect(String(described['description']).length).toBeGreaterThanOrEqual(50);
  });

  test('answers programs in Turtle and JSON-LD, by Accept or by name', async () => {
    for (const turtle of [await get(`/id/${id}`, { accept: 'text/turtle' }), await get(`/id/${id}?format=turtle`)]) {
      expect(turtle.headers.get('content-type')).toBe('text/turtle; charset=utf-8');
      const quads: Quad[] = new Parser().parse(await turtle.text());
      const said = (predicate: string): readonly string[] => quads.filter(({ subject, predicate: { value } }) => subject.value === `${origin()}/id/${id}` && value === predicate).map(({ object }) => object.value);
      expect(said('http://purl.org/dc/terms/title')).toEqual(['河道水位']);
      expect(said('http://purl.org/dc/terms/conformsTo')).toEqual([`${origin()}/id/${standardId('310000', 1)}`]);
      // What is linked to is named too.
      expect(quads.some(({ object }) => object.value === '310000 数据局')).toBe(true);
    }
    const jsonLd = await get(`/id/${id}`, { accept: 'application/ld+json, text/html;q=0.5' });
    expect(jsonLd.headers.get('content-type')).toBe('application/ld+json; charset=utf-8');
    expect(JSON.stringify(await jsonLd.json())).toContain('河道水位');
    expect((await get(`/id/${id}`, { accept: 'image/png' })).status).toBe(406);
    expect((await get(`/id/${id}?format=gif`)).status).toBe(406);
  });

  test('leads on from a merged record, says why one was withdrawn, and knows no other', async () => {
    const merged = await get(`/id/${datasetId('310000', 2)}?format=turtle`);
    expect([merged.status, merged.headers.get('location')]).toEqual([301, `/id/${id}?format=turtle`]);
    const gone = await get(`/id/${datasetId('310000', 3)}`, { accept: 'text/html' });
    expect(gone.status).toBe(410);
    expect(await gone.text()).toContain('不再&#60;b&#62;采集');
    const forPrograms = await get(`/id/${datasetId('310000', 3)}`, { accept: 'text/turtle' });
    expect([forPrograms.status, await forPrograms.json()]).toEqual([410, { error: expect.objectContaining({ code: 'RECORD_RETIRED', message: '不再<b>采集</b>' }) }]);
    for (const path of [datasetId('310000', 99), 'nonsense', '%E0%A4%A', datasetId('990000', 1)]) {
      const missing = await get(`/id/${path}`, { accept: 'text/html' });
      expect([path, missing.status, (await missing.text()).includes('noindex')]).toEqual([path, 404, true]);
    }
    expect((await fetch(`${origin()}/id/${id}`, { method: 'DELETE' })).status).toBe(405);
  });

  test('shows nobody what is not public, whatever token is brought', async () => {
    const hidden = datasetId('310000', 4);
    const [kept, never] = await Promise.all([get(`/id/${hidden}`, { authorization: 'Bearer x.y.z' }), get(`/id/${datasetId('310000', 98)}`)]);
    expect([kept.status, never.status]).toEqual([404, 404]);
    expect((await kept.text()).replaceAll(hidden, '')).toBe((await never.text()).replaceAll(datasetId('310000', 98), ''));
  });

  test('keeps hostile texts texts', async () => {
    for (const [index, text] of HOSTILE.entries()) {
      const html = await (await get(`/id/${datasetId('330000', index + 1)}`, { accept: 'text/html' })).text();
      expect(jsonLdOf(html)['name']).toBe(`水位 ${text}`);
      // Two elements of the page's own: its script and the data.
      expect(html.match(/<script\b/g)?.length).toBe(2);
      expect(html).not.toMatch(/<img|<svg|<!--/);
    }
  });

  test('is told by the host that was asked, and by nothing that could leave a link', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const { port } = new URL(origin());
      request({ host: '127.0.0.1', port, path: '/robots.txt', headers: { host: 'x"><script>' } }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve(text));
      }).on('error', reject).end();
    });
    expect(answer).not.toContain('<script>');
  });
});

describe('what crawlers and browsers read of the site', () => {
  test('a search comes with what it finds, without a script, and with its feeds', async () => {
    const html = await until('the hits in the page', async () => {
      const page = await (await get('/?q=水位&kinds=DATASET', { accept: 'text/html' })).text();
      return page.includes('class="hit"') && page;
    });
    for (const text of HOSTILE) expect(html).toContain(`"title":${scriptJson(`水位 ${text}`)}`);
    // The page's own script and its data, whatever the records say.
    expect(html.match(/<script\b/g)?.length).toBe(2);
    expect(html).not.toMatch(/<svg onload|<!--/);
    expect(html.match(/<img\b/g)?.length).toBe(1);
    for (const [, href = ''] of html.matchAll(/<link rel="alternate" type="application\/\w+\+\w+" href="([^"]+)">/g)) {
      const feed = await fetch(href.replaceAll('&#38;', '&'));
      expect([feed.status, (await feed.text()).includes('河道水位')]).toEqual([200, true]);
    }
    expect((await get('/?q=水位', { accept: 'text/html', authorization: 'Bearer x.y.z' })).status).toBe(200);
    expect(html).not.toContain(datasetId('310000', 4));
  });

  test('an authority that there is not is 404, and no address to be known by; HEAD says the same', async () => {
    const nobody = await until('the word of the registry', async () => {
      const page = await get('/authority/NOBODY', { accept: 'text/html' });
      return page.status !== 200 && page;
    });
    const html = await nobody.text();
    expect([nobody.status, html.includes('NOBODY'), html.includes('noindex'), html.includes('rel="canonical"')]).toEqual([404, true, true, false]);
    for (const path of ['/authority/NOBODY', '/authority/', '/authority/310000/x', '/authority/%22%3E']) expect([path, (await get(path, { accept: 'text/html' })).status]).toEqual([path, 404]);
    expect((await fetch(`${origin()}/authority/NOBODY`, { method: 'HEAD', headers: { accept: 'text/html' } })).status).toBe(404);
    expect((await get('/authority/310000', { accept: 'text/html' })).status).toBe(200);
  });

  test('robots.txt names the site map, whose parts name every public record and no other', async () => {
    const robots = await (await get('/robots.txt')).text();
    expect(robots).toContain(`Sitemap: ${origin()}/sitemap.xml`);
    const locations = (xml: string): readonly string[] => [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, location]) => location!);
    const parts = locations(await (await get('/sitemap.xml')).text());
    expect(parts).toEqual([`${origin()}/sitemaps/310000-1.xml`, `${origin()}/sitemaps/330000-1.xml`]);
    const pages = (await Promise.all(parts.map(async (part) => locations(await (await fetch(part)).text())))).flat();
    expect(pages.length).toBe(PUBLIC_RECORDS);
    expect(pages).not.toContain(`${origin()}/id/${datasetId('310000', 4)}`);
    for (const page of pages) expect((await fetch(page, { redirect: 'manual', headers: { accept: 'text/html' } })).status).toBe(200);
    for (const none of ['310000-2', '310000-0', 'MEE-1', 'x']) expect([none, (await get(`/sitemaps/${none}.xml`)).status]).toEqual([none, 404]);
  });

  test('the OpenSearch description leads a browser to the search', async () => {
    const description = await get('/opensearch.xml');
    expect(description.headers.get('content-type')).toBe('application/opensearchdescription+xml; charset=utf-8');
    expect(await description.text()).toContain(`template="${origin()}/?q={searchTerms}"`);
  });

  test('every page is under a policy without unsafe-inline, and loads from its own host alone', async () => {
    for (const path of ['/', '/federation', '/figures', '/authority/310000', `/id/${id}`, `/id/${datasetId('310000', 99)}`]) {
      const page = await get(path, { accept: 'text/html' });
      const policy = page.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
      expect(policy).not.toContain('unsafe');
      const html = await page.text();
      expect(html).not.toMatch(/<[a-z][^>]*\s(?:style|on\w+)=|<style|"javascript:/i);
      for (const [, loaded] of html.matchAll(/<(?:script[^>]*\ssrc|link rel="(?:stylesheet|icon)"[^>]*\shref)="([^"]+)"/g)) expect((await get(loaded!)).status).toBe(200);
    }
    expect((await get('/assets/../package.json')).status).toBe(404);
    expect((await get('/assets/none.js')).status).toBe(404);
  });
});
