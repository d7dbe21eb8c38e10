import { BadRequest } from '../bad-request.js';
import { checkSource, type SourceRequest } from '../import/check-request.js';
import { withWarnings, type ImportReport } from '../import/import-report.js';
import { importRecords, ImportStopped } from '../import/import-records.js';
import { openImport } from '../import/open-import.js';
import { isDay, today } from '../../schema/quality/day.js';
import type { Quality } from '../../schema/quality/quality.js';
import { createLocalSteward } from './local-steward.js';
import { QualityTally, type ValidateReport } from './validate-report.js';
import type { ValidateView } from './views/validate-view.js';

/** What `ucat validate` was asked for. */
export interface ValidateRequest extends SourceRequest {
  /** The day to judge quality on. @default today in UTC */
  readonly on?: string | undefined;
}

/** Exit codes of `ucat validate`. */
export const EXIT = { ALL_VALID: 0, SOME_INVALID: 1, NOT_DONE: 2 } as const;

/**
 * Judges a file's records as an import into a node would, by the same readers, mappings and rules, without a node.
 *
 * @returns the exit code; never throws for what a user can cause
 */
export async function runValidate(request: ValidateRequest, view: ValidateView, signal: AbortSignal): Promise<number> {
  const tally = new QualityTally();
  try {
    checkSource(request);
    if (request.on !== undefined && !isDay(request.on)) throw new BadRequest(`--on: expected a day such as 2026-03-01 but got ${request.on}.`);
    const report = reportOf(await validate(request, tally, view, signal), tally);
    view.finished(report);
    return report.invalid > 0 ? EXIT.SOME_INVALID : EXIT.ALL_VALID;
  } catch (error) {
    view.stopped(error instanceof Error ? error : new Error(String(error)), error instanceof ImportStopped ? reportOf(error.report, tally) : undefined);
    return EXIT.NOT_DONE;
  }
}

async function validate(request: ValidateRequest, tally: QualityTally, view: ValidateView, signal: AbortSignal): Promise<ImportReport> {
  const { authority, on = today() } = request;
  const { entries, mapping, nameField, warnings } = await openImport(request);
  const judged = new Map<string, Quality | null>();
  const report = await importRecords({
    entries,
    mapping,
    nameField,
    authority,
    steward: createLocalSteward({ authority, on, onJudged: (id, quality) => judged.set(id, quality) }),
    onRejected: (rejection) => view.rejected(rejection),
    onPublished: (id, record, line) => {
      const quality = judged.get(id);
      if (!quality) return;
      tally.add(quality);
      view.judged({ line, identifier: record.sources?.[0]?.identifier ?? id, quality });
    },
    // What was judged of owners is asked by nobody.
    onProgress: () => judged.clear(),
    signal,
  });
  return withWarnings(report, warnings?.());
}

const reportOf = ({ entries, created, rejected, skipped, warnings }: ImportReport, tally: QualityTally): ValidateReport => ({ entries, valid: created, invalid: rejected, skipped, ...(warnings && { warnings }), quality: tally.report() });
