import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { packagePath } from '../../../schema/package-path.js';
import type { Need } from '../../support/describe-where.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const paths = (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));

/** The browser of this machine; undefined where there is none. */
const executable = [process.env['CHROMIUM_PATH'] ?? '', ...paths].find((path) => path !== '' && existsSync(path));

export const aBrowser: Need = { isThere: executable !== undefined, what: 'Chromium in the PATH or at CHROMIUM_PATH', expected: 'Expected Chromium, for CI leaves no suite out: install the Debian package chromium.' };

export const launch = async (): Promise<Browser> => chromium.launch({ executablePath: executable ?? '', args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'] });

/** What a page did besides what it showed. */
export interface Watched {
  readonly page: Page;
  /** Texts of the operations that it sent since `forget`. */
  readonly operations: string[];
  /** Addresses of other hosts, broken policies, and whatever its scripts complained of. */
  readonly complaints: string[];
}

export interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  readonly lang?: 'zh-CN' | 'en';
  readonly dark?: boolean;
}

/** A page in a profile of its own. */
export async function openPage(browser: Browser, { width = 1280, height = 900, lang = 'zh-CN', dark = false }: OpenOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width, height }, locale: lang, colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.addInitScript("window.shift = 0; new PerformanceObserver((list) => { for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shift += value; }).observe({ type: 'layout-shift', buffered: true })");
  page.setDefaultTimeout(60_000);
  const watched: Watched = { page, operations: [], complaints: [] };
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.hostname !== '127.0.0.1') watched.complaints.push(`asked ${url.host}`);
    if (url.pathname === '/graphql') watched.operations.push((JSON.parse(request.postData() ?? '{}') as { readonly query: string }).query);
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') watched.complaints.push(message.text());
  });
  page.on('pageerror', (error) => watched.complaints.push(error.message));
  page.on('dialog', (dialog) => {
    watched.complaints.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  return watched;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds against WCAG 2.2 AA and its good practice. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<{ readonly violations: readonly Violation[] }>(
    "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => ({ violations }))",
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 200)} ${failureSummary.slice(0, 300)}`));
}

/** How much what was shown has moved since the page began to load, as Chromium counts it, in thousandths. */
export const shiftOf = async (page: Page): Promise<number> => page.evaluate('Math.round(window.shift * 1000)');

/** Keeps a picture of the page in dist/screenshots, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = packagePath('dist', 'screenshots');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** Whether the page is wider than its window, which makes readers of small screens scroll sideways. */
export const isTooWide = async (page: Page): Promise<boolean> => page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
