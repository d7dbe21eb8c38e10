import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LineageDirection } from '../../schema/generated/search.js';
import { formatId } from '../../schema/ids.js';
import { NO_STANDING, type RecordChange, type SearchIndex } from '../../subgraphs/search/index/search-index.js';
import type { IndexSite } from './search-index.cases.js';

const A = '310000';
const B = 'MEE';
const C = 'SHDE';
const dataset = (serial: number, authority = A): string => formatId(authority, 'DATASET', serial);
const product = (serial: number): string => formatId(C, 'DATA_PRODUCT', serial);

let lastSeq = 0;
const upsert = (id: string, derivedFrom: readonly string[], version = 1): RecordChange => ({ seq: ++lastSeq, id, version, op: 'UPSERT', document: JSON.stringify({ id, titles: [{ lang: 'zh', text: `标题${id}` }, { lang: 'en', text: `Title ${id}` }], derivedFrom }) });
const gone = (id: string, version: number): RecordChange => ({ seq: ++lastSeq, id, version, op: 'TOMBSTONE', document: JSON.stringify({ id, version, reason: 'gone' }) });
const batch = (changes: readonly RecordChange[]) => ({ changes, setAside: [], position: { cursor: `c${String(lastSeq)}`, seq: lastSeq } });
const put = (index: SearchIndex, log: string, ...changes: readonly RecordChange[]) => index.apply(log, batch(changes));

