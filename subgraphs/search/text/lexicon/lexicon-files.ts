import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagePath } from '../../../../schema/package-path.js';
import type { Lexicon } from './lexicon.js';
import { parseLexicon, type LexiconTexts } from './parse-lexicon.js';

/** Folder of the lexicon that ships with the package. */
export const DEFAULT_LEXICON = packagePath('seed', 'thesaurus');

const FILES = { dictionary: 'dictionary.txt', synonyms: 'synonyms.txt', stopWords: 'stop-words.txt', lightWords: 'light-words.txt' } as const satisfies Record<keyof LexiconTexts, string>;

/** Paths of the files of a folder, whether they are there or not. */
export const lexiconFiles = (folder: string): readonly string[] => Object.values(FILES).map((name) => join(folder, name));

/** Reads several folders as one lexicon. A file that is not there is empty. @throws BadLexicon, and the system's error where a file can't be read */
export const readLexicon = (folders: readonly string[]): Lexicon => parseLexicon(...folders.map(readTexts));

function readTexts(folder: string): LexiconTexts {
  const read = (name: string): string => {
    try {
      return readFileSync(join(folder, name), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
      throw error;
    }
  };
  return { dictionary: read(FILES.dictionary), synonyms: read(FILES.synonyms), stopWords: read(FILES.stopWords), lightWords: read(FILES.lightWords) };
}
