import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { logKey } from '../../../schema/audience.js';
import type { SearchSort } from '../../../schema/generated/search.js';
import type { AuthorityStanding, RecordChange, SearchAnswer, SearchRequest } from '../../../subgraphs/search/index/search-index.js';
import { IndexBuilder } from '../../../subgraphs/search/index/versions/index-builder.js';
import { WorkerSearchIndex } from '../../../subgraphs/search/index/worker-search-index.js';
import { createEntryBuilder } from '../../../subgraphs/search/model/index-entry.js';
import { createIndexTokenizer } from '../../../subgraphs/search/text/index-tokens.js';
import { createWordSplitter } from '../../../subgraphs/search/text/split-words.js';
import { datasetId } from '../support/records.js';
import { until } from '../support/until.js';

/* An index of which two threads answer, while one of them goes down, records go, and another file takes its place. */

const logger = pino({ level: 'silent' });
const A = '310000';
const B = '330000';
const splitter = createWordSplitter();
const REQUEST: SearchRequest = { query: '空气', filter: {}, sort: 'RELEVANCE', first: 100, after: null, lang: 'ZH', facets: [], facetSize: 0, highlights: false, sameAs: false };
const titled = (serial: number, authority: string, title: string, version: number, seq: number): RecordChange => ({
  seq, id: datasetId(authority, serial), version, op: 'UPSERT', document: JSON.stringify({ id: datasetId(authority, serial), titles: [{ lang: 'zh', text: title }] }),
});

let folder: string;
let index: WorkerSearchIndex;
let seq = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ucat-readers-'));
  index = await WorkerSearchIndex.open({ file: join(folder, 'index.db'), logger, readers: 2 });
});
afterEach(async () => {
  await index.close();
  await rm(folder, { recursive: true });
});

const apply = (log: string, ...changes: readonly RecordChange[]) => index.apply(log, { changes, setAside: [], position: { cursor: `c${String(++seq)}`, seq } });
const put = (serial: number, { authority = A, title = '空气', version = 1, log }: { readonly authority?: string; readonly title?: string; readonly version?: number; readonly log?: string } = {}) =>
  apply(log ?? authority, titled(serial, authority, title, version, ++seq));
const drop = (serial: number, version: number) => apply(A, { seq: ++seq, id: datasetId(A, serial), version, op: 'TOMBSTONE', document: '{}' });
const idsOf = ({ hits }: SearchAnswer): readonly string[] => hits.map(({ id }) => id);
const bothAnswer = () => until('both threads to answer', async () => index.readers.answering === 2);
/** By an error of its own, for the engine takes the whole process with it where a thread is ended in the midst of it. */
const endOne = async (which = 0): Promise<void> => {
  const worker = index.threads.readers.threads[which]!.worker!;
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  worker.postMessage(null);
  await ended;
};

/** Clients that ask again and again until they are stopped, and `see` each answer with what `before` gave when it was asked for. */
function askAgainAndAgain<Before>(clients: number, before: () => Before, see: (answer: SearchAnswer, before: Before) => void): { readonly asked: () => number; readonly stop: () => Promise<void> } {
  let isOver = false;
  let asked = 0;
  const client = async (): Promise<void> => {
    while (!isOver) {
      const known = before();
      see(await index.search(REQUEST), known);
      asked++;
    }
  };
  const running = Promise.all(Array.from({ length: clients }, client));
  running.catch(() => undefined);
  return { asked: () => asked, stop: async () => ((isOver = true), void (await running)) };
}

test('no search fails while one of the threads that answer is down, and it comes back with all that was taken in meanwhile', async () => {
  await put(1);
  let taken = 1;
  const clients = askAgainAndAgain(4, () => taken, ({ total }, before) => expect(total).toBeGreaterThanOrEqual(before));
  for (let round = 0; round < 4; round++) {
    const asked = clients.asked();
    await endOne(round % 2);
    expect([index.ready, index.readers]).toEqual([true, { answering: 1, all: 2 }]);
    await put(taken + 1);
    taken++;
    await bothAnswer();
    await until('searches to go on', async () => clients.asked() > asked + 20);
  }
  await clients.stop();
  expect((await Promise.all(Array.from({ length: 8 }, () => index.search(REQUEST)))).map(({ total }) => total)).toEqual(Array.from({ length: 8 }, () => 5));
});

