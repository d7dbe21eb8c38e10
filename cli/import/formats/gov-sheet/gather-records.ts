import type { DataItem } from '../../../../schema/formats/export-record.js';
import type { GovColumn } from '../../../../schema/formats/gov-sheet/columns.js';
import { unreadable, type SourceEntry } from '../../readers/source-reader.js';
import { headingsOf, settleHeadings, withRowBelow, type Headings } from './headings.js';
import { isRow, type SheetRow, type SheetRows, type Unreadable } from './sheet-row.js';

/** A record of a sheet: its cells, and the items that rows of their own name. */
export type SheetRecord = {
  readonly cells: { readonly [Column in GovColumn]?: string };
  readonly items: readonly DataItem[];
};

type OnHeadings = (headings: Headings, row: SheetRow) => void;

/** Rows above the headings, such as a title. */
const MOST_ROWS_ABOVE = 50;
const MOST_HEADING_ROWS = 3;
/** One more than a node takes: its refusal says so. */
const MOST_ITEMS = 10_001;

const ITEM_COLUMNS: ReadonlySet<GovColumn> = new Set(['信息项名称', '数据类型']);

/**
 * Makes records of a sheet's rows: finds the headings, and joins rows that only name further items to the record above them.
 *
 * @param onHeadings told once of the headings, and of the cells that they were found in
 */
export async function* gatherRecords(rows: SheetRows, onHeadings: OnHeadings = () => undefined): AsyncGenerator<SourceEntry> {
  const finder = new HeadingFinder(onHeadings);
  let record: RowGroup | undefined;
  let hasFailed = false;
  for await (const row of rows) {
    if (!isRow(row)) {
      if (record) yield record.entry();
      record = undefined;
      hasFailed = true;
      yield row;
      continue;
    }
    const found = finder.offer(row);
    if (found === 'NOT_YET') continue;
    if ('problem' in found) return yield found.problem;
    const next = new RowGroup(row, found.headings);
    if (next.isBlank || record?.takes(next)) continue;
    if (record) yield record.entry();
    record = next;
  }
  if (record) yield record.entry();
  else if (!finder.hasFound && !hasFailed) yield NO_HEADINGS;
  return undefined;
}

const NO_HEADINGS = unreadable(1, undefined, 'HEADER', null, 'Expected a row with the headings of the 政务信息资源目录, 信息资源名称 among them, but found none: is it another table? Then give it a --mapping.') as Unreadable;

/** Finds the headings in the first rows; of a group and the columns below it, they may take several. */
class HeadingFinder {
  #headings: Headings | undefined;
  #row: SheetRow | undefined;
  #rows = 0;
  #above = 0;
  #settled: ReturnType<typeof settleHeadings> | undefined;

  constructor(readonly onHeadings: OnHeadings) {}

  get hasFound(): boolean {
    return this.#row !== undefined;
  }

  /** The headings that this row is to be read by, unless it is above them or one of theirs. */
  offer(row: SheetRow): 'NOT_YET' | ReturnType<typeof settleHeadings> {
    if (this.#settled) return this.#settled;
    const found = headingsOf(row);
    if (found.size >= 2 && this.#rows < MOST_HEADING_ROWS) return this.#add(row, found);
    if (this.#headings && this.#row) return this.#settle(this.#headings, this.#row);
    this.#above += 1;
    return this.#above < MOST_ROWS_ABOVE ? 'NOT_YET' : { problem: NO_HEADINGS };
  }

  #settle(headings: Headings, row: SheetRow): ReturnType<typeof settleHeadings> {
    this.#settled = settleHeadings(headings, row);
    if ('headings' in this.#settled) this.onHeadings(headings, row);
    return this.#settled;
  }

  #add(row: SheetRow, found: Headings): 'NOT_YET' {
    this.#headings = this.#headings ? withRowBelow(this.#headings, found) : found;
    this.#row = this.#row ? { line: row.line, cells: new Map([...this.#row.cells, ...row.cells]) } : row;
    this.#rows += 1;
    return 'NOT_YET';
  }
}

/** A row, and those that go on with its items. */
class RowGroup {
  readonly #line: number;
  readonly #cells: Partial<Record<GovColumn, string>> = {};
  readonly #own = new Set<GovColumn>();
  readonly #items: DataItem[] = [];

  constructor({ line, cells }: SheetRow, headings: Headings) {
    this.#line = line;
    for (const [number, column] of headings) {
      const cell = cells.get(number);
      if (!cell) continue;
      this.#cells[column] = cell.text;
      if (!cell.isFilled) this.#own.add(column);
    }
    this.#takeItem();
  }

  get isBlank(): boolean {
    return this.#own.size === 0;
  }

  /** Takes the items of a row that is of the same record: it names no other, or repeats this one. */
  takes(other: RowGroup): boolean {
    const isMore = [...other.#own].every((column) => ITEM_COLUMNS.has(column)) || (other.#items.length > 0 && this.#isSame(other));
    if (isMore && this.#items.length < MOST_ITEMS) this.#items.push(...other.#items);
    return isMore;
  }

  entry(): SourceEntry {
    return { ok: true, line: this.#line, value: { cells: this.#cells, items: this.#items } };
  }

  #takeItem(): void {
    const { 信息项名称: name, 数据类型: dataType } = this.#cells;
    if (name !== undefined) this.#items.push(dataType === undefined ? { name } : { name, dataType });
    delete this.#cells['信息项名称'];
    delete this.#cells['数据类型'];
  }

  /** Whether each cell of the other is this one's, or blank; the name must be there. */
  #isSame(other: RowGroup): boolean {
    const columns = Object.entries(other.#cells) as [GovColumn, string][];
    return other.#cells['信息资源名称'] !== undefined && columns.every(([column, text]) => this.#cells[column] === text);
  }
}
