import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { request } from 'undici';
import { startChild } from '../cli/demo/child-service.js';
import { readNodeConfig } from '../subgraphs/catalog/config.js';
import { cursorAt, encodeCursor } from '../subgraphs/catalog/log/cursor.js';
import { openStore } from '../subgraphs/catalog/main.js';
import { createLogger } from '../subgraphs/kit/logger.js';
import { randomNumbers } from './lib/random.js';
import { loadRecords, LOADED_AUTHORITY, loadedId } from './lib/load-records.js';
import { onFreshDatabase, openMongoServer } from './lib/mongo-server.js';
import { median, percentile, round } from './lib/stats.js';

export interface NodeReadsOptions {
  /** Records in the store at each measuring, rising. */
  readonly records: readonly number[];
  /** Requests of each kind at each measuring. */
  readonly requests: number;
}

interface Times {
  readonly p50: number;
  readonly p95: number;
}

export interface ReadsAt {
  readonly records: number;
  /** `_entities` of 100 ids anywhere in the store, in ms. */
  readonly entities: Times;
  /** A page of 500 changes anywhere in the log, with their documents, in ms. */
  readonly changes: Times;
}

export interface EngineReads {
  readonly engine: string;
  readonly recordsLoadedPerSecond: number;
  readonly reads: readonly ReadsAt[];
  /** Medians with the most records, over those with the fewest. */
  readonly growth: { readonly entities: number; readonly changes: number };
}

type Env = Readonly<Record<string, string>>;

/** How much slower a node reads when it holds more: at each engine. */
export async function nodeReads(options: NodeReadsOptions): Promise<readonly EngineReads[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ucat-node-reads-'));
  try {
    const embedded = await measureEngine('embedded', { DATA_DIR: folder, MONGODB_URI: '' }, options);
    await using server = await openMongoServer();
    return [embedded, await onFreshDatabase(server.uri, async (env) => measureEngine(server.name, env, options))];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measureEngine(engine: string, store: Env, { records, requests }: NodeReadsOptions): Promise<EngineReads> {
  const env = { ...store, NODE_AUTHORITIES: LOADED_AUTHORITY, LOG_LEVEL: 'error' };
  const reads: ReadsAt[] = [];
  let loaded = 0;
  let loadMillis = 0;
  for (const count of records) {
    const started = performance.now();
    await loadRecords(env, loaded, count);
    loadMillis += performance.now() - started;
    loaded = count;
    reads.push({ records: count, ...(await measureNode(env, count, requests)) });
  }
  return { engine, recordsLoadedPerSecond: Math.round(loaded / (loadMillis / 1000)), reads, growth: growthOf(reads) };
}

function growthOf(reads: readonly ReadsAt[]): EngineReads['growth'] {
  const [few, many] = [reads[0], reads.at(-1)];
  const ratio = (kind: 'entities' | 'changes'): number => round((many?.[kind].p50 ?? NaN) / (few?.[kind].p50 ?? NaN));
  return { entities: ratio('entities'), changes: ratio('changes') };
}

const PAGE = 500;
const ENTITIES = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Dataset { id title version keywords distributions { format accessURL } } } }';
const CHANGES = `query ($after: String) { changes(authority: "${LOADED_AUTHORITY}", after: $after, first: ${String(PAGE)}) { head entries { seq id version op recordHash document } } }`;
const WARM_UP = 5;

/** A node of its own process, asked one request after the other. */
async function measureNode(env: Env, records: number, requests: number): Promise<Pick<ReadsAt, 'entities' | 'changes'>> {
  const random = randomNumbers(7);
  const cursors = await cursorsOf(env, records, random);
  const node = startChild(['node', 'start'], { ...env, PORT: '0' });
  try {
    const url = `${await node.message('url')}/graphql`;
    const entities = await measure(requests, async () => {
      const of = Array.from({ length: 100 }, () => ({ __typename: 'Dataset', id: loadedId(Math.floor(random() * records)) }));
      const data = await ask(url, ENTITIES, { of });
      if ((data['_entities'] as readonly (object | null)[]).filter(Boolean).length !== 100) throw new Error('Expected 100 entities.');
    });
    const changes = await measure(requests, async (n) => {
      const data = await ask(url, CHANGES, { after: cursors[n % cursors.length] });
      if ((data['changes'] as { readonly entries: readonly unknown[] }).entries.length !== PAGE) throw new Error('Expected 500 changes.');
    });
    return { entities, changes };
  } finally {
    await node.close();
  }
}

/** Places anywhere in the log. Read before the node has the store open, for the embedded one is one process's at a time. */
async function cursorsOf(env: Env, records: number, random: () => number): Promise<readonly string[]> {
  const store = openStore(readNodeConfig(env), createLogger('cursors', env));
  try {
    return await Promise.all(
      Array.from({ length: 20 }, async () => {
        const seq = 1 + Math.floor(random() * (records - PAGE));
        const { entries } = await store.changes(LOADED_AUTHORITY, { afterSeq: seq - 1, limit: 1, limitBytes: 1 });
        return encodeCursor(cursorAt(seq, entries[0]?.leafHash ?? ''));
      }),
    );
  } finally {
    await store.close();
  }
}

async function measure(requests: number, work: (n: number) => Promise<void>): Promise<Times> {
  const millis: number[] = [];
  for (let n = -WARM_UP; n < requests; n += 1) {
    const started = performance.now();
    await work(Math.abs(n));
    if (n >= 0) millis.push(performance.now() - started);
  }
  return { p50: round(median(millis)), p95: round(percentile(millis, 0.95)) };
}

async function ask(url: string, query: string, variables: object): Promise<Readonly<Record<string, unknown>>> {
  const { body } = await request(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) });
  const { data, errors } = (await body.json()) as { readonly data?: Readonly<Record<string, unknown>>; readonly errors?: unknown };
  if (!data || errors) throw new Error(JSON.stringify(errors).slice(0, 500));
  return data;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { records: { type: 'string', default: '10000,200000' }, requests: { type: 'string', default: '40' } } });
  console.log(JSON.stringify(await nodeReads({ records: values.records.split(',').map(Number), requests: Number(values.requests) }), null, 2));
}
