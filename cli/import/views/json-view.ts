import type { Rejection } from '../import-report.js';
import type { ImportView } from './import-view.js';

/** Shows a run to a program: one JSON object at its end, `{…counts, rejections, error}`. */
export function jsonView(print: (text: string) => void): ImportView {
  const rejections: Rejection[] = [];
  return {
    progress: () => undefined,
    rejected: (rejection) => void rejections.push(rejection),
    retrying: () => undefined,
    finished: (report) => print(JSON.stringify({ ...report, rejections, error: null })),
    stopped: (reason, report) => print(JSON.stringify({ ...report, rejections, error: reason.message })),
  };
}
