import { parse, type Info } from 'csv-parse';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { NotGb18030 } from './checked-gb18030.js';
import { NotUtf8 } from './checked-utf8.js';
import { BAD_BYTE } from './decode-utf8.js';
import { unreadable, type SourceEntry } from './source-reader.js';

export interface CsvLinesOptions {
  readonly delimiter: string;
}

/** The fields of a record, which may reach over several lines; `line` is its first. */
export interface CsvLine {
  readonly line: number;
  readonly fields: readonly string[];
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: Info;
}

/** No table has a line like this, and what is inside of a quote that is never closed is kept in memory. */
const RECORD_LIMIT = 16 * 1024 * 1024;

/**
 * The records of a CSV text (RFC 4180), however many fields each has. A wrong quote or byte ends the reading; what stands
 * before it still counts.
 */
export async function* csvLines(text: AsyncIterable<string>, { delimiter }: CsvLinesOptions): AsyncGenerator<CsvLine | Failure> {
  let failure: Failure | undefined;
  const fail = (line: number, message: string): void => void (failure ??= stopped(line, message));
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: RECORD_LIMIT,
    // Else an error would drop what was parsed before it and not yet taken.
    skip_records_with_error: true,
    on_skip: (error) => void fail(Number(error?.['lines'] ?? 0), error?.message ?? 'A line could not be read'),
  });
  const feeding = pipeline(Readable.from(plainLineEnds(text, fail)), parser);
  feeding.catch(() => undefined); // The same error ends the loop below.
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      const line = info.lines - lineEndsIn(record);
      if (failure && failure.line <= line) break;
      yield { line, fields: record };
    }
  } finally {
    parser.destroy();
  }
  if (failure) yield failure;
}

/** The parser counts CR LF inside quotes as two lines. */
async function* plainLineEnds(text: AsyncIterable<string>, fail: (line: number, message: string) => void): AsyncGenerator<string> {
  try {
    for await (const piece of text) yield piece.replaceAll('\r\n', '\n');
  } catch (error) {
    if (error instanceof NotGb18030) return fail(error.line, error.message);
    if (!(error instanceof NotUtf8)) throw error;
    fail(error.line, `Column ${String(error.column)}: ${BAD_BYTE}`);
  }
}

type Failure = Extract<SourceEntry, { readonly ok: false }>;

const stopped = (line: number, message: string): Failure => unreadable(line, undefined, 'CSV', null, `${message.replace(/\.?$/, '.')} What follows was not read.`) as Failure;

const lineEndsIn = (fields: readonly string[]): number => fields.reduce((count, field) => count + field.split('\n').length - 1, 0);
