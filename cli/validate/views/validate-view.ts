import type { Rejection } from '../../import/import-report.js';
import type { JudgedRecord, ValidateReport } from '../validate-report.js';

/** How a validation is shown: to a person, or as JSON. */
export interface ValidateView {
  rejected(rejection: Rejection): void;
  judged(record: JudgedRecord): void;
  finished(report: ValidateReport): void;
  /** `report` is what was judged before; without one nothing was begun. */
  stopped(reason: Error, report: ValidateReport | undefined): void;
}
