import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { runCrash, type CrashResult } from './lib/crash/run-crash.js';
import { onFreshDatabase, openMongoServer } from './lib/mongo-server.js';

export interface CrashBenchOptions {
  /** Versions to be acknowledged, at each engine. */
  readonly changes: number;
  readonly kills: number;
  /** @default 1 */
  readonly seed?: number;
}

export interface EngineCrash extends CrashResult {
  readonly engine: string;
  readonly writers: number;
}

/** Whether anything is lost, doubled or out of order where writers are killed at random: at each engine. */
export async function crash(options: CrashBenchOptions): Promise<readonly EngineCrash[]> {
  return [await embedded(options), await mongo(options)];
}

const poolFor = (changes: number): number => Math.ceil(changes / 10);

async function embedded({ changes, kills, seed = 1 }: CrashBenchOptions): Promise<EngineCrash> {
  const folder = await mkdtemp(join(tmpdir(), 'ucat-crash-'));
  try {
    const result = await runCrash({ env: { DATA_DIR: folder, MONGODB_URI: '' }, shared: false, writers: 1, pool: poolFor(changes), changes, kills, pauses: 0, seed });
    return { engine: 'embedded', writers: 1, ...result };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function mongo({ changes, kills, seed = 1 }: CrashBenchOptions): Promise<EngineCrash> {
  await using server = await openMongoServer();
  const result = await onFreshDatabase(server.uri, async (env) => runCrash({ env, shared: true, writers: 4, pool: poolFor(changes), changes, kills, pauses: Math.ceil(kills / 10), seed }));
  return { engine: server.name, writers: 4, ...result };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { changes: { type: 'string', default: '20000' }, kills: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' } } });
  const results = await crash({ changes: Number(values.changes), kills: Number(values.kills), seed: Number(values.seed) });
  console.log(JSON.stringify(results, null, 2));
  if (results.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
}
