import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { audienceOfLog, logKey, maySee, readLogKey, type Reader } from '../../schema/audience.js';
import { formatId } from '../../schema/ids.js';
import { LiveDigest } from '../../schema/live-digest.js';
import type { FacetField, SearchSort } from '../../schema/generated/search.js';
import type { RecordChange, SearchIndex, SearchRequest } from '../../subgraphs/search/index/search-index.js';
import type { Lexicon } from '../../subgraphs/search/text/lexicon/lexicon.js';
import { parseLexicon } from '../../subgraphs/search/text/lexicon/parse-lexicon.js';
import type { IndexSite } from './search-index.cases.js';
import { openedAt } from '../support/opened-index.js';

const A = '310000';
const B = 'MEE';
const AUTHORITIES = [A, B] as const;
type LogName = 'PUBLIC' | 'MEMBER' | 'NAMED:330000,MEE';

const READERS: Readonly<Record<string, Reader>> = {
  'the public': { authorities: [] },
  'staff of a member': { authorities: ['440000'] },
  'staff of one that is named': { authorities: ['330000'] },
  'staff of an owner': { authorities: [A] },
  'staff of another owner': { authorities: ['440000', B] },
};

const FACETS: readonly FacetField[] = ['KIND', 'AUTHORITY', 'REGION', 'THEME', 'INDUSTRY', 'FORMAT', 'SHARE_TYPE', 'OPENNESS', 'GRADE', 'LICENSE', 'FREQUENCY', 'OWNER', 'STANDARD', 'KEYWORD', 'HAS_API', 'QUALITY', 'PERMITS', 'AUDIENCE', 'DEMAND_STATE'];
const SORTS: readonly SearchSort[] = ['RELEVANCE', 'MODIFIED', 'ISSUED', 'TITLE', 'QUALITY', 'PUBLISHED'];
const YEARS = (['ISSUED', 'MODIFIED', 'TEMPORAL'] as const).map((field) => ({ field, from: 2000, to: 2030 }));
const USCC = '91350100M000100Y43';

const request = (more: Partial<SearchRequest> = {}): SearchRequest => ({ query: null, filter: {}, sort: 'RELEVANCE', first: 20, after: null, lang: 'ZH', facets: [], facetSize: 20, highlights: false, sameAs: false, ...more });
const mayRead = (reader: Reader, log: string): boolean => {
  const { authority, logName } = readLogKey(log);
  return maySee(reader, authority, audienceOfLog(logName)!);
};

/** Words for an index that reads queries by a lexicon. */
export const AUDIENCE_LEXICON: Lexicon = parseLexicon({ dictionary: '', synonyms: '空气 | air\n水文 => special', stopWords: '数据', lightWords: '监测' });

type Logs = ReadonlyMap<string, readonly RecordChange[]>;

/** One thing that a steward does: publishes a record for an audience, or retires it where that is null. */
interface Act {
  readonly authority: (typeof AUTHORITIES)[number];
  readonly kind: 'DATASET' | 'DATA_SERVICE' | 'ORGANIZATION' | 'STANDARD' | 'USE_CASE' | 'DEMAND';
  readonly serial: number;
  readonly log: LogName | null;
  readonly title: string;
  readonly keywords: readonly string[];
  readonly source: string | null;
  readonly links: boolean;
}

const act: fc.Arbitrary<Act> = fc.record({
  authority: fc.constantFrom(...AUTHORITIES),
  kind: fc.constantFrom('DATASET', 'DATASET', 'DATA_SERVICE', 'ORGANIZATION', 'STANDARD', 'USE_CASE', 'DEMAND'),
  serial: fc.integer({ min: 1, max: 4 }),
  log: fc.constantFrom<LogName | null>('PUBLIC', 'PUBLIC', 'MEMBER', 'NAMED:330000,MEE', null),
  title: fc.constantFrom('空气质量监测', '空气湿度', '水文年报', '空气', 'Air 数据', 'Special 空气'),
  keywords: fc.subarray(['空气', '空域', '水文', '监测', '空气湿度', '水文年报']),
  source: fc.constantFrom('1', '2', null),
  links: fc.boolean(),
});

