import type { WrittenText } from '../prepared-batch.js';
import type { Connection, Statement } from './schema.js';

/** What a row is written of, in the order of its columns. */
export type RowValues = readonly (WrittenText | number | null)[];

/** Rows of one statement: a call of the engine costs as much as writing a short row. */
const ROWS = 50;

/**
 * Makes the function that writes rows in their order, many at a time.
 *
 * @param row how a row is made of its values: `(?, ?)`
 */
export function manyRows(connection: Connection, into: string, row: string, onConflict = ''): (rows: readonly RowValues[]) => void {
  const sql = (rows: number): Statement => connection.prepare(`INSERT INTO ${into} VALUES ${Array<string>(rows).fill(row).join(', ')} ${onConflict}`);
  const one = sql(1);
  const many = sql(ROWS);
  return (rows) => {
    let at = 0;
    for (; at + ROWS <= rows.length; at += ROWS) many.run(valuesOf(rows, at, at + ROWS));
    for (; at < rows.length; at++) one.run(rows[at]);
  };
}

/** The values of the rows from one to before another, in one list. By hand, for `flat` takes as long as the engine takes for a short row. */
function valuesOf(rows: readonly RowValues[], from: number, to: number): RowValues {
  const values: (WrittenText | number | null)[] = [];
  for (let at = from; at < to; at++) for (const value of rows[at] as RowValues) values.push(value);
  return values;
}
