import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DescribedRecord } from '../../../../schema/quality/described-record.js';
import { applicableMetrics, DIMENSIONS, firstFix, METRICS, MOST_POINTS, ratingOf, scoreOf, unmetMetrics } from '../../../../schema/quality/mqa.js';
import type { JudgedKind } from '../../../../schema/quality/metric.js';
import { qualityOf } from '../../../../schema/quality/quality.js';
import { anyRecord, facts, MODEL } from './support.js';

const DAY = '2026-03-02';
const score = (record: DescribedRecord): number => scoreOf(record.kind as JudgedKind, unmetMetrics(record) ?? NaN);
const unmetCodes = (record: DescribedRecord): readonly string[] => METRICS.filter(({ bit }) => ((unmetMetrics(record) ?? 0) & bit) !== 0).map(({ metric }) => metric.code);
const without = (...fields: readonly (keyof DescribedRecord)[]): DescribedRecord => Object.fromEntries(Object.entries(MODEL).filter(([field]) => !fields.includes(field as never))) as unknown as DescribedRecord;
const withDistribution = (distribution: object): DescribedRecord => ({ ...MODEL, distributions: [{ accessURL: 'https://data.sh.gov.cn/air', ...distribution }] });

describe('the metrics of the MQA', () => {
  test('have its dimensions and points', () => {
    const points = DIMENSIONS.map(({ code, metrics }) => [code, metrics.reduce((sum, metric) => sum + metric.points, 0)]);
    expect(points).toEqual([['FINDABILITY', 100], ['ACCESSIBILITY', 100], ['INTEROPERABILITY', 110], ['REUSABILITY', 75], ['CONTEXTUALITY', 20]]);
    expect(applicableMetrics('DATASET').reduce((sum, { metric }) => sum + metric.points, 0)).toBe(MOST_POINTS);
    expect(new Set(METRICS.map(({ metric }) => metric.code)).size).toBe(METRICS.length);
  });

  test('are all met by a dataset that says everything', () => {
    expect(unmetCodes(MODEL)).toEqual([]);
    expect(score(MODEL)).toBe(405);
  });

  test.each<[string, DescribedRecord, readonly string[]]>([
    ['no keywords', { ...MODEL, keywords: [] }, ['KEYWORDS']],
    ['no themes', { ...MODEL, themes: [] }, ['THEMES']],
    ['no region', without('region'), ['SPATIAL']],
    ['a box for a region', { ...without('region'), bbox: [1, 2, 3, 4] }, []],
    ['no time', without('temporal'), ['TEMPORAL']],
    ['no distribution', without('distributions'), ['ACCESS_URL', 'DOWNLOAD_URL', 'DOWNLOAD_URL_USABLE', 'FORMAT', 'MEDIA_TYPE', 'FORMAT_VOCABULARY', 'NON_PROPRIETARY', 'MACHINE_READABLE', 'BYTE_SIZE']],
    ['a spreadsheet of one vendor', withDistribution({ downloadURL: 'https://a.gov.cn/1', format: 'XLSX', mediaType: 'application/vnd.ms-excel', byteSize: 1 }), ['NON_PROPRIETARY']],
    ['a picture of a table', withDistribution({ downloadURL: 'https://a.gov.cn/1', format: 'pdf', mediaType: 'application/pdf', byteSize: 0 }), ['MACHINE_READABLE']],
    ['a format that nobody knows', withDistribution({ downloadURL: 'https://a.gov.cn/1', format: '表格', mediaType: 'x/y', byteSize: 1 }), ['FORMAT_VOCABULARY', 'NON_PROPRIETARY', 'MACHINE_READABLE']],
    ['a download inside the office only', withDistribution({ downloadURL: 'http://192.168.1.4/1.csv', format: 'CSV', mediaType: 'text/csv; charset=utf-8', byteSize: 1 }), ['DOWNLOAD_URL_USABLE']],
    ['a licence in words', { ...MODEL, license: '可自由使用' }, ['LICENSE_VOCABULARY']],
    ['a licence of its distribution', { ...without('license'), distributions: [{ ...MODEL.distributions![0]!, license: 'https://creativecommons.org/licenses/by/4.0/' }] }, []],
    ['no licence', without('license'), ['LICENSE', 'LICENSE_VOCABULARY']],
    ['no page', without('landingPage'), ['CONTACT']],
    ['no grade', without('grade'), ['RIGHTS']],
    ['a condition for a grade', { ...without('grade'), shareCondition: '申请' }, []],
    ['no description', { ...MODEL, descriptions: [] }, ['DCAT_AP']],
    ['no dates', without('issued', 'modified'), ['ISSUED', 'MODIFIED']],
    ['no owner, openness or share type', without('owner', 'openness', 'shareType'), ['ACCESS_RIGHTS', 'ACCESS_RIGHTS_VOCABULARY', 'PUBLISHER']],
  ])('%s', (_, record, expected) => {
    expect(unmetCodes(record)).toEqual(expected);
  });

  test('measure a service and a series by what they can say, on the same scale', () => {
    const { distributions, temporal, grade, items, frequency, ...common } = MODEL;
    expect([distributions, temporal, grade, items, frequency].every(Boolean)).toBe(true);
    const service: DescribedRecord = { ...common, kind: 'DATA_SERVICE', endpointURL: 'https://api.sh.gov.cn/air', endpointDescription: 'https://api.sh.gov.cn/air/openapi.json' };
    expect([unmetCodes(service), score(service)]).toEqual([[], 405]);
    const series: DescribedRecord = { ...common, kind: 'DATA_SERIES', temporal: { start: '2020' } };
    expect([unmetCodes(series), score(series)]).toEqual([[], 405]);
    expect(score({ ...series, keywords: [] })).toBe(Math.round((405 * 140) / 170));
  });

  test.each([[0, 'BAD'], [120, 'BAD'], [121, 'SUFFICIENT'], [220, 'SUFFICIENT'], [221, 'GOOD'], [350, 'GOOD'], [351, 'EXCELLENT'], [405, 'EXCELLENT']])('%d points are %s', (points, rating) => {
    expect(ratingOf(points)).toBe(rating);
  });

  test('say what to do first: what gains most, of equal ones what is least work, then their own order', () => {
    const first = (record: DescribedRecord) => firstFix(unmetMetrics(record) ?? 0)?.metric.code;
    expect(first(MODEL)).toBeUndefined();
    expect(first(without('distributions', 'keywords', 'themes'))).toBe('ACCESS_URL');
    expect(first(without('keywords', 'themes'))).toBe('KEYWORDS');
    expect(first({ ...without('themes'), descriptions: [] })).toBe('THEMES');
    expect(first(without('temporal', 'landingPage'))).toBe('CONTACT');
    expect(first(without('grade', 'issued'))).toBe('ISSUED');
  });

  test('do not judge standards and organizations', () => {
    expect(unmetMetrics({ kind: 'STANDARD', titles: MODEL.titles })).toBeNull();
    expect(qualityOf({ kind: 'ORGANIZATION', titles: MODEL.titles }, DAY)).toBeNull();
  });

  test('have a name, a reason and advice in both languages', () => {
    for (const { metric } of METRICS) {
      for (const { zh, en } of [metric.name, metric.met, metric.unmet]) {
        expect(zh).toMatch(/\p{Script=Han}/u);
        expect(en).toMatch(/^[\x20-\x7e’\p{Script=Han}]+$/u);
      }
      expect(metric.unmet.zh).not.toBe(metric.met.zh);
    }
  });
});

