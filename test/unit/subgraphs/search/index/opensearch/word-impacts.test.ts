import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { indexTemplate } from '../../../../../../subgraphs/search/index/opensearch/index-names.js';
import { IMPACT_ONE, weighedTokens } from '../../../../../../subgraphs/search/index/opensearch/word-impacts.js';
import { B, K1 } from '../../../../../../subgraphs/search/index/query/rank.js';

const WHERE = ['', '¶', '§', '¶§'] as const;
const FREQUENCIES: Readonly<Record<string, number>> = { '': 1, '¶': 3, '§': 13, '¶§': 15 };

test('each word once, with its frequency over the length norm; what has a mark as it is', () => {
  expect(weighedTokens('空气 空气 air §空气 ¶air ¤空 ¢kq', { length: 128 })).toBe('空气|26624 air|6144 §空气 ¶air ¤空 ¢kq ');
  expect(weighedTokens('', { length: 0 })).toBe('');
});

test('impacts are kept as closely as they tell records apart', () => {
  fc.assert(
    fc.property(fc.constantFrom(...WHERE), fc.integer({ min: 1, max: 20_000 }), (where, length) => {
      const [impact] = weighedTokens(['word', ...[...where].map((mark) => `${mark}word`)].join(' '), { length }).match(/(?<=^word\|)\d+/u) ?? [];
      const exact = (FREQUENCIES[where] as number) / (K1 * (1 - B + (B * length) / 128));
      const saturated = Number(impact) / (Number(impact) + IMPACT_ONE);
      expect(Math.abs(saturated - exact / (exact + 1))).toBeLessThan(0.0002);
    }),
  );
});

test('a word that the engine would split has no impact behind it', () => {
  const long = 'a'.repeat(250);
  expect(weighedTokens(`${long} b`, { length: 128 })).toBe(`${long} b|2048 `);
});

test('the similarity of the index divides by what the impacts were multiplied with', () => {
  const { template } = indexTemplate('ucat') as { readonly template: { readonly settings: { readonly similarity: { readonly impact: { readonly script: { readonly source: string } } } } } };
  expect(template.settings.similarity.impact.script.source).toContain(`(doc.freq + ${IMPACT_ONE.toFixed(1)})`);
});
