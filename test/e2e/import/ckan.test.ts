import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createPortalClient } from '../../../cli/import/formats/ckan/portal-client.js';
import { portalPackages } from '../../../cli/import/formats/ckan/portal-packages.js';
import type { ImportReport, Rejection } from '../../../cli/import/import-report.js';
import { runImport } from '../../../cli/import/run-import.js';
import { jsonView } from '../../../cli/import/views/json-view.js';
import { startNode } from '../../../subgraphs/catalog/main.js';
import type { HttpServer } from '../../../subgraphs/kit/http-server.js';
import { createHttpTransport, type HttpTransport } from '../../../subgraphs/kit/transport/http-transport.js';
import { CkanPortal, portalPackage } from '../../support/ckan-portal.js';

/** A moment of 2025, as CKAN writes it. */
const moment = (second: number): string => new Date(Date.UTC(2025, 0, 1, 0, 0, second)).toISOString().replace('Z', '123');

describe('ucat import --from-ckan, against a portal and a node', () => {
  let folder: string;
  let node: HttpServer;
  let http: HttpTransport;
  let portal: CkanPortal;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ucat-ckan-'));
    node = await startNode({ host: '127.0.0.1', port: 0, dataDir: folder, authorities: ['340000'], stewardToken: undefined }, pino({ level: 'silent' }));
    http = createHttpTransport();
    portal = await new CkanPortal(70).start();
  });
  afterEach(async () => {
    await portal[Symbol.asyncDispose]();
    await http.close();
    await node.close();
    rmSync(folder, { recursive: true });
  });

  async function importPortal(more: object = {}) {
    let printed = '';
    const exit = await runImport({ fromCkan: portal.url, node: `${node.url}/graphql`, batch: 200, ...more }, jsonView((text) => (printed += text)), new AbortController().signal);
    return { exit, ...(JSON.parse(printed) as ImportReport & { rejections: Rejection[]; notRetired: string | null; error: string | null }) };
  }

  async function live(): Promise<number> {
    const { data } = await http.send({ url: `${node.url}/graphql`, query: '{ changes(authority: "340000", first: 1) { live } }' });
    return (data?.['changes'] as { live: number }).live;
  }

  test('takes every package, page by page, and a second time changes nothing', async () => {
    portal.put(...Array.from({ length: 250 }, (_, index) => portalPackage(index + 1, moment(Math.floor(index / 3)))));
    expect(await importPortal()).toMatchObject({ exit: 0, entries: 250, created: 250, rejected: 0, owners: { created: 1 }, error: null });
    expect(portal.asked.length).toBeGreaterThan(3);
    expect(await importPortal()).toMatchObject({ exit: 0, entries: 250, created: 0, updated: 0, unchanged: 250 });
  });

  test('passes over nothing where a package changes between two pages, and many changed at once', async () => {
    portal.put(...Array.from({ length: 200 }, (_, index) => portalPackage(index + 1, moment(index < 150 ? 5 : index))));
    portal.before = () => {
      // The first of those read moves to the end, and with it each behind it one place forward.
      if (portal.asked.length === 2) portal.put(portalPackage(1, moment(500)), portalPackage(2, moment(501)));
    };
    const found = new Set<string>();
    for await (const entry of portalPackages({ ask: createPortalClient({ portal: portal.url }), pageSize: 40 })) if (entry.ok) found.add((entry.value as { id: string }).id);
    expect(found.size).toBe(200);
  });

  test('with a state file asks only for what changed since', async () => {
    const state = join(folder, 'state', 'portals.json');
    portal.put(...Array.from({ length: 30 }, (_, index) => portalPackage(index + 1, moment(index))));
    expect(await importPortal({ state })).toMatchObject({ exit: 0, entries: 30 });
    expect(Object.values(JSON.parse(readFileSync(state, 'utf8')) as object)).toEqual(['2025-01-01T00:00:29.000Z']);
    portal.put(portalPackage(7, moment(100), { title: '第7号噪声监测点（迁建）' }), portalPackage(31, moment(101)));
    expect(await importPortal({ state })).toMatchObject({ exit: 0, entries: 3, created: 1, updated: 1, unchanged: 1 });
    expect(await importPortal({ state })).toMatchObject({ entries: 1, unchanged: 1 });
    expect(await importPortal()).toMatchObject({ entries: 31, unchanged: 31 });
  });

  test('a stopped import is not remembered', async () => {
    const state = join(folder, 'portals.json');
    portal.put(...Array.from({ length: 100 }, (_, index) => portalPackage(index + 1, moment(index))));
    portal.before = (response) => {
      if (portal.asked.length < 2) return;
      response.writeHead(403).end('{"success":false,"error":{"__type":"Authorization Error","message":"Access denied"}}');
      return true;
    };
    expect(await importPortal({ state })).toMatchObject({ exit: 2, error: expect.stringMatching(/refused with status 403: Access denied$/) });
    portal.before = () => undefined;
    expect(await importPortal({ state })).toMatchObject({ exit: 0, entries: 100 });
  });

  test('private, deleted and broken packages cost themselves; complete, it retires those that are gone', async () => {
    const all = Array.from({ length: 40 }, (_, index) => portalPackage(index + 1, moment(index)));
    portal.put(...all);
    await importPortal();
    expect(await live()).toBe(41);
    portal.put({ ...all[3]!, state: 'deleted' }, { ...all[4]!, private: true }, { ...all[5]!, organization: null });
    expect(await importPortal({ complete: true })).toMatchObject({ exit: 1, entries: 38, rejected: 1, retired: 2, rejections: [{ identifier: all[5]!.id, problems: [{ field: 'owner', rule: 'REQUIRED' }] }] });
    expect(await live()).toBe(39);
  });

  test('waits for a portal that is away, busy or asks for patience', async () => {
    portal.put(portalPackage(1, moment(1)));
    const failures: readonly ((response: ServerResponse) => void)[] = [
      (response) => response.writeHead(503).end(),
      (response) => response.writeHead(429, { 'retry-after': '0.01' }).end(),
      (response) => response.destroy(),
    ];
    portal.before = (response) => {
      const fail = failures[portal.asked.length - 1];
      fail?.(response);
      return fail !== undefined;
    };
    const reasons: string[] = [];
    const ask = createPortalClient({ portal: portal.url, firstDelayMillis: 1, onRetry: ({ message }) => reasons.push(message) });
    expect(await ask('package_search', { rows: '1' })).toMatchObject({ count: 1 });
    expect(reasons).toEqual([expect.stringContaining('status 503'), expect.stringContaining('status 429'), expect.stringContaining('did not answer')]);
  });

  test.each([
    ['a page', '<html></html>'],
    ['another JSON', '[]'],
    ['no result', '{"success":true}'],
  ])('what is no CKAN portal is told: it answers with %s', async (_, text) => {
    portal.before = (response) => void response.writeHead(200).end(text) === undefined;
    expect(await importPortal()).toMatchObject({ exit: 2, entries: 0, error: expect.stringMatching(/Is it a CKAN portal\?$/) });
  });

  test('a portal that leads elsewhere is not followed there; the address is told', async () => {
    await using other = await new CkanPortal().start();
    portal.before = (response) => void response.writeHead(302, { location: `${other.url}/api/3/action/package_search?rows=1` }).end() === undefined;
    expect(await importPortal()).toMatchObject({ exit: 2, entries: 0, error: expect.stringMatching(new RegExp(`not followed: .* give the address ${other.url}\\.$`)) });
    expect(other.asked).toEqual([]);
  });

  test('an answer beyond the limit is cut off', async () => {
    portal.put(portalPackage(1, moment(1), { notes: 'x'.repeat(10_000) }));
    await expect(createPortalClient({ portal: portal.url, answerLimitBytes: 5_000 })('package_search', {})).rejects.toThrow(/more than 5000 bytes/);
  });

  test('a request that can not be meant, and a state file of something else, are refused', async () => {
    expect(await importPortal({ file: 'x.csv' })).toMatchObject({ exit: 2, error: 'Expected either a FILE or --from-ckan with the address of a portal.' });
    expect(await importPortal({ fromCkan: 'ftp://x' })).toMatchObject({ exit: 2, error: expect.stringMatching(/^--from-ckan: expected/) });
    expect(await importPortal({ mapping: 'dgtw' })).toMatchObject({ exit: 2, error: expect.stringMatching(/^--mapping: expected/) });
    writeFileSync(join(folder, 'other.json'), '[1]');
    expect(await importPortal({ state: join(folder, 'other.json') })).toMatchObject({ exit: 2, error: expect.stringMatching(/^--state: expected/) });
  });
});
