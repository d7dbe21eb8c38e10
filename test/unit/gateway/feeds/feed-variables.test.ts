import { describe, expect, test } from '@jest/globals';
import { feedVariablesReader } from '../../../../gateway/feeds/feed-variables.js';

const read = feedVariablesReader();
const of = (text: string) => read(new URLSearchParams(text));

describe('the address of a feed', () => {
  test('asks for everything where it says nothing', () => {
    expect(of('')).toEqual({ query: null, filter: {}, lang: 'ZH', first: 50 });
  });

  test('has a parameter for each field of the filter, by its type', () => {
    expect(of('query=空气 质量&lang=en&first=5&kinds=DATASET&kinds=STANDARD&region=310000&keywords=a,b&issued.from=2024&issued.to=2025-06&modified.to=2026&bbox=120,30.5,122,32&hasApi=true&industries=65').filter).toEqual({
      kinds: ['DATASET', 'STANDARD'], region: '310000', keywords: ['a,b'], issued: { from: '2024', to: '2025-06' }, modified: { to: '2026' }, bbox: [120, 30.5, 122, 32], hasApi: true, industries: ['65'],
    });
    expect(of('query=空气 质量&lang=en&first=5')).toEqual({ query: '空气 质量', filter: {}, lang: 'EN', first: 5 });
  });

  test('leaves out what is empty', () => {
    expect(of('query=&region=&hasApi=&bbox=&issued.from=')).toEqual({ query: null, filter: {}, lang: 'ZH', first: 50 });
  });

  test.each([['q=x', 'q'], ['sort=TITLE', 'sort'], ['issued=2024', 'issued'], ['hasApi=yes', 'hasApi'], ['bbox=1,2,x,4', 'bbox'], ['bbox=1,,3,4', 'bbox'], ['first=0', 'first'], ['first=101', 'first'], ['first=x', 'first'], ['region=310000&region=330000', 'region'], ['query=a&query=b', 'query']])('%s is refused, and says which', (text, name) => {
    expect(() => of(text)).toThrow(expect.objectContaining({ message: expect.stringMatching(`^${name}: expected `), extensions: { code: 'BAD_INPUT', argument: name } }));
  });
});
