import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { TokenBuffer } from '../../../../../subgraphs/search/text/token-buffer.js';

const token = fc.oneof(fc.string({ unit: fc.constantFrom('空', '气', 'a', '2', '𠮷', ' '), maxLength: 4 }), fc.integer({ min: 0, max: 20_000 }).map(String));

test('each different token stands once, in the order in which it first came; all are counted', () => {
  const buffer = new TokenBuffer();
  fc.assert(
    fc.property(fc.array(fc.record({ token, mark: fc.constantFrom('', '§') }), { maxLength: 3_000 }), (added) => {
      for (const { token: text, mark } of added) buffer.add(`<${text}>`, 1, text.length + 1, mark === '' ? 0 : mark.charCodeAt(0));
      expect(buffer.count).toBe(added.length);
      const expected = new Set(added.map(({ token: text, mark }) => mark + text).join(' ').split(' '));
      expect(new Set(buffer.take().split(' '))).toEqual(new Set([...expected, '']));
      expect(buffer.count).toBe(0);
    }),
    { numRuns: 50 },
  );
});

test('nothing stands twice, however many there are', () => {
  const buffer = new TokenBuffer();
  const texts = Array.from({ length: 30_000 }, (_, n) => `t${String(n % 20_000)}`);
  for (const text of texts) buffer.add(text, 0, text.length, 0);
  expect(buffer.take().trim().split(' ')).toEqual(texts.slice(0, 20_000));
});
