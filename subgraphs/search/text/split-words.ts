import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

/** Splits Chinese text into the words of a dictionary. */
export interface WordSplitter {
  /** The words one after the other: together they are the text. */
  words(text: string): readonly string[];
  /** The words and, inside long ones, the shorter words that people search for too. */
  searchWords(text: string): readonly string[];
}

/** How common a word of one's own counts as: more than any way to cut it into shorter ones. */
const OWN_FREQUENCY = 1_000_000;

/**
 * The splitter over jieba's own dictionary and `words` beside it. Takes about 50 MB, so make one a thread. Texts are
 * indexed without words of one's own, so these change how queries are read, at once and without an index made anew.
 */
export function createWordSplitter(words: readonly string[] = []): WordSplitter {
  const jieba = Jieba.withDict(dict);
  if (words.length > 0) jieba.loadDict(Buffer.from(words.map((word) => `${word} ${String(OWN_FREQUENCY)} n\n`).join('')));
  // Without its hidden Markov model jieba guesses no words that are in no dictionary, so the same text splits the same everywhere.
  return { words: (text) => jieba.cut(text, false), searchWords: (text) => jieba.cutForSearch(text, false) };
}
