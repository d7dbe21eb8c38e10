import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { editDistance, MOST_NEAR, mostSteps, spelledIn, Spellings } from '../../../../../../subgraphs/search/index/columns/spellings.js';

const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 3, maxLength: 7 }), { maxLength: 4 }).map((some) => some.join(' '));

test('words are those of texts that came and did not go, the nearest first, then those that most texts have', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ text: words, stays: fc.boolean() }), { maxLength: 20 }), fc.constantFrom('abcab', 'aaaa', 'cabcabc'), (texts, asked) => {
      const spellings = new Spellings();
      for (const { text } of texts) spellings.countText(text, 1);
      for (const { text, stays } of texts) if (!stays) spellings.countText(text, -1);
      const counts = new Map<string, number>();
      for (const { text, stays } of texts) if (stays) for (const word of spelledIn(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
      const most = mostSteps(asked);
      const expected = [...counts].map(([text, count]) => ({ text, count, distance: editDistance(asked, text, most) })).filter(({ distance }) => distance > 0 && distance <= most);
      expected.sort((a, b) => a.distance - b.distance || b.count - a.count || (a.text < b.text ? -1 : 1));
      expect(spellings.near(asked)).toEqual(expected.map(({ text, distance }) => ({ text, distance })));
    }),
  );
});

test('of very many words that are near, those are told that come first', () => {
  const spellings = new Spellings();
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  for (const one of letters) for (const other of letters) spellings.countText(`climat${one}${other}`, 1);
  spellings.countText('climates climates', 1);
  const near = spellings.near('climateq');
  expect(near).toHaveLength(MOST_NEAR);
  expect(near[0]).toEqual({ text: 'climates', distance: 1 });
  expect(near.at(-1)?.distance).toBe(2);
});
