import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { FedIndex } from '../../../subgraphs/search/index/opensearch/ledger/fed-index.js';
import { OpenSearchIndex } from '../../../subgraphs/search/index/opensearch-search-index.js';
import type { RecordChange, SearchRequest } from '../../../subgraphs/search/index/search-index.js';
import { OLDEST_SERVED_ANALYSIS } from '../../../subgraphs/search/text/index-tokens.js';
import { createQueryReader } from '../../../subgraphs/search/text/query-terms.js';
import { createWordSplitter } from '../../../subgraphs/search/text/split-words.js';
import { openLossyProxy, type Fate } from '../../support/lossy-proxy.js';
import { describeWithOpenSearch, removeIndices } from '../../support/opensearch.js';
import { datasetId } from '../support/records.js';
import { until } from '../support/until.js';

const A = '310000';
const splitter = createWordSplitter();
const logger = pino({ level: 'silent' });
const REQUEST: SearchRequest = { query: null, filter: {}, sort: 'TITLE', first: 100, after: null, lang: 'ZH', facets: [], facetSize: 0, highlights: false, sameAs: false };
const title = (version: number): string => `第${String(version)}版`;
const change = (serial: number, version: number, seq: number): RecordChange => {
  const id = datasetId(A, serial);
  return version % 3 === 0 ? { seq, id, version, op: 'TOMBSTONE', document: '{}' } : { seq, id, version, op: 'UPSERT', document: JSON.stringify({ id, titles: [{ lang: 'zh', text: title(version) }] }) };
};

