import { CJK, characterClass } from './character-class.js';
import { firstOf } from './first-of.js';
import { foldText } from './fold-text.js';
import { FoldedUnits } from './folded-units.js';
import { keepOnly } from './keep-only.js';
import { pinyinOf } from './pinyin.js';
import { RunTokens } from './run-tokens.js';
import type { WordSplitter } from './split-words.js';
import { TokenBuffer } from './token-buffer.js';

/** Marks of tokens that say in which field a word stands; a token without a mark says that it stands somewhere. */
export const TITLE_MARK = '§';
export const KEYWORD_MARK = '¶';
/** Mark of a token that is the beginning of a title, for suggestions. */
export const START_MARK = '¤';
/** Mark of a token that is the pinyin of a title's beginning, for suggestions: its syllables, and their first letters. */
export const PINYIN_MARK = '¢';
/** Characters of a title whose pinyin is kept. */
export const PINYIN_CHARACTERS = 8;
/** Characters of a title that its beginning is known by. */
export const START_CHARACTERS = 3;

/** Changes whenever the same record would get other tokens or facts; of an index of another version a new one is made beside it. */
export const ANALYSIS_VERSION = 13;

/**
 * The oldest version that is served meanwhile: its rows are found by the words of today's queries, and its facts are read
 * by `decodeFacts`. Who changes the analysis so that either no longer holds sets this to the new version. (Before 11 an English
 * word of three letters that ends in s is not found, for it was kept without; before 13 a noun in -ion is not, for it was kept by its verb's stem, nor what is made of it.)
 */
export const OLDEST_SERVED_ANALYSIS = 7;

/** The texts of a record by their weight. */
export interface RecordTexts {
  readonly titles: readonly string[];
  readonly keywords: readonly string[];
  readonly descriptions: readonly string[];
  /** Names that are found as a whole only, such as the record's id. */
  readonly names: readonly string[];
}

export interface IndexTokens {
  /** Tokens with spaces between them, for a tokenizer that splits at spaces. */
  readonly text: string;
  /** How many tokens the record has, field marks aside: its length for ranking. */
  readonly length: number;
}

/** Characters of descriptions that are indexed. A few records carry whole books, and would slow the others. */
export const INDEXED_CHARACTERS = 20_000;
/** Stands between titles and keywords that are split into words at once; no word contains it. */
const FIELD_BREAK = '\u0001';

/**
 * Makes the function that turns a record's texts into tokens: every pair of neighbouring CJK characters, so that
 * any run of two or more is found wherever it stands; the last character of each run, so that a single character
 * is found by its prefix; words and numbers of other scripts, and their joined form (`pm25` for `PM2.5`). Dictionary
 * words of three characters or more serve ranking only, so they are made of titles and keywords, where they decide it.
 */
export function createIndexTokenizer(splitter: WordSplitter) {
  const buffer = new TokenBuffer();
  const runs = new RunTokens(buffer);
  const folded = new FoldedUnits();

  return function indexTokens(texts: RecordTexts): IndexTokens {
    const titles = texts.titles.map(foldText);
    const keywords = texts.keywords.map(foldText);
    for (const text of titles) runs.add(folded.set(text), 0);
    for (const text of keywords) runs.add(folded.set(text), 0);
    for (const text of cutTo(INDEXED_CHARACTERS, texts.descriptions)) runs.add(folded.fold(text), 0);
    const length = buffer.count;
    for (const text of titles) runs.add(folded.set(text), TITLE_MARK.charCodeAt(0));
    for (const text of keywords) runs.add(folded.set(text), KEYWORD_MARK.charCodeAt(0));
    addLongWords(titles, keywords);
    for (const name of [...titles.flatMap(startTokens), ...texts.names]) buffer.add(name, 0, name.length, 0);
    return { text: buffer.take(), length };
  };

  /** One call to the splitter a record, because most of its cost is the call; none where nothing can come of it. */
  function addLongWords(titles: readonly string[], keywords: readonly string[]): void {
    const text = titles.filter(mayHaveLongWords).join('\n') + FIELD_BREAK + keywords.filter(mayHaveLongWords).join('\n');
    if (text === FIELD_BREAK) return;
    let mark = TITLE_MARK.charCodeAt(0);
    for (const word of splitter.searchWords(text)) {
      if (word === FIELD_BREAK) mark = KEYWORD_MARK.charCodeAt(0);
      else if (word.length > 2 && characterClass(word, 0) === CJK) {
        buffer.add(word, 0, word.length, 0);
        buffer.add(word, 0, word.length, mark);
      }
    }
  }
}

/** Most keywords have two characters, and titles in Latin letters none of these: splitting them would be most of the work. */
function mayHaveLongWords(text: string): boolean {
  if (text.length < 3) return false;
  for (let at = 0; at < text.length; at++) if (characterClass(text, at) === CJK) return true;
  return false;
}

/** The first `characters` of all texts together. */
function cutTo(characters: number, texts: readonly string[]): readonly string[] {
  let left = characters;
  return texts.map((text) => {
    const cut = text.slice(0, left);
    left -= cut.length;
    return cut;
  });
}

const withoutSeparators = keepOnly(/[\p{L}\p{N}\p{M}]/u);

/** The first letters and digits of a text, folded: what a title and what was typed of it have in common. */
export function titleStart(text: string, characters: number = START_CHARACTERS): string {
  return firstOf(withoutSeparators(foldText(text.slice(0, 40))), characters);
}

/** What a title is known by to who begins to type it. */
function startTokens(title: string): readonly string[] {
  const start = titleStart(title, PINYIN_CHARACTERS);
  return [START_MARK + firstOf(start, START_CHARACTERS), ...typedAs(start)];
}

/** How the beginning of a title is typed, where it is Chinese; both ways as one token each. */
export const pinyinTokens = (title: string): readonly string[] => typedAs(titleStart(title, PINYIN_CHARACTERS));

function typedAs(start: string): readonly string[] {
  const read = pinyinOf(start);
  return read === null ? [] : [PINYIN_MARK + read.initials, PINYIN_MARK + read.syllables];
}
