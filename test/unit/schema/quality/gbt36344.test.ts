import { describe, expect, test } from '@jest/globals';
import type { Gbt36344Code } from '../../../../schema/generated/common.js';
import type { DescribedRecord } from '../../../../schema/quality/described-record.js';
import { judgeByGbt36344 } from '../../../../schema/quality/gbt36344/gbt36344.js';
import { MODEL } from './support.js';

const judge = (record: Partial<DescribedRecord>, on = '2026-03-02') => judgeByGbt36344({ ...MODEL, ...record }, 'DATASET', on);
const scoreOf = (code: Gbt36344Code, record: Partial<DescribedRecord>, on?: string) => judge(record, on).find((result) => result.code === code)?.score;
const reasonOf = (code: Gbt36344Code, record: Partial<DescribedRecord>) => judge(record).find((result) => result.code === code)?.reason.en;

describe('GB/T 36344-2018', () => {
  test('has its six dimensions, and a sound record is whole in each', () => {
    expect(judge({}).map(({ code, name, score }) => [code, name.zh, score])).toEqual([
      ['NORMATIVITY', '规范性', 100], ['COMPLETENESS', '完整性', 100], ['ACCURACY', '准确性', 100], ['CONSISTENCY', '一致性', 100], ['TIMELINESS', '时效性', 100], ['ACCESSIBILITY', '可访问性', 100],
    ]);
  });

  test.each<[Gbt36344Code, string, Partial<DescribedRecord>, number, string]>([
    ['NORMATIVITY', 'no standard named', { conformsTo: [] }, 70, 'conformsTo'],
    ['NORMATIVITY', 'a licence in words', { license: '自由使用' }, 80, 'SPDX'],
    ['NORMATIVITY', 'a region of no code', { region: '999999' }, 90, 'region'],
    ['NORMATIVITY', 'half of the formats unknown', { distributions: [...MODEL.distributions!, { accessURL: 'https://a.cn', format: '表' }] }, 85, 'format'],
    ['COMPLETENESS', 'no items', { items: [] }, 91, 'items'],
    ['COMPLETENESS', 'an unknown frequency', { frequency: 'UNKNOWN' }, 91, 'frequency'],
    ['COMPLETENESS', 'a condition that is missing', { shareType: 'CONDITIONAL' }, 92, 'shareCondition'],
    ['ACCURACY', 'a placeholder among four texts', { keywords: ['空气', '暂无'] }, 93, 'TBD'],
    ['ACCURACY', 'a description that is the title', { descriptions: MODEL.titles }, 73, 'description'],
    ['ACCURACY', 'one keyword twice', { keywords: ['空气', '空气'] }, 95, 'twice'],
    ['ACCURACY', 'issued in the future', { issued: '2031' }, 91, 'issued'],
    ['CONSISTENCY', 'changed before it was issued', { issued: '2027-01' }, 82, 'issued'],
    ['CONSISTENCY', 'an end before its beginning', { temporal: { start: '2020', end: '2019' } }, 85, 'temporal'],
    ['CONSISTENCY', 'open and not shared', { shareType: 'NOT_SHARED' }, 73, 'shareType'],
    ['CONSISTENCY', 'important and open', { grade: 'IMPORTANT' }, 73, 'grade'],
    ['CONSISTENCY', 'closed under a public licence', { openness: 'CLOSED' }, 82, 'license'],
    ['CONSISTENCY', 'a table that is a picture', { distributions: [{ accessURL: 'https://a.cn', format: 'CSV', mediaType: 'application/pdf' }] }, 91, 'mediaType'],
    ['ACCESSIBILITY', 'no address', { distributions: [{ accessURL: 'http://localhost/1', format: 'CSV' }] }, 60, 'accessURL'],
    ['ACCESSIBILITY', 'no terms', { license: '' }, 80, 'license'],
  ])('%s: %s', (code, _, record, score, field) => {
    expect(scoreOf(code, record)).toBe(score);
    expect(reasonOf(code, record)).toContain(field);
  });

  test.each([['CSV', 'application/zip'], ['GeoTIFF', 'image/tiff'], ['CSV', 'text/plain']])('%s as %s is no contradiction', (format, mediaType) => {
    expect(scoreOf('CONSISTENCY', { distributions: [{ accessURL: 'https://a.cn', format, mediaType }] })).toBe(100);
  });

  test('what says nothing to judge by has no score', () => {
    expect(scoreOf('TIMELINESS', { frequency: '' })).toBeNull();
    expect(scoreOf('TIMELINESS', { modified: '' })).toBeNull();
    expect(scoreOf('CONSISTENCY', { issued: '', temporal: null, openness: '', distributions: [] })).toBeNull();
  });
});

describe('timeliness', () => {
  test.each<[DescribedRecord['frequency'] & string, string, string, number]>([
    ['DAILY', '2026-03-01', '2026-03-09', 100],
    ['DAILY', '2026-03-01', '2026-04-23', 50],
    ['DAILY', '2026-03-01', '2026-06-30', 0],
    ['YEARLY', '2024', '2026-06-30', 100],
    ['YEARLY', '2024', '2030-06-30', 0],
    ['NEVER', '1999', '2026-03-01', 100],
    ['UNKNOWN', '2026-03-01', '2026-03-02', 50],
    ['IRREGULAR', '2026-01', '2026-12-31', 100],
  ])('%s, changed %s, judged on %s: %d', (frequency, modified, on, expected) => {
    expect(scoreOf('TIMELINESS', { frequency, modified }, on)).toBe(expected);
  });

  test('never rises while nothing happens', () => {
    const days = Array.from({ length: 48 }, (_, n) => `20${String(26 + Math.floor(n / 12))}-${String((n % 12) + 1).padStart(2, '0')}-15`);
    const scores = days.map((on) => scoreOf('TIMELINESS', { frequency: 'MONTHLY' }, on) as number);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect([scores[0], scores.at(-1)]).toEqual([100, 0]);
  });

  test('is not judged on what is no day', () => {
    expect(() => judge({}, 'today')).toThrow(RangeError);
  });
});