describe('what was withdrawn, confined or hidden', () => {
  /** Of `hide` and `end` the serial says nothing. */
  const act = fc.record({ act: fc.constantFrom('put', 'put', 'drop', 'confine', 'hide', 'end'), serial: fc.integer({ min: 1, max: 4 }) });

  test('is shown by no thread when the call has resolved, whichever is asked, and what is taken in is shown by all', async () => {
    let version = 1;
    await put(1, { authority: B });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 12 }), async (acts) => {
        /** What everybody must see, as an object of its own at each time. */
        let shown: ReadonlySet<string> = new Set();
        /** What nobody may see. */
        let gone: ReadonlySet<string> = new Set([1, 2, 3, 4].map((serial) => datasetId(A, serial)));
        for (const serial of [1, 2, 3, 4]) await drop(serial, ++version);
        await index.heed({ hidden: [], bodies: [] });
        const problems: string[] = [];
        const clients = askAgainAndAgain(3, () => ({ shown, gone }), (answer, before) => {
          const ids = idsOf(answer);
          // What changes under the search may be seen or not.
          if (before.gone === gone) problems.push(...ids.filter((id) => gone.has(id)).map((id) => `${id} is shown`));
          if (before.shown === shown) problems.push(...[...shown].filter((id) => !ids.includes(id)).map((id) => `${id} is not shown`));
        });
        /** While it is done neither is known of it. */
        const change = async (ids: readonly string[], isShown: boolean, work: () => Promise<unknown>): Promise<void> => {
          shown = new Set([...shown].filter((id) => !ids.includes(id)));
          gone = new Set([...gone].filter((id) => !ids.includes(id)));
          await work();
          if (isShown) shown = new Set([...shown, ...ids]);
          else gone = new Set([...gone, ...ids]);
        };
        let isHidden = false;
        for (const one of acts) {
          if (one.act === 'end') {
            await bothAnswer();
            await endOne();
          } else if (one.act === 'hide') {
            isHidden = !isHidden;
            await change([datasetId(B, 1)], !isHidden, () => index.heed({ hidden: isHidden ? [B] : [], bodies: [] }));
          } else {
            const { act: what, serial } = one;
            await change([datasetId(A, serial)], what === 'put', () => (what === 'drop' ? drop(serial, ++version) : put(serial, { version: ++version, ...(what === 'confine' && { log: logKey(A, 'MEMBER') }) })));
          }
          const [first, ...others] = await Promise.all(Array.from({ length: 6 }, () => index.search(REQUEST)));
          for (const answer of others) expect(idsOf(answer)).toEqual(idsOf(first!));
          for (const id of shown) expect(idsOf(first!)).toContain(id);
          for (const id of gone) expect(idsOf(first!)).not.toContain(id);
        }
        await clients.stop();
        expect(problems).toEqual([]);
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});

test('what was read of a log is known to whichever thread is asked next', async () => {
  for (let serial = 1; serial <= 30; serial++) {
    const putting = put(serial);
    // The writer has it before the threads that answer do.
    await until('it to be committed', async () => (await index.position(A)).seq >= seq);
    const entries = await index.newestEntries(A, 0, 100);
    const answers = await Promise.all(Array.from({ length: 4 }, () => index.search({ ...REQUEST, among: entries.map(({ id }) => id) })));
    expect(answers.map(({ total }) => total)).toEqual(Array.from({ length: 4 }, () => entries.length));
    await putting;
  }
});

describe('a list whose pages are answered by threads of which one was started later', () => {
  const SORTS: readonly SearchSort[] = ['RELEVANCE', 'TITLE', 'MODIFIED', 'QUALITY', 'PUBLISHED'];
  const title = (serial: number, version: number): string => `${'空气 '.repeat(1 + ((serial * 7 + version) % 5))}第${String((serial * 13) % 40)}号`;

  /** Pages of the list, each by the other thread than the one before. */
  async function pages(request: SearchRequest, first: number, between: () => Promise<unknown> = async () => undefined): Promise<readonly string[]> {
    const ids: string[] = [];
    for (let after: string | null = null, page = 0; ; page++) {
      const thread = index.threads.readers.threads[page % 2]!;
      const answer: SearchAnswer = await thread.call('search', { ...request, first, after }, { authorities: [] });
      ids.push(...idsOf(answer));
      if (!answer.hasNextPage) return ids;
      after = answer.hits.at(-1)!.cursor;
      await between();
    }
  }

  beforeEach(async () => {
    // Rows that died have places in the memory of the thread that was there, and none in the other's.
    for (const version of [1, 2, 3]) await apply(A, ...Array.from({ length: 60 }, (_, n) => titled(n + 1, A, title(n + 1, version), version, ++seq)));
    await endOne();
    await bothAnswer();
  });

  test.each(SORTS)('by %s has every hit once, in the order of the whole', async (sort) => {
    const whole = idsOf(await index.search({ ...REQUEST, sort }));
    expect([whole.length, await pages({ ...REQUEST, sort }, 7), await pages({ ...REQUEST, sort }, 1)]).toEqual([60, whole, whole]);
  });

  test('has every hit once that does not change meanwhile, whatever else comes and goes and whichever goes down', async () => {
    let n = 100;
    const between = async (): Promise<void> => {
      n++;
      await put(n, { title: title(n, 1) });
      if (n % 3 === 0) await drop(n - 1, 2);
      if (n === 105) {
        await endOne();
        await bothAnswer();
      }
    };
    const before = idsOf(await index.search({ ...REQUEST }));
    const found = await pages(REQUEST, 5, between);
    expect([found.filter((id) => before.includes(id)), new Set(found).size]).toEqual([before, found.length]);
  });
});

describe('going over to another file', () => {
  const HIDING: AuthorityStanding = { hidden: [B], bodies: [] };
  /** Makes the other file of what the index has. */
  function builder(file: string): { readonly settle: () => Promise<void> } {
    const building = IndexBuilder.open(join(folder, 'index.db'), file, createEntryBuilder(createIndexTokenizer(splitter)));
    return {
      settle: async () => {
        building.settle();
        building.close();
      },
    };
  }

  test('is done with all threads, and no search fails or lacks anything; what is told at the last moment all know', async () => {
    const file = join(folder, 'index-2.db');
    await put(1);
    await put(1, { authority: B });
    let taken = 1;
    const clients = askAgainAndAgain(4, () => taken, ({ hits }, before) => expect(hits.filter(({ authority }) => authority === A).length).toBeGreaterThanOrEqual(before));
    const writing = (async () => {
      for (let serial = 2; serial <= 12; serial++) {
        await put(serial);
        taken = serial;
      }
    })();
    let heeding: Promise<void> | undefined;
    const former = index.threads.readers;
    await index.goOver(file, builder(file).settle, () => void (heeding = index.heed(HIDING)));
    await Promise.all([heeding, writing]);
    await clients.stop();
    expect([index.threads.readers === former, index.readers, former.threads.map(({ ready }) => ready)]).toEqual([false, { answering: 2, all: 2 }, [false, false]]);
    await put(13);
    const answers = await Promise.all(Array.from({ length: 8 }, () => index.search(REQUEST)));
    expect(answers.map(({ hits }) => hits.filter(({ authority }) => authority === A).length)).toEqual(Array.from({ length: 8 }, () => 13));
    expect(answers.flatMap(({ hits }) => hits).filter(({ authority }) => authority === B)).toEqual([]);
    // Also one that is started again.
    await endOne();
    await bothAnswer();
    expect((await Promise.all(Array.from({ length: 4 }, () => index.search(REQUEST)))).map(({ total }) => total)).toEqual([13, 13, 13, 13]);
  });

  test('is done with none where one of them, or anything else, fails', async () => {
    await put(1);
    await expect(index.goOver(join(folder, 'nowhere', 'index-2.db'), async () => undefined, () => undefined)).rejects.toThrow();
    const file = join(folder, 'index-2.db');
    const { settle } = builder(file);
    const failing = async (): Promise<void> => {
      await settle();
      throw new Error('they differ');
    };
    await expect(index.goOver(file, failing, () => undefined)).rejects.toThrow('they differ');
    await put(2);
    expect((await Promise.all(Array.from({ length: 4 }, () => index.search(REQUEST)))).map(({ total }) => total)).toEqual([2, 2, 2, 2]);
  });
});
