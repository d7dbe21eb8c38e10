import type { MetricResult, Quality } from '../../../schema/quality/quality.js';
import type { Rejection } from '../../import/import-report.js';
import type { JudgedRecord, ValidateReport } from '../validate-report.js';
import type { ValidateView } from './validate-view.js';

/** Shows a validation to a program: one JSON object at its end, `{…counts, quality, records, rejections, error}`. */
export function jsonView(print: (text: string) => void): ValidateView {
  const rejections: Rejection[] = [];
  const records: unknown[] = [];
  const say = (report: ValidateReport | undefined, error: string | null): void => print(JSON.stringify({ ...(report && counts(report)), records, rejections, error }));
  return {
    rejected: (rejection) => void rejections.push(rejection),
    judged: ({ line, identifier, quality }: JudgedRecord) => void records.push({ line, identifier, ...judgement(quality) }),
    finished: (report) => say(report, null),
    stopped: (reason, report) => say(report, reason.message),
  };
}

const counts = ({ quality, ...report }: ValidateReport) => ({
  ...report,
  quality: { ...quality, firstFixes: quality.firstFixes.map(({ metric, records }) => ({ ...fix(metric), records })) },
});

const judgement = ({ score, max, rating, firstFix, gbt36344 }: Quality) => ({
  score,
  max,
  rating,
  firstFix: firstFix && fix(firstFix),
  gbt36344: Object.fromEntries(gbt36344.map((dimension) => [dimension.code, dimension.score])),
});

const fix = ({ code, max, reason }: MetricResult) => ({ code, gain: max, advice: reason });