const documentOf = ({ authority, kind, title, keywords, source, links, serial }: Act, id: string): string =>
  JSON.stringify({
    id, titles: [{ lang: 'zh', text: title }], keywords, modified: `202${String(serial)}`, themes: keywords.length > 1 ? ['environment'] : [], industries: [serial > 2 ? '6511' : 'N'], region: authority === A ? '310000' : '100000',
    descriptions: [{ lang: 'zh', text: `${title}的说明`.repeat(serial) }], policy: JSON.stringify({ permission: [{ action: serial > 2 ? 'use' : 'odrl:distribute' }] }),
    ...(source === null || kind === 'ORGANIZATION' ? {} : { sources: [{ system: 'x.example', identifier: source }] }),
    ...(links && kind === 'DATASET' ? { owner: formatId(A, 'ORGANIZATION', serial), conformsTo: [formatId(B, 'STANDARD', serial)], derivedFrom: [formatId(A, 'DATASET', (serial % 4) + 1), formatId(B, 'DATASET', serial)], openness: 'OPEN', frequency: 'YEARLY', series: formatId(A, 'DATASET', 5 - serial) } : {}),
    ...(kind === 'DATA_SERVICE' ? { servesDatasets: [formatId(A, 'DATASET', serial), formatId(B, 'DATASET', serial)] } : {}),
    ...(kind === 'USE_CASE' ? { uses: [formatId(A, 'DATASET', serial), formatId(B, 'DATASET', serial)], ...(links && { outcomes: [{ lang: 'zh', text: '成效' }] }) } : {}),
    ...(kind === 'DEMAND' ? { owner: formatId(A, 'ORGANIZATION', serial), state: links ? 'OPEN' : 'MET' } : {}),
    ...(kind === 'STANDARD' ? { number: `GB/T ${String(serial)}-2020` } : {}),
    ...(kind === 'ORGANIZATION' ? { uscc: USCC } : {}),
  });

/** The logs that a node writes: who is to be hidden goes from the old log first, then comes to the new one. */
function logsOf(acts: readonly Act[]): Logs {
  const logs = new Map<string, RecordChange[]>();
  const standing = new Map<string, { readonly log: string; readonly version: number; readonly live: boolean }>();
  const append = (log: string, id: string, version: number, document: string | null): void => {
    const entries = logs.get(log) ?? [];
    logs.set(log, entries);
    entries.push({ seq: entries.length + 1, id, version, op: document === null ? 'TOMBSTONE' : 'UPSERT', document: document ?? JSON.stringify({ id, version, reason: 'audience changed' }) });
    standing.set(id, { log, version, live: document !== null });
  };
  for (const one of acts) {
    const id = formatId(one.authority, one.kind, one.serial);
    const before = standing.get(id);
    const log = one.log === null ? null : logKey(one.authority, one.log);
    if (before?.live && before.log !== log) append(before.log, id, before.version + 1, null);
    if (log !== null) append(log, id, (standing.get(id)?.version ?? 0) + 1, documentOf(one, id));
  }
  return logs;
}

/** Gives logs to an index in pieces, in an order that `choose` draws. */
async function feed(index: SearchIndex, logs: Logs, choose: (count: number) => number): Promise<void> {
  const left = [...logs].map(([log, entries]) => ({ log, entries, at: 0 }));
  while (left.length > 0) {
    const turn = choose(left.length);
    const one = left[turn]!;
    const until = Math.min(one.entries.length, one.at + 1 + choose(3));
    await index.apply(one.log, { changes: one.entries.slice(one.at, until), setAside: [], position: { cursor: `c${String(until)}`, seq: until } });
    one.at = until;
    if (until === one.entries.length) left.splice(turn, 1);
  }
}