/** What every search index must tell of lineage, whatever its engine. */
export function searchIndexLineageCases(engine: string, createSite: () => Promise<IndexSite>, numRuns = 20): void {
  const opened = async (work: (index: SearchIndex, site: IndexSite) => Promise<void>): Promise<void> => {
    const site = await createSite();
    const index = await site.open();
    try {
      await work(index, site);
    } finally {
      await index.close();
      await site.remove();
    }
  };
  const told = async (index: SearchIndex, id: string, direction: LineageDirection, more: { readonly depth?: number; readonly first?: number } = {}, reader?: { readonly authorities: readonly string[] }) => {
    const lineage = await index.lineage({ id, direction, depth: 10, first: 100, ...more }, reader);
    return lineage && { ...lineage, records: lineage.records.map((one) => [one.id, one.distance, one.shown?.kind ?? null]) };
  };

  describe(`lineage in a search index on ${engine}`, () => {
    test('goes across authorities both ways, to the products at the end', async () => {
      await opened(async (index, site) => {
        await put(index, A, upsert(dataset(1), []), upsert(dataset(2), [dataset(1), dataset(9)]));
        await put(index, B, upsert(dataset(3, B), [dataset(2)]));
        await put(index, C, upsert(product(4), [dataset(3, B), dataset(1)]));
        const up = {
          records: [[dataset(1), 1, 'DATASET'], [dataset(3, B), 1, 'DATASET'], [dataset(2), 2, 'DATASET'], [dataset(9), 3, null]],
          links: [{ source: dataset(1), derived: dataset(2) }, { source: dataset(1), derived: product(4) }, { source: dataset(2), derived: dataset(3, B) }, { source: dataset(9), derived: dataset(2) }, { source: dataset(3, B), derived: product(4) }],
          cycles: [],
          cut: [],
        };
        expect(await told(index, product(4), 'UPSTREAM')).toEqual(up);
        expect(await told(index, dataset(1), 'DOWNSTREAM')).toMatchObject({ records: [[dataset(2), 1, 'DATASET'], [product(4), 1, 'DATA_PRODUCT'], [dataset(3, B), 2, 'DATASET']], cut: [] });
        expect(await told(index, dataset(1), 'UPSTREAM')).toEqual({ records: [], links: [], cycles: [], cut: [] });
        expect(await index.lineage({ id: dataset(3, B), direction: 'UPSTREAM', depth: 1, first: 5 })).toMatchObject({ records: [{ id: dataset(2), hasMore: true, shown: { title: `标题${dataset(2)}`, titleEn: `Title ${dataset(2)}` } }], cut: ['DEPTH'] });
        await index.close();
        const again = await site.open();
        expect(await told(again, product(4), 'UPSTREAM')).toEqual(up);
        await again.close();
      });
    });

    test('follows what records say now, and ends where one was withdrawn', async () => {
      await opened(async (index) => {
        await put(index, A, upsert(dataset(1), []), upsert(dataset(2), [dataset(1)]), upsert(dataset(3), [dataset(2)]));
        await put(index, A, upsert(dataset(2), [dataset(4)], 2));
        expect(await told(index, dataset(3), 'UPSTREAM')).toMatchObject({ records: [[dataset(2), 1, 'DATASET'], [dataset(4), 2, null]] });
        expect(await told(index, dataset(1), 'DOWNSTREAM')).toMatchObject({ records: [] });
        await put(index, A, gone(dataset(2), 3));
        expect(await told(index, dataset(3), 'UPSTREAM')).toMatchObject({ records: [[dataset(2), 1, null]], links: [{ source: dataset(2), derived: dataset(3) }] });
        expect(await told(index, dataset(2), 'DOWNSTREAM')).toBeNull();
        await put(index, A, upsert(dataset(2), [dataset(1)], 4));
        expect(await told(index, dataset(1), 'DOWNSTREAM')).toMatchObject({ records: [[dataset(2), 1, 'DATASET'], [dataset(3), 2, 'DATASET']] });
      });
    });

    test('a record that is hidden ends a way as if there had never been one', async () => {
      await opened(async (index) => {
        await put(index, A, upsert(dataset(1), []), upsert(dataset(3), [dataset(2)]));
        await put(index, `${A}/MEMBER`, upsert(dataset(2), [dataset(1)]), upsert(dataset(5), [dataset(1)]));
        expect(await told(index, dataset(3), 'UPSTREAM')).toMatchObject({ records: [[dataset(2), 1, null]], cut: [] });
        expect(await told(index, dataset(1), 'DOWNSTREAM', { depth: 1, first: 1 })).toEqual({ records: [], links: [], cycles: [], cut: [] });
        expect(await told(index, dataset(2), 'DOWNSTREAM')).toBeNull();
        expect(await told(index, dataset(1), 'DOWNSTREAM', {}, { authorities: [B] })).toMatchObject({ records: [[dataset(2), 1, 'DATASET'], [dataset(5), 1, 'DATASET'], [dataset(3), 2, 'DATASET']] });
        await index.heed({ ...NO_STANDING, hidden: [A] });
        expect(await told(index, dataset(1), 'DOWNSTREAM', {}, { authorities: [B] })).toBeNull();
      });
    });

    test('names cycles, and tells where it was cut; no authority takes all the room', async () => {
      await opened(async (index) => {
        await put(index, A, upsert(dataset(1), [dataset(3)]), upsert(dataset(2), [dataset(1)]), upsert(dataset(3), [dataset(2)]), upsert(dataset(4), [dataset(4)]));
        expect(await told(index, dataset(1), 'UPSTREAM')).toMatchObject({ records: [[dataset(3), 1, 'DATASET'], [dataset(2), 2, 'DATASET']], cycles: [[dataset(1), dataset(2), dataset(3)]], cut: [] });
        expect(await told(index, dataset(4), 'DOWNSTREAM')).toEqual({ records: [], links: [{ source: dataset(4), derived: dataset(4) }], cycles: [[dataset(4)]], cut: [] });
        await put(index, A, ...Array.from({ length: 30 }, (_, n) => upsert(dataset(100 + n), [dataset(1)])));
        await put(index, B, upsert(dataset(7, B), [dataset(1)]));
        const some = await told(index, dataset(1), 'DOWNSTREAM', { depth: 1, first: 4 });
        expect(some?.cut).toEqual(['DEPTH', 'NODES']);
        expect(some?.records).toHaveLength(4);
        expect(some?.records).toContainEqual([dataset(7, B), 1, 'DATASET']);
      });
    });

    test('is what a walk over the documents finds, whatever the graph', async () => {
      const count = 9;
      const step = fc.record({ id: fc.integer({ min: 0, max: count - 1 }), from: fc.uniqueArray(fc.integer({ min: 0, max: count - 1 }), { maxLength: 3 }), live: fc.boolean() });
      const idOf = (n: number): string => dataset(n + 1, n % 2 === 0 ? A : B);
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), fc.integer({ min: 1, max: 4 }), async (steps, depth) =>
          opened(async (index) => {
            const live = new Map<string, readonly string[]>();
            for (const [at, { id: n, from, live: isLive }] of steps.entries()) {
              const id = idOf(n);
              const sources = from.map(idOf);
              await put(index, n % 2 === 0 ? A : B, isLive ? upsert(id, sources, at + 1) : gone(id, at + 1));
              if (isLive) live.set(id, sources);
              else live.delete(id);
            }
            for (const direction of ['UPSTREAM', 'DOWNSTREAM'] as const) {
              for (let n = 0; n < count; n++) expect(distances(await index.lineage({ id: idOf(n), direction, depth, first: 100 }))).toEqual(modelDistances(live, idOf(n), direction, depth));
            }
          }),
        ),
        { numRuns },
      );
    }, 120_000);
  });
}

const distances = (lineage: Awaited<ReturnType<SearchIndex['lineage']>>) => lineage && Object.fromEntries(lineage.records.map(({ id, distance }) => [id, distance]));

/** Shortest ways, by relaxing every link as often as there are steps. */
function modelDistances(live: ReadonlyMap<string, readonly string[]>, root: string, direction: LineageDirection, depth: number) {
  if (!live.has(root)) return null;
  const links = [...live].flatMap(([derived, sources]) => sources.map((source) => (direction === 'UPSTREAM' ? [derived, source] : [source, derived]) as readonly [string, string]));
  const found = new Map([[root, 0]]);
  for (let round = 1; round <= depth; round++) {
    for (const [from, to] of links) if (live.has(from) && found.get(from) === round - 1 && !found.has(to)) found.set(to, round);
  }
  found.delete(root);
  return Object.fromEntries(found);
}
