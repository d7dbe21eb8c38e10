import type { Logger } from 'pino';
import { createQueryReader, type QueryReader } from '../query-terms.js';
import { createWordSplitter } from '../split-words.js';
import { EMPTY_LEXICON, type Lexicon } from './lexicon.js';
import { readLexicon } from './lexicon-files.js';
import { LexiconWatch } from './watch-lexicon.js';

export interface LexiconReading {
  /** How queries are read now. */
  readonly readQuery: QueryReader;
  readonly close: () => void;
}

export interface LexiconReadingOptions {
  /** Of several folders the words are taken together. */
  readonly folders: readonly string[];
  readonly logger: Logger;
  /** Told of a new way to read queries when a file has changed. */
  readonly onChanged: (readQuery: QueryReader) => void;
  /** @default 1000 */
  readonly everyMillis?: number;
}

/** Reads queries by the words in folders, and follows their changes. Files that can't be used are told of, and what was read before stays. */
export function readByLexicons({ folders, logger, onChanged, everyMillis }: LexiconReadingOptions): LexiconReading {
  const read = (): Lexicon | null => {
    try {
      return readLexicon(folders);
    } catch (error) {
      logger.error({ err: error, folders }, 'the words of a folder can not be used; those that were read before stay');
      return null;
    }
  };
  const readerOf = (lexicon: Lexicon): QueryReader => createQueryReader(createWordSplitter(lexicon.words), lexicon);
  const watch = new LexiconWatch(folders, {
    ...(everyMillis !== undefined && { everyMillis }),
    onChanged: () => {
      const lexicon = read();
      if (lexicon === null) return;
      onChanged(readerOf(lexicon));
      logger.info({ folders }, 'queries are read by changed words');
    },
  });
  return { readQuery: readerOf(read() ?? EMPTY_LEXICON), close: () => watch.close() };
}
