import { REGIONS } from '../../../../schema/formats/gov-sheet/words.js';
import type { CellReader } from './cell-reader.js';

/** A GB/T 2260 code, with trailing zeros or without, or the name of a province. */
export function readRegion(cells: CellReader): string | undefined {
  const text = cells.text('行政区划');
  if (text === undefined) return undefined;
  if (/^\d{2}(?:\d{2}){0,2}$/.test(text)) return text.padEnd(6, '0');
  return REGIONS.read(text) ?? cells.report('行政区划', text, 'REGION', 'Expected a GB/T 2260 code such as 310000, or the name of a province.');
}
