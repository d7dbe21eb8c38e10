import { syllableOf } from './pinyin.js';

/** The 3,755 characters of GB/T 2312's first level, which most texts are written with, by how they are typed. */
let bySyllable: ReadonlyMap<string, readonly string[]> | null = null;

/** The common characters that are typed as one is, or as who doesn't tell `zh` from `z` and `ing` from `in` types it; without itself. */
export function homophonesOf(character: string): readonly string[] {
  bySyllable ??= commonCharacters();
  return (bySyllable.get(heardAs(character)) ?? []).filter((one) => one !== character);
}

const heardAs = (character: string): string => syllableOf(character).replace(/^([zcs])h/, '$1').replace(/ng$/, 'n');

/** Rows 16 to 55 of the standard, 94 characters each; the last row has five fewer. */
function commonCharacters(): ReadonlyMap<string, readonly string[]> {
  const bytes = Array.from({ length: 40 * 94 - 5 }, (_, place) => [0xb0 + Math.floor(place / 94), 0xa1 + (place % 94)]).flat();
  const found = new Map<string, string[]>();
  for (const character of new TextDecoder('gb18030').decode(Uint8Array.from(bytes))) {
    const syllable = heardAs(character);
    const alike = found.get(syllable);
    if (alike) alike.push(character);
    else found.set(syllable, [character]);
  }
  return found;
}
