import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatId } from '../../schema/ids.js';
import { NO_STANDING, type RecordChange, type SearchIndex, type SearchRequest } from '../../subgraphs/search/index/search-index.js';
import { packQuery, packRecord } from '../../subgraphs/search/index/vectors/pack.js';
import type { QueryVector, TextToEmbed } from '../../subgraphs/search/index/vectors/vector-store.js';
import { WINDOW } from '../../subgraphs/search/index/vectors/window.js';
import type { IndexSite } from './search-index.cases.js';
import { openedAt } from '../support/opened-index.js';

const A = '310000';
const MODEL = 'a model';
const DIMENSIONS = 8;

const dataset = (serial: number, authority = A): string => formatId(authority, 'DATASET', serial);
let lastSeq = 0;
const upsert = (id: string, title: string, version = 1): RecordChange => ({ seq: ++lastSeq, id, version, op: 'UPSERT', document: JSON.stringify({ id, titles: [{ lang: 'zh', text: title }] }) });
const gone = (id: string, version: number): RecordChange => ({ seq: ++lastSeq, id, version, op: 'TOMBSTONE', document: JSON.stringify({ id, version, reason: 'gone' }) });
const put = (index: SearchIndex, log: string, ...changes: readonly RecordChange[]) => index.apply(log, { changes, setAside: [], position: { cursor: `c${String(lastSeq)}`, seq: lastSeq } });
const request = (query: string | null, more: Partial<SearchRequest> = {}): SearchRequest => ({ query, filter: {}, sort: 'RELEVANCE', first: 100, after: null, lang: 'ZH', facets: [], facetSize: 20, highlights: false, sameAs: false, ...more });

/** A direction, `share` of the way from the first axis to another one. */
const direction = (share: number, axis = 1): Float32Array => Float32Array.from({ length: DIMENSIONS }, (_, place) => (place === 0 ? 1 - share : place === axis ? share : 0));
const asked = (vector: Float32Array, model = MODEL): QueryVector => ({ model, packed: packQuery(vector) });
const TO = asked(direction(0));

/** All texts that lack a vector, as the upkeep finds them. */
async function lacking(index: SearchIndex, model = MODEL): Promise<readonly TextToEmbed[]> {
  const found: TextToEmbed[] = [];
  for (let row = 0; ; ) {
    const step = await index.lackingVectors(model, row, 1_000);
    found.push(...step.texts);
    row = step.row;
    if (row >= step.last) return found;
  }
}

/** Gives vectors to the records that lack one, unless there is none for them. */
async function embed(index: SearchIndex, vectorOf: (id: string) => Float32Array | null, model = MODEL): Promise<void> {
  const texts = await lacking(index, model);
  const vectors = texts.flatMap(({ id, version }) => {
    const vector = vectorOf(id);
    return vector ? [{ id, version, packed: packRecord(vector) }] : [];
  });
  await index.keepVectors(model, vectors);
}

const idsOf = async (index: SearchIndex, one: SearchRequest): Promise<readonly string[]> => (await index.search(one)).hits.map(({ id }) => id);

/** All pages of a list. Only the first is asked with a vector: the model may be gone by then. */
async function pagesOf(index: SearchIndex, query: string, sizeOf: () => number, between: (page: number) => Promise<void> = async () => undefined): Promise<readonly string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  for (let page = 0; ; page++) {
    const answer = await index.search(request(query, { first: sizeOf(), after, ...(page === 0 && { vector: TO }) }));
    ids.push(...answer.hits.map(({ id }) => id));
    after = answer.hits.at(-1)?.cursor ?? null;
    if (!answer.hasNextPage) return ids;
    await between(page);
  }
}

