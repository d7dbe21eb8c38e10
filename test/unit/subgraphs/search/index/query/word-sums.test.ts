import fc from 'fast-check';
import { LENGTH_CLASSES } from '../../../../../../subgraphs/search/index/columns/length-class.js';
import { postingOf } from '../../../../../../subgraphs/search/index/query/posting.js';
import { emptySums, termAdder } from '../../../../../../subgraphs/search/index/query/word-sums.js';
import { KEYWORD_MARK, TITLE_MARK } from '../../../../../../subgraphs/search/text/index-tokens.js';

const WEIGHTS = { anywhere: 1, keyword: 2, title: 12, k1: 1.6 };
const NORMS = Float64Array.from({ length: LENGTH_CLASSES }, (_, step) => 0.5 + step / 10);
const record = fc.record({ isHit: fc.boolean(), length: fc.nat(LENGTH_CLASSES - 1), has: fc.boolean(), isKeyword: fc.boolean(), isTitle: fc.boolean() });
/** Rare and common: short postings are lists and long ones bit sets. */
const records = fc.oneof(fc.array(record, { maxLength: 300 }), fc.array(fc.record({ ...{ isHit: fc.boolean(), length: fc.nat(LENGTH_CLASSES - 1) }, has: fc.constant(true), isKeyword: fc.boolean(), isTitle: fc.boolean() }), { minLength: 100, maxLength: 400 }));

test('a term adds what BM25 says of the fields that it stands in, whatever form its postings have', () => {
  fc.assert(
    fc.property(records, fc.nat(500), fc.double({ min: 0.1, max: 9, noNaN: true }), (all, more, worth) => {
      // Postings may be shorter than the columns, and these may have slots behind the last record that has the word.
      const size = all.length + more;
      const slotsWhere = (test: (one: (typeof all)[number]) => boolean): Uint32Array => Uint32Array.from(all.flatMap((one, slot) => (test(one) ? [slot] : [])));
      const postings = new Map([
        ['w', postingOf(slotsWhere(({ has }) => has), all.length)],
        [`${KEYWORD_MARK}w`, postingOf(slotsWhere(({ has, isKeyword }) => has && isKeyword), all.length)],
        [`${TITLE_MARK}w`, postingOf(slotsWhere(({ has, isTitle }) => has && isTitle), size)],
      ]);
      const hits = slotsWhere(({ isHit }) => isHit);
      const lengthClasses = Uint8Array.from({ length: size }, (_, slot) => all[slot]?.length ?? 0);
      const sums = emptySums(hits.length);
      const lookup = (token: string) => postings.get(token) ?? postingOf(new Uint32Array(0), size);
      const isAny = termAdder({ hits, size, lengthClasses, norms: NORMS, titleLengthsOf: () => new Uint8Array(size).fill(4), lookup, weights: WEIGHTS })([{ token: 'w', weight: 0.5, worth, length: 4 }, { token: 'nowhere', weight: 0.5, worth, length: 4 }], sums);
      const expected = [...hits].map((slot) => {
        const { has, isKeyword, isTitle, length } = all[slot] as (typeof all)[number];
        const frequency = has ? 1 + (isKeyword ? 2 : 0) + (isTitle ? 12 : 0) : 0;
        return { score: frequency === 0 ? 0 : (worth * frequency * 2.6) / (frequency + (NORMS[length] as number)), share: has && isTitle ? 0.5 : 0 };
      });
      expect(isAny).toBe(all.some(({ has }) => has));
      expect([...sums.scores]).toEqual(expected.map(({ score }) => expect.closeTo(score, 9) as number));
      expect([...sums.titleShares]).toEqual(expected.map(({ share }) => share));
    }),
  );
});

test.each([
  ['w', 10, 1],
  ['w', 40, 0.25],
  ['字', 10, 0.5],
  ['字', 2, 1],
])('of a title the words %s are as much as a query of 10 characters is of the one in its own letters', (token, length, share) => {
  const lookup = (asked: string) => (asked.endsWith(token) ? postingOf(Uint32Array.of(0), 1) : postingOf(new Uint32Array(0), 1));
  const sums = emptySums(1);
  const titleLengthsOf = (isCjk: boolean) => Uint8Array.of(isCjk ? length * 2 : length);
  termAdder({ hits: Uint32Array.of(0), size: 1, lengthClasses: Uint8Array.of(0), norms: NORMS, titleLengthsOf, lookup, weights: WEIGHTS })([{ token, weight: 1, worth: 1, length: 10 }], sums);
  expect([...sums.titleShares]).toEqual([share]);
});
