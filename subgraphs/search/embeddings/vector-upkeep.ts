import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../../kit/logger.js';
import { patiently } from '../index/patiently.js';
import { packRecord } from '../index/vectors/pack.js';
import type { TextToEmbed, VectorStore } from '../index/vectors/vector-store.js';
import { TextsRefused, type Embedder } from './embedder.js';

export interface VectorUpkeepOptions {
  readonly embedder: Embedder;
  readonly index: VectorStore;
  /** Name of the file that the index is in: rows of another one are counted anew. @default it stays in one */
  readonly version?: () => string;
  readonly logger: Logger;
  /** Time between two looks for what has come. @default 1000 */
  readonly everyMillis?: number;
  /** Time after which all rows are looked at again, for what was refused or hidden meanwhile. @default 600000 */
  readonly anewMillis?: number;
  /** How long the model may take for one batch. @default 60000 */
  readonly patienceMillis?: number;
}

/** How far the vectors of records are. Rows that died count too. */
export interface UpkeepProgress {
  /** The row up to which all records that may have vectors have them. */
  readonly row: number;
  readonly last: number;
  /** Vectors that were made since the start. */
  readonly made: number;
  /** Texts that the model refused since the start. */
  readonly refused: number;
}

/** What any model takes: where it refuses this, it is the model that is wrong, and no text. */
const PLAIN_TEXT = '数据';
/** Few, so that a query's text does not wait long behind them. */
const BATCH = 16;
const FIRST_PAUSE_MILLIS = 500;
const MOST_PAUSE_MILLIS = 60_000;

/** Makes vectors of records that have none of the model, one batch after the other, until it is closed. What it does not know is in the index, so it goes on after a restart. */
export class VectorUpkeep {
  readonly #options: VectorUpkeepOptions;
  readonly #closing = new AbortController();
  readonly #running: Promise<void>;
  #progress: UpkeepProgress = { row: 0, last: 0, made: 0, refused: 0 };

  constructor(options: VectorUpkeepOptions) {
    this.#options = options;
    this.#running = this.#run();
  }

  get progress(): UpkeepProgress {
    return this.#progress;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { logger, version = () => '', everyMillis = 1_000, anewMillis = 600_000 } = this.#options;
    const { signal } = this.#closing;
    const onFailure = (error: Error): void => logger.warn({ err: error }, 'vectors of records could not be made; it is tried again');
    let [begun, file] = [performance.now(), version()];
    while (!signal.aborted) {
      if (performance.now() - begun > anewMillis || version() !== file) {
        [begun, file] = [performance.now(), version()];
        this.#note({ row: 0 });
      }
      await patiently(() => this.#step(), { initialMillis: FIRST_PAUSE_MILLIS, mostMillis: MOST_PAUSE_MILLIS, signal, onFailure });
      if (this.#progress.row >= this.#progress.last) await delay(everyMillis, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  async #step(): Promise<void> {
    const { index, embedder } = this.#options;
    const { texts, row, last } = await index.lackingVectors(embedder.model, this.#progress.row, BATCH);
    if (texts.length > 0) await this.#make(texts);
    this.#note({ row, last });
  }

  /** Where the model will not have a batch, each of its texts is asked alone. */
  async #make(texts: readonly TextToEmbed[]): Promise<void> {
    const { index, embedder, logger } = this.#options;
    try {
      const vectors = await embedder.embed(texts.map(({ text }) => text), 'PASSAGE', this.#withPatience());
      await index.keepVectors(embedder.model, texts.map(({ id, version }, place) => ({ id, version, packed: packRecord(vectors[place] as Float32Array) })));
      this.#note({ made: this.#progress.made + texts.length });
    } catch (error) {
      if (!(error instanceof TextsRefused)) throw error;
      if (this.#progress.made === 0) await embedder.embed([PLAIN_TEXT], 'PASSAGE', this.#withPatience());
      if (texts.length > 1) for (const text of texts) await this.#make([text]);
      else {
        this.#note({ refused: this.#progress.refused + 1 });
        logger.warn({ err: error, record: texts[0]?.id }, 'the model refused the text of a record, which is found by its words alone');
      }
    }
  }

  #withPatience(): AbortSignal {
    return AbortSignal.any([this.#closing.signal, AbortSignal.timeout(this.#options.patienceMillis ?? 60_000)]);
  }

  #note(progress: Partial<UpkeepProgress>): void {
    this.#progress = { ...this.#progress, ...progress };
  }
}
