import characters from 'opencc-js/dict/TSCharacters';

/** The Simplified form of each character of the basic plane that has another one, by OpenCC's table; 0 elsewhere. */
const FORMS = new Uint16Array(0x10000);
for (const entry of characters.split('|')) {
  const [from = '', to = ''] = entry.split(' ');
  if (from.length === 1 && to.length === 1) FORMS[from.charCodeAt(0)] = to.charCodeAt(0);
}

/**
 * Traditional characters as Simplified ones, one for one, so that places in the text stay what they are. Of a character
 * with several Simplified forms the most common is taken, whatever stands beside it: both sides of a comparison go
 * through here, so what matters is that the same becomes the same.
 */
export function simplified(text: string): string {
  for (let index = 0; index < text.length; index++) if (FORMS[text.charCodeAt(index)] !== 0) return rewritten(text, index);
  return text;
}

function rewritten(text: string, from: number): string {
  const units = new Uint16Array(text.length);
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    units[index] = index < from ? unit : FORMS[unit] || unit;
  }
  return Buffer.from(units.buffer).toString('utf16le');
}
