import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { queryOfDemand, wordsOfDemand } from '../../../../schema/use/demand-words.js';

const titles = [{ text: '防汛要的雨情' }, { text: 'Rain' }];

test('a demand is looked for by its keywords, each once; by its first title where it has none', () => {
  expect(wordsOfDemand({ titles, keywords: ['降水', ' 逐小时 ', '降水', ''] })).toEqual(['降水', '逐小时']);
  expect(queryOfDemand({ titles, keywords: ['降水', '逐小时'] })).toBe('降水 逐小时');
  expect(queryOfDemand({ titles, keywords: [] })).toBe('防汛要的雨情');
  expect(wordsOfDemand({ titles, keywords: Array.from({ length: 30 }, (_, at) => `词${String(at)}`) })).toHaveLength(12);
});

test('it is never longer than a query may be, nor empty, whatever its texts', () => {
  const text = fc.string({ minLength: 1, maxLength: 700, unit: 'grapheme' }).filter((one) => one.trim() !== '');
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 15 }), (title, keywords) => {
      const query = queryOfDemand({ titles: [{ text: title }], keywords });
      expect(query.length).toBeGreaterThan(0);
      expect(query.length).toBeLessThanOrEqual(500);
      expect(query.isWellFormed()).toBe(true);
    }),
  );
});
