import { checkedUtf8 } from './checked-utf8.js';
import { csvLines, type CsvLine } from './csv-lines.js';
import { unreadable, type SourceEntry, type SourceReader } from './source-reader.js';

export interface CsvOptions {
  /** @default ',' */
  readonly delimiter?: string;
}

/**
 * CSV (RFC 4180) with a header line: an entry has a member for each column. A line with too many or few fields costs
 * itself; a wrong quote or byte ends the reading, and what stands before it still counts.
 */
export const readCsv = ({ delimiter = ',' }: CsvOptions = {}): SourceReader =>
  async function* (bytes) {
    let names: readonly string[] | undefined;
    for await (const line of csvLines(checkedUtf8(bytes), { delimiter })) {
      if ('ok' in line) yield line;
      else if (names) yield entryOf(names, line);
      else {
        names = line.fields.map((name) => name.trim());
        const problem = headerProblem(names);
        if (problem !== undefined) return yield unreadable(1, undefined, 'HEADER', null, problem);
      }
    }
    return undefined;
  };

function headerProblem(names: readonly string[]): string | undefined {
  const wrong = names.find((name, index) => name === '' || names.indexOf(name) !== index);
  return wrong === undefined ? undefined : `Expected a name of its own for each column but got ${JSON.stringify(wrong)} in ${JSON.stringify(names)}.`;
}

function entryOf(names: readonly string[], { line, fields }: CsvLine): SourceEntry {
  if (fields.length === names.length) return { ok: true, line, value: Object.fromEntries(names.map((name, index) => [name, fields[index]])) };
  return unreadable(line, undefined, 'CSV', null, `Expected ${String(names.length)} fields, one for each column, but got ${String(fields.length)}.`);
}