/** All that the port answers a reader. */
async function everything(index: SearchIndex, reader: Reader, ids: readonly string[]): Promise<readonly unknown[]> {
  const searches = [null, '空气', '空气质量', '水文', 'air', '空气溫度', 'spacial', '水文连报', '空气 湿度 年报'].flatMap((query) => SORTS.map((sort) => request({ query, sort, first: 3, facets: FACETS, highlights: true, sameAs: true, years: YEARS, didYouMean: true, matchedBy: true })));
  const answers = [];
  for (const one of searches) {
    const page = await index.search(one, reader);
    answers.push(page, await index.search({ ...one, after: page.hits.at(-1)?.cursor ?? null }, reader));
  }
  for (const filter of [{ hasApi: true }, { hasApi: false }, { audiences: ['MEMBER' as const] }, { permits: ['use'] }, { keywords: ['水文'], kinds: ['DATASET' as const], audiences: ['PUBLIC' as const] }, { owners: [formatId(A, 'ORGANIZATION', 1)] }]) answers.push(await index.search(request({ filter, facets: FACETS, sameAs: true, years: YEARS }), reader));
  for (const id of ids) answers.push(await index.similar(id, 3, 'ZH', reader));
  for (const id of ids) for (const direction of ['UPSTREAM', 'DOWNSTREAM'] as const) answers.push(await index.lineage({ id, direction, depth: 3, first: 5 }, reader));
  for (const kind of ['DATASET', 'DATA_SERVICE'] as const) answers.push(await index.locate(kind, 'link', formatId(A, 'DATASET', 1), reader));
  answers.push(await index.search(request({ among: ids.slice(0, 3), facets: FACETS }), reader));
  for (const prefix of ['空', '空气', '水', 'a', 'kq', 'sw']) for (const first of [1, 8]) answers.push(await index.suggest(prefix, null, first, reader));
  for (const serial of [1, 2, 3, 4]) answers.push(await index.locate('STANDARD', 'number', `GB/T ${String(serial)}`, reader));
  answers.push(await index.locate('ORGANIZATION', 'uscc', USCC, reader), await index.copies(ids, reader), await index.coverage(reader), await index.quality(reader), await index.figures('2026-11-29', reader));
  return answers;
}

/** What each log leaves live, by itself. */
function digestOf(entries: readonly RecordChange[]): { readonly live: number; readonly digest: string } {
  const live = new Map<string, number>();
  for (const { id, version, op } of entries) {
    if (op === 'UPSERT') live.set(id, version);
    else live.delete(id);
  }
  return { live: live.size, digest: [...live].reduce((digest, [id, version]) => digest.add(id, version), new LiveDigest()).hex };
}

