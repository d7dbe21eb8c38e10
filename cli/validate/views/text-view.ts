import type { QualityRating } from '../../../schema/generated/common.js';
import { RATINGS } from '../../../schema/quality/mqa.js';
import type { MetricResult } from '../../../schema/quality/quality.js';
import { oneLine, rejectionLines, warningLines } from '../../import/views/text-view.js';
import type { JudgedRecord, QualityReport, ValidateReport } from '../validate-report.js';
import type { ValidateView } from './validate-view.js';

export interface ValidateTextOptions {
  readonly print: (line: string) => void;
  /** Language of the advice. @default 'en' */
  readonly lang?: 'zh' | 'en';
}

const WORDS: Readonly<Record<QualityRating, string>> = { EXCELLENT: 'excellent', GOOD: 'good', SUFFICIENT: 'sufficient', BAD: 'bad' };
const HEADING = '   line  score  rating      identifier: what to do first, and the points it gains';
/** Of the summary's advice: more than a few is not what to do first. */
const MOST_FIXES = 3;

/** Shows a validation to a person: a line for each mistake, a row for each record's quality, and a summary. */
export function textView({ print, lang = 'en' }: ValidateTextOptions): ValidateView {
  let isBegun = false;
  const advice = ({ reason, max }: MetricResult): string => `${reason[lang]} (+${String(max)})`;
  return {
    rejected: (rejection) => rejectionLines(rejection).forEach(print),
    judged(record) {
      if (!isBegun) print(HEADING);
      isBegun = true;
      print(row(record, advice));
    },
    finished: (report) => summary(report, advice).forEach(print),
    stopped(reason, report) {
      print(`Stopped: ${reason.message}`);
      if (report) summary(report, advice).forEach(print);
    },
  };
}

function row({ line, identifier, quality: { score, rating, firstFix } }: JudgedRecord, advice: (metric: MetricResult) => string): string {
  return `${String(line).padStart(7)}  ${String(score).padStart(5)}  ${WORDS[rating].padEnd(10)}  ${oneLine(identifier)}: ${firstFix ? advice(firstFix) : '-'}`;
}

function summary({ entries, valid, invalid, skipped, warnings, quality }: ValidateReport, advice: (metric: MetricResult) => string): readonly string[] {
  return [
    `${String(entries)} entries read: ${String(valid)} valid, ${String(invalid)} invalid`,
    ...Object.entries(skipped).map(([because, count]) => `  ${String(count)} skipped: ${because}`),
    ...warningLines(warnings),
    ...qualityLines(quality, advice),
  ];
}

function qualityLines({ records, mean, ratings, firstFixes }: QualityReport, advice: (metric: MetricResult) => string): readonly string[] {
  if (mean === null) return [];
  const counts = RATINGS.map(({ rating }) => `${String(ratings[rating])} ${WORDS[rating]}`).join(', ');
  return [
    `quality of ${String(records)} records: mean ${mean.toFixed(1)} of 405; ${counts}`,
    ...firstFixes.slice(0, MOST_FIXES).map(({ metric, records: count }) => `  first of ${String(count)} records: ${advice(metric)}`),
  ];
}
