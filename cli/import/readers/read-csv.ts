import { CsvError, parse, type Info } from 'csv-parse';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { checkedUtf8, NotUtf8 } from './checked-utf8.js';
import { BAD_BYTE } from './decode-utf8.js';
import { unreadable, type SourceEntry, type SourceReader } from './source-reader.js';

export interface CsvOptions {
  /** @default ',' */
  readonly delimiter?: string;
}

/** CSV (RFC 4180) with a header line: an entry has a member for each column. A line with too many or few fields costs itself. */
export const readCsv = ({ delimiter = ',' }: CsvOptions = {}): SourceReader =>
  async function* (bytes) {
    const skipped: SourceEntry[] = [];
    const parser = parse({
      delimiter,
      bom: true,
      columns: checkHeader,
      info: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      on_skip: (error, raw) => void skipped.push(csvFailure(error, raw)),
    });
    const feeding = pipeline(Readable.from(checkedUtf8(bytes)), parser).catch((error: unknown) => error);
    try {
      for await (const { record, info } of parser as AsyncIterable<{ record: Record<string, string>; info: Info }>) {
        yield* skipped.splice(0);
        yield { ok: true, line: info.lines, value: record };
      }
    } catch (error) {
      yield* skipped.splice(0);
      yield failedEntry(error);
      return;
    } finally {
      parser.destroy();
      await feeding;
    }
    yield* skipped.splice(0);
  };

function checkHeader(header: readonly string[]): string[] {
  const names = header.map((name) => name.trim());
  const wrong = names.find((name, index) => name === '' || names.indexOf(name) !== index);
  if (wrong !== undefined) throw new BadHeader(`Expected a name of its own for each column but got ${JSON.stringify(wrong)} in ${JSON.stringify(names)}.`);
  return names;
}

class BadHeader extends Error {
  override readonly name = 'BadHeader';
}

const csvFailure = (error: CsvError | undefined, raw: string | undefined): SourceEntry => unreadable(Number(error?.['lines'] ?? 0), undefined, 'CSV', raw ?? null, `${error?.message ?? 'A line could not be read'}.`);

function failedEntry(error: unknown): SourceEntry {
  if (error instanceof NotUtf8) return unreadable(error.line, error.column, 'ENCODING', error.readable, `${BAD_BYTE} What follows was not read.`);
  if (error instanceof BadHeader) return unreadable(1, undefined, 'HEADER', null, error.message);
  if (error instanceof CsvError) return csvFailure(error, undefined);
  throw error;
}
