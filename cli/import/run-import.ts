import { statSync } from 'node:fs';
import { isAuthorityCode } from '../../schema/ids.js';
import { isHttpUrl } from '../../subgraphs/kit/env.js';
import { createHttpTransport } from '../../subgraphs/kit/transport/http-transport.js';
import { findMapping } from './find-mapping.js';
import type { ImportReport } from './import-report.js';
import { importRecords, ImportStopped } from './import-records.js';
import { readMapping } from './mapping/read-mapping.js';
import { FORMATS, formatOf, type SourceFormat } from './readers/formats.js';
import { openSource } from './readers/open-source.js';
import { createSteward } from './steward.js';
import type { ImportView } from './views/import-view.js';

/** What `ucat import` was asked for, as it came from the command line. */
export interface ImportRequest {
  readonly file: string;
  readonly mapping: string;
  readonly node: string;
  readonly authority?: string | undefined;
  readonly token?: string | undefined;
  readonly batch: number;
  readonly format?: string | undefined;
  readonly items?: string | undefined;
}

/** The request can't be carried out as it was made. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
}

/** Exit codes of `ucat import`. */
export const EXIT = { ALL_ACCEPTED: 0, SOME_REJECTED: 1, NOT_DONE: 2 } as const;

/** Imports a file and tells `view` about it. @returns the exit code; never throws for what a user can cause */
export async function runImport(request: ImportRequest, view: ImportView, signal: AbortSignal): Promise<number> {
  const http = createHttpTransport();
  try {
    const { format, mapping } = checkRequest(request);
    const report = await importRecords({
      entries: openSource(request.file, { format, items: request.items }),
      mapping,
      steward: createSteward({ url: request.node, send: http.send, token: request.token, onRetry: (reason) => view.retrying(reason), signal }),
      authority: request.authority,
      limits: { records: request.batch },
      onRejected: (rejection) => view.rejected(rejection),
      onProgress: (progress) => view.progress(progress),
      signal,
    });
    view.finished(report);
    return exitCode(report);
  } catch (error) {
    view.stopped(error instanceof Error ? error : new Error(String(error)), error instanceof ImportStopped ? error.report : undefined);
    return EXIT.NOT_DONE;
  } finally {
    await http.close();
  }
}

const exitCode = ({ rejected }: ImportReport): number => (rejected > 0 ? EXIT.SOME_REJECTED : EXIT.ALL_ACCEPTED);

function checkRequest({ file, mapping, node, authority, format, batch }: ImportRequest) {
  if (!isHttpUrl(node)) throw new BadRequest(`--node: expected the http or https address of the node's GraphQL endpoint but got ${node}.`);
  if (authority !== undefined && !isAuthorityCode(authority)) throw new BadRequest(`--authority: expected 2 to 12 of 0-9 A-Z but got ${authority}.`);
  if (!Number.isInteger(batch) || batch < 1 || batch > 5_000) throw new BadRequest(`--batch: expected a whole number of 1 to 5000 but got ${String(batch)}.`);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) throw new BadRequest(`FILE: expected a file but found none at ${file}.`);
  return { format: checkFormat(file, format), mapping: readMapping(findMapping(mapping)) };
}

function checkFormat(file: string, format: string | undefined): SourceFormat {
  const found = FORMATS.find((one) => one === (format ?? formatOf(file)));
  if (!found) throw new BadRequest(`--format: expected one of ${FORMATS.join(', ')} but got ${format ?? `no such ending on ${file}`}.`);
  return found;
}
