import { fork } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { beside } from './lib/index-scale/beside-phase.js';
import { build } from './lib/index-scale/build-phase.js';
import { choose } from './lib/index-scale/choose-phase.js';
import { underLoad } from './lib/index-scale/load-phase.js';
import { plain } from './lib/index-scale/plain-phase.js';
import type { PhaseOptions } from './lib/index-scale/scale-folder.js';
import { search } from './lib/index-scale/search-phase.js';
import { round } from './lib/stats.js';

export interface IndexScaleOptions {
  readonly records: number;
  /** How many of them are in the folder's index already, and are built on. @default 0 */
  readonly from?: number;
  /** Searches of the mix. @default 1000 */
  readonly searches?: number;
  /** Who search at once while changes arrive. @default 8 */
  readonly clients?: number;
  /** How long clients search while changes arrive. @default 30 */
  readonly loadSeconds?: number;
  /** Changes that arrive a second meanwhile; 0 for none. @default 500 */
  readonly changesPerSecond?: number;
  /** Threads that answer them. @default 1 */
  readonly readers?: number;
  /** The phases to run, in their order; each needs what those before it left in the folder. @default all */
  readonly only?: readonly Phase[];
  /** Where the index and the queries are kept for other phases. @default one of its own, removed at the end */
  readonly folder?: string | null;
}

const PHASES = { build, plain, choose, search, underLoad, beside };
export type Phase = keyof typeof PHASES;
const ALL = Object.keys(PHASES) as readonly Phase[];

/** How fast a national index of `records` is built and searched, and what it holds: figures of each phase that ran. */
export async function run({ records, from = 0, searches = 1_000, clients = 8, loadSeconds = 30, changesPerSecond = 500, readers = 1, only = ALL, folder: kept = null }: IndexScaleOptions): Promise<Readonly<Record<string, unknown>>> {
  if (kept !== null) await mkdir(kept, { recursive: true });
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'ucat-index-scale-')));
  try {
    const figures: Record<string, unknown> = { records };
    // Each phase in a process of its own: what one leaves in memory is not counted for the next.
    for (const phase of ALL.filter((name) => only.includes(name))) Object.assign(figures, await inProcess(phase, { records, from, searches, clients, loadSeconds, changesPerSecond, readers, folder }));
    return { ...figures, ...besidePlain(figures) };
  } finally {
    if (kept === null) await rm(folder, { recursive: true, force: true });
  }
}

/** Records a second against the bare engine's, of the same run. */
function besidePlain({ recordsPerSecond: ours, plain: bare }: { readonly recordsPerSecond?: number; readonly plain?: Awaited<ReturnType<typeof plain>>['plain'] }) {
  if (ours === undefined || bare === undefined) return {};
  return { recordsPerSecondBesidePlain: { short: round(ours / bare.short.recordsPerSecond), same: round(ours / bare.same.recordsPerSecond) } };
}

function inProcess(phase: Phase, options: PhaseOptions): Promise<object> {
  const start = performance.now();
  const child = fork(fileURLToPath(import.meta.url), ['--phase', phase, JSON.stringify(options)]);
  return new Promise((resolve, reject) => {
    child.once('message', (result) => {
      // What is known already is not lost where a later phase fails.
      console.error(`${phase}: ${String(Math.round((performance.now() - start) / 1000))} s ${JSON.stringify(result)}`);
      resolve(result as object);
    });
    child.once('exit', (code) => reject(new Error(`The phase ${phase} ended with code ${String(code)}.`)));
  });
}

function phasesIn(text: string): readonly Phase[] {
  const names = text.split(',');
  const unknown = names.find((name) => !ALL.includes(name as Phase));
  if (unknown !== undefined) throw new Error(`Expected phases among ${ALL.join(', ')} but got ${JSON.stringify(unknown)}.`);
  return names as Phase[];
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { records: { type: 'string', default: '100000' }, from: { type: 'string', default: '0' }, searches: { type: 'string', default: '1000' }, clients: { type: 'string', default: '8' }, seconds: { type: 'string', default: '30' }, changes: { type: 'string', default: '500' }, readers: { type: 'string', default: '1' }, alone: { type: 'boolean', default: false }, only: { type: 'string' }, folder: { type: 'string' }, phase: { type: 'string' } },
  });
  if (values.phase !== undefined) {
    // Changes that a phase did not wait for are not waited for here either.
    process.send?.(await PHASES[values.phase as Phase](JSON.parse(positionals[0] ?? '') as PhaseOptions), () => process.exit());
    return;
  }
  const only = values.only === undefined ? ALL.filter((phase) => !values.alone || (phase !== 'beside' && phase !== 'plain')) : phasesIn(values.only);
  console.log(JSON.stringify(await run({ records: Number(values.records), from: Number(values.from), searches: Number(values.searches), clients: Number(values.clients), loadSeconds: Number(values.seconds), changesPerSecond: Number(values.changes), readers: Number(values.readers), only, folder: values.folder ?? null }), null, 2));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
