import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ExportRecord } from '../../schema/formats/export-record.js';
import type { RecordKind } from '../../schema/generated/common.js';
import { cliTransport } from '../cli-transport.js';
import { createPatientClient } from '../import/patient-client.js';
import { checkExport, type CheckedExport, type ExportRequest } from './export-request.js';
import { openExport, type LeftOut } from './export-source.js';
import { LinkedNames } from './linked-names.js';
import { findWriter, saysPolicy, saysKind } from './writers.js';

/** Exit codes of `ucat export`. */
export const EXIT = { DONE: 0, SOME_LEFT_OUT: 1, NOT_DONE: 2 } as const;

/** How an export is shown. */
export interface ExportView {
  progress(records: number): void;
  retrying(reason: Error): void;
  leftOut(left: LeftOut): void;
  /** What the format has no word for, and of how many records. */
  dropped(what: string): void;
  finished(records: number): void;
  stopped(reason: Error): void;
}

export interface ExportIo {
  /** Where it goes without a file. */
  readonly output: Writable;
  readonly view: ExportView;
  readonly signal: AbortSignal;
}

/** Exports and tells `view` about it. @returns the exit code; never throws for what a user can cause */
export async function runExport(request: ExportRequest, { output, view, signal }: ExportIo): Promise<number> {
  const http = cliTransport();
  try {
    const checked = checkExport(request);
    const client = { url: checked.url, send: http.send, token: checked.token, onRetry: (reason: Error) => view.retrying(reason), signal };
    const names = new LinkedNames(createPatientClient({ ...client, takesPartialAnswers: true }));
    const left: LeftOut[] = [];
    const { records, catalog } = await openExport(checked, createPatientClient(client), (one) => {
      left.push(one);
      view.leftOut(one);
    });
    // Before a byte is written: where the first question is refused, there is no empty document.
    const started = await startReading(names.beside(records));
    let count = 0;
    let policies = 0;
    const without = new Map<RecordKind, number>();
    const counted = async function* (): AsyncGenerator<ExportRecord> {
      for await (const record of started) {
        if (!saysKind(checked.format, record.kind)) {
          without.set(record.kind, (without.get(record.kind) ?? 0) + 1);
          continue;
        }
        yield record;
        count += 1;
        if ('policy' in record) policies += 1;
        if (count % 500 === 0) view.progress(count);
      }
    };
    const write = await findWriter(checked.format);
    await send(write(counted(), { linked: names.find, iriBase: iriBaseOf(checked), catalog }), checked.output, output, signal);
    if (policies > 0 && !saysPolicy(checked.format)) view.dropped(`the ODRL policy of ${String(policies)} records, for which ${checked.format} has no word`);
    for (const [kind, number] of without) view.dropped(`${String(number)} records of the kind ${kind}, for which ${checked.format} has no word`);
    view.finished(count);
    return left.length > 0 ? EXIT.SOME_LEFT_OUT : EXIT.DONE;
  } catch (error) {
    view.stopped(error instanceof Error ? error : new Error(String(error)));
    return EXIT.NOT_DONE;
  } finally {
    await http.close();
  }
}

/** The same items, of which the first, or the end, is there. @throws what the reading throws before */
async function startReading<Item>(items: AsyncIterable<Item>): Promise<AsyncIterable<Item>> {
  const iterator = items[Symbol.asyncIterator]();
  const first = await iterator.next();
  return (async function* () {
    try {
      for (let next = first; !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  })();
}

/** The gateway answers at `/id/{id}`; a node alone gives names only. */
const iriBaseOf = ({ iriBase, gateway }: CheckedExport): string | undefined => iriBase ?? (gateway === undefined ? undefined : `${new URL(gateway).origin}/id/`);

/** A file is there whole, under its name, or not at all. */
async function send(chunks: AsyncIterable<string>, file: string | undefined, output: Writable, signal: AbortSignal): Promise<void> {
  if (file === undefined) return pipeline(Readable.from(chunks), output, { signal, end: false });
  try {
    await pipeline(Readable.from(chunks), createWriteStream(`${file}.part`), { signal });
    renameSync(`${file}.part`, file);
  } catch (error) {
    rmSync(`${file}.part`, { force: true });
    throw error;
  }
}
