import { fork } from 'node:child_process';
import { packagePath } from '../../schema/package-path.js';
import { CannotStart } from '../../subgraphs/kit/cannot-start.js';

/** What a service told of itself when it was open. */
export interface ChildMessage {
  readonly url?: string;
  readonly nodes?: Readonly<Record<string, string>>;
}

export interface ChildService {
  /** Id of its process; undefined where it could not be made. */
  readonly pid: number | undefined;
  /** Resolves with the first message of the wanted form. Rejects where the process ends before. */
  message<Key extends keyof ChildMessage>(key: Key): Promise<NonNullable<ChildMessage[Key]>>;
  /** Resolves with a sentence when the process has ended, wanted or not. */
  readonly ended: Promise<string>;
  /** Asks it to stop and waits for its end, which it makes itself after a while. */
  close(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

/** They answer from one thread that makes much garbage: a large space for what is new spares them half of their collections. */
const MUCH_GARBAGE: readonly string[] = ['gateway', 'node', 'demo'];

/** This process's own flags; that space for those who gain by it only, for it costs memory in every thread. */
function execArgvOf([service = 'demo']: readonly string[]): string[] {
  const others = process.execArgv.filter((flag) => !flag.startsWith('--max-semi-space-size'));
  return MUCH_GARBAGE.includes(service) ? [...others, '--max-semi-space-size=64'] : others;
}

/**
 * Runs `ucat <words>` in a process of its own, which stops by itself when this one is gone.
 *
 * @param module what to run instead of `ucat`
 * @param stopGracePeriodMillis how long it may take to stop
 */
export function startChild(words: readonly string[], env: Readonly<Record<string, string>>, module: string = packagePath('dist', 'cli', 'ucat.js'), stopGracePeriodMillis = 4_500): ChildService {
  const child = fork(module, words, { execArgv: execArgvOf(words), env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const messages: ChildMessage[] = [];
  child.on('message', (message) => messages.push(message as ChildMessage));
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`ucat ${words.join(' ')} could not run: ${error.message}`));
    child.once('exit', (code, signal) => resolve(`ucat ${words.join(' ')} ended by ${signal ?? `code ${String(code)}`}`));
  });
  return {
    pid: child.pid,
    ended,
    message: (key) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = messages.find((message) => message[key] !== undefined)?.[key];
          if (found !== undefined) resolve(found);
        };
        child.on('message', look);
        void ended.then((how) => reject(new CannotStart(`${how} before it was open.`)));
        look();
      }),
    close: async () => {
      child.kill('SIGTERM');
      const cut = setTimeout(() => child.kill('SIGKILL'), stopGracePeriodMillis);
      await ended;
      clearTimeout(cut);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
