import { CJK, characterClass, isHighSurrogate, OTHER, type CharacterClass } from './character-class.js';

/** Receives the pieces of a folded text, by position. */
export interface RunVisitor {
  /** A stretch of characters that are written without spaces. */
  cjk(start: number, end: number): void;
  /** One word of letters and digits. `joined` tells that only one joining character stands between it and the word before. */
  word(start: number, end: number, joined: boolean): void;
}

/** What joins the parts of one name: `PM2.5`, `GB/T`, `real-time`, `air_quality`. */
const JOINERS = new Set(['.', '-', '/', '_', '·', '‐', '‑', '–', '—'].map((character) => character.charCodeAt(0)));

/** Whether a code unit joins the parts of one name. */
export const isJoiner = (unit: number): boolean => JOINERS.has(unit);

/** Walks through a folded text from left to right. */
export function visitRuns(text: string, visitor: RunVisitor): void {
  let start = 0;
  let lastWordEnd = -1;
  while (start < text.length) {
    const kind = characterClass(text, start);
    const end = endOfRun(text, start, kind);
    if (kind === CJK) visitor.cjk(start, end);
    else if (kind !== OTHER) {
      visitor.word(start, end, start - lastWordEnd === 1 && lastWordEnd > 0 && isJoiner(text.charCodeAt(lastWordEnd)));
      lastWordEnd = end;
    }
    start = end;
  }
}

function endOfRun(text: string, start: number, kind: CharacterClass): number {
  let end = start;
  do end += isHighSurrogate(text.charCodeAt(end)) ? 2 : 1;
  while (end < text.length && characterClass(text, end) === kind);
  return Math.min(end, text.length);
}
