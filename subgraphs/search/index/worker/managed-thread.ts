import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Logger } from '../../../kit/logger.js';
import { patiently } from '../patiently.js';
import { fromFailure, handedOver, type Call, type Reply } from './calls.js';

export interface ManagedThreadOptions {
  /** For the log. */
  readonly name: string;
  /** The module that the thread runs: JavaScript, for threads load nothing else. */
  readonly file: string;
  /** Given to the thread as `workerData`; `starts` counts how often it was started. */
  readonly data: (starts: number) => unknown;
  readonly logger: Logger;
  /** The most that its heap may come to; the smaller, the sooner V8 collects what is garbage. @default V8's own measure */
  readonly mostHeapMebibytes?: number;
  /** Told when it was started again and can be called, before anybody calls it. @default nobody is told */
  readonly onRestarted?: (thread: ManagedThread) => void;
}

/** V8's own measure: what the process was started with is meant for its main thread, and every thread would take as much. */
const SEMI_SPACE_MEBIBYTES = 16;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A thread that is ready. */
interface Started {
  /** Resolves with the reason when it has ended. */
  readonly ended: Promise<Error>;
}

/** A thread that can be called, and is started again where it ends by itself. */
export class ManagedThread {
  readonly #options: ManagedThreadOptions;
  readonly #waiting = new Map<number, Waiting>();
  readonly #closing = new AbortController();
  #worker: Worker | null = null;
  #running: Promise<void> = Promise.resolve();
  #starts = 0;
  #calls = 0;

  private constructor(options: ManagedThreadOptions) {
    this.#options = options;
  }

  /** Resolves when the thread can be called. @throws the thread's error where it can't start */
  static async start(options: ManagedThreadOptions): Promise<ManagedThread> {
    const thread = new ManagedThread(options);
    const { ended } = await thread.#startWorker();
    thread.#running = thread.#keepRunning(ended);
    return thread;
  }

  /** Whether calls are answered now. */
  get ready(): boolean {
    return this.#worker !== null;
  }

  /** Whether it can be called, and no call waits for its answer. */
  get idle(): boolean {
    return this.ready && this.#waiting.size === 0;
  }

  /** The thread itself; null while it is down. */
  get worker(): Worker | null {
    return this.#worker;
  }

  /** Rejects with the error of the thread, or at once where the thread is down or goes down. */
  call<Result>(method: string, ...args: readonly unknown[]): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      if (!this.#worker) {
        reject(new Error(`The ${this.#options.name} thread is down.`));
        return;
      }
      const number = ++this.#calls;
      this.#waiting.set(number, { resolve: resolve as (value: unknown) => void, reject });
      this.#worker.postMessage({ number, method, args } satisfies Call, handedOver(...args));
    });
  }

  /** Resolves when what it was asked before is answered, for calls come in order, and it has ended. It is told by `close`, where it has such a method. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#endAtRest();
    await this.#running;
  }

  async #keepRunning(ended: Promise<Error>): Promise<void> {
    const { logger, name } = this.#options;
    let end = ended;
    for (;;) {
      const error = await end;
      if (this.#closing.signal.aborted) return;
      logger.error({ err: error }, `the ${name} thread ended; it is started again`);
      const restarted = await this.#restart();
      if (restarted === null) return;
      end = restarted.ended;
      if (this.#closing.signal.aborted) await this.#endAtRest();
      else this.#options.onRestarted?.(this);
    }
  }

  /** In the midst of the engine it can't be ended, for that takes the process with it. One that is down has nothing left to finish. */
  async #endAtRest(): Promise<void> {
    await this.call('close').catch(() => undefined);
    await this.#worker?.terminate();
  }

  async #restart(): Promise<Started | null> {
    const { logger, name } = this.#options;
    const onFailure = (error: Error): void => logger.error({ err: error }, `the ${name} thread can't start`);
    return patiently(() => this.#startWorker(), { initialMillis: 100, mostMillis: 5_000, signal: this.#closing.signal, onFailure });
  }

  async #startWorker(): Promise<Started> {
    setFlagsFromString(`--max-semi-space-size=${String(SEMI_SPACE_MEBIBYTES)}`);
    const { file, data, mostHeapMebibytes } = this.#options;
    const worker = new Worker(file, { workerData: data(this.#starts++), ...(mostHeapMebibytes !== undefined && { resourceLimits: { maxOldGenerationSizeMb: mostHeapMebibytes } }) });
    let cause: Error | null = null;
    worker.once('error', (error) => (cause = error));
    const ended = new Promise<Error>((resolve) => worker.once('exit', (code) => resolve(cause ?? new Error(`It ended with code ${String(code)}.`))));
    await new Promise<void>((resolve, reject) => {
      // The first message is that it is ready; replies follow.
      worker.once('message', () => resolve());
      void ended.then(reject);
    });
    worker.on('message', (reply: Reply) => this.#settle(reply));
    this.#worker = worker;
    return { ended: ended.then((error) => this.#fallen(error)) };
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.number);
    this.#waiting.delete(reply.number);
    if ('failure' in reply) waiting?.reject(fromFailure(reply.failure));
    else waiting?.resolve(reply.value);
  }

  #fallen(error: Error): Error {
    this.#worker = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(new Error(`The ${this.#options.name} thread went down: ${error.message}`, { cause: error }));
    return error;
  }
}
