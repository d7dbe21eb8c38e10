import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { buildFerretDb, type FerretDbBuild } from './build-ferretdb.js';

export interface FerretDbOptions extends FerretDbBuild {
  /** Folder of its data and its log; made where it is missing. */
  readonly folder: string;
  /** @default 0, any that is free */
  readonly port?: number;
  /** The one user that it lets in. @default none: it lets everyone in */
  readonly auth?: Readonly<Record<'username' | 'password', string>>;
}

/** A FerretDB of our own: speaks MongoDB's protocol, keeps its data in SQLite files. */
export interface FerretDb extends AsyncDisposable {
  /** Connection string, with the user if there is one. The same after `startAgain`. */
  readonly uri: string;
  readonly port: number;
  /** Of the process that runs now, or ran last. */
  readonly pid: number;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to stop and waits. */
  stop(): Promise<void>;
  /** Starts it on the same port and folder, after `kill` or `stop`. */
  startAgain(): Promise<void>;
}

/** How long a server may take from its start to its first answer, on a busy machine. */
const START_MILLIS = 60_000;

/**
 * Ends the server when whoever started it is gone, be it by a signal that leaves it no time to clean up: the third pipe
 * then closes. The server itself replaces the shell, so that its process id is the child's.
 */
const LEASHED = 'server=$$; (cat <&3 >/dev/null; kill "$server" 2>/dev/null) & exec "$@" 3<&-';

/** Builds FerretDB if need be and starts it. Resolves when it answers. @throws Error saying what its log says */
export async function startFerretDb({ folder, port = 0, auth, asReleased = false }: FerretDbOptions): Promise<FerretDb> {
  const program = await buildFerretDb({ asReleased });
  const place = resolve(folder);
  await mkdir(place, { recursive: true });
  const start = async (at: number) => launch(program, place, at, auth);
  let running = await start(port);
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => endProcess(running.child, signal);
  return {
    uri: uriOf(running.port, auth),
    port: running.port,
    get pid() {
      return running.child.pid ?? NaN;
    },
    kill: async () => end('SIGKILL'),
    stop: async () => end('SIGTERM'),
    startAgain: async () => {
      if (isRunning(running.child)) throw new Error('Expected the server to be stopped before it is started again.');
      running = await start(running.port);
    },
    [Symbol.asyncDispose]: async () => end('SIGTERM'),
  };
}

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
}

async function launch(program: string, folder: string, port: number, auth: FerretDbOptions['auth']): Promise<Running> {
  const log = join(folder, 'ferretdb.log');
  const output = openSync(log, 'w');
  const child = spawn('sh', ['-c', LEASHED, 'sh', program, ...words(folder, port, auth)], { stdio: ['ignore', output, output, 'pipe'] });
  closeSync(output);
  child.once('exit', () => child.stdio[3]?.destroy());
  try {
    const signal = AbortSignal.timeout(START_MILLIS);
    const open = await portOf(child, log, signal);
    await answers(uriOf(open, auth), child, signal);
    return { child, port: open };
  } catch (error) {
    await endProcess(child, 'SIGKILL');
    throw new Error(`FerretDB did not start: ${await readFile(log, 'utf8')}`, { cause: error });
  }
}

/** Every commit goes to the disk before it is acknowledged: `synchronous(full)`. Nothing is reported to anyone: telemetry. */
const words = (folder: string, port: number, auth: FerretDbOptions['auth']): readonly string[] => [
  '--handler=sqlite',
  `--sqlite-url=file:${folder}/?_pragma=synchronous(full)`,
  `--state-dir=${folder}`,
  `--listen-addr=127.0.0.1:${String(port)}`,
  '--debug-addr=-',
  '--telemetry=disable',
  '--log-format=json',
  ...(auth ? ['--test-enable-new-auth', '--setup-database=admin', `--setup-username=${auth.username}`, `--setup-password=${auth.password}`] : []),
];

function uriOf(port: number, auth: FerretDbOptions['auth']): string {
  const user = auth ? `${encodeURIComponent(auth.username)}:${encodeURIComponent(auth.password)}@` : '';
  return `mongodb://${user}127.0.0.1:${String(port)}/`;
}

/** The port that its log says it listens on. */
async function portOf(child: ChildProcess, log: string, signal: AbortSignal): Promise<number> {
  while (isRunning(child)) {
    const port = /Listening on TCP 127\.0\.0\.1:(\d+)/.exec(await readFile(log, 'utf8'))?.[1];
    if (port !== undefined) return Number(port);
    await delay(20, undefined, { signal });
  }
  throw new Error('It ended before it listened.');
}

async function answers(uri: string, child: ChildProcess, signal: AbortSignal): Promise<void> {
  await using client = new MongoClient(uri, { serverSelectionTimeoutMS: 1_000 });
  for (;;) {
    try {
      await client.db('admin').command({ ping: 1 });
      return;
    } catch (error) {
      if (signal.aborted || !isRunning(child)) throw error;
    }
  }
}

const isRunning = (child: ChildProcess): boolean => child.pid !== undefined && child.exitCode === null && child.signalCode === null;

async function endProcess(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (!isRunning(child)) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
