import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldText, foldWhole } from '../../../../../subgraphs/search/text/fold-text.js';
import { FoldedUnits } from '../../../../../subgraphs/search/text/folded-units.js';
import { RunTokens } from '../../../../../subgraphs/search/text/run-tokens.js';
import { visitRuns } from '../../../../../subgraphs/search/text/runs.js';
import { TokenBuffer } from '../../../../../subgraphs/search/text/token-buffer.js';
import { wordForm } from '../../../../../subgraphs/search/text/word-form.js';

const unit = fc.oneof(
  fc.constantFrom('空', '氣', '质', '𠮷', 'ー', '한', 'a', 'ing', 'stations', 'Projections', '2', '.', '-', '/', ' ', '，', 'Ａ', '①', 'é', '́', '\ud842', '\udfb7', '\u0000', '🎈'),
  fc.string({ unit: 'binary', maxLength: 2 }),
);
const text = fc.string({ unit, maxLength: 60 });
const folded = new FoldedUnits();

test('a text is folded alike, whole and character by character', () => {
  fc.assert(fc.property(text, (one) => {
    expect(foldText(one)).toBe(foldWhole(one));
    const { length } = folded.fold(one);
    expect(folded.slice(0, length)).toBe(foldWhole(one));
  }), { numRuns: 2_000 });
});

test('the same is a run for the index as for queries', () => {
  const buffer = new TokenBuffer();
  const runs = new RunTokens(buffer);
  fc.assert(fc.property(text, (one) => {
    runs.add(folded.fold(one), 0);
    expect(buffer.take()).toBe([...new Set(tokensOf(foldText(one)))].map((token) => `${token} `).join(''));
  }), { numRuns: 2_000 });
});

/** By the runs that queries are read by. */
function tokensOf(of: string): readonly string[] {
  const tokens: string[] = [];
  let parts: string[] = [];
  const endCompound = (): void => {
    if (parts.length > 1 && parts.join('').length <= 40) tokens.push(parts.join(''));
    parts = [];
  };
  visitRuns(of, {
    cjk: (start, end) => {
      // A surrogate without its other half takes what follows with it.
      const characters = of.slice(start, end).match(/[\ud800-\udbff][^]|[^]/g) ?? [];
      for (let at = 1; at < characters.length; at++) tokens.push(characters.slice(at - 1, at + 1).join(''));
      tokens.push(characters.at(-1) ?? '');
    },
    word: (start, end, joined) => {
      if (!joined) endCompound();
      parts.push(of.slice(start, end));
      tokens.push(wordForm(of.slice(start, end)));
    },
  });
  endCompound();
  return tokens;
}
