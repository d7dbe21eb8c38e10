import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A token that was taken, and the second from which on it is refused for its age. */
export interface SeenToken {
  readonly id: string;
  readonly end: number;
}

/** Seconds that one file is written to. No token is good for longer, so that of two files one is over. */
const PERIOD_SECONDS = 128;
const NAME = /^seen-tokens-(\d+)$/;

/**
 * Tokens that were taken, as lines of a file, so that a service which is started anew refuses them too. A line is with
 * the operating system when `add` returns: it survives the end of the process, `kill -9` included, though not always a
 * power cut, after which no machine is back as soon as a token is over.
 */
export class SeenFile {
  readonly #folder: string;
  #period = -1;

  /** @param folder of the service's state; made where it is missing */
  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** What was kept and may not be over yet. What can't be read of it, such as the half of a line, is passed over. */
  read(): readonly SeenToken[] {
    const lines = this.#periods().flatMap((period) => readFileSync(this.#file(period), 'utf8').split('\n'));
    return lines.map((line) => line.split(' ')).filter(([end, id]) => Number.isFinite(Number(end)) && id !== undefined && id !== '').map(([end, id]) => ({ end: Number(end), id: id as string }));
  }

  /** @throws the system's error where nothing can be written */
  add({ id, end }: SeenToken, now: number): void {
    const period = Math.floor(now / PERIOD_SECONDS);
    if (period !== this.#period) this.#begin(period);
    appendFileSync(this.#file(period), `${String(end)} ${id}\n`, { mode: 0o600 });
  }

  #begin(period: number): void {
    for (const old of this.#periods()) if (old < period - 1) rmSync(this.#file(old), { force: true });
    this.#period = period;
  }

  #periods(): readonly number[] {
    return readdirSync(this.#folder).flatMap((name) => NAME.exec(name)?.slice(1).map(Number) ?? []);
  }

  #file(period: number): string {
    return join(this.#folder, `seen-tokens-${String(period)}`);
  }
}
