import type { ImportReport, Rejection } from '../import-report.js';
import type { ImportView } from './import-view.js';

/** Shows a run to a program: one JSON object at its end, `{…counts, rejections, notRetired, error}`. */
export function jsonView(print: (text: string) => void): ImportView {
  const rejections: Rejection[] = [];
  let notRetired: string | null = null;
  const write = (report: ImportReport | undefined, error: string | null): void => print(JSON.stringify({ ...report, rejections, notRetired, error }));
  return {
    progress: () => undefined,
    rejected: (rejection) => void rejections.push(rejection),
    retrying: () => undefined,
    notRetired: (reason) => void (notRetired = reason.message),
    finished: (report) => write(report, null),
    stopped: (reason, report) => write(report, reason.message),
  };
}
