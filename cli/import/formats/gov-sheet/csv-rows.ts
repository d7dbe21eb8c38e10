import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { columnOf } from '../../../../schema/formats/gov-sheet/columns.js';
import { checkedGb18030 } from '../../readers/checked-gb18030.js';
import { checkedUtf8 } from '../../readers/checked-utf8.js';
import { csvLines } from '../../readers/csv-lines.js';
import type { SheetCell, SheetRow, Unreadable } from './sheet-row.js';

/** How much of a file is looked at for its encoding: headings stand at its beginning. */
const LOOK_BYTES = 64 * 1024;

/** The rows of a CSV file in UTF-8 or GB18030, whichever makes headings of its beginning. */
export async function* csvRows(file: string): AsyncGenerator<SheetRow | Unreadable> {
  const decode = (await isGb18030(file)) ? checkedGb18030 : checkedUtf8;
  const bytes = createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Uint8Array>;
  for await (const line of csvLines(decode(bytes), { delimiter: file.toLowerCase().endsWith('.tsv') ? '\t' : ',' })) {
    if ('ok' in line) yield line;
    else yield { line: line.line, cells: cellsOf(line.fields) };
  }
}

function cellsOf(fields: readonly string[]): ReadonlyMap<number, SheetCell> {
  const cells = fields.map((field, index): [number, SheetCell] => [index + 1, { text: field.trim(), isFilled: false }]);
  return new Map(cells.filter(([, { text }]) => text !== ''));
}

/** Bytes alone do not tell: nearly all that is UTF-8 could be GB18030 as well. */
async function isGb18030(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LOOK_BYTES), 0, LOOK_BYTES, 0);
    const beginning = buffer.subarray(0, bytesRead);
    const headings = (encoding: string): number => new TextDecoder(encoding).decode(beginning).split(/[,\t\r\n"]/).filter((cell) => columnOf(cell) !== undefined).length;
    return headings('gb18030') > headings('utf-8');
  } finally {
    await handle.close();
  }
}
