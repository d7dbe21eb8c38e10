import { columnOf, type GovColumn } from '../../../../schema/formats/gov-sheet/columns.js';
import { unreadable } from '../../readers/source-reader.js';
import type { SheetRow, Unreadable } from './sheet-row.js';

/** What the columns of a sheet are, by their number from 1. */
export type Headings = ReadonlyMap<number, GovColumn>;

/** The headings that a row has. */
export function headingsOf({ cells }: SheetRow): Headings {
  const found = new Map<number, GovColumn>();
  for (const [number, { text }] of cells) {
    const column = columnOf(text);
    if (column !== undefined) found.set(number, column);
  }
  return found;
}

/** The headings with those of a row below them: of a group and its columns, the columns count. */
export const withRowBelow = (above: Headings, below: Headings): Headings => new Map([...above, ...below]);

/** What is wrong with a sheet's headings, if something is. Where a column is there twice, its own name goes before an alias. */
export function settleHeadings(headings: Headings, { line, cells }: SheetRow): { readonly headings: Headings } | { readonly problem: Unreadable } {
  const settled = new Map<number, GovColumn>();
  const hasOwnName = (number: number, column: GovColumn): boolean => cells.get(number)?.text.trim() === column;
  const wrong = (message: string) => ({ problem: unreadable(line, undefined, 'HEADER', [...cells.values()].map(({ text }) => text).join(' | '), message) as Unreadable });
  for (const [number, column] of headings) {
    const before = [...settled].find(([, other]) => other === column)?.[0];
    if (before === undefined || (hasOwnName(number, column) && !hasOwnName(before, column))) {
      if (before !== undefined) settled.delete(before);
      settled.set(number, column);
    } else if (hasOwnName(number, column) === hasOwnName(before, column)) {
      return wrong(`Expected each heading once but columns ${String(before)} and ${String(number)} are both ${column}.`);
    }
  }
  const names = new Set(settled.values());
  if (!names.has('信息资源名称') && !names.has('英文名称')) return wrong('Expected a heading 信息资源名称 but there is none.');
  return { headings: settled };
}
