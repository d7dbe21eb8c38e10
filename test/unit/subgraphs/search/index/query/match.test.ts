import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SlotSet, slotsOf } from '../../../../../../subgraphs/search/index/columns/slot-set.js';
import { countHeld } from '../../../../../../subgraphs/search/index/query/count-held.js';
import { holdsIn, matchConditions, slotsOfCondition } from '../../../../../../subgraphs/search/index/query/match.js';
import { intersect, slotsIn, union } from '../../../../../../subgraphs/search/index/query/posting-sets.js';
import { extendPosting, includes, postingBytes, postingOf } from '../../../../../../subgraphs/search/index/query/posting.js';

const sorted = (slots: Iterable<number>): Uint32Array => Uint32Array.from([...new Set(slots)].sort((a, b) => a - b));
const SIZE = 3_000;
/** Sparse ones are lists, dense ones bit sets. */
const slots = fc.oneof(fc.uniqueArray(fc.nat(SIZE - 1), { maxLength: 40 }), fc.tuple(fc.integer({ min: 2, max: 9 }), fc.nat(8)).map(([step, first]) => Array.from({ length: Math.floor(SIZE / step) }, (_, n) => (n * step + first) % SIZE))).map(sorted);

describe('postings', () => {
  test('take the smaller of two forms, and are extended in either', () => {
    fc.assert(
      fc.property(slots, fc.uniqueArray(fc.integer({ min: SIZE, max: 2 * SIZE - 1 }), { maxLength: 500 }).map(sorted), (before, more) => {
        const posting = extendPosting(postingOf(before, SIZE), more, 2 * SIZE);
        const all = sorted([...before, ...more]);
        expect(posting.count).toBe(all.length);
        expect(posting.form === 'list' ? posting.slots : slotsOf(posting.set.words, posting.count)).toEqual(all);
        expect(postingBytes(posting)).toBeGreaterThan(0);
      }),
    );
  });

  test('includes finds what is there and nothing else', () => {
    fc.assert(fc.property(slots, fc.nat(SIZE), (list, slot) => includes(list, slot) === list.indexOf(slot) >= 0));
  });
});

describe('conditions', () => {
  test('intersecting postings of any forms is intersecting sets', () => {
    fc.assert(
      fc.property(fc.array(slots, { minLength: 1, maxLength: 4 }), (lists) => {
        const result = intersect(lists.map((list) => postingOf(list, SIZE)));
        const expected = lists.reduce((a, b) => a.filter((slot) => b.includes(slot)));
        expect(result.form === 'list' ? result.slots : slotsOf(result.set.words, result.count)).toEqual(expected);
      }),
    );
  });

  test('what is in either of two is in their union, whatever their forms', () => {
    fc.assert(fc.property(slots, slots, (a, b) => expect(slotsIn(union(postingOf(a, SIZE), postingOf(b, SIZE), SIZE))).toEqual(sorted([...a, ...b]))));
  });

  test('many slots are asked at once, and few one by one, to the same end', () => {
    fc.assert(
      fc.property(slots, slots, slots, fc.boolean(), (a, b, joined, isSaid) => {
        const live = new SlotSet(SIZE);
        for (let slot = 0; slot < SIZE; slot++) live.add(slot);
        const lists: Record<string, Uint32Array> = { a, b, joined };
        const sources = { lookup: (token: string) => postingOf(lists[token]!, SIZE), size: SIZE, lengths };
        const way = { all: ['joined'], scoring: [], worth: 1, by: 'SYNONYM' as const, asked: '', found: '' };
        const found = matchConditions([isSaid ? { all: ['b'], others: [way] } : { all: ['b'], or: 'joined' }, { all: ['a'] }], sources, live);
        expect(found).toEqual(a.filter((slot) => b.includes(slot) || joined.includes(slot)));
      }),
    );
  });

  const lengths = new Uint16Array(SIZE);

  test('every condition holds for each match, by its tokens or by the joined one, and only live slots match', () => {
    fc.assert(
      fc.property(slots, slots, slots, slots, (a, b, joined, alive) => {
        const live = new SlotSet(SIZE);
        for (const slot of alive) live.add(slot);
        const lists: Record<string, Uint32Array> = { a, b, joined };
        const found = matchConditions([{ all: ['a'] }, { all: ['a', 'b'], or: 'joined' }], { lookup: (token) => postingOf(lists[token]!, SIZE), size: SIZE, lengths }, live);
        expect(found).toEqual(alive.filter((slot) => a.includes(slot) && (b.includes(slot) || joined.includes(slot))));
      }),
    );
  });
});

