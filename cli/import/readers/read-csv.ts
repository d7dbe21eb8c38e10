import { parse, type CsvError, type Info } from 'csv-parse';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { checkedUtf8, NotUtf8 } from './checked-utf8.js';
import { BAD_BYTE } from './decode-utf8.js';
import { unreadable, type SourceEntry, type SourceReader } from './source-reader.js';

export interface CsvOptions {
  /** @default ',' */
  readonly delimiter?: string;
}

interface CsvRecord {
  readonly record: Readonly<Record<string, string>>;
  readonly info: Info;
}

/** A line that can't be read; after a fatal one the quotes no longer pair, so that nothing behind it can be believed. */
interface CsvFailure {
  readonly line: number;
  readonly isFatal: boolean;
  readonly message: string;
}

/**
 * CSV (RFC 4180) with a header line: an entry has a member for each column. A line with too many or few fields costs
 * itself; a wrong quote or byte ends the reading, and what stands before it still counts.
 */
export const readCsv = ({ delimiter = ',' }: CsvOptions = {}): SourceReader =>
  async function* (bytes) {
    const failures: CsvFailure[] = [];
    const parser = parse({
      delimiter,
      columns: checkHeader,
      info: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      on_skip: (error) => void failures.push(asFailure(error)),
    });
    const feeding = pipeline(Readable.from(plainLineEnds(bytes, failures)), parser);
    feeding.catch(() => undefined); // The same error ends the loop below.
    try {
      for await (const { record, info } of parser as AsyncIterable<CsvRecord>) {
        const line = info.lines - lineEndsIn(record);
        while (failures[0] && failures[0].line < line) {
          const failure = failures.shift() as CsvFailure;
          yield asEntry(failure);
          if (failure.isFatal) return;
        }
        yield { ok: true, line, value: record };
      }
    } catch (error) {
      if (!(error instanceof BadHeader)) throw error;
      yield unreadable(1, undefined, 'HEADER', null, error.message);
      return;
    } finally {
      parser.destroy();
    }
    yield* failures.map(asEntry);
  };

/** The parser counts CR LF inside quotes as two lines; a text's line ends are written LF in a record anyway. */
async function* plainLineEnds(bytes: AsyncIterable<Uint8Array>, failures: CsvFailure[]): AsyncGenerator<string> {
  try {
    for await (const text of checkedUtf8(bytes)) yield text.replaceAll('\r\n', '\n');
  } catch (error) {
    if (!(error instanceof NotUtf8)) throw error;
    failures.push({ line: error.line, isFatal: true, message: `Column ${String(error.column)}: ${BAD_BYTE}` });
  }
}

function checkHeader(header: readonly string[]): string[] {
  const names = header.map((name) => name.trim());
  const wrong = names.find((name, index) => name === '' || names.indexOf(name) !== index);
  if (wrong !== undefined) throw new BadHeader(`Expected a name of its own for each column but got ${JSON.stringify(wrong)} in ${JSON.stringify(names)}.`);
  return names;
}

class BadHeader extends Error {
  override readonly name = 'BadHeader';
}

function asFailure(error: CsvError | undefined): CsvFailure {
  const isFatal = error?.code !== 'CSV_RECORD_INCONSISTENT_COLUMNS';
  return { line: Number(error?.['lines'] ?? 0), isFatal, message: `${error?.message ?? 'A line could not be read'}.` };
}

const asEntry = ({ line, isFatal, message }: CsvFailure): SourceEntry =>
  unreadable(line, undefined, 'CSV', null, isFatal ? `${message} What follows was not read.` : message);

const lineEndsIn = (record: Readonly<Record<string, string>>): number => Object.values(record).reduce((count, field) => count + field.split('\n').length - 1, 0);
