import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FuzzAnswer } from './fuzz-report.js';
import { FuzzFailure, type FuzzFile, type FuzzOutcome } from './run-input.js';

/** A file that takes longer hangs. */
const LONGEST_MILLIS = 120_000;

/** The importers in a process of their own, with a small heap; one that dies or hangs is a failure, and another takes its place. */
export class FuzzChild {
  peakMebibytes = 0;
  connections = 0;
  #child: ChildProcess | undefined;

  readonly run = async (file: FuzzFile): Promise<FuzzOutcome> => {
    const { outcome, failure, peakMebibytes, connections } = await this.#ask(file);
    this.peakMebibytes = Math.max(this.peakMebibytes, peakMebibytes);
    this.connections += connections;
    if (outcome === null) throw new FuzzFailure(failure ?? 'nothing was answered');
    return outcome;
  };

  close(): void {
    this.#child?.kill();
  }

  #ask(file: FuzzFile): Promise<FuzzAnswer> {
    const child = (this.#child ??= fork(fileURLToPath(new URL('./fuzz-process.js', import.meta.url)), { execArgv: ['--max-old-space-size=400', '--max-semi-space-size=8'], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] }));
    return new Promise((resolve, reject) => {
      const hung = setTimeout(() => child.kill('SIGKILL'), LONGEST_MILLIS);
      const onExit = (code: number | null, signal: string | null): void => {
        clearTimeout(hung);
        this.#child = undefined;
        reject(new FuzzFailure(`its importer's process ended by ${signal ?? `code ${String(code)}`}`));
      };
      child.once('exit', onExit);
      child.once('message', (answer) => {
        clearTimeout(hung);
        child.off('exit', onExit);
        resolve(answer as FuzzAnswer);
      });
      child.send(file);
    });
  }
}
