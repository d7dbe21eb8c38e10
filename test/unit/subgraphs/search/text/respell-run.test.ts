import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseLexicon } from '../../../../../subgraphs/search/text/lexicon/parse-lexicon.js';
import { createRunRespeller } from '../../../../../subgraphs/search/text/respell-run.js';
import { createWordSplitter } from '../../../../../subgraphs/search/text/split-words.js';

const respell = createRunRespeller(createWordSplitter(), parseLexicon({ dictionary: '', synonyms: '行政区划 | administrative division\n新冠肺炎 | COVID-19', stopWords: '', lightWords: '' }));

describe('a run of Chinese characters', () => {
  test.each([
    ['行政区化代码', '行政区划代码', '行政区划'],
    ['新管肺炎', '新冠肺炎', '新冠肺炎'],
    ['电题维修', '电梯维修', '电梯'],
    ['地震警预', '地震预警', '预警'],
    ['新冠肺', '新冠肺炎', '新冠肺炎'],
  ])('%s may be meant for %s', (run, text, word) => {
    expect(respell(run)).toContainEqual({ text, word });
  });

  test.each(['空气质量', '行政区划', '水', '行政a区化', '的'.repeat(17)])('%s is left as it is', (run) => {
    expect(respell(run)).toEqual([]);
  });

  test('is written otherwise in a few ways, each by a word that was not there', () => {
    const characters = fc.array(fc.constantFrom(...'空气质量行政区划代码电梯维修预警新冠肺炎的和化治题'), { minLength: 1, maxLength: 16 }).map((some) => some.join(''));
    fc.assert(
      fc.property(characters, (run) => {
        const ways = respell(run);
        expect(ways.length).toBeLessThanOrEqual(8);
        for (const { text, word } of ways) expect([text !== run, text.includes(word), word.length > 1]).toEqual([true, true, true]);
      }),
    );
  });
});
