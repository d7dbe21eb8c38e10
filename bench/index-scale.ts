import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fork } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import type { FacetField, SearchSort } from '../schema/generated/search.js';
import type { SearchRequest } from '../subgraphs/search/index/search-index.js';
import { WorkerSearchIndex } from '../subgraphs/search/index/worker-search-index.js';
import { createQueryReader } from '../subgraphs/search/text/query-terms.js';
import { DEFAULT_LEXICON } from '../subgraphs/search/text/lexicon/lexicon-files.js';
import { createWordSplitter } from '../subgraphs/search/text/split-words.js';
import { generatedDataset } from './lib/generated-corpus.js';
import { indexUnderLoad } from './lib/index-under-load.js';
import { PlainIndex } from './lib/plain-index.js';
import { chooseQueries, mixOf, type Queries } from './lib/scale-queries.js';
import { mean, meansOfStretches, percentiles, round } from './lib/stats.js';

export interface IndexScaleOptions {
  readonly records: number;
  /** Searches of the mix. @default 1000 */
  readonly searches?: number;
  /** How long clients search while changes arrive. @default 30 */
  readonly loadSeconds?: number;
  /** Whether the engine as it is runs beside it. @default true */
  readonly beside?: boolean;
}

const EIGHT_FACETS: readonly FacetField[] = ['KIND', 'AUTHORITY', 'REGION', 'THEME', 'FORMAT', 'SHARE_TYPE', 'OPENNESS', 'FREQUENCY'];
const PAGE = 500;
const AUTHORITIES = 30;
const CHUNK = 20_000;
/** Stretches of the growth of which each one's cost is told. */
const STRETCHES = 5;
const CLIENTS = 8;
const CHANGES_PER_SECOND = 500;
const MEBIBYTE = 1024 * 1024;
const PUBLISHED = '2026-11-01T00:00:00.000Z';
const REQUEST: SearchRequest = { query: null, filter: {}, sort: 'RELEVANCE', first: 20, after: null, lang: 'ZH', facets: [], facetSize: 10, highlights: false, sameAs: false };
const logger = pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true }));

