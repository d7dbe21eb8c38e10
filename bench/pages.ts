import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from 'playwright-core';
import { startChild } from '../cli/demo/child-service.js';
import { median, round } from './lib/stats.js';
import { until } from './lib/until.js';

/** Pages by name, with what the first result of each is. */
const PAGES = {
  search: ['/?q=%E7%A9%BA%E6%B0%94', '.hit'],
  home: ['/', '.hit'],
  dataset: ['/id/CMA-DS-0000000009-1', 'article h1'],
  product: ['/id/GYDE-DP-0000000001-2', 'article h1'],
  authority: ['/authority/310000', '.authority h1'],
  federation: ['/federation', '.tile'],
  figures: ['/figures', '.numbers dd'],
} as const;

const SLOWDOWN = 4;

interface Painted {
  readonly millis: number;
  readonly shift: number;
}

/** Notes the first paint behind which the result stands: a frame that began with it in the page has been shown. */
const watch = (selector: string): string => `
  window.shift = 0;
  new PerformanceObserver((list) => { for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shift += value; }).observe({ type: 'layout-shift', buffered: true });
  const look = () => {
    if (window.painted !== undefined) return;
    const isThere = document.querySelector(${JSON.stringify(selector)}) !== null;
    requestAnimationFrame(isThere ? () => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => { window.painted ??= performance.now(); }; port2.postMessage(0); } : look);
  };
  requestAnimationFrame(look);`;

async function paint(browser: Browser, url: string, selector: string): Promise<Painted> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN' });
  try {
    const page = await context.newPage();
    await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    await page.addInitScript(watch(selector));
    await page.goto(url, { waitUntil: 'networkidle' });
    await page.waitForFunction('window.painted !== undefined');
    return { millis: await page.evaluate<number>('window.painted'), shift: await page.evaluate<number>('window.shift') };
  } finally {
    await context.close();
  }
}

async function measure(origin: string, runs: number): Promise<void> {
  const browser = await chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  try {
    console.log(`| page | first result painted, ms (budget 1,000) | layout shift (budget 0) |\n|---|---|---|`);
    for (const [name, [path, selector]] of Object.entries(PAGES)) {
      // Once for the gateway's plans and caches, as in any service that is in use.
      await fetch(origin + path, { headers: { accept: 'text/html' } });
      const painted: Painted[] = [];
      for (let run = 0; run < runs; run += 1) painted.push(await paint(browser, origin + path, selector));
      console.log(`| ${name} | ${String(round(median(painted.map(({ millis }) => millis)), 0))} | ${String(round(Math.max(...painted.map(({ shift }) => shift)), 4))} |`);
    }
    console.log(`\nload of the machine: ${loadavg().map((load) => load.toFixed(1)).join(' ')}`);
  } finally {
    await browser.close();
  }
}

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
const folder = await mkdtemp(join(tmpdir(), 'ucat-pages-'));
const demo = startChild(['demo'], { PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'error', RATE_PER_MINUTE: '0' });
try {
  const origin = await demo.message('url');
  await until('the demonstration to be ready', async () => (await fetch(`${origin}/readyz`)).status === 200);
  await measure(origin, Number(values.runs));
} finally {
  await demo.close();
  await rm(folder, { recursive: true });
}
