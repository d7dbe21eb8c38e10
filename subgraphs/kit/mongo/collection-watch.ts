import type { Collection, Document } from 'mongodb';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../logger.js';
import type { MongoPlace } from './mongo-place.js';
import { within } from './within.js';

export interface CollectionWatchOptions {
  readonly collection: string;
  /** The part of its documents that says whether one has changed. */
  readonly projection: Document;
  /** How many documents are read, from the highest `_id` down, where nothing tells of changes. @default all: for a small collection */
  readonly newest?: number;
  readonly place: MongoPlace;
  readonly changed: () => void;
  readonly logger: Logger;
  /** How often it is read where the server has no change streams. @default 250 */
  readonly pollMillis?: number;
}

/** How long a server that failed is left alone. */
const PAUSE_MILLIS = 1_000;
/** How long changes are polled after a stream has failed; also the longest that a stream may be silent altogether. */
const STREAMLESS_MILLIS = 60_000;

/** Tells of changes of a collection, whoever made them: by a change stream where the server has them, else by polling. */
export class CollectionWatch {
  readonly #options: CollectionWatchOptions;
  readonly #stop = new AbortController();
  readonly #ended: Promise<void>;

  constructor(options: CollectionWatchOptions) {
    this.#options = options;
    this.#ended = this.#run();
  }

  /** Resolves when it asks no more. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
  }

  async #run(): Promise<void> {
    let pollUntil = 0;
    while (!this.#stop.signal.aborted) {
      try {
        const { db, facts } = await this.#options.place.ping();
        if (!facts.isReplicated) await this.#poll(Infinity);
        else if (performance.now() < pollUntil) await this.#poll(pollUntil);
        else pollUntil = await this.#streamOrTell(db.collection(this.#options.collection));
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        this.#options.logger.debug({ err: error, collection: this.#options.collection }, 'changes by other processes are not heard for a moment');
        await this.#pause(PAUSE_MILLIS);
      }
    }
  }

  /** @returns until when it is to be polled: a stream that fails while the server answers, for want of a right perhaps, is left alone for a while */
  async #streamOrTell(collection: Collection): Promise<number> {
    try {
      await this.#stream(collection);
    } catch (error) {
      if (!this.#stop.signal.aborted) this.#options.logger.warn({ err: error, collection: this.#options.collection }, 'the change stream ended; changes by other processes are polled for a minute');
    }
    return performance.now() + STREAMLESS_MILLIS;
  }

  async #stream(collection: Collection): Promise<void> {
    const stream = collection.watch([], { maxAwaitTimeMS: PAUSE_MILLIS });
    const close = (): void => void stream.close();
    this.#stop.signal.addEventListener('abort', close, { once: true });
    try {
      for (let opening = true; !this.#stop.signal.aborted; opening = false) {
        const change = await within(STREAMLESS_MILLIS, stream.tryNext());
        // What changed before the stream was open is not in it.
        if (change !== null || opening) this.#options.changed();
        // The stream alone would not tell that the server is gone.
        if (change === null) await this.#options.place.ping();
      }
    } finally {
      this.#stop.signal.removeEventListener('abort', close);
      await stream.close();
    }
  }

  async #poll(until: number): Promise<void> {
    const { place, collection, projection, newest = 0, changed, pollMillis = 250 } = this.#options;
    let before: string | undefined;
    while (!this.#stop.signal.aborted && performance.now() < until) {
      const now = JSON.stringify(await place.run(async ({ db }) => db.collection(collection).find({}, { projection }).sort({ _id: -1 }).limit(newest).toArray()));
      if (now !== before) changed();
      before = now;
      await this.#pause(pollMillis);
    }
  }

  async #pause(millis: number): Promise<void> {
    await sleep(millis, undefined, { signal: this.#stop.signal }).catch(() => undefined);
  }
}
