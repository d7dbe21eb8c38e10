import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeWhere } from '../../support/describe-where.js';
import { datasetId } from '../support/records.js';
import { until } from '../support/until.js';
import { aBrowser, launch, openPage, picture, violationsOf } from './browser.js';
import { HOSTILE, OTHERS, productId, startNation, type WebNation } from './nation.js';

// A browser, or a nation of processes, on a machine that has other work.
jest.setTimeout(120_000);

describeWhere(aBrowser, 'pages of a gateway that answers their operations alone', () => {
  let nation: WebNation;
  let browser: Browser;
  const address = (path: string): string => nation.gateway.url.replace('/graphql', path);

  beforeAll(async () => {
    [nation, browser] = await Promise.all([startNation(), launch()]);
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await nation?.services[Symbol.asyncDispose]();
  });

  test('no text of a record becomes markup', async () => {
    const { page, complaints } = await openPage(browser);
    await page.goto(address('/?q=水位&kinds=DATASET'));
    await until('every hostile hit', async () => (await page.locator('.hit').count()) > HOSTILE.length);
    const shown = await page.locator('.hit h2').allTextContents();
    for (const text of HOSTILE) expect(shown).toContain(`水位 ${text}`);
    for (const [index, text] of HOSTILE.entries()) {
      await page.goto(address(`/id/${datasetId('330000', index + 1)}`));
      await page.locator('.record-head h1').waitFor();
      expect(await page.locator('.record-head h1').textContent()).toBe(`水位 ${text}`);
    }
    for (const [index, text] of HOSTILE.entries()) {
      await page.goto(address(`/id/${productId(index + 1)}`));
      await page.locator('#offers-title').waitFor();
      expect(await page.locator('.record-head h1').textContent()).toBe(`产品 ${text}`);
      expect(await page.locator('.offers').textContent()).toContain(text.slice(0, 20));
      expect(await page.locator('.lineage').textContent()).toContain(`水位 ${text}`);
    }
    await picture(page, 'product-hostile');
    for (const { id, kind, titles } of OTHERS) {
      await page.goto(address(`/id/${id!}`));
      await page.locator(`.tag.kind-${kind}`).waitFor();
      expect(await page.locator('.record-head h1').textContent()).toBe(titles![0]!.text);
      await page.getByText(kind === 'USE_CASE' ? `成效 ${HOSTILE[0]}` : kind === 'DEMAND' ? '征集中' : '12.5 PFLOPS').first().waitFor();
      if (kind === 'DEMAND') await page.locator('section[aria-labelledby=matches-title] li').nth(HOSTILE.length).waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await picture(page, `${kind.toLowerCase()}-hostile`);
    }
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a record that was withdrawn says why', async () => {
    const { page } = await openPage(browser);
    await page.goto(address(`/id/${datasetId('310000', 3)}`));
    await page.locator('.notice').getByText('不再<b>采集</b>').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('此记录已撤销');
    await picture(page, 'record-withdrawn');
    await page.context().close();
  });

  test('what it was made from and what was made from it is drawn across authorities, and what is hidden is as if it were not', async () => {
    const { page, complaints } = await openPage(browser);
    await page.goto(address(`/id/${datasetId('310000', 1)}`));
    expect(await page.locator('section[aria-labelledby=used-by-title]').textContent()).toContain(`成效 ${HOSTILE[0]}`);
    expect(await page.locator('section[aria-labelledby=wanted-by-title] li').count()).toBe(1);
    expect(await page.locator('section[aria-labelledby=computeOptions-title] .partial').count()).toBe(1);
    // The products and the use of another authority; the monthly report of its own.
    await page.locator('.lineage .stop').nth(HOSTILE.length + 2).waitFor();
    expect(await page.locator('.lineage .link.crosses').count()).toBe(HOSTILE.length + 1);
    await page.goto(address(`/id/${datasetId('310000', 5)}`));
    await page.locator('.lineage .stop.missing').waitFor();
    expect(await page.locator('.lineage').textContent()).not.toContain('仅供成员');
    await page.locator('.lineage').getByRole('link', { name: '河道水位' }).click();
    await page.getByRole('heading', { level: 1, name: '河道水位' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a layer that is away is said to be, and costs nothing else', async () => {
    await nation.market.kill();
    const { page } = await openPage(browser);
    await page.goto(address(`/id/${productId(1)}`));
    await page.locator('section[aria-labelledby=offers-title] .partial').waitFor();
    expect(await page.locator('section[aria-labelledby=offers-title] .partial').textContent()).toContain('SUBGRAPH_UNAVAILABLE');
    await page.locator('.lineage').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await picture(page, 'product-market-away');
    await page.context().close();
  });

  test('a node that dies while its page is open is shown as silent, and its records from their copies', async () => {
    const { page } = await openPage(browser);
    await page.goto(address('/federation'));
    await until('both nodes', async () => (await page.locator('.tile.ok').count()) === 2);
    await nation.nodes['310000'].kill();
    await page.locator('.tile.down').waitFor();
    expect(await page.locator('.tile.down').textContent()).toContain('310000');
    await picture(page, 'federation-node-killed');

    await page.goto(address('/?q=水位'));
    await page.locator('.partial').first().waitFor();
    expect(await page.locator('.partial summary').first().textContent()).toMatch(/1 个机构（共 2 个）暂时无法联系；其内容为 .+ 的副本/);
    expect(await violationsOf(page)).toEqual([]);
    await picture(page, 'search-partial');

    await page.goto(address(`/id/${datasetId('310000', 1)}`));
    await page.locator('.record-head .partial').waitFor();
    expect(await page.locator('.record-head h1').textContent()).toBe('河道水位');
    await picture(page, 'record-from-replica');
    await page.context().close();
  });
});
