import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { packagePath } from '../../../schema/package-path.js';
import type { WriterMessage, WriterOptions } from './writer-message.js';

export interface WriterProcessOptions {
  readonly env: Readonly<Record<string, string>>;
  /** What the next process of this writer is told; asked at each start. */
  readonly options: (life: number) => WriterOptions;
  readonly onMessage: (message: WriterMessage) => void;
}

type Child = ChildProcessByStdio<Writable, Readable, null>;

/** A writer that is started again at once whenever it is killed, until it is stopped. */
export class WriterProcess {
  readonly #options: WriterProcessOptions;
  /** Resolve when all that the processes have written is read. */
  readonly #drained: Promise<void>[] = [];
  #child: Child;
  #lives = 0;
  #stopping = false;

  constructor(options: WriterProcessOptions) {
    this.#options = options;
    this.#child = this.#start();
  }

  /** `kill -9`, whatever it is at. Resolves when the next one is started. */
  async kill(): Promise<void> {
    const exited = once(this.#child, 'exit');
    if (!this.#child.kill('SIGKILL')) throw new Error('Expected a writer that runs, to kill it.');
    await exited;
  }

  /** Holds it up for a while in whatever it is at, as a machine that is out of memory does. */
  async pause(millis: number): Promise<void> {
    const child = this.#child;
    child.kill('SIGSTOP');
    await delay(millis);
    child.kill('SIGCONT');
  }

  /** Lets it finish what it is at. Resolves when all that it has told is read. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#child.stdin.end();
    await Promise.all(this.#drained);
  }

  #start(): Child {
    this.#lives += 1;
    const { env, options, onMessage } = this.#options;
    const words = [packagePath('dist', 'bench', 'lib', 'crash', 'writer.js'), JSON.stringify(options(this.#lives))];
    const child = spawn(process.execPath, words, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'inherit'] });
    child.once('exit', (code, signal) => {
      if (signal === 'SIGKILL') this.#child = this.#start();
      else if (!this.#stopping || code !== 0) onMessage({ problem: `A writer ended by itself, by ${signal ?? `code ${String(code)}`}.` });
    });
    // Its end may come while something is being said to it.
    child.stdin.on('error', () => undefined);
    this.#drained.push(readLines(child.stdout, (line) => onMessage(JSON.parse(line) as WriterMessage)));
    return child;
  }
}

/** A line that its writer died in is not one. */
async function readLines(stream: Readable, onLine: (line: string) => void): Promise<void> {
  let rest = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(onLine);
  }
}
