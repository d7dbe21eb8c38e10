import { simplified } from './simplified.js';

/** Letters, ideographs and punctuation that no neighbour changes the form of, and that change none; combining marks are not among them. */
const BY_THEMSELVES: readonly (readonly [from: number, to: number])[] = [[0x01, 0x7f], [0x2010, 0x2027], [0x3000, 0x3029], [0x3030, 0x303f], [0x4e00, 0x9fff], [0xff01, 0xff5e]];

/** The folded form of each code unit that is folded by itself, and into one; 0 of all others. */
const FORMS = new Uint16Array(0x10000);
for (const [from, to] of BY_THEMSELVES) {
  for (let unit = from; unit <= to; unit++) {
    const form = foldWhole(String.fromCharCode(unit));
    if (form.length === 1) FORMS[unit] = form.charCodeAt(0);
  }
}

let scratch = new Uint16Array(1024);

/**
 * The form in which texts are compared: compatibility forms unified (full-width `ＰＭ２．５` is `pm2.5`), lower case,
 * Traditional characters as Simplified ones. Index and query go through it alike.
 */
export function foldText(text: string): string {
  if (isFolded(text)) return text;
  if (text.length > scratch.length) scratch = new Uint16Array(text.length * 2);
  return foldUnits(text, scratch) ? Buffer.from(scratch.buffer, 0, text.length * 2).toString('utf16le') : foldWhole(text);
}

/**
 * Folds a text of the commonest characters, each by itself, without a look at its neighbours.
 *
 * @param units room for as many code units as the text has
 * @returns false where the text has other characters too: then what is in `units` means nothing
 */
export function foldUnits(text: string, units: Uint16Array): boolean {
  for (let at = 0; at < text.length; at++) {
    const form = FORMS[text.charCodeAt(at)] as number;
    if (form === 0) return false;
    units[at] = form;
  }
  return true;
}

/** The same of any text. */
export function foldWhole(text: string): string {
  return simplified(text.normalize('NFKC').toLowerCase());
}

function isFolded(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (FORMS[unit] !== unit || unit === 0) return false;
  }
  return true;
}