test('what is asked of one slot is answered as of all', () => {
  const tokens = ['a', 'b', 'c', '§a', '¶a', '§b', '¶b'] as const;
  const few = fc.uniqueArray(fc.nat(39), { maxLength: 20 }).map(sorted);
  const word = fc.constantFrom('a', 'b', 'c');
  const words = fc.uniqueArray(word, { maxLength: 2 });
  const way = fc.record({ all: words, standsApart: fc.boolean() }).map((one) => ({ ...one, scoring: [], worth: 1, by: 'SYNONYM' as const, asked: '', found: '' }));
  const condition = fc.record({ all: words, or: word, others: fc.array(way, { maxLength: 2 }) }, { requiredKeys: ['all'] });
  fc.assert(
    fc.property(fc.tuple(...tokens.map(() => few)), fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), condition, (lists, areLong, asked) => {
      const listOf = (token: string): Uint32Array => lists[tokens.indexOf(token as 'a')] ?? sorted([]);
      // What stands in a title or among the keywords stands in the record.
      const slotsWith = (token: string): Uint32Array => (token.length > 1 ? listOf(token).filter((slot) => listOf(token.slice(1)).includes(slot)) : listOf(token));
      const sources = { lookup: (token: string) => postingOf(slotsWith(token), 40), size: 40, lengths: Uint16Array.from(areLong, (isLong) => (isLong ? 10_000 : 10)) };
      const posting = slotsOfCondition(asked, sources);
      const found = posting.form === 'list' ? posting.slots : slotsOf(posting.set.words, posting.count);
      expect(Array.from({ length: 40 }, (_, slot) => slot).filter((slot) => holdsIn(slot, asked, sources))).toEqual([...found]);
    }),
  );
});

test('another way to say a condition does in its place; words that stand apart only in names, or in a short record', () => {
  const live = new SlotSet(SIZE);
  for (let slot = 0; slot < 6; slot++) live.add(slot);
  const lists: Record<string, readonly number[]> = { 空气: [0], air: [1, 2, 3, 4], qualiti: [1, 2, 3, 5], '§air': [1], '¶air': [2], '§qualiti': [1, 2] };
  const lengths = new Uint16Array(SIZE).fill(10_000);
  lengths[3] = 20;
  const sources = { lookup: (token: string) => postingOf(sorted(lists[token] ?? []), SIZE), size: SIZE, lengths };
  const way = { all: ['air', 'qualiti'], standsApart: true, scoring: [], worth: 1, by: 'SYNONYM' as const, asked: '空气', found: 'air quality' };
  expect([...matchConditions([{ all: ['空气'], others: [way] }], sources, live)]).toEqual([0, 1, 2, 3]);
});

describe('conditions that hold in part', () => {
  const conditions = fc.uniqueArray(fc.record({ slots, weight: fc.nat(100) }), { minLength: 1, maxLength: 6 }).map((some) => some.sort((a, b) => b.weight - a.weight));
  const posted = (some: readonly { readonly slots: Uint32Array; readonly weight: number }[]) => some.map(({ slots: own, weight }) => ({ posting: postingOf(own, SIZE), weight }));

  test('are counted in every slot in which they have the share of the weights, whatever the form of their postings', () => {
    fc.assert(
      fc.property(conditions, fc.constantFrom(0.1, 0.2, 0.5, 1), (some, share) => {
        const total = some.reduce((sum, { weight }) => sum + weight, 0);
        const { slots: found, held } = countHeld(posted(some), SIZE, share);
        const expected = Array.from({ length: SIZE }, (_, slot) => some.filter(({ slots: own }) => own.includes(slot)))
          .map((holding, slot) => ({ slot, count: holding.length, weight: holding.reduce((sum, { weight }) => sum + weight, 0) }))
          .filter(({ count, weight }) => count > 0 && weight >= total * share);
        expect([...found].map((slot, place) => [slot, held[place]])).toEqual(expected.map(({ slot, count }) => [slot, count]));
      }),
    );
  });
});

test('nothing more is looked up once nothing can be left', () => {
  const live = new SlotSet(SIZE);
  for (let slot = 0; slot < SIZE; slot++) live.add(slot);
  const asked: string[] = [];
  const lookup = (slotsOfToken: (token: string) => readonly number[]) => ({
    lookup: (token: string) => {
      asked.push(token);
      return postingOf(sorted(slotsOfToken(token)), SIZE);
    },
    size: SIZE,
    lengths: new Uint16Array(SIZE),
  });
  const conditions = Array.from({ length: 100 }, (_, n) => ({ all: [String(n)] }));
  expect(matchConditions(conditions, lookup((token) => (token === '3' ? [] : [1, 2])), live)).toHaveLength(0);
  expect(asked).toEqual(['0', '1', '2', '3']);
  asked.length = 0;
  expect(matchConditions(conditions, lookup((token) => [Number(token) % 2]), live)).toHaveLength(0);
  expect(asked.length).toBeLessThan(10);
  expect(matchConditions(conditions, lookup(() => [5, 7]), live)).toEqual(sorted([5, 7]));
});

test('a slot set counts what it holds', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(5_000))), (operations) => {
      const set = new SlotSet(8);
      const model = new Set<number>();
      for (const [adds, slot] of operations) {
        if (adds) set.add(slot);
        else set.delete(slot);
        if (adds) model.add(slot);
        else model.delete(slot);
      }
      expect(set.count).toBe(model.size);
      expect(slotsOf(set.words, set.count)).toEqual(sorted(model));
    }),
  );
});
