import { unreadable } from '../../readers/source-reader.js';
import { BadWorkbook } from '../../readers/xlsx/archive.js';
import { readMerges, type MergedRows } from '../../readers/xlsx/merges.js';
import { sheetRows, type XlsxRow } from '../../readers/xlsx/sheet-rows.js';
import { openWorkbook, type SheetPart, type Workbook } from '../../readers/xlsx/workbook.js';
import { headingsOf } from './headings.js';
import type { SheetCell, SheetRow, SheetRows, Unreadable } from './sheet-row.js';

/** Rows in which headings are looked for. */
const HEADING_ROWS = 30;

/**
 * The rows of a workbook's first sheet that has the headings; sheets without, such as 填写说明, are passed by. Another
 * sheet that has them is not read, which is said at the end.
 */
export async function* xlsxRows(file: string): AsyncGenerator<SheetRow | Unreadable> {
  let workbook: Workbook | undefined;
  try {
    workbook = await openWorkbook(file);
    const [sheet, ...others] = await sheetsWithHeadings(workbook);
    if (!sheet) return yield noHeadings(workbook);
    yield* filledRows(workbook, sheet);
    for (const { name } of others) yield unread(name);
  } catch (error) {
    if (!(error instanceof BadWorkbook)) throw error;
    yield unreadable(1, undefined, 'XLSX', null, `${error.message} What follows was not read.`) as Unreadable;
  } finally {
    workbook?.archive.close();
  }
  return undefined;
}

async function sheetsWithHeadings(workbook: Workbook): Promise<readonly SheetPart[]> {
  const found: SheetPart[] = [];
  for (const sheet of workbook.sheets) if (await hasHeadings(workbook, sheet)) found.push(sheet);
  return found;
}

async function hasHeadings(workbook: Workbook, { part }: SheetPart): Promise<boolean> {
  let seen = 0;
  for await (const row of sheetRows(workbook, part)) {
    if (headingsOf(asSheetRow(row)).size >= 2) return true;
    seen += 1;
    if (seen >= HEADING_ROWS) return false;
  }
  return false;
}

/** The rows with the texts of vertically merged cells in each of their rows. */
async function* filledRows(workbook: Workbook, { part }: SheetPart): SheetRows & AsyncGenerator<SheetRow> {
  const merges = await readMerges(workbook.archive, part);
  const fillers = [...merges].map(([column, ranges]) => new Filler(column, ranges));
  for await (const row of sheetRows(workbook, part)) yield fill(row, fillers);
}

function fill(row: XlsxRow, fillers: readonly Filler[]): SheetRow {
  const cells = new Map(asSheetRow(row).cells);
  for (const filler of fillers) {
    const text = filler.text(row.number, row.cells.get(filler.column));
    if (text !== undefined && !cells.has(filler.column)) cells.set(filler.column, { text, isFilled: true });
  }
  return { line: row.number, cells };
}

/** Follows the merged cells of one column down the rows. */
class Filler {
  #next = 0;
  #last = 0;
  #text: string | undefined;

  constructor(
    readonly column: number,
    readonly ranges: readonly MergedRows[],
  ) {}

  /** The text of the merged cell that this row is in, if it began further up. */
  text(row: number, own: string | undefined): string | undefined {
    for (let range = this.ranges[this.#next]; range && range.first <= row; range = this.ranges[++this.#next]) {
      this.#last = range.last;
      this.#text = range.first === row ? own : undefined;
    }
    return row <= this.#last ? this.#text : undefined;
  }
}

const asSheetRow = ({ number, cells }: XlsxRow): SheetRow => ({
  line: number,
  cells: new Map([...cells].map(([column, text]): [number, SheetCell] => [column, { text, isFilled: false }])),
});

const noHeadings = ({ sheets }: Workbook): Unreadable =>
  unreadable(1, undefined, 'HEADER', sheets.map(({ name }) => name).join(', '), 'Expected a sheet with the headings of the 政务信息资源目录, 信息资源名称 among them, in its first rows but none has them.') as Unreadable;

const unread = (name: string): Unreadable =>
  unreadable(1, undefined, 'SHEET', name, `The sheet ${JSON.stringify(name)} has the headings as well and was not read: keep it in a file of its own.`) as Unreadable;
