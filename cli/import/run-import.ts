import type { ExportRecord } from '../../schema/formats/export-record.js';
import { cliTransport } from '../cli-transport.js';
import { nodeAuthorities, ofAuthority } from '../export/export-source.js';
import { checkRequest, type ImportRequest } from './check-request.js';
import type { PortalSource } from './formats/ckan/open-portal.js';
import type { ProfiledSource } from './formats/profile.js';
import { withWarnings, type ImportReport } from './import-report.js';
import { importRecords, ImportStopped } from './import-records.js';
import { isLineageFormat } from './lineage/lineage-formats.js';
import { openLineage } from './lineage/open-lineage.js';
import { openImport } from './open-import.js';
import { createPatientClient, type PatientClientOptions } from './patient-client.js';
import { retireMissing, SnapshotRefused } from './snapshot/retire-missing.js';
import { Snapshot } from './snapshot/snapshot.js';
import { createSteward } from './steward.js';
import type { ImportView } from './views/import-view.js';

export type { ImportRequest } from './check-request.js';

/** Exit codes of `ucat import`. */
export const EXIT = { ALL_ACCEPTED: 0, SOME_REJECTED: 1, NOT_DONE: 2, NOT_RETIRED: 3 } as const;

/** Imports a file and tells `view` about it. @returns the exit code; never throws for what a user can cause */
export async function runImport(request: ImportRequest, view: ImportView, signal: AbortSignal): Promise<number> {
  const http = cliTransport();
  try {
    checkRequest(request);
    const node: PatientClientOptions = { url: request.node, send: http.send, token: request.token, onRetry: (reason) => view.retrying(reason), signal };
    return await importAndRetire(request, node, view, signal);
  } catch (error) {
    view.stopped(error instanceof Error ? error : new Error(String(error)), error instanceof ImportStopped ? error.report : undefined);
    return EXIT.NOT_DONE;
  } finally {
    await http.close();
  }
}

async function importAndRetire(request: ImportRequest, node: PatientClientOptions, view: ImportView, signal: AbortSignal): Promise<number> {
  const { entries, mapping, nameField, scopeOf, warnings, remember } = await open(request, node, view, signal);
  const snapshot = new Snapshot(scopeOf);
  const done = await importRecords({
    entries,
    mapping,
    nameField,
    steward: createSteward(node),
    authority: request.authority,
    limits: { records: request.batch },
    onPublished: (id, record) => snapshot.published(id, record),
    onRejected: (rejection) => {
      snapshot.rejected(rejection.identifier);
      view.rejected(rejection);
    },
    onProgress: (progress) => view.progress(progress),
    signal,
  });
  remember();
  const report = withWarnings(done, warnings?.());
  const retired = request.complete ? await retire(request, report, snapshot, node, view, signal) : undefined;
  view.finished(retired === undefined ? report : { ...report, retired });
  return exitCode(report, request.complete === true && retired === undefined);
}

/** The file, or the portal; only a portal has something to remember. A complete import reads all of it. */
async function open({ file, fromCkan, ...request }: ImportRequest, node: PatientClientOptions, view: ImportView, signal: AbortSignal): Promise<ProfiledSource & Pick<PortalSource, 'remember'>> {
  if (file !== undefined && isLineageFormat(request.format)) return { ...openLineage({ file, format: request.format, records: () => nodeRecords(request, node) }), remember: () => undefined };
  if (file !== undefined) return { ...(await openImport({ ...request, file })), remember: () => undefined };
  const { openPortal } = await import('./formats/ckan/open-portal.js');
  return openPortal({ portal: fromCkan ?? '', node: request.node, system: request.system, state: request.state, all: request.complete === true, onRetry: (reason) => view.retrying(reason), signal });
}

/** All that the node's steward may read of its records. */
async function* nodeRecords({ authority, token }: Pick<ImportRequest, 'authority' | 'token'>, node: PatientClientOptions): AsyncGenerator<ExportRecord> {
  const ask = createPatientClient(node);
  for (const { code } of await nodeAuthorities(node.url, authority)) yield* ofAuthority(ask, code, token !== undefined);
}

/** How many were retired; undefined where none may be. */
async function retire({ maxRetire, force }: ImportRequest, report: ImportReport, snapshot: Snapshot, node: PatientClientOptions, view: ImportView, signal: AbortSignal): Promise<number | undefined> {
  try {
    const onProgress = (retired: number): void => view.progress({ ...report, retired });
    return await retireMissing({ snapshot, ask: createPatientClient(node), ...(maxRetire !== undefined && { maxShare: maxRetire }), ...(force !== undefined && { force }), onProgress, signal });
  } catch (error) {
    if (!(error instanceof SnapshotRefused)) throw new ImportStopped(error instanceof Error ? error.message : String(error), report, { cause: error });
    view.notRetired(error);
    return undefined;
  }
}

function exitCode({ rejected }: ImportReport, isNotRetired: boolean): number {
  if (isNotRetired) return EXIT.NOT_RETIRED;
  return rejected > 0 ? EXIT.SOME_REJECTED : EXIT.ALL_ACCEPTED;
}
