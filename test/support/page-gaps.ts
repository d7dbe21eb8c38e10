import { readFileSync } from 'node:fs';

/** Of b-tree pages, by their type: how long the header is (sqlite.org/fileformat2.html, 1.6). */
const HEADER_BYTES: Readonly<Record<number, number>> = { 2: 12, 5: 12, 10: 8, 13: 8 };

/** Numbers of the pages of a database file, the first aside, in which something stands where no cell uses it. */
export function pagesWithTraces(file: string): readonly number[] {
  const bytes = readFileSync(file);
  const size = bytes.readUInt16BE(16) === 1 ? 65_536 : bytes.readUInt16BE(16);
  const found: number[] = [];
  for (let from = size; from < bytes.length; from += size) {
    const page = bytes.subarray(from, from + size);
    const header = HEADER_BYTES[page.readUInt8(0)];
    if (header === undefined) continue;
    const gap = page.subarray(header + 2 * page.readUInt16BE(3), page.readUInt16BE(5) || size);
    if (gap.some((byte) => byte !== 0)) found.push(from / size + 1);
  }
  return found;
}
