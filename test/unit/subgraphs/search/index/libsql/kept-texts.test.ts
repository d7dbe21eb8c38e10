import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { KeptTexts } from '../../../../../../subgraphs/search/index/libsql/kept-texts.js';

test('what is kept is given back as it was, or not at all', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(20), fc.boolean()), { maxLength: 200 }), fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { minLength: 21, maxLength: 21 }), (asked, texts) => {
      const kept = new KeptTexts(128);
      for (const [slot, isRead] of asked) {
        const text = texts[slot] as string;
        if (isRead) expect([undefined, text]).toContain(kept.get(slot));
        else {
          kept.keep(slot, text);
          expect(kept.get(slot)).toBe(text.length * 2 > 128 ? undefined : text);
        }
      }
    }),
  );
});

test('what is asked for again stays', () => {
  const kept = new KeptTexts(100);
  kept.keep(0, 'asked for');
  for (let slot = 1; slot < 100; slot++) {
    kept.keep(slot, `text ${String(slot)}`);
    expect(kept.get(0)).toBe('asked for');
  }
  expect(kept.get(1)).toBeUndefined();
});
