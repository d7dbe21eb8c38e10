import type { ImportReport, OutcomeCounts, Rejection } from '../import-report.js';
import { lacksToken } from '../patient-client.js';
import type { ImportView } from './import-view.js';

/** Where lines go: `process.stderr`, of which only this is used. */
export interface LineOutput {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

export interface TextViewOptions {
  readonly output: LineOutput;
  /** The present in milliseconds. @default performance.now */
  readonly now?: () => number;
}

const CLEAR_LINE = '\r\u001b[K';

/** Shows a run to a person: a line for each mistake, a summary, and on a terminal how far it is. */
export function textView({ output, now = () => performance.now() }: TextViewOptions): ImportView {
  const began = now();
  const say = (text: string): void => void output.write(`${output.isTTY ? CLEAR_LINE : ''}${text}\n`);
  return {
    progress(report) {
      const { entries, rejected } = report;
      const rate = Math.round((entries * 1000) / Math.max(1, now() - began));
      if (output.isTTY) output.write(`${CLEAR_LINE}${String(entries)} read · ${String(done(report))} published · ${String(rejected)} rejected · ${String(rate)}/s`);
    },
    rejected: (rejection) => rejectionLines(rejection).forEach(say),
    retrying: (reason) => say(`No answer; trying again. ${reason.message}`),
    notRetired: (reason) => say(reason.message),
    finished: (report) => summary(report, (now() - began) / 1000).forEach(say),
    stopped(reason, report) {
      say(`Stopped: ${reason.message}`);
      if (!report) return;
      summary(report, (now() - began) / 1000).forEach(say);
      if (!lacksToken(reason.cause)) say('To go on, run the same command again: what was published is recognized and not written twice.');
    },
  };
}

const done = ({ created, updated, unchanged }: OutcomeCounts): number => created + updated + unchanged;

/** A line for each thing that is wrong with an entry. */
export function rejectionLines({ line, identifier, problems }: Rejection): readonly string[] {
  const who = `line ${String(line)}${identifier === null ? '' : ` (${oneLine(identifier)})`}`;
  return problems.map(({ field, value, rule, message }) => `${who}: ${field} ${rule}: ${message}${value === null ? '' : ` Found: ${oneLine(value)}`}`);
}

/** What a source says must not move the cursor or hide a line of the report. */
export const oneLine = (text: string): string => text.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ');

export const warningLines = (warnings: readonly string[] = []): readonly string[] => warnings.map((warning) => `Warning: ${oneLine(warning)}`);

function summary(report: ImportReport, seconds: number): readonly string[] {
  const counts = (what: OutcomeCounts): string => `${String(what.created)} created, ${String(what.updated)} updated, ${String(what.unchanged)} unchanged`;
  const skipped = Object.entries(report.skipped).map(([because, count]) => `  ${String(count)} skipped: ${because}`);
  return [
    `${String(report.entries)} entries read in ${seconds.toFixed(1)} s: ${counts(report)}, ${String(report.rejected)} rejected`,
    ...skipped,
    ...warningLines(report.warnings),
    ...Object.entries(report.notes ?? {}).map(([what, count]) => `  ${String(count)} with a note: ${what}`),
    ...(report.retired === undefined ? [] : [`  ${String(report.retired)} retired: no longer in the source`]),
    ...(done(report.owners) > 0 ? [`  their owners: ${counts(report.owners)}`] : []),
  ];
}