/** What an index of records of several audiences must do, whatever its engine. */
export function searchIndexAudienceCases(engine: string, createSite: () => Promise<IndexSite>, numRuns = 15): void {
  const opened = openedAt(createSite);
  const dataset = (serial: number): string => formatId(A, 'DATASET', serial);
  const text = (id: string, fields: object = {}): string => JSON.stringify({ id, titles: [{ lang: 'zh', text: '空气' }], ...fields });
  const upsert = (seq: number, version: number, fields: object = {}, serial = 1): RecordChange => ({ seq, id: dataset(serial), version, op: 'UPSERT', document: text(dataset(serial), fields) });
  const gone = (seq: number, version: number, serial = 1): RecordChange => ({ seq, id: dataset(serial), version, op: 'TOMBSTONE', document: '{}' });
  const batch = (changes: readonly RecordChange[], seq = changes.length) => ({ changes, setAside: [], position: { cursor: `c${String(seq)}`, seq } });
  const MEMBER = logKey(A, 'MEMBER');
  const STAFF: Reader = { authorities: ['440000'] };

  describe(`audiences in a search index on ${engine}`, () => {
    test('each reader is answered, to the byte, as by an index that was fed with nothing but what the reader may read', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 30 }), fc.infiniteStream(fc.nat(1_000)), async (acts, chances) => {
          const choose = (count: number): number => (chances.next().value as number) % count;
          const logs = logsOf(acts);
          const ids = [...new Set(acts.map(({ authority, kind, serial }) => formatId(authority, kind, serial)))];
          await opened(async (index) => {
            await feed(index, logs, choose);
            for (const [log, entries] of logs) expect(await index.holdings(log)).toEqual({ ...digestOf(entries), setAside: 0 });
            for (const reader of Object.values(READERS)) {
              const expected = await opened(async (other) => {
                await feed(other, new Map([...logs].filter(([log]) => mayRead(reader, log))), choose);
                return everything(other, reader, ids);
              });
              expect(JSON.stringify(await everything(index, reader, ids))).toBe(JSON.stringify(expected));
            }
            for (const log of logs.keys()) expect(await index.holdings(log, true)).toEqual({ ...digestOf(logs.get(log)!), setAside: 0 });
          });
        }),
        { numRuns },
      );
    }, 240_000);

    test('a record that goes to another log is hidden at once, whichever log is read first', async () => {
      await opened(async (index, site) => {
        const seen = async (reader?: Reader): Promise<number> => (await index.search(request(), reader)).total;
        await index.apply(A, batch([upsert(1, 1)]));
        expect([await seen(), await seen(STAFF)]).toEqual([1, 1]);
        await index.apply(MEMBER, batch([upsert(1, 3)]));
        expect([await seen(), await seen(STAFF)]).toEqual([0, 1]);
        // The public log as far as it was read still has it: that is no difference to be healed.
        expect(await index.holdings(A)).toMatchObject({ live: 1 });
        expect(await index.copies([dataset(1)])).toEqual([{ version: 1, document: null, log: 'PUBLIC' }]);
        await index.apply(A, batch([gone(2, 2)], 2));
        expect([await seen(), await seen(STAFF)]).toEqual([0, 1]);
        expect([await index.holdings(A), await index.holdings(MEMBER)]).toMatchObject([{ live: 0 }, { live: 1 }]);
        await index.close();
        const again = await site.open();
        expect([(await again.search(request())).total, (await again.search(request(), STAFF)).total, await again.logs()]).toEqual([0, 1, [A, MEMBER]]);
        expect((await again.coverage()).authorities).toEqual([{ authority: A, seq: 2, logs: [{ name: 'PUBLIC', seq: 2 }], kinds: {} }]);
        await again.close();
      });
    });

    test('a log that is read anew takes nothing from records that stand in another one', async () => {
      await opened(async (index) => {
        await index.apply(A, batch([upsert(1, 1), upsert(2, 1, {}, 2)]));
        await index.apply(MEMBER, batch([upsert(1, 3)]));
        await index.stage(A, batch([upsert(1, 1), upsert(2, 1, {}, 2)]), true);
        expect(await index.swapIn(A, { cursor: 'c2', seq: 2 }, false)).toEqual({ written: 0, removed: 0 });
        expect((await index.search(request(), STAFF)).total).toBe(2);
        expect(await index.holdings(A)).toMatchObject({ live: 2 });
        await index.stage(A, batch([upsert(1, 1), gone(2, 2)]), true);
        expect(await index.swapIn(A, { cursor: 'c2', seq: 2 })).toEqual({ written: 0, removed: 1 });
        await index.stage(MEMBER, batch([]), true);
        expect(await index.swapIn(MEMBER, { cursor: 'c0', seq: 1 })).toEqual({ written: 0, removed: 1 });
        expect((await index.search(request(), STAFF)).total).toBe(0);
      });
    });

    test('a text for fewer than may read its log is set aside, and a log that may not leave its node is refused', async () => {
      await opened(async (index) => {
        const { setAside } = await index.apply(A, batch([upsert(1, 1, { audience: 'MEMBER' }), upsert(2, 1, { grade: 'CORE' }, 2), upsert(3, 1, { audience: 'NEW WORD' }, 3), upsert(4, 1, { audience: 'PUBLIC' }, 4)]));
        expect(setAside.map(({ id }) => id)).toEqual([dataset(1), dataset(2), dataset(3)]);
        await expect(index.apply(logKey(A, 'OWNER'), batch([upsert(1, 1)]))).rejects.toThrow();
        await expect(index.apply(`${A}/SOME`, batch([upsert(1, 1)]))).rejects.toThrow();
        expect((await index.search(request(), { authorities: [A] })).hits.map(({ id }) => id)).toEqual([dataset(4)]);
      });
    });

    test('why a record was withdrawn is told to nobody who may not read the log that says it', async () => {
      await opened(async (index) => {
        await index.apply(MEMBER, batch([upsert(1, 1), { ...gone(1, 2), document: JSON.stringify({ id: dataset(1), version: 2, reason: '内部清理' }) }]));
        expect(await index.copies([dataset(1)])).toEqual([null]);
        const told = [{ version: 2, document: null, log: 'MEMBER', withdrawal: { reason: '内部清理', replacedBy: null, at: null } }];
        expect(await index.copies([dataset(1)], STAFF)).toEqual(told);
        expect(await index.copies([dataset(1)], 'SERVICE')).toEqual(told);
      });
    });

    test('copies go with their log to a service that looks after its readers', async () => {
      await opened(async (index) => {
        await index.apply(MEMBER, batch([upsert(1, 1)]));
        expect(await index.copies([dataset(1), dataset(2)])).toEqual([null, null]);
        expect(await index.copies([dataset(1), dataset(2)], 'SERVICE')).toEqual([{ version: 1, document: text(dataset(1)), log: 'MEMBER' }, null]);
        expect((await index.coverage()).authorities).toEqual([]);
        expect((await index.coverage(STAFF)).authorities).toEqual([{ authority: A, seq: 0, logs: [{ name: 'MEMBER', seq: 1 }], kinds: { DATASET: 1 } }]);
      });
    });
  });
}
