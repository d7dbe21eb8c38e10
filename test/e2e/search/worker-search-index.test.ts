import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { ChangeBatch, SearchAnswer, SearchRequest } from '../../../subgraphs/search/index/search-index.js';
import { WorkerSearchIndex } from '../../../subgraphs/search/index/worker-search-index.js';
import { searchIndexAudienceCases } from '../../cases/search-index-audiences.cases.js';
import { searchIndexCases } from '../../cases/search-index.cases.js';
import { searchIndexVectorCases } from '../../cases/search-index-vectors.cases.js';
import { datasetId } from '../support/records.js';
import { until } from '../support/until.js';

const logger = pino({ level: 'silent' });

const createSite = async (readers = 1) => {
  const folder = await mkdtemp(join(tmpdir(), 'ucat-threads-'));
  return { open: () => WorkerSearchIndex.open({ file: join(folder, 'index.db'), logger, readers }), remove: () => rm(folder, { recursive: true }) };
};
searchIndexAudienceCases('libSQL in threads of its own', () => createSite(), 1);
searchIndexCases('libSQL in threads of its own', () => createSite(), ['finding what is like it', 'what a hit shows', 'taking in changes', 'the other doors']);
searchIndexAudienceCases('libSQL in threads of its own, two of which answer', () => createSite(2), 1);
searchIndexCases('libSQL in threads of its own, two of which answer', () => createSite(2), ['what a hit shows', 'order and pages', 'taking in changes', 'the other doors'], 0.2);
searchIndexVectorCases('libSQL in threads of its own, two of which answer', () => createSite(2), 2);

describe('many records that change at once', () => {
  const many = 300;
  /** Begins unlike others, for the full text shares beginnings. */
  const word = (serial: number, version: number, n: number): string => `${((serial * 7_919 + n * 104_729 + version * 30_011) % 46_656).toString(36).padStart(3, '0')}v${String(version)}n${String(n)}r${String(serial)}q`;
  const change = (serial: number, version: number) => {
    const title = Array.from({ length: 10 }, (_, n) => word(serial, version, n)).join(' ');
    return { seq: version * many + serial, id: datasetId('310000', serial), version, op: 'UPSERT' as const, document: JSON.stringify({ id: datasetId('310000', serial), titles: [{ lang: 'en', text: title }] }) };
  };
  const batch = (version: number): ChangeBatch => ({ changes: Array.from({ length: many }, (_, n) => change(n + 1, version)), setAside: [], position: { cursor: `v${String(version)}`, seq: (version + 1) * many } });

  test('are seen at once, and what they said before leaves all files while others are written', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ucat-threads-'));
    const index = await WorkerSearchIndex.open({ file: join(folder, 'index.db'), logger });
    const inFiles = async (version: number): Promise<boolean> => {
      const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))));
      return files.some((bytes) => bytes.includes(`v${String(version)}n9r`));
    };
    const total = async (query: string): Promise<number> => (await index.search({ query, filter: {}, sort: 'RELEVANCE', first: 10, after: null, lang: 'ZH', facets: [], facetSize: 0, highlights: false, sameAs: false })).total;
    for (const version of [1, 2, 3]) await index.apply('310000', batch(version));
    expect([await total(word(7, 3, 4)), await total(word(7, 2, 4)), await inFiles(3)]).toEqual([1, 0, true]);
    await until('the words of the versions before to be gone', async () => !(await inFiles(1)) && !(await inFiles(2)));
    expect([await total(word(7, 3, 4)), await inFiles(3)]).toEqual([1, true]);
    await index.close();
    await rm(folder, { recursive: true });
  });
});

