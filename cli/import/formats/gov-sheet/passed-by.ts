import { COLUMNS, columnOf } from '../../../../schema/formats/gov-sheet/columns.js';
import { nearNames } from '../../mapping/near-names.js';
import type { Headings } from './headings.js';
import type { SheetRow } from './sheet-row.js';

/** Of the row alone, not of its resource. */
const ROW_NUMBER = /^\s*(?:序\s*号|行号|no\.?|#)\s*$/i;

/** Says which columns of a sheet are not read, and what each may have been meant for; undefined where there is none. */
export function passedBy(headings: Headings, { cells }: SheetRow): string | undefined {
  const there = new Set<string>(headings.values());
  const open = COLUMNS.filter((column) => !there.has(column));
  const unknown = [...cells].filter(([number, { text }]) => !headings.has(number) && columnOf(text) === undefined).map(([, { text }]) => text.trim());
  const named = [...new Set(unknown)].filter((text) => text !== '' && !ROW_NUMBER.test(text));
  if (named.length === 0) return undefined;
  return `Columns that were passed by, for their headings are not known: ${named.map((text) => spell(text, open)).join(', ')}.`;
}

function spell(text: string, columns: readonly string[]): string {
  const [near] = nearNames([text], columns);
  return JSON.stringify(text.slice(0, 100)) + (near === undefined ? '' : ` (is it ${near}?)`);
}
