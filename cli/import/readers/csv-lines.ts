import { parse, type Info, type Parser } from 'csv-parse';
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

type Failure = Extract<SourceEntry, { readonly ok: false }>;

/** No table has a record like this, and what is inside of a quote that is never closed is kept in memory. */
const RECORD_LIMIT = 16 * 1024 * 1024;

/**
 * The records of a CSV text (RFC 4180), however many fields each has. A wrong quote or byte ends the reading: behind it quotes
 * may not pair, so that nothing can be believed. What stands before it still counts.
 */
export async function* csvLines(text: AsyncIterable<string>, { delimiter }: CsvLinesOptions): AsyncGenerator<CsvLine | Failure> {
  const done: CsvLine[] = [];
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: RECORD_LIMIT,
    // Taken here at once: an error would drop what waits in the stream.
    on_record: (fields: readonly string[], info) => void done.push({ line: firstLine(fields, info), fields }),
  });
  parser.on('error', () => undefined); // The call that caused it tells as well.
  parser.resume();
  let failure: Failure | undefined;
  try {
    for await (const piece of text) {
      failure = await write(parser, piece.replaceAll('\r\n', '\n'));
      yield* done.splice(0);
      if (failure) return yield failure;
    }
    failure = await end(parser);
  } catch (error) {
    failure = badByte(error);
    await end(parser); // The lines before the bad byte are whole; the parser may hold back the last of them.
  } finally {
    parser.destroy();
  }
  yield* done.splice(0);
  if (failure) yield failure;
  return undefined;
}

/** The parser counts CR LF inside quotes as two lines, and a record's line is its last. */
const firstLine = (fields: readonly string[], { lines }: Pick<Info, 'lines'>): number => lines - fields.reduce((count, field) => count + field.split('\n').length - 1, 0);

const write = (parser: Parser, piece: string): Promise<Failure | undefined> => new Promise((resolve) => parser.write(piece, (error) => resolve(error ? asFailure(error) : undefined)));

const end = (parser: Parser): Promise<Failure | undefined> =>
  new Promise((resolve) => {
    parser.once('error', (error) => resolve(asFailure(error)));
    parser.once('end', () => resolve(undefined));
    parser.end();
  });

const asFailure = (error: Error & { readonly lines?: unknown }): Failure => stopped(Number(error.lines ?? 0), error.message);

function badByte(error: unknown): Failure {
  if (error instanceof NotGb18030) return stopped(error.line, error.message);
  if (error instanceof NotUtf8) return stopped(error.line, `Column ${String(error.column)}: ${BAD_BYTE}`);
  throw error;
}

const EXCERPT = 500;

/** The parser's messages may hold a whole field. */
const stopped = (line: number, message: string): Failure => unreadable(line, undefined, 'CSV', null, `${message.slice(0, EXCERPT).toWellFormed().replace(/\.?$/, '.')} What follows was not read.`) as Failure;
