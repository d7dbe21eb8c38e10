import { beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { packagePath } from '../../../../schema/package-path.js';
import { isJudged, METRICS, RATINGS, scoreOf, unmetMetrics } from '../../../../schema/quality/mqa.js';
import { qualityOf, type Quality } from '../../../../schema/quality/quality.js';
import { readSeedFiles } from '../../../../seed/read-seed-files.js';
import { publishRecord, type CatalogRecord } from '../../../../subgraphs/catalog/model.js';
import { validateRecord } from '../../../../subgraphs/catalog/validate/validate-record.js';
import { readDocument } from '../../../../subgraphs/search/model/published-document.js';

/* The records of the sample as their nodes publish them, judged on one day. docs/quality.md prints what comes out. */

const PUBLISHED_AT = '2026-11-24T08:00:00.000Z';
const DAY = '2026-11-24';
const documentation = readFileSync(packagePath('docs', 'quality.md'), 'utf8');
let records: readonly { readonly record: CatalogRecord; readonly document: string; readonly quality: Quality }[];

beforeAll(() => {
  records = readSeedFiles().flatMap(({ code, records: inputs }) =>
    inputs.flatMap((input) => {
      const validated = validateRecord(input, new Set([code]));
      if (!validated.ok || validated.id === null) throw new Error(`${String(input.id)} is not valid.`);
      const { body, document } = publishRecord(validated.content, validated.id, 1, PUBLISHED_AT);
      const quality = qualityOf(body, DAY);
      return quality ? [{ record: body, document, quality }] : [];
    }),
  );
});

describe('the quality of the sample', () => {
  test('is what docs/quality.md says: ratings and mean of each kind', () => {
    const rows = [['DATASET', '数据集'], ['DATA_SERIES', '数据系列'], ['DATA_SERVICE', '数据服务']].map(([kind, name]) => {
      const own = records.filter(({ record }) => record.kind === kind).map(({ quality }) => quality);
      const counts = RATINGS.map(({ rating }) => own.filter((quality) => quality.rating === rating).length);
      const mean = own.reduce((sum, { score }) => sum + score, 0) / own.length;
      return `| ${String(name)} \`${String(kind)}\` | ${[own.length, mean.toFixed(1), ...counts].join(' | ')} |`;
    });
    for (const row of rows) expect(documentation).toContain(row);
  });

  test('and what is missing, most points first', () => {
    const unmet = METRICS.map(({ metric }) => ({ code: metric.code, points: metric.points, count: records.filter(({ quality }) => quality.metrics.some(({ code, met }) => code === metric.code && !met)).length }));
    const worst = unmet.sort((a, b) => b.points * b.count - a.points * a.count).slice(0, 5);
    for (const { code, points, count } of worst) expect(documentation).toContain(`| \`${code}\` | ${String(points)} | ${String(count)} |`);
  });

  test('and the means by GB/T 36344', () => {
    const codes = records[0]!.quality.gbt36344.map(({ code, name }) => [code, name.zh] as const);
    for (const [code, zh] of codes) {
      const scores = records.map(({ quality }) => quality.gbt36344.find((dimension) => dimension.code === code)?.score).filter((score) => typeof score === 'number');
      expect(documentation).toContain(`| ${zh} \`${code}\` | ${String(scores.length)} | ${(scores.reduce((sum, score) => sum + score, 0) / scores.length).toFixed(1)} |`);
    }
  });

  test('is the same in the index, which reads documents in its own way', () => {
    for (const { record, document, quality } of records) {
      const read = readDocument(record.id, document);
      expect(isJudged(read.kind) && `${record.id} ${String(scoreOf(read.kind, unmetMetrics(read) ?? NaN))}`).toBe(`${record.id} ${String(quality.score)}`);
    }
  });
});

describe('docs/quality.md', () => {
  test('lists every metric with its points', () => {
    for (const { metric } of METRICS) expect(documentation).toMatch(new RegExp(`\\| \`${metric.code}\` \\| ${String(metric.points)} \\|`));
  });
});