describe('every record', () => {
  test('scores within the bounds, and its metrics add up to its score', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const quality = qualityOf(record, DAY)!;
        expect(quality.score).toBeGreaterThanOrEqual(0);
        expect(quality.score).toBeLessThanOrEqual(quality.max);
        const [points, most] = [quality.metrics.reduce((sum, metric) => sum + metric.points, 0), quality.metrics.reduce((sum, metric) => sum + metric.max, 0)];
        expect(quality.score).toBe(Math.round((405 * points) / most));
        expect(quality.dimensions.reduce((sum, dimension) => sum + dimension.points, 0)).toBe(points);
        for (const { score: one } of quality.gbt36344) if (one !== null) expect(one >= 0 && one <= 100).toBe(true);
        const gains = quality.metrics.filter(({ met }) => !met).map(({ max }) => max);
        expect(quality.firstFix?.max ?? 0).toBe(Math.max(0, ...gains));
      }),
    );
  });

  test('never scores less for saying more: another field, or another entry of a list', () => {
    const more = fc.constantFrom(...(Object.keys(facts) as (keyof typeof facts)[])).chain((field) => (facts[field] as fc.Arbitrary<unknown>).map((value) => ({ field, value })));
    fc.assert(
      fc.property(anyRecord, more, (record, { field, value }) => {
        const before = (record as unknown as Record<string, unknown>)[field];
        fc.pre(before === undefined || (Array.isArray(before) && Array.isArray(value) && field !== 'bbox'));
        const after = Array.isArray(before) ? [...(before as unknown[]), ...(value as unknown[])] : value;
        expect(score({ ...record, [field]: after })).toBeGreaterThanOrEqual(score(record));
      }),
      { numRuns: 500 },
    );
  });

  test('is judged the same again, however its fields are ordered', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const reversed = Object.fromEntries(Object.entries(record).reverse()) as unknown as DescribedRecord;
        expect(qualityOf(reversed, DAY)).toEqual(qualityOf(record, DAY));
      }),
    );
  });
});
