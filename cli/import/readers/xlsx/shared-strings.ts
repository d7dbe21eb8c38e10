import { BadWorkbook, type Archive } from './archive.js';
import { CellText } from './cell-text.js';
import { readXml } from './xml-events.js';

const PART = 'xl/sharedStrings.xml';

/** All of them are held in memory. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_STRINGS = 2_000_000;

/** The texts that cells refer to by number (ECMA-376, 18.4.9); none where every cell has its own. */
export async function readSharedStrings(archive: Archive): Promise<readonly string[]> {
  const strings: string[] = [];
  if (!archive.has(PART)) return strings;
  const text = new CellText();
  await readXml(PART, archive.read(PART, MOST_BYTES), {
    open: (name) => (name === 'si' ? text.clear() : text.open(name)),
    text: (piece) => text.add(piece),
    close(name) {
      text.close(name);
      if (name !== 'si') return;
      if (strings.length >= MOST_STRINGS) throw new BadWorkbook(`Expected at most ${String(MOST_STRINGS)} texts in ${PART}: split the sheet.`);
      strings.push(text.take());
    },
  });
  return strings;
}