/** What an index must do with vectors, whatever its engine. Vectors are made up here: what is shown is order, pages and who may have any. */
export function searchIndexVectorCases(engine: string, createSite: () => Promise<IndexSite>, numRuns = 20): void {
  const opened = openedAt(createSite);

  describe(`vectors in a search index on ${engine}`, () => {
    test('order what words find alike, and change neither what is found nor what is counted', async () => {
      await opened(async (index) => {
        await put(index, A, ...[1, 2, 3, 4].map((serial) => upsert(dataset(serial), '空气质量监测')), upsert(dataset(5), '水文年报'));
        const shares: Readonly<Record<string, number>> = { [dataset(1)]: 0.8, [dataset(2)]: 0.5, [dataset(3)]: 0.1, [dataset(5)]: 0 };
        await embed(index, (id) => (id in shares ? direction(shares[id]!) : null));
        const counted = { facets: ['KIND' as const, 'AUTHORITY' as const] };
        const [byWords, byBoth] = [await index.search(request('空气质量', counted)), await index.search(request('空气质量', { ...counted, vector: TO }))];
        expect(byWords.hits.map(({ id }) => id)).toEqual([1, 2, 3, 4].map((serial) => dataset(serial)));
        // The fourth has no vector: it counts as what the others are on average.
        expect(byBoth.hits.map(({ id }) => id)).toEqual([3, 2, 4, 1].map((serial) => dataset(serial)));
        expect([byBoth.total, byBoth.facets]).toEqual([byWords.total, byWords.facets]);
        expect(byBoth.hits.map(({ score }) => score)).toEqual(byBoth.hits.map(({ score }) => score).sort((a, b) => b - a));
        expect(await idsOf(index, request('空气质量', { sort: 'TITLE', vector: TO }))).toEqual(await idsOf(index, request('空气质量', { sort: 'TITLE' })));
        expect(await idsOf(index, request(null, { vector: TO }))).toEqual(await idsOf(index, request(null)));
      });
    });

    test('draw the query to what the best by words are about, and measure likeness by how unlike the hits are', async () => {
      // All hold a common direction, as models do whose texts are never far apart; the query itself says nothing of what tells them apart.
      const near = (axis: number, share: number): Float32Array => direction(share, axis);
      const orders = async (share: number): Promise<readonly string[]> => opened(async (index) => {
        await put(index, A, ...[1, 2, 3, 4, 5].map((serial) => upsert(dataset(serial), '空气质量')), ...[6, 7, 8].map((serial) => upsert(dataset(serial), `城市${'监测'.repeat(serial)}空气质量`)));
        await embed(index, (id) => near(Number(id.split('-')[2]) === 6 || Number(id.split('-')[2]) === 7 ? 2 : 1, share));
        return idsOf(index, request('空气质量', { vector: TO }));
      });
      const [wide, narrow] = [await orders(0.4), await orders(0.25)];
      // By words 6 and 7 are better, but the five before them are about what 8 is.
      expect(wide.slice(5)).toEqual([8, 6, 7].map((serial) => dataset(serial)));
      expect(narrow).toEqual(wide);
    });

    test('are made of a query as it is, where queries are read by no lexicon', async () => {
      await opened(async (index) => {
        await put(index, A, upsert(dataset(1), '空气质量监测'));
        expect(await Promise.all([' Air qualty ', '', '…'].map(async (query) => index.meaning(query)))).toEqual(['Air qualty', '', '…']);
      });
    });

    test('leave a title that is the query in front', async () => {
      await opened(async (index) => {
        await put(index, A, upsert(dataset(1), '空气质量监测'), upsert(dataset(2), '空气质量监测点'), upsert(dataset(3), '城市空气质量监测'));
        await embed(index, (id) => direction(id === dataset(1) ? 1 : 0));
        expect((await idsOf(index, request('空气质量监测', { vector: TO })))[0]).toBe(dataset(1));
      });
    });

    test('are of public records alone, whose texts may be given away', async () => {
      await opened(async (index) => {
        await put(index, A, upsert(dataset(1), '空气'), upsert(dataset(2), '空气湿度'));
        await put(index, `${A}/MEMBER`, upsert(dataset(3), '空气内部'));
        await put(index, 'MEE', upsert(dataset(4, 'MEE'), '空气其他'));
        await index.heed({ ...NO_STANDING, hidden: ['MEE'] });
        expect(await lacking(index)).toEqual([{ id: dataset(1), version: 1, text: '空气' }, { id: dataset(2), version: 1, text: '空气湿度' }]);
        const packed = packRecord(direction(0.5));
        // It was confined, or changed, while its vector was made.
        await put(index, A, gone(dataset(2), 2), upsert(dataset(1), '空气质量', 2));
        await put(index, `${A}/MEMBER`, upsert(dataset(2), '空气湿度', 3));
        await index.keepVectors(MODEL, [{ id: dataset(1), version: 1, packed }, { id: dataset(2), version: 1, packed }, { id: dataset(2), version: 3, packed }, { id: dataset(3), version: 1, packed }]);
        expect(await lacking(index)).toEqual([{ id: dataset(1), version: 2, text: '空气质量' }]);
        await index.heed(NO_STANDING);
        expect((await lacking(index)).map(({ id }) => id).sort()).toEqual([dataset(1), dataset(4, 'MEE')]);
      });
    });

    test('answer a reader as if there were nothing else, to the byte', async () => {
      const answers = async (isAlone: boolean): Promise<unknown> => opened(async (index) => {
        lastSeq = 0;
        const publicOnes = [1, 2, 3, 4, 5].map((serial) => upsert(dataset(serial), `空气质量${String(serial)}`));
        if (!isAlone) await put(index, `${A}/MEMBER`, ...[6, 7, 8].map((serial) => upsert(dataset(serial), '空气质量')));
        await put(index, A, ...publicOnes.slice(0, 3));
        if (!isAlone) await put(index, `${A}/NAMED:330000,MEE`, upsert(dataset(9), '空气质量', 1));
        await put(index, A, ...publicOnes.slice(3));
        await embed(index, (id) => direction(Number(id.charCodeAt(id.length - 3) % 7) / 10));
        const first = await index.search(request('空气质量', { first: 2, vector: TO }));
        const second = await index.search(request('空气质量', { first: 2, after: first.hits.at(-1)!.cursor }));
        return [first, second, await index.similar(dataset(1), 5, 'ZH', undefined, true)];
      });
      expect(await answers(false)).toEqual(await answers(true));
    });

    test('stay with the version that they were made of, through a restart, and are asked for again by another model', async () => {
      await opened(async (index, site) => {
        await put(index, A, ...[1, 2, 3].map((serial) => upsert(dataset(serial), '空气质量监测')));
        await embed(index, (id) => direction(id === dataset(3) ? 0 : 0.9));
        await index.close();
        const again = await site.open();
        expect(await lacking(again)).toEqual([]);
        const first = await again.search(request('空气质量', { first: 1, vector: TO }));
        expect(first.hits.map(({ id }) => id)).toEqual([dataset(3)]);
        await put(again, A, upsert(dataset(3), '空气质量监测', 2));
        expect(await lacking(again)).toEqual([{ id: dataset(3), version: 2, text: '空气质量监测' }]);
        expect((await lacking(again, 'another')).length).toBe(3);
        expect(await idsOf(again, request('空气质量', { vector: asked(direction(0), 'another') }))).toEqual([1, 2, 3].map((serial) => dataset(serial)));
        await embed(again, (id) => direction(id === dataset(2) ? 0 : 0.9), 'another');
        expect(await idsOf(again, request('空气质量', { vector: asked(direction(0), 'another') }))).toEqual([2, 1, 3].map((serial) => dataset(serial)));
        expect(await idsOf(again, request('空气质量', { vector: TO }))).toEqual([1, 2, 3].map((serial) => dataset(serial)));
        await expect(again.search(request('空气质量', { first: 1, after: first.hits[0]!.cursor }))).rejects.toMatchObject({ extensions: { code: 'BAD_CURSOR' } });
        await again.close();
      });
    });

    test('order what is like a record, where that is asked for', async () => {
      await opened(async (index) => {
        await put(index, A, ...[1, 2, 3, 4].map((serial) => upsert(dataset(serial), '空气质量监测')));
        await embed(index, (id) => direction(id === dataset(1) || id === dataset(4) ? 0 : 0.9));
        const similar = async (first: number, byVectors?: boolean) => (await index.similar(dataset(1), first, 'ZH', undefined, byVectors)).map(({ id }) => id);
        expect(await similar(3)).toEqual([2, 3, 4].map((serial) => dataset(serial)));
        expect(await similar(3, true)).toEqual([4, 2, 3].map((serial) => dataset(serial)));
        expect(await similar(1, true)).toEqual([dataset(4)]);
      });
    });
  });

  describe(`pages by vectors in a search index on ${engine}`, () => {
    const COUNT = WINDOW + 40;
    let site: IndexSite;
    let index: SearchIndex;
    const shareOf = (id: string): number => (Number(id.split('-')[2]) * 7919) % 101 / 101;
    const hasNone = (id: string): boolean => Number(id.split('-')[2]) % 5 === 0;

    beforeAll(async () => {
      site = await createSite();
      index = await site.open();
      // Some are better by words than others, and many are equal.
      await put(index, A, ...Array.from({ length: COUNT }, (_, place) => upsert(dataset(place + 1), place % 3 === 0 ? '空气质量' : `${'城市'.repeat(place % 4)}空气质量监测数据`)));
      await embed(index, (id) => (hasNone(id) ? null : direction(shareOf(id))));
    });

    afterAll(async () => {
      await index.close();
      await site.remove();
    });

    test('have each hit once, in one order for pages of any size, and behind the window in that of words', async () => {
      const byWords = await pagesOf(index, '空气质量', () => 100).then(async () => {
        const first = await index.search(request('空气质量'));
        return [...first.hits, ...(await index.search(request('空气质量', { after: first.hits.at(-1)!.cursor }))).hits].map(({ id }) => id);
      });
      const whole = await pagesOf(index, '空气质量', () => 100);
      expect(whole.slice(0, WINDOW)).not.toEqual(byWords.slice(0, WINDOW));
      expect([...whole.slice(0, WINDOW)].sort()).toEqual([...byWords.slice(0, WINDOW)].sort());
      expect(whole.slice(WINDOW)).toEqual(byWords.slice(WINDOW));
      await fc.assert(
        fc.asyncProperty(fc.infiniteStream(fc.integer({ min: 1, max: 60 })), async (sizes) => {
          expect(await pagesOf(index, '空气质量', () => sizes.next().value as number)).toEqual(whole);
        }),
        { numRuns },
      );
    });

    test('keep their order while vectors and records come', async () => {
      const whole = await pagesOf(index, '空气质量', () => 100);
      let serial = COUNT;
      const seen = await pagesOf(index, '空气质量', () => 13, async (page) => {
        if (page === 0) await embed(index, (id) => direction(1 - shareOf(id)));
        if (page < 4) await put(index, A, upsert(dataset(++serial), '空气质量'));
      });
      const known = new Set(whole);
      expect(seen.filter((id) => known.has(id))).toEqual(whole);
      expect(new Set(seen).size).toBe(seen.length);
      // A list that begins now knows of all of them.
      expect((await pagesOf(index, '空气质量', () => 50)).length).toBe(serial);
    });

    test('refuse a cursor whose window is not of this list', async () => {
      const { hits } = await index.search(request('空气质量', { first: 1, vector: TO }));
      const parts = JSON.parse(Buffer.from(hits[0]!.cursor, 'base64url').toString()) as unknown[];
      const forged = (window: unknown): string => Buffer.from(JSON.stringify([...parts.slice(0, 6), window])).toString('base64url');
      const [model, packed, batch, , , mean, spread] = parts[6] as unknown[];
      for (const window of [null, [], [1, 2, 3], [model, 'x'.repeat(6_000), batch, 0, '', mean, spread], [0, packed, batch, 0, '', mean, spread], [model, packed, batch, 0, '', mean], [model, packed, batch, 0, '', mean, null]])
        await expect(index.search(request('空气质量', { after: forged(window) }))).rejects.toMatchObject({ extensions: { code: 'BAD_CURSOR' } });
      const endless = (key: string, middle: string, unlike = '0.5'): string => Buffer.from(JSON.stringify([...parts.slice(0, 6), [model, packed, batch, 'KEY', '', 'MEAN', 'SPREAD']]).replace('"KEY"', key).replace('"MEAN"', middle).replace('"SPREAD"', unlike)).toString('base64url');
      for (const number of ['1e999', '-1e999']) {
        await expect(index.search(request('空气质量', { after: endless(number, '0') }))).rejects.toMatchObject({ extensions: { code: 'BAD_CURSOR' } });
        await expect(index.search(request('空气质量', { after: endless('0', '0', number) }))).rejects.toMatchObject({ extensions: { code: 'BAD_CURSOR' } });
        await expect(index.search(request('空气质量', { after: endless('0', number) }))).rejects.toMatchObject({ extensions: { code: 'BAD_CURSOR' } });
      }
      // One that takes in what was never within it: no more is read than two windows have.
      await put(index, A, ...Array.from({ length: 70 }, (_, place) => upsert(dataset(1_000 + place), '空气质量')));
      await expect(index.search(request('空气质量', { after: endless('-1e308', '1e308') }))).rejects.toMatchObject({ extensions: { code: 'BAD_CURSOR' } });
    });
  });
}
