import type { Records, WriteOptions } from '../linked.js';
import { WRITTEN_HEADINGS } from './columns.js';
import { sheetCells, type SheetCells } from './sheet-cells.js';

/** Spreadsheet programs take a file without it for the local code page. */
const BYTE_ORDER_MARK = '\ufeff';
const LINE_END = '\r\n';

/**
 * Writes the datasets among records as a 政务信息资源目录 sheet in CSV (RFC 4180, UTF-8 with its mark), a line each, as they
 * come. Importing it changes nothing at the node that it is of. Records of other kinds have no place in such a sheet.
 */
export async function* writeGovSheet(records: Records, { linked }: WriteOptions = {}): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + WRITTEN_HEADINGS.join(',') + LINE_END;
  for await (const record of records) if (record.kind === 'DATASET') yield csvLine(sheetCells(record, linked?.(record.owner)));
}

const csvLine = (cells: SheetCells): string => WRITTEN_HEADINGS.map((heading) => csvField(cells[heading] ?? '')).join(',') + LINE_END;

/** What a spreadsheet would run as a formula gets an apostrophe before it, which the reader takes off again. */
function csvField(text: string): string {
  const safe = /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
