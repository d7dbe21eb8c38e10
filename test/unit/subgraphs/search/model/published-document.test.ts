import { describe, expect, test } from '@jest/globals';
import { formatId } from '../../../../../schema/ids.js';
import { decodeFacts } from '../../../../../subgraphs/search/model/facts.js';
import { createEntryBuilder } from '../../../../../subgraphs/search/model/index-entry.js';
import { inLanguage, readDocument, UnreadableDocument } from '../../../../../subgraphs/search/model/published-document.js';
import { completeness } from '../../../../../subgraphs/search/model/completeness.js';

const id = formatId('310000', 'DATASET', 1);
const read = (fields: object) => readDocument(id, JSON.stringify({ id, titles: [{ lang: 'zh', text: '空气' }], ...fields }));
const factsOf = (fields: object) => decodeFacts(createEntryBuilder(() => ({ text: '', length: 7 }))(read(fields), 'PUBLIC', '').facts);

describe('reading what others publish', () => {
  test.each([['', 'Expected JSON'], ['null', 'JSON object'], ['[]', 'JSON object'], ['{"id":"MEE-DS-1-X"}', 'document of'], [JSON.stringify({ id, titles: [{ lang: 'zh', text: ' ' }] }), 'title'], [JSON.stringify({ id, titles: 'x' }), 'title']])('%s is no record', (document, why) => {
    expect(() => readDocument(id, document)).toThrow(UnreadableDocument);
    expect(() => readDocument(id, document)).toThrow(why);
  });

  test('what has another form than expected is passed over', () => {
    const document = read({ keywords: ['a', 1, null, ' '], themes: 'environment', distributions: [null, { format: 3 }, { format: 'CSV' }], bbox: [1, 2, 'x', 4], temporal: {}, openness: 'MAYBE', owner: { id }, items: [{ name: 'x' }, {}] });
    expect(document).toMatchObject({ keywords: ['a'], themes: [], bbox: null, temporal: null, openness: '', owner: '', items: ['x'] });
    expect(document.distributions.map(({ format }) => format)).toEqual(['', 'CSV']);
  });

  test('what is longer than any record needs is cut, in whole characters', () => {
    const long = 'x'.repeat(300_000);
    const many = Array.from({ length: 20_000 }, (_, n) => `${String(n)}${'y'.repeat(300)}`);
    const document = read({ titles: [{ lang: 'zh', text: `${'x'.repeat(1_999)}𠮷` }], descriptions: [{ lang: 'zh', text: long }], keywords: many, themes: many, conformsTo: many, license: long, region: long, landingPage: long, distributions: many.map((format) => ({ format })), items: many.map((name) => ({ name })) });
    expect(document.titles[0]!.text).toBe('x'.repeat(1_999));
    expect(document.keywords).toHaveLength(500);
    expect(document.distributions).toHaveLength(1_000);
    const lengths = [...document.keywords, ...document.themes, ...document.items, ...document.distributions.map(({ format }) => format), document.license, document.region].map(({ length }) => length);
    expect(Math.max(...lengths)).toBe(200);
    expect(JSON.stringify(document).length).toBeLessThan(4_000_000);
  });

  test('the facts come back from their encoding', () => {
    expect(factsOf({ titles: [{ lang: 'en', text: 'Air' }, { lang: 'zh-Hans', text: '空气' }], distributions: [{ format: ' geojson' }, { format: 'GeoJSON' }, { format: 'OGC API - Features' }], region: '310000', temporal: { start: '2020' } })).toMatchObject({
      id, kind: 'DATASET', title: '空气', titleEn: 'Air', formats: ['GeoJSON', 'OGC API - FEATURES'], hasApiFormat: true, region: '310000', temporal: ['2020', ''], length: 7, serves: [],
    });
  });

  test('a text in the language asked for, else the first', () => {
    const texts = [{ lang: 'ug', text: 'u' }, { lang: 'zh-Hant', text: 'z' }];
    expect([inLanguage(texts, 'zh'), inLanguage(texts, 'en'), inLanguage([], 'en')]).toEqual(['z', 'u', '']);
  });
});

describe('completeness', () => {
  test('grows with what a record says of itself, from 0 to 1000', () => {
    const poor = completeness(read({}));
    const better = completeness(read({ descriptions: [{ lang: 'zh', text: '说'.repeat(100) }], themes: ['environment'] }));
    const full = completeness(
      read({
        titles: [{ lang: 'zh', text: '空气' }, { lang: 'en', text: 'Air' }], descriptions: [{ lang: 'zh', text: '说'.repeat(300) }], keywords: ['a', 'b', 'c'], themes: ['x'], distributions: [{ accessURL: 'https://a.example', format: 'CSV' }],
        license: 'CC0-1.0', owner: id, temporal: { start: '2020' }, region: '310000', items: [{ name: 'x' }], landingPage: 'https://a.example', conformsTo: [id], frequency: 'DAILY',
      }),
    );
    expect(poor).toBe(0);
    expect(better).toBeGreaterThan(poor);
    expect(full).toBe(1000);
  });
});
