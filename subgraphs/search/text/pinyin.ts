import { pinyin } from 'pinyin-pro';

/** How a text is typed in Latin letters. */
export interface Pinyin {
  /** First letters of its characters: `kqzl`. */
  readonly initials: string;
  /** Its syllables: `kongqizhiliang`. */
  readonly syllables: string;
}

/** Characters that words decide the reading of, often at the beginning of a title: they are read with their neighbours, which takes longer. */
const AMBIGUOUS = /[重长厦乐朝会行都传调车藏蔚单盛曾]/u;
const HAN = /\p{Script=Han}/u;
const readings = new Map<string, string>();

/** The pinyin of a folded text without separators; null where no character of it is Chinese. */
export function pinyinOf(text: string): Pinyin | null {
  if (!HAN.test(text)) return null;
  const characters = [...text];
  const syllables = AMBIGUOUS.test(text) ? pinyin(text, { toneType: 'none', type: 'array' }) : characters.map(syllableOf);
  // A reading for each character is what can be cut where the text is.
  if (syllables.length !== characters.length) return null;
  return { initials: syllables.map((syllable) => syllable[0] ?? '').join('').toLowerCase(), syllables: syllables.join('').toLowerCase() };
}

/** The syllable of one character, as it is most often read; of no Chinese one itself. */
export function syllableOf(character: string): string {
  const known = readings.get(character);
  if (known !== undefined) return known;
  const reading = HAN.test(character) ? pinyin(character, { toneType: 'none' }) : character;
  readings.set(character, reading);
  return reading;
}
