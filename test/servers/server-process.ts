import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface ServerProgram {
  /** What it is called where it does not start, and by its log's file. */
  readonly name: string;
  /** Folder of its log. */
  readonly folder: string;
  /** The program and its words, by the port that it shall listen on; 0 is any that is free. */
  readonly command: (port: number) => readonly [program: string, ...words: string[]];
  /** The port that its log says it listens on, as the first group. */
  readonly says: RegExp;
  /** How long it may take from its start to its first answer, on a busy machine. */
  readonly startMillis: number;
  /** Resolves when it answers at the port. @default it does once it says its port */
  readonly answers?: (port: number, isOver: () => boolean) => Promise<void>;
}

/** A server of our own as a process, which ends with the one that started it. */
export interface ServerProcess {
  /** The same after `startAgain`. */
  readonly port: number;
  /** Of the process that runs now, or ran last. */
  readonly pid: number;
  /** Resolves when it has ended. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Starts it on the same port and folder, after it has ended. */
  startAgain(): Promise<void>;
}

/**
 * Ends the server when whoever started it is gone, be it by a signal that leaves it no time to clean up: the third pipe
 * then closes. The server itself replaces the shell, so that its process id is the child's.
 */
const LEASHED = 'server=$$; (cat <&3 >/dev/null; kill "$server" 2>/dev/null) & exec "$@" 3<&-';

/** Starts a server. Resolves when it answers. @throws Error saying what its log says */
export async function startProcess(program: ServerProgram, port: number): Promise<ServerProcess> {
  let running = await launch(program, port);
  return {
    port: running.port,
    get pid() {
      return running.child.pid ?? NaN;
    },
    end: (signal) => endProcess(running.child, signal),
    startAgain: async () => {
      if (isRunning(running.child)) throw new Error('Expected the server to be stopped before it is started again.');
      running = await launch(program, running.port);
    },
  };
}

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
}

async function launch({ name, folder, command, says, startMillis, answers }: ServerProgram, at: number): Promise<Running> {
  const log = join(folder, `${name.toLowerCase()}.log`);
  const output = openSync(log, 'w');
  const child = spawn('sh', ['-c', LEASHED, 'sh', ...command(at)], { stdio: ['ignore', output, output, 'pipe'] });
  closeSync(output);
  child.once('exit', () => child.stdio[3]?.destroy());
  try {
    const signal = AbortSignal.timeout(startMillis);
    const port = await portOf(child, log, says, signal);
    await answers?.(port, () => signal.aborted || !isRunning(child));
    return { child, port };
  } catch (error) {
    await endProcess(child, 'SIGKILL');
    throw new Error(`${name} did not start: ${existsSync(log) ? await readFile(log, 'utf8') : ''}`, { cause: error });
  }
}

async function portOf(child: ChildProcess, log: string, says: RegExp, signal: AbortSignal): Promise<number> {
  while (isRunning(child)) {
    const port = says.exec(await readFile(log, 'utf8'))?.[1];
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
