import type { ImportReport, Rejection } from '../import-report.js';

/** How a run is shown: to a person, or as JSON. */
export interface ImportView {
  progress(report: ImportReport): void;
  rejected(rejection: Rejection): void;
  retrying(reason: Error): void;
  /** The import was to be complete, but nothing may be retired for it. */
  notRetired(reason: Error): void;
  finished(report: ImportReport): void;
  /** `report` is what was done before; without one nothing was begun. */
  stopped(reason: Error, report: ImportReport | undefined): void;
}
