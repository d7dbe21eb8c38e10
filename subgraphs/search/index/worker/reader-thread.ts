import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { createLogger } from '../../../kit/logger.js';
import { readByLexicons } from '../../text/lexicon/reading-by-lexicon.js';
import { createQueryReader } from '../../text/query-terms.js';
import { createWordSplitter } from '../../text/split-words.js';
import { openIndexReader } from '../libsql-search-index.js';
import type { IndexReader } from '../libsql/index-reader.js';
import { serveCalls } from './calls.js';

/** The thread that answers searches. */
const { file, lexicons } = workerData as { readonly file: string; readonly lexicons: readonly string[] };
const reading = lexicons.length > 0 ? readByLexicons({ folders: lexicons, logger: createLogger('search', process.env), onChanged: (readQuery) => reader.readBy(readQuery) }) : null;
const reader = openIndexReader(file, reading?.readQuery ?? createQueryReader(createWordSplitter()), { isLenient: reading !== null });
await reader.refresh();

const warming = reader.warmUp();

serveCalls(parentPort as MessagePort, {
  refresh: () => reader.refresh(),
  search: (...args: Parameters<IndexReader['search']>) => reader.search(...args),
  meaning: (...args: Parameters<IndexReader['meaning']>) => reader.meaning(...args),
  similar: (...args: Parameters<IndexReader['similar']>) => reader.similar(...args),
  newestEntries: (...args: Parameters<IndexReader['newestEntries']>) => reader.newestEntries(...args),
  suggest: (...args: Parameters<IndexReader['suggest']>) => reader.suggest(...args),
  locate: (...args: Parameters<IndexReader['locate']>) => reader.locate(...args),
  lineage: (...args: Parameters<IndexReader['lineage']>) => reader.lineage(...args),
  copies: (...args: Parameters<IndexReader['copies']>) => reader.copies(...args),
  places: (...args: Parameters<IndexReader['places']>) => reader.places(...args),
  lackingVectors: (...args: Parameters<IndexReader['lackingVectors']>) => reader.lackingVectors(...args),
  heed: (...args: Parameters<IndexReader['heed']>) => reader.heed(...args),
  coverage: (...args: Parameters<IndexReader['coverage']>) => reader.coverage(...args),
  quality: (...args: Parameters<IndexReader['quality']>) => reader.quality(...args),
  figures: (...args: Parameters<IndexReader['figures']>) => reader.figures(...args),
  logs: () => reader.logs(),
  warm: () => warming,
  close: () => {
    reading?.close();
    reader.close();
  },
}, ['refresh']);
