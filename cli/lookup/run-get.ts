import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ExportRecord } from '../../schema/formats/export-record.js';
import { parseId } from '../../schema/ids.js';
import { isHttpUrl } from '../../subgraphs/kit/env.js';
import { cliTransport } from '../cli-transport.js';
import { LinkedNames } from '../export/linked-names.js';
import { EXPORT_FORMATS, findWriter, formatProblem, saysKind, type ExportFormat } from '../export/writers.js';
import { oneRecord } from '../feed/one-record.js';
import { BadRequest } from '../import/check-request.js';
import { createPatientClient, NodeRefused } from '../import/patient-client.js';
import { recordText } from './record-text.js';

/** What `ucat get` was asked for. */
export interface GetRequest {
  readonly id: string;
  readonly gateway: string;
  readonly format: string;
  /** Of a viewer, or at a node of its steward; without one only what is public is shown. */
  readonly token?: string | undefined;
}

export interface LookupIo {
  readonly output: Writable;
  readonly complain: (text: string) => void;
  readonly signal: AbortSignal;
}

/** Exit codes of `ucat get` and, but for `NOT_FOUND`, of `ucat search`. */
export const EXIT = { DONE: 0, NOT_FOUND: 1, NOT_DONE: 2 } as const;

type Shown = ExportFormat | 'text' | 'json';

/** Prints a record. @returns the exit code; never throws for what a user can cause */
export async function runGet(request: GetRequest, { output, complain, signal }: LookupIo): Promise<number> {
  const http = cliTransport();
  try {
    const format = checkGet(request);
    const client = { url: request.gateway, send: http.send, token: request.token, attempts: 2, signal };
    const record = await oneRecord(createPatientClient(client), request.id, request.token !== undefined);
    if (!record) {
      complain(`There is no record ${request.id}.`);
      return EXIT.NOT_FOUND;
    }
    const names = new LinkedNames(createPatientClient({ ...client, takesPartialAnswers: true }));
    await pipeline(Readable.from(await shown(record, format, names, new URL(request.gateway).origin)), output, { end: false, signal });
    return EXIT.DONE;
  } catch (error) {
    const answer = error instanceof NodeRefused ? noRecord(error) : undefined;
    if (answer !== undefined) {
      complain(answer);
      return EXIT.NOT_FOUND;
    }
    complain(error instanceof Error ? error.message : String(error));
    return EXIT.NOT_DONE;
  } finally {
    await http.close();
  }
}

/** Codes by which it is answered that nobody has the record, or has it no longer. */
const NO_RECORD: readonly unknown[] = ['UNKNOWN_AUTHORITY', 'RECORD_NOT_FOUND', 'RECORD_RETIRED'];

/** What was said of a record that there is not; undefined where something else was. */
function noRecord({ errors }: NodeRefused): string | undefined {
  const isSaid = errors.length > 0 && errors.every(({ extensions }) => NO_RECORD.includes(extensions?.['code']));
  return isSaid ? errors.map(({ message }) => message).join(' ') : undefined;
}

async function shown(record: ExportRecord, format: Shown, names: LinkedNames, origin: string): Promise<AsyncIterable<string> | readonly string[]> {
  if (format === 'json') return [`${JSON.stringify(record, null, 2)}\n`];
  const records = names.beside(Readable.from([record]) as AsyncIterable<ExportRecord>);
  if (format !== 'text') return (await findWriter(format))(records, { linked: names.find, iriBase: `${origin}/id/`, catalog: undefined });
  const texts: string[] = [];
  for await (const one of records) texts.push(recordText(one, names.find));
  return texts;
}

function checkGet({ id, gateway, format }: GetRequest): Shown {
  const parsed = parseId(id);
  if (!parsed.ok) throw new BadRequest(`ID: ${parsed.problem}`);
  if (!isHttpUrl(gateway)) throw new BadRequest(`--gateway: expected the http or https address of a GraphQL endpoint but got ${gateway}.`);
  const found = (['text', 'json', ...EXPORT_FORMATS] as const).find((one) => one === format);
  if (!found) throw new BadRequest(`--format: expected one of text, json, ${EXPORT_FORMATS.join(', ')} but got ${format}.`);
  if (parsed.kind === 'DATA_PRODUCT' && found !== 'text') throw new BadRequest(`--format: expected text for a data product but got ${format}: a node tells its offers only with its other records. Ask \`ucat market compare ${id}\`, or export those of --authority ${parsed.authority}.`);
  if (found !== 'text' && found !== 'json' && !saysKind(found, parsed.kind)) throw new BadRequest(formatProblem(parsed.kind, found));
  return found;
}
