import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../../../kit/logger.js';
import { patiently } from '../patiently.js';
import { ManagedThread } from '../worker/managed-thread.js';
import { threadFile } from '../worker-search-index.js';
import type { WordsLeft } from './former-version.js';

export interface FormerUpkeepOptions {
  /** File of the former version. */
  readonly file: string;
  /** File of the one that is served. */
  readonly served: string;
  readonly logger: Logger;
  /** Told where nothing can be taken out of the former version: then it must not be kept. */
  readonly onUnusable: () => void;
}

/** Looking for words takes a processor: it is done for no more than one part in five of the time. */
const RESTS = 4;
/** Longest that a timer takes. */
export const LONGEST_WAIT_MILLIS = 2 ** 31 - 1;
/** A reader of the file may be in the way for a moment. */
const RETRY_MILLIS = 100;
/** Retries after which it is more than a moment. */
const WORTH_TELLING = 100;
/** How long words wait that only a merge drops, where there was no room for one. */
const ROOM_MILLIS = 600_000;

interface Words {
  /** When they are to be looked for again; never where none are left. */
  readonly at: number;
  /** Whether there may be some that can be taken out: else there are when something more has gone. */
  readonly areLeft: boolean;
}

/**
 * Keeps a former version of the index free of what is changed or withdrawn in the served one: texts at once, their words when
 * they were found. What was missed, by a crash or a failure, is found by comparing both versions whole, as at the start.
 */
export class FormerUpkeep {
  readonly #options: FormerUpkeepOptions;
  readonly #closing = new AbortController();
  readonly #running: Promise<void>;
  /** Ids of records that changed; null for all. */
  #changed: Set<string> | null = null;
  #wake: () => void = () => undefined;

  constructor(options: FormerUpkeepOptions) {
    this.#options = options;
    this.#running = this.#run();
  }

  /** Records of the served version have changed. @param ids null where it is not known which */
  note(ids: readonly string[] | null): void {
    if (ids === null) this.#changed = null;
    else for (const id of ids) this.#changed?.add(id);
    this.#wake();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    const onFailure = (error: Error): void => {
      this.#options.logger.error({ err: error }, 'what is withdrawn could not be taken out of the former version of the index; it is tried again');
      this.#changed = null;
    };
    await patiently(() => this.#follow(), { initialMillis: 1_000, mostMillis: 60_000, signal: this.#closing.signal, onFailure });
  }

  async #follow(): Promise<void> {
    const { file, served, logger, onUnusable } = this.#options;
    // It was deleted by its operator: it is not to be made anew.
    if (!existsSync(file)) return;
    const thread = await ManagedThread.start({ name: 'former index', file: threadFile('former-thread.js'), data: () => ({ file, served }), logger });
    try {
      if (!(await thread.call<boolean>('isUsable'))) return onUnusable();
      let words: Words = { at: 0, areLeft: true };
      while (!this.#closing.signal.aborted) {
        const changed = this.#changed;
        this.#changed = new Set();
        const dropped = await thread.call<number>('drop', changed && [...changed]);
        await this.#emptied(thread);
        if (performance.now() >= words.at || (dropped > 0 && !words.areLeft)) words = await this.#dropWords(thread);
        await this.#something(words.at);
      }
    } finally {
      await thread.close();
    }
  }

  async #dropWords(thread: ManagedThread): Promise<Words> {
    const started = performance.now();
    const left = await thread.call<WordsLeft>('dropWords');
    if (left !== 'MORE') return { at: left === 'NO_ROOM' ? performance.now() + ROOM_MILLIS : Infinity, areLeft: false };
    await this.#emptied(thread);
    const now = performance.now();
    return { at: now + (now - started) * RESTS, areLeft: true };
  }

  async #emptied(thread: ManagedThread): Promise<void> {
    const { file, logger } = this.#options;
    const { signal } = this.#closing;
    for (let tries = 1; !signal.aborted && !(await thread.call<boolean>('emptyLog')); tries++) {
      if (tries === WORTH_TELLING) logger.warn({ file }, 'what was taken out of the former version of the index still stands in its write-ahead log: a reader or the disk is in the way');
      await delay(RETRY_MILLIS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Resolves when a record has changed, words are to be looked for, or it is closed. */
  async #something(wordsAt: number): Promise<void> {
    const { signal } = this.#closing;
    if (signal.aborted || this.#changed === null || this.#changed.size > 0) return;
    const woken = new AbortController();
    this.#wake = () => woken.abort();
    await delay(Math.min(LONGEST_WAIT_MILLIS, Math.max(0, wordsAt - performance.now())), undefined, { signal: woken.signal, ref: false }).catch(() => undefined);
  }
}
