import { Jieba } from '@node-rs/jieba';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Splits Chinese text into the words of a dictionary. */
export interface WordSplitter {
  /** The words one after the other: together they are the text. */
  words(text: string): readonly string[];
  /** The words and, inside long ones, the shorter words that people search for too. */
  searchWords(text: string): readonly string[];
}

/** Read when it is needed and not kept: the package's own module holds it, and another list of its length, in each thread for good. */
const DICTIONARY = createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt');

/** How common a word of one's own counts as: more than any way to cut it into shorter ones. */
const OWN_FREQUENCY = 1_000_000;

/**
 * The splitter over jieba's own dictionary and `words` beside it. Takes about 50 MB, so make one a thread. Texts are
 * indexed without words of one's own, so these change how queries are read, at once and without an index made anew.
 */
export function createWordSplitter(words: readonly string[] = []): WordSplitter {
  const jieba = Jieba.withDict(readFileSync(DICTIONARY));
  if (words.length > 0) jieba.loadDict(Buffer.from(words.map((word) => `${word} ${String(OWN_FREQUENCY)} n\n`).join('')));
  // Without its hidden Markov model jieba guesses no words that are in no dictionary, so the same text splits the same everywhere.
  return { words: (text) => jieba.cut(text, false), searchWords: (text) => jieba.cutForSearch(text, false) };
}

/** A splitter that is made when the first text is split: for threads that seldom split any. */
export function splitterWhenNeeded(make: () => WordSplitter): WordSplitter {
  let made: WordSplitter | null = null;
  return { words: (text) => (made ??= make()).words(text), searchWords: (text) => (made ??= make()).searchWords(text) };
}
