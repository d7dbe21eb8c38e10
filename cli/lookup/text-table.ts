import { cutTo, padded } from './text-width.js';

/** The head of a column, and its width on the terminal. The last column has what is left, whatever its width. */
export type Column = readonly [head: string, width: number];

/** A column with what stands in it. */
export type FilledColumn<Row> = readonly [...Column, cell: (row: Row) => string];

const LEAST_WIDTH = 10;

/** Rows below a head, a line each; what is longer than its column is cut. @param columns of the terminal */
export const textTable = (head: readonly Column[], rows: readonly (readonly string[])[], columns?: number): string => `${tableLines(head, rows, columns).join('\n')}\n`;

/** The lines of a table whose columns say what stands in them. */
export const filledLines = <Row>(columns: readonly FilledColumn<Row>[], rows: readonly Row[]): readonly string[] =>
  tableLines(columns.map(([head, width]) => [head, width]), rows.map((row) => columns.map(([, , cell]) => cell(row))));

function tableLines(head: readonly Column[], rows: readonly (readonly string[])[], columns = Infinity): readonly string[] {
  const before = head.slice(0, -1);
  const rest = Math.max(LEAST_WIDTH, columns - before.reduce((sum, [, width]) => sum + width, 0));
  const line = (cells: readonly string[]): string => (before.map(([, width], place) => padded(cells[place] ?? '', width)).join('') + cutTo(cells[before.length] ?? '', rest)).trimEnd();
  return [head.map(([name]) => name), ...rows].map(line);
}