describe('a thread that goes down', () => {
  const REQUEST: SearchRequest = { query: '空气', filter: {}, sort: 'RELEVANCE', first: 10, after: null, lang: 'ZH', facets: [], facetSize: 0, highlights: false, sameAs: false };
  const put = (serial: number) =>
    index.apply('310000', {
      changes: [{ seq: serial, id: datasetId('310000', serial), version: 1, op: 'UPSERT', document: JSON.stringify({ id: datasetId('310000', serial), titles: [{ lang: 'zh', text: '空气' }] }) }],
      setAside: [],
      position: { cursor: `c${String(serial)}`, seq: serial },
    });
  const total = async (): Promise<number> => (await index.search(REQUEST)).total;
  const unavailable: unknown = expect.objectContaining({ extensions: { code: 'INDEX_UNAVAILABLE', retryable: true } });
  let folder: string;
  let index: WorkerSearchIndex;
  const changed: (readonly string[] | null)[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ucat-threads-'));
    index = await WorkerSearchIndex.open({ file: join(folder, 'index.db'), logger, onChanged: (ids) => changed.push(ids) });
    await put(1);
  });

  afterAll(async () => {
    await index.close();
    await rm(folder, { recursive: true });
  });

  test('the reader: searches are refused with INDEX_UNAVAILABLE until it is back, and then know everything', async () => {
    const pending = index.search(REQUEST).then(String, (error: unknown) => error);
    await index.threads.readers.threads[0]!.worker!.terminate();
    expect(index.ready).toBe(false);
    await expect(index.search(REQUEST)).rejects.toEqual(unavailable);
    // What was under way was either answered before the end or refused like the rest.
    expect([unavailable, '[object Object]']).toContainEqual(await pending);
    await until('the reader to be back', async () => index.ready);
    expect(await total()).toBe(1);
  });

  test('the reader: what was hidden stays hidden when it is back', async () => {
    await index.heed({ hidden: ['310000'], bodies: [] });
    expect(await total()).toBe(0);
    await index.threads.readers.threads[0]!.worker!.terminate();
    await until('the reader to be back', async () => index.ready);
    expect(await total()).toBe(0);
    await index.heed({ hidden: [], bodies: [] });
    expect(await total()).toBe(1);
  });

  test('the writer: a batch is refused and can be given again; searches go on', async () => {
    await index.threads.writer.worker!.terminate();
    expect(await total()).toBe(1);
    await expect(put(2)).rejects.toEqual(unavailable);
    // It may have been written before the answer was lost.
    expect(changed.splice(0)).toEqual([[datasetId('310000', 1)], [datasetId('310000', 2)]]);
    await until('the writer to be back', async () => index.threads.writer.ready);
    expect(await index.position('310000')).toEqual({ cursor: 'c1', seq: 1 });
    await put(2);
    expect([await total(), changed]).toEqual([2, [[datasetId('310000', 2)]]]);
  });

  test('the analyst: likewise', async () => {
    await index.threads.analyst.worker!.terminate();
    await expect(put(3)).rejects.toEqual(unavailable);
    await until('the analyst to be back', async () => index.threads.analyst.ready);
    await put(3);
    expect(await total()).toBe(3);
  });

  test('pages and figures come through the threads as the engine gives them', async () => {
    const { hits } = await index.search(REQUEST);
    const paged: string[] = [];
    for (let after: string | null = null; paged.length < 3; ) {
      const page: SearchAnswer = await index.search({ ...REQUEST, first: 1, after });
      paged.push(...page.hits.map(({ id }) => id));
      after = page.hits.at(-1)!.cursor;
    }
    expect(paged).toEqual(hits.map(({ id }) => id));
    await expect(index.search({ ...REQUEST, after: 'no cursor' })).rejects.toMatchObject({ extensions: { code: 'BAD_CURSOR' } });
    expect((await index.figures('2026-11-29')).authorities).toMatchObject([{ authority: '310000', counts: { records: 3, data: 3, open: 0 } }]);
  });

  test('what was foreseen is taken in like anything else, with the position that it is applied with, and nothing comes of what is not applied', async () => {
    const batch = (serial: number): ChangeBatch => ({
      changes: [{ seq: serial, id: datasetId('320000', serial), version: 1, op: 'UPSERT', document: JSON.stringify({ id: datasetId('320000', serial), titles: [{ lang: 'zh', text: '水质' }] }) }],
      setAside: [{ seq: serial + 1, id: '', version: 0, op: null, reason: 'told' }],
      position: { cursor: `c${String(serial)}`, seq: serial + 1 },
    });
    const waters = async (): Promise<number> => (await index.search({ ...REQUEST, query: '水质' })).total;
    const [first, dropped, lost] = [batch(1), batch(11), batch(21)];
    index.foresee('320000', first);
    index.foresee('320000', dropped);
    const outcome = await index.apply('320000', { ...first, position: { ...first.position, attested: 'so far' } });
    expect([outcome, await index.attested('320000'), await waters()]).toEqual([{ upserted: 1, retired: 0, passedOver: 0, setAside: first.setAside }, 'so far', 1]);
    // The same once more: what was prepared of it is used up.
    expect((await index.apply('320000', first)).passedOver).toBe(1);
    index.foresee('320000', lost);
    await index.threads.analyst.worker!.terminate();
    await until('the analyst to be back', async () => index.threads.analyst.ready);
    expect([(await index.apply('320000', lost)).upserted, await waters()]).toEqual([1, 2]);
  });

  test('many batches at once are all applied, each to its own authority', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, n) => index.apply(`B${String(n)}`, { changes: [], setAside: [], position: { cursor: 'x', seq: n } })));
    const { authorities } = await index.coverage();
    expect(authorities.filter(({ authority }) => authority.startsWith('B')).map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n));
  });
});
