import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { buildOpenSearch } from './build-opensearch.js';

export interface OpenSearchOptions {
  /** Folder of its data and its log; made where it is missing. @default one that is gone afterwards */
  readonly folder?: string;
  /** @default 0, any that is free */
  readonly port?: number;
  /** Size of the heap, in MiB. @default 512 */
  readonly heapMebibytes?: number;
  /** Compiles all that is run often, as in production, where it is measured. @default false: it starts in half the time */
  readonly optimized?: boolean;
}

/** An OpenSearch 2.19 of our own: one node on the loopback interface, open to everyone there. */
export interface OpenSearchServer extends AsyncDisposable {
  /** Its address. The same after `startAgain`. */
  readonly url: string;
  /** Of the process that runs now, or ran last. */
  readonly pid: number;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to stop and waits; a folder of its own is gone then. */
  stop(): Promise<void>;
  /** Starts it on the same port and folder, after `kill`. */
  startAgain(): Promise<void>;
}

/** How long a server may take from its start to its first answer, on a busy machine. */
const START_MILLIS = 120_000;

/** Ends the server when whoever started it is gone: the third pipe then closes. */
const LEASHED = 'server=$$; (cat <&3 >/dev/null; kill "$server" 2>/dev/null) & exec "$@" 3<&-';

/** Fetches and compiles OpenSearch if need be and starts it. Resolves when it answers. @throws Error saying what its log says */
export async function startOpenSearch(options: OpenSearchOptions = {}): Promise<OpenSearchServer> {
  const classPath = await buildOpenSearch();
  const folder = options.folder === undefined ? await mkdtemp(join(tmpdir(), 'ucat-opensearch-')) : resolve(options.folder);
  await mkdir(join(folder, 'home'), { recursive: true });
  const start = async (port: number): Promise<Running> => launch(folder, [...machineWords(options), '-cp', classPath, 'TestServer', folder, String(port)]);
  let running = await start(options.port ?? 0);
  const stop = async (): Promise<void> => {
    await endProcess(running.child, 'SIGTERM');
    if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
  };
  return {
    url: `http://127.0.0.1:${String(running.port)}`,
    get pid() {
      return running.child.pid ?? NaN;
    },
    kill: async () => endProcess(running.child, 'SIGKILL'),
    stop,
    startAgain: async () => {
      if (isRunning(running.child)) throw new Error('Expected the server to be stopped before it is started again.');
      running = await start(running.port);
    },
    [Symbol.asyncDispose]: stop,
  };
}

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
}

const machineWords = ({ heapMebibytes = 512, optimized = false }: OpenSearchOptions): readonly string[] => [
  `-Xms${String(heapMebibytes)}m`,
  `-Xmx${String(heapMebibytes)}m`,
  ...(optimized ? [] : ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1']),
];

async function launch(folder: string, words: readonly string[]): Promise<Running> {
  const log = join(folder, 'opensearch.log');
  const output = openSync(log, 'w');
  const child = spawn('sh', ['-c', LEASHED, 'sh', 'java', ...words], { stdio: ['ignore', output, output, 'pipe'] });
  closeSync(output);
  child.once('exit', () => child.stdio[3]?.destroy());
  try {
    return { child, port: await portOf(child, log, AbortSignal.timeout(START_MILLIS)) };
  } catch (error) {
    await endProcess(child, 'SIGKILL');
    throw new Error(`OpenSearch did not start: ${existsSync(log) ? await readFile(log, 'utf8') : ''}`, { cause: error });
  }
}

/** The port that it says it listens on, once it answers there. */
async function portOf(child: ChildProcess, log: string, signal: AbortSignal): Promise<number> {
  while (isRunning(child)) {
    const port = /^port (\d+)$/m.exec(await readFile(log, 'utf8'))?.[1];
    if (port !== undefined) return Number(port);
    await delay(20, undefined, { signal });
  }
  throw new Error('It ended before it listened.');
}

const isRunning = (child: ChildProcess): boolean => child.pid !== undefined && child.exitCode === null && child.signalCode === null;

async function endProcess(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (!isRunning(child)) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
