import { fork } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import type { FacetField } from '../schema/generated/search.js';
import { openOpenSearchIndex } from '../subgraphs/search/index/opensearch/open-opensearch-index.js';
import { WorkerSearchIndex } from '../subgraphs/search/index/worker-search-index.js';
import { besideReport, type BesideFigures, type EngineFigures } from './lib/engines/beside-report.js';
import type { Engine, Question } from './lib/engines/engine.js';
import { portEngine } from './lib/engines/port-engine.js';
import { stockEngine, storedBytes } from './lib/engines/stock-engine.js';
import { openOpenSearchServer } from './lib/opensearch-server.js';
import { chooseQueries, mixOf, type Queries } from './lib/scale-queries.js';
import { percentile, round } from './lib/stats.js';

/* The embedded engine, the same port on OpenSearch, and OpenSearch as one uses it without us: same records, queries and filters. */

interface PhaseOptions {
  readonly records: number;
  readonly searches: number;
  readonly folder: string;
  readonly url: string;
}

type EngineName = keyof typeof ENGINES;

const ENGINES = { embedded, adapter, stock };
const FACETS: readonly FacetField[] = ['KIND', 'AUTHORITY', 'REGION', 'THEME', 'FORMAT', 'SHARE_TYPE', 'OPENNESS', 'FREQUENCY'];
const QUESTION: Question = { query: '', facets: [], filter: {}, sort: 'RELEVANCE', first: 20, after: null };
const FILTER = { region: '310000', themes: ['environment', 'transport', 'health'] };
const CHUNK = 20_000;
const MEBIBYTE = 1024 * 1024;
const logger = pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true }));
const queriesFile = ({ folder }: PhaseOptions): string => join(folder, 'queries.json');

async function folderOf({ folder }: PhaseOptions, engine: EngineName): Promise<string> {
  const own = join(folder, engine);
  await mkdir(own, { recursive: true });
  return own;
}

async function embedded(options: PhaseOptions): Promise<Engine> {
  const folder = await folderOf(options, 'embedded');
  const index = await WorkerSearchIndex.open({ file: join(folder, 'index.db'), logger });
  return portEngine({ index, folder, close: () => index.close() });
}

async function adapter(options: PhaseOptions): Promise<Engine> {
  const folder = await folderOf(options, 'adapter');
  const { index, close } = await openOpenSearchIndex({ folder, url: options.url, name: 'bench', logger });
  return portEngine({ index, folder, elsewhere: () => storedBytes(options.url, 'bench'), close });
}

function stock({ url }: PhaseOptions): Promise<Engine> {
  return stockEngine(url, 'stock');
}

/** Fills an engine. Making the records is not counted. */
async function build(name: EngineName, options: PhaseOptions) {
  const engine = await ENGINES[name](options);
  const start = performance.now();
  for (let from = 0; from < options.records; from += CHUNK) await engine.fill(from, Math.min(options.records, from + CHUNK));
  const seconds = (performance.now() - start) / 1000;
  const result = { buildSeconds: round(seconds, 1), recordsPerSecond: Math.round(options.records / seconds), diskMebibytes: Math.round((await engine.diskBytes()) / MEBIBYTE) };
  await engine.close();
  return result;
}

async function choose(_: EngineName, options: PhaseOptions) {
  const engine = await embedded(options);
  await writeFile(queriesFile(options), JSON.stringify(await chooseQueries(async (query) => (await engine.ask({ ...QUESTION, query, first: 0 })).total, options.searches)));
  await engine.close();
  return {};
}

