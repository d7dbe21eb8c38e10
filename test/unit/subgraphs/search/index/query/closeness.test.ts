import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { closenessTo, LOOKED_AT_CHARACTERS } from '../../../../../../subgraphs/search/index/query/closeness.js';

const closeness = (query: string, description: string, title = '') => closenessTo(query)({ titles: [title], description }, []);

test.each([
  ['words that follow each other', 'solar radiation', 'solar radiation', 'radiation, solar'],
  ['the same by their stems', 'climate projections', 'projecting climate projection', 'projected climates'],
  ['both scripts in one query', '5G基站', '5G基站', '基站，用于5G'],
  ['words that stand early', '降水', '降水和气温', '站点观测的气温、气压、湿度、风向和降水'],
  ['words that stand often', '降水', '降水、降水、降水', '降水、气温、湿度'],
  ['characters that stand together', '水位', '水位', '位于水边'],
])('%s are closer', (_, query, closer, farther) => {
  expect(closeness(query, closer)).toBeGreaterThan(closeness(query, farther));
});

test('in a title the order counts, and nothing else', () => {
  expect(closeness('solar radiation', '', 'Solar radiation')).toBe(0.2);
  expect(closeness('solar radiation', '', 'Radiation, solar')).toBe(0);
  expect(closeness('降水', '', '降水')).toBe(0);
});

test('words by which a record was found stand for those that were asked for', () => {
  const closenessToWords = closenessTo('air quality report');
  const texts = { titles: [], description: '空气质量 report' };
  expect(closenessToWords(texts, [{ asked: 'Air Quality', found: '空气质量', by: 'SYNONYM' }])).toBeGreaterThan(closenessToWords(texts, []));
});

test('a term that one of them was put right in is met by its synonym too', () => {
  const closenessToWords = closenessTo('air qualty');
  const found = [{ asked: 'qualty', found: 'quality', by: 'SPELLING' as const }, { asked: 'air quality', found: '空气质量', by: 'SYNONYM' as const }];
  expect(closenessToWords({ titles: [], description: '空气质量' }, found)).toBe(closenessTo('空气质量')({ titles: [], description: '空气质量' }, []));
});

test('a dollar sign in them stands for itself', () => {
  const texts = { titles: [], description: 'exchange rate us' };
  expect(closenessTo('fx rate')(texts, [{ asked: 'fx', found: "us$' us", by: 'SYNONYM' }])).toBe(closenessTo("us$' us rate")(texts, []));
});

test('is 0 to 0.9; more of the same adds nothing, nor what stands far behind', () => {
  const words = fc.array(fc.constantFrom('solar', 'radiation', '降', '水', 'PM2.5', '，', '𠮷', ' '), { maxLength: 40 }).map((parts) => parts.join(' '));
  fc.assert(
    fc.property(words, words, words, (query, description, title) => {
      const found = closeness(query, description, title);
      expect(found).toBeGreaterThanOrEqual(0);
      expect(found).toBeLessThanOrEqual(0.9 + 1e-9);
      expect(closeness(query, description.padEnd(LOOKED_AT_CHARACTERS, ' ') + query, title)).toBeCloseTo(found);
    }),
  );
  expect(closeness('降水', '降水 '.repeat(50))).toBe(closeness('降水', '降水 '.repeat(3)));
});

test('places are counted in words and characters, whatever is written between them and however they are encoded', () => {
  // Each character of a run is one place, those outside of the basic plane too, and each word is one.
  const behind = (before: string): number => closeness('降水', `${before}降水`);
  for (const before of ['气温', '𠮷𠮷', 'two words', '气，𠮷', 'Ａ-B']) expect(behind(before)).toBe(behind('气象'));
  expect(behind('气')).toBeGreaterThan(behind('气象'));
});