/** How fast a national index of `records` is built and searched, and what it holds. */
export async function run({ records, searches = 1_000, loadSeconds = 30, beside = true }: IndexScaleOptions) {
  const folder = await mkdtemp(join(tmpdir(), 'ucat-index-scale-'));
  try {
    // Each phase in a process of its own: what one leaves in memory is not counted for the next.
    const phase = async (name: Phase): Promise<object> => inProcess(name, { records, searches, loadSeconds, folder });
    const built = await phase('build');
    await phase('choose');
    const searched = await phase('search');
    const loaded = await phase('underLoad');
    return { records, ...built, ...searched, ...loaded, beside: beside ? await phase('beside') : null };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Phase = keyof typeof PHASES;
export interface PhaseOptions {
  readonly records: number;
  readonly searches: number;
  readonly loadSeconds: number;
  readonly folder: string;
}

const PHASES = { build, choose, search, beside: besidePlain, underLoad };
const queriesFile = (folder: string): string => join(folder, 'queries.json');
const chosenQueries = async (folder: string): Promise<Queries> => JSON.parse(await readFile(queriesFile(folder), 'utf8')) as Queries;
const indexFile = (folder: string): string => join(folder, 'index.db');
const residentMebibytes = (): number => Math.round(process.memoryUsage().rss / MEBIBYTE);

function inProcess(phase: Phase, options: PhaseOptions): Promise<object> {
  const child = fork(fileURLToPath(import.meta.url), ['--phase', phase, JSON.stringify(options)]);
  return new Promise((resolve, reject) => {
    child.once('message', (result) => resolve(result as object));
    child.once('exit', (code) => reject(new Error(`The phase ${phase} ended with code ${String(code)}.`)));
  });
}

/** Gives the records in batches of 500, as pages of the nodes come, as many authorities at a time as there are. Only the index's time counts. */
async function build({ records, folder }: PhaseOptions) {
  const index = await WorkerSearchIndex.open({ file: indexFile(folder), logger, lexicons: [DEFAULT_LEXICON] });
  let millis = 0;
  const cpuMicros: number[] = [];
  let longest = 0;
  for (let from = 0; from < records; from += CHUNK) {
    const documents = Array.from({ length: Math.min(CHUNK, records - from) }, (_, offset) => generatedDataset(from + offset));
    const start = performance.now();
    const cpu = process.cpuUsage();
    const applying = applyAll(index, documents, from);
    longest = Math.max(longest, await longestSearchUntil(index, applying));
    millis += performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    cpuMicros.push((user + system) / documents.length);
  }
  const result = { cpuMicrosPerRecord: round(mean(cpuMicros), 1), cpuMicrosPerRecordAsItGrows: meansOfStretches(cpuMicros, STRETCHES).map((micros) => round(micros, 1)), recordsPerSecond: Math.round(records / (millis / 1000)), longestSearchWhileIndexingMillis: round(longest), residentWhileIndexingMebibytes: residentMebibytes() };
  await index.close();
  return { ...result, fileMebibytes: Math.round((await stat(indexFile(folder))).size / MEBIBYTE) };
}

async function applyAll(index: WorkerSearchIndex, documents: readonly ReturnType<typeof generatedDataset>[], from: number): Promise<void> {
  const waiting = new Set<Promise<unknown>>();
  for (let at = 0; at < documents.length; at += PAGE) {
    const changes = documents.slice(at, at + PAGE).map(({ id, document }, offset) => ({ seq: from + at + offset + 1, id, version: 1, op: 'UPSERT' as const, document, at: PUBLISHED }));
    const applied = index.apply(`B${String((at / PAGE) % AUTHORITIES)}`, { changes, setAside: [], position: { cursor: String(at), seq: from + at + changes.length } }).finally(() => waiting.delete(applied));
    waiting.add(applied);
    if (waiting.size >= AUTHORITIES) await Promise.race(waiting);
  }
  await Promise.all(waiting);
}

/** Asks four times a second for as long as `work` goes on. */
async function longestSearchUntil(index: WorkerSearchIndex, work: Promise<void>): Promise<number> {
  let longest = 0;
  let done = false;
  const ended = work.finally(() => (done = true));
  while (!done) {
    const asked = performance.now();
    await index.search({ ...REQUEST, query: '空气质量' });
    longest = Math.max(longest, performance.now() - asked);
    await Promise.race([ended, delay(250)]);
  }
  await ended;
  return longest;
}

/** Leaves the queries in a file: the index that told how many hits they have is warm, and another one is to be measured. */
async function choose({ searches, folder }: PhaseOptions) {
  const index = await WorkerSearchIndex.open({ file: indexFile(folder), logger, lexicons: [DEFAULT_LEXICON] });
  await writeFile(queriesFile(folder), JSON.stringify(await chooseQueries(async (query) => (await index.search({ ...REQUEST, query, first: 0 })).total, searches)));
  await index.close();
  return {};
}

async function search({ searches, folder }: PhaseOptions) {
  const queries = await chosenQueries(folder);
  const opened = performance.now();
  const index = await WorkerSearchIndex.open({ file: indexFile(folder), logger, lexicons: [DEFAULT_LEXICON] });
  const openSeconds = round((performance.now() - opened) / 1000);
  const residentAtStartMebibytes = residentMebibytes();
  const mix = mixOf(queries, searches);
  const millis = {
    mixFirstTime8Facets: await measure(index, mix, EIGHT_FACETS),
    mix8Facets: await measure(index, mix, EIGHT_FACETS),
    mix: await measure(index, mix, []),
    ...(await byWidth(index, queries)),
    everything8Facets: await measure(index, Array.from({ length: 50 }, () => ''), EIGHT_FACETS),
    titleOrder: await measure(index, queries.broad, [], 'TITLE'),
    deepPage: await deepPages(index, queries.broad[0] ?? ''),
  };
  const result = { openSeconds, queries: Object.fromEntries(Object.entries(queries).map(([width, list]) => [width, list.length])), millis, residentAtStartMebibytes, residentMebibytes: residentMebibytes() };
  await index.close();
  return result;
}

async function measure(index: WorkerSearchIndex, queries: readonly string[], facets: readonly FacetField[], sort: SearchSort = 'RELEVANCE') {
  const times: number[] = [];
  for (const query of queries) {
    const start = performance.now();
    await index.search({ ...REQUEST, query, facets, sort });
    times.push(performance.now() - start);
  }
  return percentiles(times);
}

async function byWidth(index: WorkerSearchIndex, queries: Queries) {
  const entries = [];
  for (const width of ['selective', 'medium', 'broad'] as const) {
    entries.push([`${width}8Facets`, await measure(index, queries[width], EIGHT_FACETS)] as const, [width, await measure(index, queries[width], [])] as const);
  }
  return Object.fromEntries(entries);
}

/** Pages far behind the first: each starts from the last one's cursor. */
async function deepPages(index: WorkerSearchIndex, query: string) {
  const times: number[] = [];
  let after: string | null = null;
  for (let page = 0; page < 120; page++) {
    const start = performance.now();
    const { hits } = await index.search({ ...REQUEST, query, first: 100, after });
    times.push(performance.now() - start);
    after = hits.at(-1)?.cursor ?? after;
  }
  return { hitsDeep: 120 * 100, ...percentiles(times.slice(-20)) };
}

/** The mix with eight facets, asked by clients at once while changes arrive. */
async function underLoad({ records, searches, loadSeconds, folder }: PhaseOptions) {
  const mix = mixOf(await chosenQueries(folder), searches);
  const index = await WorkerSearchIndex.open({ file: indexFile(folder), logger });
  const ask = (n: number) => index.search({ ...REQUEST, query: mix[n % mix.length] ?? '', facets: EIGHT_FACETS });
  const result = await indexUnderLoad(index, { records, clients: CLIENTS, changesPerSecond: CHANGES_PER_SECOND, seconds: loadSeconds, ask });
  await index.close();
  return { underLoad: result };
}

/** The engine as it is on the same records, both asked in turn. */
async function besidePlain({ records, folder }: PhaseOptions) {
  const index = await WorkerSearchIndex.open({ file: indexFile(folder), logger, lexicons: [DEFAULT_LEXICON] });
  const queries = await chosenQueries(folder);
  const splitter = createWordSplitter();
  const readQuery = createQueryReader(splitter);
  const plain = new PlainIndex(join(folder, 'plain.db'), records, splitter);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (const query of [...queries.selective.slice(0, 30), ...queries.medium.slice(0, 15), ...queries.broad.slice(0, 5)]) {
    let start = performance.now();
    await index.search({ ...REQUEST, query, facets: EIGHT_FACETS });
    ours.push(performance.now() - start);
    start = performance.now();
    plain.search(readQuery(query).conditions.flatMap(({ all }) => all), true);
    theirs.push(performance.now() - start);
  }
  plain.close();
  await index.close();
  const [a, b] = [percentiles(ours), percentiles(theirs)];
  return { ours: a, engineAsItIs: b, ratioP50: round(b.p50 / a.p50), ratioP95: round(b.p95 / a.p95) };
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { records: { type: 'string', default: '100000' }, searches: { type: 'string', default: '1000' }, seconds: { type: 'string', default: '30' }, alone: { type: 'boolean', default: false }, phase: { type: 'string' } },
  });
  if (values.phase !== undefined) {
    process.send?.(await PHASES[values.phase as Phase](JSON.parse(positionals[0] ?? '') as PhaseOptions));
    process.disconnect();
  } else {
    console.log(JSON.stringify(await run({ records: Number(values.records), searches: Number(values.searches), loadSeconds: Number(values.seconds), beside: !values.alone }), null, 2));
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