async function search(name: EngineName, options: PhaseOptions) {
  const queries = JSON.parse(await readFile(queriesFile(options), 'utf8')) as Queries;
  const mix = mixOf(queries, options.searches);
  const engine = await ENGINES[name](options);
  const measure = (asked: readonly string[], more: Partial<Question> = {}) => timesOf(asked, (query) => engine.ask({ ...QUESTION, query, ...more }));
  await measure(mix, { facets: FACETS });
  const millis = {
    'mix, 8 facets': await measure(mix, { facets: FACETS }),
    'mix, no facets': await measure(mix),
    'mix, region and themes, 8 facets': await measure(mix, { facets: FACETS, filter: FILTER }),
    'selective, 8 facets': await measure(queries.selective, { facets: FACETS }),
    'medium, 8 facets': await measure(queries.medium, { facets: FACETS }),
    ...(queries.broad.length > 0 && { 'broad, 8 facets': await measure(queries.broad, { facets: FACETS }) }),
    'mix by title': await measure(mix, { sort: 'TITLE' }),
    'pages of 100 around hit 10,000': await deepPages(engine, queries.broad[0] ?? ''),
  };
  const totals = await Promise.all(mix.slice(0, 50).map(async (query) => (await engine.ask({ ...QUESTION, query })).total));
  await engine.close();
  return { millis, totals, residentMebibytes: Math.round(process.memoryUsage().rss / MEBIBYTE) };
}

async function timesOf<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<{ readonly p50: number; readonly p95: number }> {
  const times: number[] = [];
  for (const item of items) {
    const start = performance.now();
    await work(item);
    times.push(performance.now() - start);
  }
  return { p50: round(percentile(times, 0.5)), p95: round(percentile(times, 0.95)) };
}

/** Each page starts from the cursor of the one before. */
async function deepPages(engine: Engine, query: string) {
  let after: string | null = null;
  const next = async (): Promise<void> => {
    after = (await engine.ask({ ...QUESTION, query, first: 100, after })).cursor ?? after;
  };
  for (let page = 0; page < 90; page++) await next();
  return timesOf(Array.from({ length: 20 }), next);
}

const PHASES = { build, choose, search };

function inProcess(phase: keyof typeof PHASES, engine: EngineName, options: PhaseOptions): Promise<object> {
  const child = fork(fileURLToPath(import.meta.url), ['--phase', phase, '--engine', engine, JSON.stringify(options)]);
  return new Promise((resolve, reject) => {
    child.once('message', (result) => resolve(result as object));
    child.once('exit', (code) => reject(new Error(`The phase ${phase} of ${engine} ended with code ${String(code)}.`)));
  });
}

const residentOf = async (pid: number | null): Promise<number> => (pid === null ? 0 : Math.round(Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? 0) / 1024));

export interface BesideOptions {
  readonly records: number;
  readonly searches: number;
  readonly heapMebibytes: number;
  /** Those that are measured beside ours. */
  readonly others: readonly EngineName[];
}

/** Measures the engines on the same records. Each has a server, and each phase a process, of its own. */
export async function besideOpenSearch({ records, searches, heapMebibytes, others }: BesideOptions) {
  const folder = await mkdtemp(join(tmpdir(), 'ucat-beside-'));
  const figures: Partial<Record<EngineName, EngineFigures>> = {};
  let server = '';
  try {
    for (const name of ['embedded', ...others] as const) {
      console.error(`… ${name}`);
      await using openSearch = name === 'embedded' ? null : await openOpenSearchServer(heapMebibytes);
      server = openSearch?.name ?? server;
      const options: PhaseOptions = { records, searches, folder, url: openSearch?.url ?? '' };
      const built = await inProcess('build', name, options);
      if (name === 'embedded') await inProcess('choose', name, options);
      const searched = await inProcess('search', name, options);
      figures[name] = { ...built, ...searched, serverMebibytes: openSearch === null ? 0 : await residentOf(await openSearch.pid()) } as EngineFigures;
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { records, searches, heapMebibytes, server, figures: figures as BesideFigures['figures'] };
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { records: { type: 'string', default: '100000' }, searches: { type: 'string', default: '500' }, heap: { type: 'string', default: '1024' }, others: { type: 'string', default: 'adapter,stock' }, phase: { type: 'string' }, engine: { type: 'string' } },
  });
  if (values.phase !== undefined) {
    process.send?.(await PHASES[values.phase as keyof typeof PHASES](values.engine as EngineName, JSON.parse(positionals[0] ?? '') as PhaseOptions));
    process.disconnect();
  } else {
    console.log(besideReport(await besideOpenSearch({ records: Number(values.records), searches: Number(values.searches), heapMebibytes: Number(values.heap), others: values.others.split(',') as EngineName[] })));
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
