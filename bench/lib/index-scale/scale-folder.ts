import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import type { FacetField } from '../../../schema/generated/search.js';
import type { SearchRequest } from '../../../subgraphs/search/index/search-index.js';
import { WorkerSearchIndex } from '../../../subgraphs/search/index/worker-search-index.js';
import { DEFAULT_LEXICON } from '../../../subgraphs/search/text/lexicon/lexicon-files.js';
import type { Queries } from '../scale-queries.js';

/** What every phase is told. */
export interface PhaseOptions {
  readonly records: number;
  /** Records that are in the index before it is built on. */
  readonly from: number;
  /** Searches of the mix. */
  readonly searches: number;
  /** Who search at once while changes arrive. */
  readonly clients: number;
  /** How long clients search while changes arrive. */
  readonly loadSeconds: number;
  /** Changes that arrive a second meanwhile. */
  readonly changesPerSecond: number;
  /** Threads that answer them. */
  readonly readers: number;
  /** What one phase leaves for the next. */
  readonly folder: string;
}

export const EIGHT_FACETS: readonly FacetField[] = ['KIND', 'AUTHORITY', 'REGION', 'THEME', 'FORMAT', 'SHARE_TYPE', 'OPENNESS', 'FREQUENCY'];
export const REQUEST: SearchRequest = { query: null, filter: {}, sort: 'RELEVANCE', first: 20, after: null, lang: 'ZH', facets: [], facetSize: 10, highlights: false, sameAs: false };
const MEBIBYTE = 1024 * 1024;

export const indexFile = (folder: string): string => join(folder, 'index.db');
export const queriesFile = (folder: string): string => join(folder, 'queries.json');
export const chosenQueries = async (folder: string): Promise<Queries> => JSON.parse(await readFile(queriesFile(folder), 'utf8')) as Queries;

/** The index as the service opens it. */
export const openIndex = (file: string, readers = 1): Promise<WorkerSearchIndex> =>
  WorkerSearchIndex.open({ file, readers, logger: pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true })), lexicons: [DEFAULT_LEXICON] });

export const mebibytes = (bytes: number): number => Math.round(bytes / MEBIBYTE);

/** What this process holds now. */
export const residentMebibytes = (): number => mebibytes(process.memoryUsage().rss);

/** The most that this process held at once. */
export const peakMebibytes = (): number => mebibytes(process.resourceUsage().maxRSS * 1024);
