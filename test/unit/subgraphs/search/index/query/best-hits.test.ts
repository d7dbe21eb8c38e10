import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatId } from '../../../../../../schema/ids.js';
import { RecordColumns } from '../../../../../../subgraphs/search/index/columns/record-columns.js';
import { bestOf, rankBest } from '../../../../../../subgraphs/search/index/query/best-hits.js';
import { pageOf } from '../../../../../../subgraphs/search/index/query/order.js';
import { queryParts } from '../../../../../../subgraphs/search/index/query/query-parts.js';
import { postingOf } from '../../../../../../subgraphs/search/index/query/posting.js';
import { scoreHits, WEIGHTS, type RankingSources } from '../../../../../../subgraphs/search/index/query/rank.js';
import type { ScoringPlan } from '../../../../../../subgraphs/search/index/query/scoring-plan.js';
import type { RecordFacts } from '../../../../../../subgraphs/search/model/facts.js';
import { KEYWORD_MARK, TITLE_MARK } from '../../../../../../subgraphs/search/text/index-tokens.js';

const TOKENS = ['水', '河流', 'water', 'river', '湖', 'lake', '海', 'sea'];
const DATES = ['', '2001-01-01', '2024-06-30', '2049'];
/** Where each token stands: nowhere, anywhere, among the keywords, in the title, in all. */
const places = fc.array(fc.constantFrom(0, 0, 1, 1, 3, 5, 7), { minLength: TOKENS.length, maxLength: TOKENS.length });
const record = fc.record({ isHit: fc.boolean(), places, title: fc.nat(40), titleEn: fc.nat(40), length: fc.nat(2_000), completeness: fc.nat(1_000), modified: fc.constantFrom(...DATES), isUsed: fc.boolean() });
type Given = Readonly<{ isHit: boolean; places: readonly number[]; title: number; titleEn: number; length: number; completeness: number; modified: string; isUsed: boolean }>;
const term = fc.record({ token: fc.constantFrom(...TOKENS), weight: fc.constantFrom(0.1, 0.5, 1), worth: fc.constantFrom(0, 0.3, 2, 7), length: fc.integer({ min: 1, max: 12 }) });
const plans: fc.Arbitrary<ScoringPlan> = fc.record({ plain: fc.array(term, { maxLength: 9 }), things: fc.array(fc.array(fc.array(term, { maxLength: 3 }), { minLength: 1, maxLength: 3 }), { maxLength: 2 }) });

const idOf = (n: number): string => formatId('MEE', 'DATASET', n + 1);
const factsOf = ({ title, titleEn, length, completeness, modified, isUsed }: Given, n: number): RecordFacts => ({
  id: idOf(n), kind: 'DATASET', title: '字'.repeat(title), titleEn: 'a'.repeat(titleEn), region: '', themes: [], formats: [], shareType: '', openness: '', grade: '', license: '', frequency: '', owner: '', standards: [], keywords: [], issued: '', modified, temporal: null, bbox: null, hasApiFormat: false, serves: [], length, completeness, unmetMetrics: null,
  inForce: false, keyHashes: [], log: '', permits: [], published: '', industries: [], priceModels: [], demandState: '', usedWell: isUsed ? [idOf(Math.floor(n / 2))] : [], derivedFrom: [], hub: '', environments: [], accelerators: [], links: [],
});

function sourcesOf(records: readonly Given[], query: string, exact: readonly number[]): RankingSources {
  const columns = new RecordColumns((id) => records.findIndex((_, slot) => idOf(slot) === id));
  records.forEach((one, slot) => columns.goLive(columns.add(factsOf(one, slot))));
  const postings = new Map(TOKENS.flatMap((token, at) => ['', KEYWORD_MARK, TITLE_MARK].map((mark, field) => [mark + token, postingOf(Uint32Array.from(records.flatMap((one, slot) => (((one.places[at] as number) >> field) & 1 ? [slot] : []))), records.length)] as const)));
  return { columns, statistics: [14], lookup: (token) => postings.get(token) ?? postingOf(new Uint32Array(0), 1), exact, query, held: null };
}

const firstOf = (order: ReturnType<typeof bestOf>, count: number, { columns }: RankingSources): readonly (readonly [number, number])[] => pageOf(order, count, null, columns).map((position) => [order.hits[position] as number, order.keys[position] as number]);

test('the best hits are those that scoring all would find, with the same scores', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 150 }), plans, fc.integer({ min: 1, max: 20 }), fc.nat(20), fc.uniqueArray(fc.nat(149), { maxLength: 2 }), (records, plan, count, asked, exact) => {
      const sources = sourcesOf(records, '字'.repeat(asked), exact.filter((slot) => slot < records.length));
      const hits = Uint32Array.from(records.flatMap(({ isHit }, slot) => (isHit ? [slot] : [])));
      const all = { hits, keys: scoreHits(hits, plan, sources), byTitle: null };
      expect(firstOf(bestOf(hits, count, plan, sources), count, sources)).toEqual(firstOf(all, count, sources));
    }),
    { numRuns: 300 },
  );
});

test('of many hits few are scored', () => {
  const records = Array.from({ length: 30_000 }, (_, n): Given => ({ isHit: true, places: TOKENS.map((_token, at) => (n % (50 + at) === 0 ? 5 : 1)), title: 5 + (n % 30), titleEn: 0, length: 100 + (n % 500), completeness: n % 1_000, modified: '', isUsed: false }));
  const sources = sourcesOf(records, '水', []);
  const plan = { plain: [{ token: '水', weight: 1, worth: 3, length: 1 }], things: [] };
  const hits = Uint32Array.from(records.keys());
  const best = rankBest(hits, 51, plan, sources);
  expect(best.hits.length).toBeLessThan(400);
  expect(firstOf(best, 51, sources)).toEqual(firstOf({ hits, keys: scoreHits(hits, plan, sources), byTitle: null }, 51, sources));
});

test('however many words a query has, bits are made for a few parts', () => {
  const terms = Array.from({ length: 100 }, (_, n) => ({ token: `w${String(n)}`, weight: 0.01, worth: 1 + (n % 7), length: 2 }));
  const lookup = (token: string) => postingOf(Uint32Array.of(token.length % 3), 64);
  const parts = queryParts({ plain: terms.slice(0, 96), things: [[[terms[96]!], [terms[97]!]], [[terms[98]!], [terms[99]!]]] }, { lookup, size: 64, norms: new Float64Array(64).fill(1), weights: WEIGHTS });
  expect(parts).toHaveLength(6);
  const total = terms.slice(0, 96).reduce((sum, { worth }) => sum + worth, 0) + Math.max(terms[96]!.worth, terms[97]!.worth) + Math.max(terms[98]!.worth, terms[99]!.worth);
  const most = (15 * (WEIGHTS.k1 + 1)) / (15 + 1);
  expect(parts.reduce((sum, { best }) => sum + (best.worths[0] as number), 0)).toBeCloseTo(total * most);
});
