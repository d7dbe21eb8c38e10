import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { manifestOf } from '../../../cli/documents/manifest.js';
import { packagePath } from '../../../schema/package-path.js';
import { describeWhere } from '../../support/describe-where.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';
import { aBrowser, isTooWide, launch, openPage, picture, shiftOf, violationsOf, type OpenOptions, type Watched } from './browser.js';

// A browser, or a nation of processes, on a machine that has other work.
jest.setTimeout(120_000);

/** Operations that the pages may send: what `ucat documents web/operations` lists. */
const files = readdirSync(packagePath('web', 'operations')).map((name): [string, string] => [name, readFileSync(packagePath('web', 'operations', name), 'utf8')]);
const trusted = new Set(manifestOf(new Map(files)).operations.map(({ body }) => body));

describeWhere(aBrowser, 'the pages of the demonstration', () => {
  let services: Services;
  let demo: RunningService;
  let browser: Browser;
  const opened: Watched[] = [];

  beforeAll(async () => {
    services = await Services.create();
    [demo, browser] = await Promise.all([services.start('demo', ['demo']), launch()]);
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await services[Symbol.asyncDispose]();
  });
  afterEach(async () => {
    for (const { page, operations, complaints } of opened.splice(0)) {
      await page.context().close();
      expect(complaints).toEqual([]);
      for (const operation of operations) expect(trusted).toContain(operation);
    }
  });

  const address = (path: string): string => demo.url.replace('/graphql', path);
  const open = async (path: string, options?: OpenOptions): Promise<Watched> => {
    const watched = await openPage(browser, options);
    opened.push(watched);
    await watched.page.goto(address(path));
    await watched.page.locator('footer').waitFor();
    return watched;
  };
  const idOf = async (query: string, kind: string): Promise<string> => {
    const { data } = await services.ask(demo, 'query ($query: String, $kind: RecordKind!) { search(query: $query, filter: { kinds: [$kind] }, first: 1) { edges { node { id } } } }', { query, kind });
    return (data?.['search'] as { edges: readonly { node: { id: string } }[] }).edges[0]!.node.id;
  };
  const totalOf = async ({ page }: Watched): Promise<number> => Number((await page.locator('.total').textContent())?.replace(/\D/g, ''));

  /** Every page by its address, with what its heading says. */
  const everyPage = async (): Promise<readonly (readonly [name: string, path: string, heading: RegExp])[]> => [
    ['search', '/?q=%E7%A9%BA%E6%B0%94', /搜索结果|Results/],
    ['dataset', `/id/${await idOf('京津冀及周边空气质量监测数据', 'DATASET')}`, /空气质量|Air quality/i],
    ['service', `/id/${await idOf('', 'DATA_SERVICE')}`, /./],
    ['standard', `/id/${await idOf('环境空气质量标准', 'STANDARD')}`, /环境空气质量标准|Ambient air/i],
    ['owner', `/id/${await idOf('上海市生态环境局', 'ORGANIZATION')}`, /上海市生态环境局|Shanghai/],
    ['product', `/id/${await idOf('分钟级临近降水订阅', 'DATA_PRODUCT')}`, /降水|Nowcast/],
    ['facility', `/id/${await idOf('', 'COMPUTE_FACILITY')}`, /./],
    ['authority', '/authority/310000', /上海市|Shanghai/],
    ['federation', '/federation', /节点|federation/],
    ['figures', '/figures', /全国概览|National figures/],
  ];

  test('the script is at most 150 kB as it is sent', async () => {
    expect(gzipSync(readFileSync(packagePath('dist', 'web', 'app.js'))).length).toBeLessThanOrEqual(150_000);
    const { headers } = await fetch(address('/assets/app.js'));
    expect([headers.get('content-encoding'), headers.get('etag')]).toEqual(['gzip', expect.any(String)]);
  });

  test('a search is found in both languages, by one operation a view at most', async () => {
    const chinese = await open('/?q=空气质量监测');
    await chinese.page.locator('.hit mark').first().waitFor();
    expect(await totalOf(chinese)).toBeGreaterThan(0);
    expect(chinese.operations.length).toBeLessThanOrEqual(1);
    const english = await open('/?q=air quality', { lang: 'en' });
    await english.page.getByRole('heading', { name: 'Results' }).waitFor();
    await english.page.locator('.hit').first().waitFor();
    expect(await english.page.locator('.total').textContent()).toMatch(/^\d+ results?$/);
    expect(await english.page.locator('html').getAttribute('lang')).toBe('en');
    expect(english.operations.length).toBeLessThanOrEqual(1);
    // What came with the page is taken over: nothing is asked for a second time.
    await english.page.reload();
    await english.page.locator('.hit').first().waitFor();
    expect(english.operations.length).toBeLessThanOrEqual(1);
  });

  test('searches while one types, and offers what begins so; all by the keyboard', async () => {
    const watched = await open('/');
    const { page } = watched;
    await page.locator('#query').focus();
    await page.keyboard.type('空气');
    await page.locator('#suggestions li').first().waitFor();
    await until('the typed words in the address', async () => new URL(page.url()).searchParams.get('q') === '空气');
    await page.keyboard.press('ArrowDown');
    const offered = await page.locator("#suggestions li[aria-selected='true']").textContent();
    expect(offered).toMatch(/^空气/);
    await page.keyboard.press('Enter');
    await until('the suggestion in the address', async () => new URL(page.url()).searchParams.get('q') === offered);
    await page.locator('#suggestions').waitFor({ state: 'hidden' });
    await page.goBack();
    await until('the typed words again', async () => (await page.locator('#query').inputValue()) === '空气');
    // A view costs a search and the suggestions beside it: the empty page, what was typed, what was chosen, what was gone back to.
    expect(watched.operations.length).toBeLessThanOrEqual(8);
  });

  test('narrows by facets with their counts, and takes it back by a chip', async () => {
    const watched = await open('/');
    const { page } = watched;
    const all = await until('all records', async () => totalOf(watched));
    const box = page.getByRole('group', { name: '类型' }).getByRole('checkbox').first();
    const [, count] = (await page.getByRole('group', { name: '类型' }).locator('label').first().textContent())!.match(/(\d+)$/)!;
    await box.check();
    await until('as many as the facet said', async () => (await totalOf(watched)) === Number(count));
    expect(new URL(page.url()).searchParams.getAll('kinds').length).toBe(1);
    await page.getByRole('list', { name: '已设条件' }).getByRole('link').click();
    await until('all of them again', async () => (await totalOf(watched)) === all);
    await page.goBack();
    await until('the facet again', async () => (await totalOf(watched)) === Number(count));
  });

  test('narrows to a year by its bar, and takes it back', async () => {
    const watched = await open('/?kinds=STANDARD');
    const { page } = watched;
    const all = await until('all standards', async () => totalOf(watched));
    const years = page.getByRole('group', { name: '发布日期' }).getByRole('link');
    const bar = years.last();
    const [, year, count] = (await bar.getAttribute('aria-label'))!.match(/^(\d{4})：(\d+) 条$/)!;
    await bar.click();
    await until('as many as the bar said', async () => (await totalOf(watched)) === Number(count));
    expect(new URL(page.url()).searchParams.get('issuedFrom')).toBe(year);
    // A date's own bounds do not narrow its bars.
    expect(await years.count()).toBeGreaterThan(1);
    await page.getByRole('group', { name: '发布日期' }).getByRole('link').last().click();
    await until('all of them again', async () => (await totalOf(watched)) === all);
  });

  test('compares the offers of exchanges beside each other', async () => {
    const { page, operations } = await open(`/id/${await idOf('CLDAS', 'DATASET')}`);
    await page.locator('.offers').waitFor();
    expect(await page.locator('.offers thead th').count()).toBe(3);
    expect(await page.locator('.offers').getByRole('row', { name: '按次' }).textContent()).toMatch(/0\.45 CNY \/ 10 次.*0\.04 CNY \/ 次/);
    expect(operations.length).toBe(2);
    expect(await page.locator('.lineage .stop').count()).toBeGreaterThanOrEqual(5);
    expect(await page.locator('.options > li').count()).toBeGreaterThan(0);
    expect(await page.locator('.stage').count()).toBe(8);
    await page.locator('.stage summary').first().click();
    await page.locator('.stage details[open] li').first().waitFor();
    await page.locator('.offers thead').getByRole('link').first().click();
    await page.locator('.tag.kind-DATA_PRODUCT').waitFor();
    await page.locator('.offers').waitFor();
    expect(operations.length).toBe(4);
    expect(await violationsOf(page)).toEqual([]);
  });

  test('shows the record itself in the middle of a lineage that is larger than its frame', async () => {
    const { page } = await open(`/id/${await idOf('中国地面气象站逐小时观测资料', 'DATASET')}`, { width: 360 });
    const [frame, self] = [page.locator('.lineage'), page.locator('.lineage .self')];
    await self.waitFor();
    expect(await frame.evaluate(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight)).toBe(true);
    const [seen, box] = [await frame.boundingBox(), await self.boundingBox()];
    expect(Math.abs((box?.y ?? 0) + (box?.height ?? 0) / 2 - (seen?.y ?? 0) - (seen?.height ?? 0) / 2)).toBeLessThan(2);
    expect(box?.x).toBeGreaterThanOrEqual(seen?.x ?? Infinity);
    expect(await page.evaluate('scrollY')).toBe(0);
  });

  test('shows every value of a facet to who wants them', async () => {
    const { page } = await open('/');
    const formats = page.getByRole('group', { name: '格式' });
    await formats.getByRole('button').click();
    await until('more values', async () => (await formats.getByRole('checkbox').count()) > 15);
    expect(await formats.getByRole('button').count()).toBe(0);
  });

  test('pages by a cursor, and takes the reader along', async () => {
    const { page } = await open('/?sort=TITLE');
    await page.getByRole('button', { name: '显示更多', exact: true }).click();
    await until('forty hits', async () => (await page.locator('.hit').count()) === 40);
    expect(await page.evaluate("document.activeElement.closest('.hit') === document.querySelectorAll('.hit')[20]")).toBe(true);
    const links = await page.locator('.hit h2 a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(new Set(links).size).toBe(40);
  });

  test('every page opens by its address, costs at most two operations, stands still, and has nothing that axe objects to', async () => {
    for (const [name, path, heading] of await everyPage()) {
      for (const options of [{}, { lang: 'en', dark: true, width: 360, height: 800 }] as const) {
        const { page, operations } = await open(path, options);
        await page.getByRole('heading', { level: 1, name: heading }).waitFor();
        await page.locator('.skeleton').waitFor({ state: 'detached' });
        expect([name, operations.length <= 2]).toEqual([name, true]);
        expect(await violationsOf(page)).toEqual([]);
        expect([name, options, await isTooWide(page)]).toEqual([name, options, false]);
        expect([name, options, await shiftOf(page)]).toEqual([name, options, 0]);
        await picture(page, `${name}-${'dark' in options ? 'phone-dark-en' : 'light-zh'}`);
      }
    }
  });

  test('a wall screen is filled', async () => {
    const { page } = await open('/federation', { width: 2560, height: 1440 });
    await page.locator('.tile').first().waitFor();
    expect(await page.locator('.tile').count()).toBeGreaterThanOrEqual(24);
    expect(await page.locator('a.square.ok').count()).toBeGreaterThan(5);
    await picture(page, 'federation-wall');
  });

  test('changes the language and the appearance, and keeps them', async () => {
    const { page } = await open('/federation');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'The federation' }).waitFor();
    await page.getByRole('link', { name: 'Figures' }).click();
    await page.getByRole('heading', { level: 1, name: 'National figures' }).waitFor();
    expect(new URL(page.url()).searchParams.get('lang')).toBe('EN');
    await page.getByRole('button', { name: /Appearance/ }).click();
    await page.getByRole('button', { name: /Appearance/ }).click();
    await page.goto(address('/'));
    await page.getByRole('button', { name: 'Appearance: dark' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.evaluate("getComputedStyle(document.documentElement).colorScheme")).toBe('dark');
  });

  test('a language that is taken back before its answer is there leaves the page as it was', async () => {
    const { page } = await openPage(browser);
    await page.goto(address('/authority/NOBODY'));
    const heading = page.getByRole('heading', { level: 1, name: /NOBODY/ });
    await heading.waitFor();
    await page.route('**/graphql', () => undefined);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: '中文' }).click();
    await heading.waitFor();
    await page.context().close();
  });

  test('the keyboard alone leads to a record, whose heading has the focus', async () => {
    const { page } = await open('/?q=空气质量');
    await page.locator('.hit').first().waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.keyboard.press('Enter');
    await until('a hit in focus', async () => {
      await page.keyboard.press('Tab');
      return page.evaluate<boolean>("document.activeElement.closest('.hit h2') !== null");
    });
    await page.keyboard.press('Enter');
    await page.locator('.record h1').waitFor();
    await until('the heading in focus', async () => page.evaluate<boolean>("document.activeElement.tagName === 'H1'"));
    expect(await page.title()).toContain((await page.locator('.record h1').textContent())!);
  });

  test('the browser itself verifies a record up to its owner’s signature', async () => {
    const { page } = await open(`/id/${await idOf('京津冀及周边空气质量监测数据', 'DATASET')}`);
    await page.getByRole('button', { name: '核对' }).click();
    await page.locator('.proved').waitFor();
    expect(await page.locator('.verdict .holds').count()).toBe(5);
    await picture(page, 'dataset-verified');
  });

  test('says that nothing matches, that there is no such record, that it is under way, and that it can not be reached', async () => {
    const empty = await open('/?q=空气&kinds=STANDARD&formats=XYZ');
    await empty.page.getByRole('link', { name: '不加筛选再搜一次' }).waitFor();
    await picture(empty.page, 'search-empty');
    expect(await violationsOf(empty.page)).toEqual([]);

    const missing = await openPage(browser);
    await missing.page.goto(address('/id/310000-DS-0000009999-W'));
    await missing.page.getByText('编号 310000-DS-0000009999-W 不在目录中').waitFor();
    await picture(missing.page, 'record-missing');
    await missing.page.context().close();

    const slow = await openPage(browser);
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    await slow.page.goto(address('/figures'));
    await slow.page.getByRole('heading', { level: 1 }).waitFor();
    await slow.page.route('**/graphql', async (route) => released.then(async () => route.continue()));
    await slow.page.getByRole('link', { name: '联合目录' }).click();
    await slow.page.locator('.skeleton').waitFor();
    expect(await violationsOf(slow.page)).toEqual([]);
    await picture(slow.page, 'search-loading');
    release();
    await slow.page.locator('.hit').first().waitFor();
    await slow.page.context().close();

    const cut = await openPage(browser);
    await cut.page.goto(address('/figures'));
    await cut.page.getByRole('heading', { level: 1 }).waitFor();
    await cut.page.route('**/graphql', async (route) => route.abort());
    await cut.page.getByRole('link', { name: '联合目录' }).click();
    await cut.page.getByRole('alert').waitFor();
    expect(await violationsOf(cut.page)).toEqual([]);
    await picture(cut.page, 'search-unreachable');
    await cut.page.unroute('**/graphql');
    await cut.page.getByRole('button', { name: '再试一次' }).click();
    await cut.page.locator('.hit').first().waitFor();
    await cut.page.context().close();
  });
});
