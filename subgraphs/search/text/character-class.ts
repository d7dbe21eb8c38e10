/** How a character takes part in words: runs of `CJK` have no spaces between words, runs of `WORD` are one word. */
export const OTHER = 0;
export const WORD = 1;
export const CJK = 2;
export type CharacterClass = typeof OTHER | typeof WORD | typeof CJK;

const LETTER_OR_DIGIT = /[\p{L}\p{N}\p{M}]/u;
const SCRIPTS_WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]/u;

function classOf(character: string): CharacterClass {
  if (SCRIPTS_WITHOUT_SPACES.test(character)) return CJK;
  return LETTER_OR_DIGIT.test(character) ? WORD : OTHER;
}

/** The class of every code unit of the basic plane, looked up instead of matched: this runs for each character of each text. */
const BASIC_PLANE = Uint8Array.from({ length: 0x10000 }, (_, unit) => classOf(String.fromCharCode(unit)));

export const isHighSurrogate = (unit: number): boolean => (unit & 0xfc00) === 0xd800;

/** The class of the character at `index` of a folded text. */
export function characterClass(text: string, index: number): CharacterClass {
  const unit = text.charCodeAt(index);
  return isHighSurrogate(unit) ? classOf(String.fromCodePoint(text.codePointAt(index) as number)) : (BASIC_PLANE[unit] as CharacterClass);
}

/** The same of a text of `length` code units. */
export function classIn(units: Uint16Array, length: number, index: number): CharacterClass {
  const unit = units[index] as number;
  if (!isHighSurrogate(unit)) return BASIC_PLANE[unit] as CharacterClass;
  const next = index + 1 < length ? (units[index + 1] as number) : 0;
  return classOf((next & 0xfc00) === 0xdc00 ? String.fromCharCode(unit, next) : String.fromCharCode(unit));
}