describeWithOpenSearch('an index on a cluster', (url) => {
  let folder: string;
  let name: string;
  const open = (at: string): Promise<OpenSearchIndex> => {
    const file = join(folder, 'ledger.db');
    return OpenSearchIndex.open({ file, url: at, name, door: new FedIndex({ file, url: at, name, logger, splitter }), readQuery: createQueryReader(splitter), logger });
  };
  const shown = async (index: OpenSearchIndex): Promise<readonly string[]> => (await index.search(REQUEST)).hits.map(({ id, title: text }) => `${id} ${text}`).sort();
  const remove = async (path: string): Promise<unknown> => (await fetch(`${url}${path}`, { method: 'DELETE' })).json();
  const indices = async (): Promise<readonly string[]> => Object.keys((await (await fetch(`${url}/${name}-*/_alias`)).json()) as object);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ucat-ledger-'));
    name = `test_${randomBytes(6).toString('hex')}`;
  });
  afterEach(async () => {
    await removeIndices(url, name);
    await rm(folder, { recursive: true });
  });

  test('is what the ledger says whichever requests were lost on their way there or back, and wherever its process ended', async () => {
    const step = fc.record({ changes: fc.array(fc.record({ serial: fc.integer({ min: 1, max: 4 }), version: fc.integer({ min: 1, max: 7 }) }), { minLength: 1, maxLength: 5 }), ends: fc.boolean() });
    const fate = fc.constantFrom<Fate>('passes', 'passes', 'passes', 'lost', 'answer lost');
    await using proxy = await openLossyProxy(url);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), fc.infiniteStream(fate), async (steps, fates) => {
        await rm(join(folder, 'ledger.db'), { force: true });
        await removeIndices(url, name);
        const newest = new Map<number, number>();
        let index = await open(proxy.url);
        proxy.decide(() => fates.next().value as Fate);
        let seq = 0;
        for (const { changes, ends } of steps) {
          for (const { serial, version } of changes) newest.set(serial, Math.max(version, newest.get(serial) ?? 0));
          const batch = { changes: changes.map(({ serial, version }) => change(serial, version, ++seq)), setAside: [], position: { cursor: `c${String(seq)}`, seq } };
          // What is refused is given again, as the harvest does.
          for (;;) {
            const taken = await index.apply(A, batch).then(() => true, () => false);
            if (taken) break;
          }
          if (!ends) continue;
          await index.close();
          index = await open(proxy.url);
        }
        proxy.decide(() => 'passes');
        await until('the index to be ready', async () => index.ready);
        const expected = [...newest].filter(([, version]) => version % 3 !== 0).map(([serial, version]) => `${datasetId(A, serial)} ${title(version)}`);
        expect(await shown(index)).toEqual(expected.sort());
        expect(await index.position(A)).toEqual({ cursor: `c${String(seq)}`, seq });
        await index.close();
      }),
      { numRuns: 8 },
    );
  }, 240_000);

  test('is made again where it was deleted, and where it was put back from a copy that knows less', async () => {
    const index = await open(url);
    await index.apply(A, { changes: [change(1, 1, 1), change(2, 1, 2)], setAside: [], position: { cursor: 'c2', seq: 2 } });
    const [before] = await indices();
    await remove(`/${String(before)}`);
    await until('the index to be there again', async () => (await shown(index).catch(() => [])).length === 2);
    await index.close();
    const [made] = await indices();
    // A place that the ledger has gone past long ago.
    await fetch(`${url}/${String(made)}/_doc/%23place?refresh=true`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"number":0}' });
    await remove(`/${String(made)}/_doc/${datasetId(A, 1)}?refresh=true`);
    const again = await open(url);
    expect(await shown(again)).toHaveLength(2);
    expect(await indices()).toHaveLength(1);
    await again.close();
  }, 60_000);

  test('is mended by the audit where a record of it was lost, or put there by other hands', async () => {
    const index = await open(url);
    await index.apply(A, { changes: [change(1, 1, 1), change(2, 1, 2)], setAside: [], position: { cursor: 'c2', seq: 2 } });
    const [name0] = await indices();
    await remove(`/${String(name0)}/_doc/${datasetId(A, 1)}?refresh=true`);
    await fetch(`${url}/${String(name0)}/_doc/${datasetId(A, 9)}?refresh=true`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id: datasetId(A, 9), version: 1, log: A, reach: ['*'] }) });
    expect(await index.holdings(A, true)).toMatchObject({ live: 2 });
    expect(await shown(index)).toHaveLength(2);
    await index.close();
  }, 60_000);

  test('of a layout of another program is served by nobody while a new one is made beside it', async () => {
    const index = await open(url);
    await index.apply(A, { changes: [change(1, 1, 1)], setAside: [], position: { cursor: 'c1', seq: 1 } });
    await index.close();
    const [old] = await indices();
    // The same index under the name that an older program would have given it.
    const ledger = String(old).split('-')[1] as string;
    const older = `${name}-${ledger}-00000000-1-1`;
    await fetch(`${url}/${older}`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ aliases: { [name]: {} } }) });
    await remove(`/${String(old)}`);
    const again = await open(url);
    expect(await shown(again)).toHaveLength(1);
    expect((await indices()).filter((one) => one === older)).toEqual([]);
    await again.close();
  }, 60_000);

  describe('that another version of the program made', () => {
    const STAFF = { authorities: ['440000'] };
    const ask = async (method: string, path: string, body: object = {}): Promise<unknown> => (await fetch(url + path, { method, headers: { 'content-type': 'application/json' }, ...(method !== 'GET' && { body: JSON.stringify(body) }) })).json();
    const facts = (serial: number, version: number, seq: number, openness: string): RecordChange => ({ seq, id: datasetId(A, serial), version, op: 'UPSERT', document: JSON.stringify({ id: datasetId(A, serial), titles: [{ lang: 'zh', text: '空气' }], keywords: [openness], openness }) });
    const told = async (index: OpenSearchIndex, reader?: typeof STAFF): Promise<unknown> => {
      const { total, facets } = await index.search({ ...REQUEST, query: '空气', facets: ['OPENNESS'], facetSize: 5 }, reader);
      return [total, facets[0]?.buckets.map(({ value, count }) => `${value} ${String(count)}`), (await index.suggest('c', null, 5, reader)).length, (await index.coverage(reader)).authorities.map(({ kinds }) => kinds)];
    };

    /** Makes the index, and gives it the name that a program of an older analysis would have given it. */
    async function makeOlder(): Promise<string> {
      const index = await open(url);
      await index.apply(A, { changes: [facts(1, 1, 1, 'OPEN'), facts(2, 1, 2, 'OPEN'), facts(3, 1, 3, 'CONDITIONAL')], setAside: [], position: { cursor: 'c3', seq: 3 } });
      await index.close();
      const [made] = await indices();
      const older = String(made).replace(/-\d+-\d+$/, `-${String(OLDEST_SERVED_ANALYSIS)}-1`);
      await ask('PUT', `/${String(made)}/_settings`, { 'index.blocks.write': true });
      await ask('POST', `/${String(made)}/_clone/${older}?wait_for_active_shards=1`, { settings: { 'index.blocks.write': null } });
      await ask('POST', '/_aliases', { actions: [{ add: { index: older, alias: name } }, { remove_index: { index: made } }] });
      return older;
    }

    test('is followed until the new one has everything: totals, facets and suggestions are of what is there, for each reader', async () => {
      const older = await makeOlder();
      await using proxy = await openLossyProxy(url);
      let release = (): void => undefined;
      const held = new Promise<Fate>((resolve) => (release = () => resolve('passes')));
      let waiting = 0;
      proxy.decide((path) => {
        if (!path.includes('_bulk') || path.startsWith(`/${older}/`)) return 'passes';
        waiting++;
        return held;
      });
      const index = await open(proxy.url);
      expect(index.ready).toBe(true);
      await until('the new index to be filled', async () => waiting > 0);
      expect(await told(index)).toEqual([3, ['OPEN 2', 'CONDITIONAL 1'], 1, [{ DATASET: 3 }]]);
      // One is withdrawn, one is for fewer from now on, one is new.
      await index.apply(`${A}/MEMBER`, { changes: [{ ...facts(3, 3, 1, 'CONDITIONAL'), document: JSON.stringify({ id: datasetId(A, 3), titles: [{ lang: 'zh', text: '空气' }], keywords: ['CONDITIONAL'], openness: 'CONDITIONAL', audience: 'MEMBER' }) }], setAside: [], position: { cursor: 'm1', seq: 1 } });
      await index.apply(A, { changes: [change(1, 3, 4), facts(4, 1, 5, 'OPEN')], setAside: [], position: { cursor: 'c5', seq: 5 } });
      const [now, staff] = [[2, ['OPEN 2'], 0, [{ DATASET: 2 }]], [3, ['OPEN 2', 'CONDITIONAL 1'], 1, [{ DATASET: 3 }]]];
      expect([await told(index), await told(index, STAFF)]).toEqual([now, staff]);
      expect((await indices()).length).toBe(2);
      expect(await index.position(A)).toEqual({ cursor: 'c5', seq: 5 });
      release();
      await until('the new index to be served', async () => (await indices()).length === 1);
      expect(await indices()).not.toEqual([older]);
      await until('the new index to be asked', async () => index.ready);
      expect([await told(index), await told(index, STAFF)]).toEqual([now, staff]);
      // By its own log the one that is for fewer is still there.
      expect(await index.holdings(A, true)).toMatchObject({ live: 3 });
      expect([await told(index), await told(index, STAFF)]).toEqual([now, staff]);
      await index.close();
    }, 60_000);

    test('is followed also where filling the new one fails again and again, and by the next process where this one ends', async () => {
      const older = await makeOlder();
      await using proxy = await openLossyProxy(url);
      let lost = 0;
      proxy.decide((path) => {
        if (!path.includes('_bulk') || path.startsWith(`/${older}/`)) return 'passes';
        lost++;
        return 'lost';
      });
      let index = await open(proxy.url);
      await until('filling to have failed twice', async () => lost > 1);
      await index.apply(A, { changes: [facts(4, 1, 4, 'OPEN')], setAside: [], position: { cursor: 'c4', seq: 4 } });
      expect(await told(index)).toEqual([4, ['OPEN 3', 'CONDITIONAL 1'], 1, [{ DATASET: 4 }]]);
      await index.close();
      index = await open(url);
      await until('the new index to be served', async () => (await indices()).length === 1);
      await until('the new index to be asked', async () => index.ready);
      expect(await told(index)).toEqual([4, ['OPEN 3', 'CONDITIONAL 1'], 1, [{ DATASET: 4 }]]);
      await index.close();
    }, 60_000);
  });
});
