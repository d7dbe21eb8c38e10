import { foldText } from '../fold-text.js';
import { EMPTY_LEXICON, synonymsOf, type Lexicon, type SynonymGroup } from './lexicon.js';

/** Texts of a lexicon's files; a missing file is empty. */
export interface LexiconTexts {
  /** Words, one a line. */
  readonly dictionary: string;
  /** Groups of terms, one a line: `空气质量 | air quality`. With `=>`, who asks for the left is also given the right. */
  readonly synonyms: string;
  /** Words, one a line. */
  readonly stopWords: string;
  /** Words, one a line. */
  readonly lightWords: string;
}

/** What a synonym is worth beside what was asked for: a record that says it there is ranked below one that says the same literally. */
const SYNONYM_WORTH = 0.8;
/** What a term on the right of an arrow is worth: it is near, not the same. */
const NEAR_WORTH = 0.5;
const LONGEST_TERM = 100;
const MOST_TERMS = 20_000;

/** The file can't be used; the message names the line. */
export class BadLexicon extends Error {
  override readonly name = 'BadLexicon';
}

/** Reads the texts of several lexicons as one. @throws BadLexicon */
export function parseLexicon(...texts: readonly LexiconTexts[]): Lexicon {
  if (texts.length === 0) return EMPTY_LEXICON;
  return {
    words: [...new Set(texts.flatMap(({ dictionary }) => linesOf(dictionary).map(({ text }) => foldText(text).replaceAll(/\s+/g, ''))))],
    stopWords: wordSet(texts.map(({ stopWords }) => stopWords)),
    lightWords: wordSet(texts.map(({ lightWords }) => lightWords)),
    synonyms: synonymsOf(texts.flatMap(({ synonyms }) => linesOf(synonyms).flatMap(groupsOf))),
  };
}

const wordSet = (texts: readonly string[]): ReadonlySet<string> => new Set(texts.flatMap((text) => linesOf(text).map((line) => foldText(line.text))));

interface Line {
  readonly number: number;
  readonly text: string;
}

function linesOf(text: string): readonly Line[] {
  const lines = text.split('\n').map((line, index) => ({ number: index + 1, text: line.replace(/#.*/, '').trim() })).filter((line) => line.text !== '');
  if (lines.length > MOST_TERMS) throw new BadLexicon(`Expected at most ${String(MOST_TERMS)} lines but got ${String(lines.length)}.`);
  return lines;
}

function groupsOf({ number, text }: Line): readonly SynonymGroup[] {
  const [left = '', right, ...more] = text.split('=>').map((side) => side.trim());
  const terms = (side: string): readonly string[] => side.split('|').map((term) => term.trim()).filter(Boolean);
  const [asked, also] = [terms(left), right === undefined ? terms(left) : terms(right)];
  const bad = more.length > 0 || asked.length === 0 || also.length === 0 || (right === undefined && asked.length < 2);
  if (bad) throw new BadLexicon(`Line ${String(number)}: expected terms with | between them, or two sides with => between them, but got ${JSON.stringify(text.slice(0, 80))}.`);
  const long = [...asked, ...also].find((term) => term.length > LONGEST_TERM);
  if (long !== undefined) throw new BadLexicon(`Line ${String(number)}: expected terms of at most ${String(LONGEST_TERM)} characters but got ${JSON.stringify(long.slice(0, 40))}…`);
  return [{ asked, also, worth: right === undefined ? SYNONYM_WORTH : NEAR_WORTH }];
}
