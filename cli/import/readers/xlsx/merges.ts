import { BadWorkbook, type Archive } from './archive.js';
import { readXml } from './xml-events.js';

/** A cell's place: rows and columns from 1. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** Rows that share the cell at the top of one column. */
export interface MergedRows {
  readonly first: number;
  readonly last: number;
}

const MOST_MERGES = 200_000;

/** Reads `BC12`; null where it is no place. */
export function parsePlace(text: string): CellPlace | null {
  const match = /^([A-Z]{1,3})(\d{1,7})$/.exec(text);
  if (!match) return null;
  const [, letters = '', digits = ''] = match;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(digits), column };
}

/**
 * The merged cells of a sheet that reach over several rows, by their first column and in the order of their rows. They
 * stand behind the rows in the file, so that a sheet is gone through once for them.
 */
export async function readMerges(archive: Archive, part: string): Promise<ReadonlyMap<number, readonly MergedRows[]>> {
  const merges = new Map<number, MergedRows[]>();
  let count = 0;
  await readXml(part, archive.read(part), {
    open(name, { ref = '' }) {
      if (name !== 'mergeCell') return;
      count += 1;
      if (count > MOST_MERGES) throw new BadWorkbook(`Expected at most ${String(MOST_MERGES)} merged cells in ${part}.`);
      const [from, to] = ref.split(':').map(parsePlace);
      if (!from || !to || to.row <= from.row) return;
      const list = merges.get(from.column) ?? [];
      list.push({ first: from.row, last: to.row });
      merges.set(from.column, list);
    },
  });
  for (const list of merges.values()) list.sort((a, b) => a.first - b.first);
  return merges;
}
