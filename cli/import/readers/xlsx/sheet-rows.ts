import { BadWorkbook } from './archive.js';
import { CellText } from './cell-text.js';
import { parsePlace } from './merges.js';
import type { Workbook } from './workbook.js';
import { xmlItems } from './xml-events.js';

/** The cells of a row that say something, by column from 1. */
export interface XlsxRow {
  readonly number: number;
  readonly cells: ReadonlyMap<number, string>;
}

/** A wide table has dozens. */
const MOST_COLUMNS = 512;
const DAY_MILLIS = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

/** The rows of a sheet one after the other, read as a stream. Dates are written `2024-05-31`. @throws BadWorkbook */
export function sheetRows(workbook: Workbook, part: string): AsyncGenerator<XlsxRow> {
  const reader = new RowReader(workbook);
  return xmlItems(part, workbook.archive.read(part), reader, () => reader.take());
}

class RowReader {
  readonly #workbook: Workbook;
  readonly #text = new CellText();
  #done: XlsxRow[] = [];
  #row = 0;
  #column = 0;
  #type = 'n';
  #style = 0;
  #value: string | null = null;
  #cells = new Map<number, string>();

  constructor(workbook: Workbook) {
    this.#workbook = workbook;
  }

  take(): readonly XlsxRow[] {
    const rows = this.#done;
    this.#done = [];
    return rows;
  }

  readonly open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (name === 'row') this.#beginRow(attributes);
    else if (name === 'c') this.#beginCell(attributes);
    else if (name === 'v') this.#value = '';
    else this.#text.open(name);
  };

  readonly text = (piece: string): void => {
    if (this.#value === null) this.#text.add(piece);
    else if (this.#value.length < 40_000) this.#value += piece;
    else throw new BadWorkbook('Expected cells of at most 40000 characters but one has more.');
  };

  readonly close = (name: string): void => {
    if (name === 'c') this.#endCell();
    else if (name === 'row') this.#endRow();
    else if (name === 'v') this.#endValue();
    else this.#text.close(name);
  };

  #beginRow({ r }: Readonly<Record<string, string>>): void {
    this.#row = r === undefined ? this.#row + 1 : Number(r);
    this.#column = 0;
    this.#cells = new Map();
  }

  #beginCell({ r, t = 'n', s = '0' }: Readonly<Record<string, string>>): void {
    this.#column = (r === undefined ? null : parsePlace(r))?.column ?? this.#column + 1;
    this.#type = t;
    this.#style = Number(s);
    this.#text.clear();
  }

  #endValue(): void {
    this.#set(this.#value ?? '');
    this.#value = null;
  }

  #endCell(): void {
    if (this.#type === 'inlineStr') this.#set(this.#text.take());
  }

  #set(raw: string): void {
    if (this.#column > MOST_COLUMNS) return;
    const value = this.#convert(raw).trim();
    if (value !== '') this.#cells.set(this.#column, value);
  }

  #convert(raw: string): string {
    switch (this.#type) {
      case 's':
        return this.#workbook.strings[Number(raw)] ?? '';
      case 'b':
        return raw === '1' ? '是' : '否';
      case 'n':
        return this.#number(raw);
      default:
        return raw;
    }
  }

  #number(raw: string): string {
    const value = Number(raw);
    if (raw.trim() === '' || !Number.isFinite(value)) return raw;
    if (this.#workbook.isDateStyle(this.#style)) return serialDate(value, this.#workbook.from1904) ?? raw;
    return /^-?\d+$/.test(raw) ? raw : String(value);
  }

  #endRow(): void {
    if (this.#cells.size > 0) this.#done.push({ number: this.#row, cells: this.#cells });
  }
}

/** The day of a serial number (ECMA-376, 18.17.4.1); undefined where it is none of 1900 to 9999. */
export function serialDate(serial: number, from1904 = false): string | undefined {
  const day = Math.floor(serial);
  if (day < 61 && !from1904) return undefined; // Days before March 1900 are counted one off.
  const date = new Date((from1904 ? EPOCH_1904 : EPOCH_1900) + day * DAY_MILLIS);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 ? undefined : date.toISOString().slice(0, 10);
}
