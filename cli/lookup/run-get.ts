import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ExportRecord } from '../../schema/formats/export-record.js';
import { parseId } from '../../schema/ids.js';
import { LinkedNames } from '../export/linked-names.js';
import { EXPORT_FORMATS, findWriter, formatProblem, saysKind, type ExportFormat } from '../export/writers.js';
import { oneRecord } from '../feed/one-record.js';
import { BadRequest } from '../bad-request.js';
import { createPatientClient, NodeRefused } from '../import/patient-client.js';
import { askGateway, EXIT, type LookupIo } from './ask-gateway.js';
import { recordText } from './record-text.js';

/** What `ucat get` was asked for. */
export interface GetRequest {
  readonly id: string;
  readonly gateway: string;
  readonly format: string;
  /** Of a viewer, or at a node of its steward; without one only what is public is shown. */
  readonly token?: string | undefined;
}

type Shown = ExportFormat | 'text' | 'json';

/** Prints a record. @returns the exit code; never throws for what a user can cause */
export const runGet = (request: GetRequest, io: LookupIo): Promise<number> =>
  askGateway(request, io, async (ask, options) => {
    const { output, complain, signal } = io;
    const { id, gateway, token } = request;
    const format = checkGet(request);
    const found = await oneRecord(ask, id, token !== undefined).catch(noRecord);
    if (found === undefined || typeof found === 'string') {
      complain(found ?? `There is no record ${id}.`);
      return EXIT.NOT_FOUND;
    }
    const names = new LinkedNames(createPatientClient({ ...options, takesPartialAnswers: true }));
    await pipeline(Readable.from(await shown(found, format, names, new URL(gateway).origin)), output, { end: false, signal });
    return EXIT.DONE;
  });

/** Codes by which it is answered that nobody has the record, or has it no longer. */
const NO_RECORD: readonly unknown[] = ['UNKNOWN_AUTHORITY', 'RECORD_NOT_FOUND', 'RECORD_RETIRED'];

/** What was said of a record that there is not. @throws whatever else it was */
function noRecord(error: unknown): string {
  const errors = error instanceof NodeRefused ? error.errors : [];
  if (errors.length === 0 || !errors.every(({ extensions }) => NO_RECORD.includes(extensions?.['code']))) throw error;
  return errors.map(({ message }) => message).join(' ');
}

async function shown(record: ExportRecord, format: Shown, names: LinkedNames, origin: string): Promise<AsyncIterable<string> | readonly string[]> {
  if (format === 'json') return [`${JSON.stringify(record, null, 2)}\n`];
  const records = names.beside(Readable.from([record]) as AsyncIterable<ExportRecord>);
  if (format !== 'text') return (await findWriter(format))(records, { linked: names.find, iriBase: `${origin}/id/`, catalog: undefined });
  const texts: string[] = [];
  for await (const one of records) texts.push(recordText(one, names.find));
  return texts;
}

function checkGet({ id, format }: GetRequest): Shown {
  const parsed = parseId(id);
  if (!parsed.ok) throw new BadRequest(`ID: ${parsed.problem}`);
  const found = (['text', 'json', ...EXPORT_FORMATS] as const).find((one) => one === format);
  if (!found) throw new BadRequest(`--format: expected one of text, json, ${EXPORT_FORMATS.join(', ')} but got ${format}.`);
  if (parsed.kind === 'DATA_PRODUCT' && found !== 'text') throw new BadRequest(`--format: expected text for a data product but got ${format}: a node tells its offers only with its other records. Ask \`ucat market compare ${id}\`, or export those of --authority ${parsed.authority}.`);
  if (found !== 'text' && found !== 'json' && !saysKind(found, parsed.kind)) throw new BadRequest(formatProblem(parsed.kind, found));
  return found;
}
