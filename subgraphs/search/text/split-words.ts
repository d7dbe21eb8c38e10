import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

/** Splits Chinese text into the words of a dictionary. */
export interface WordSplitter {
  /** The words one after the other: together they are the text. */
  words(text: string): readonly string[];
  /** The words and, inside long ones, the shorter words that people search for too. */
  searchWords(text: string): readonly string[];
}

/** The splitter over jieba's own dictionary. Takes about 50 MB, so make one a thread. */
export function createWordSplitter(): WordSplitter {
  const jieba = Jieba.withDict(dict);
  // Without its hidden Markov model jieba guesses no words that are in no dictionary, so the same text splits the same everywhere.
  return { words: (text) => jieba.cut(text, false), searchWords: (text) => jieba.cutForSearch(text, false) };
}
