import type { Archive } from './archive.js';
import { readXml } from './xml-events.js';

const PART = 'xl/styles.xml';

/** Number formats that need no definition and are dates (ECMA-376, 18.8.30), those of Chinese editions included. */
const BUILT_IN = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** Whether a cell of a style (its `s`) is a date. */
export async function readDateStyles(archive: Archive): Promise<(style: number) => boolean> {
  if (!archive.has(PART)) return () => false;
  const dateFormats = new Set(BUILT_IN);
  const formatOf: number[] = [];
  let inCellFormats = false;
  await readXml(PART, archive.read(PART), {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'cellXfs') inCellFormats = true;
      if (name === 'numFmt' && isDateFormat(formatCode)) dateFormats.add(Number(numFmtId));
      if (name === 'xf' && inCellFormats) formatOf.push(Number(numFmtId));
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return (style) => dateFormats.has(formatOf[style] ?? 0);
}

/** Outside of quotes, brackets and escapes, only a date's format has a year or a day in it. */
const isDateFormat = (code: string): boolean => /[yd]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_./g, ''));
