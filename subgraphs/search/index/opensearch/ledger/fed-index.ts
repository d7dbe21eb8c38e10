import { createWordSplitter, type WordSplitter } from '../../../text/split-words.js';
import type { Logger } from '../../../../kit/logger.js';
import type { Reader } from '../../../../../schema/audience.js';
import type { ApplyOutcome, AuthorityStanding, ChangeBatch, Contradiction, FeedPosition, Holdings, IndexFigures, SetAside, StagedHoldings, SwapOutcome } from '../../search-index.js';
import type { RecordVector } from '../../vectors/vector-store.js';
import { indexUnavailable } from '../../index-unavailable.js';
import { keepLogEmpty } from '../../worker/log-emptying.js';
import { Cluster } from '../cluster.js';
import { Projection } from '../projection.js';
import { Ledger } from './ledger.js';
import { LedgerFigures } from './ledger-figures.js';

export interface FedIndexOptions {
  /** File of the ledger; made where there is none. */
  readonly file: string;
  /** Address of the cluster. */
  readonly url: string;
  /** Name that the index is served under. */
  readonly name: string;
  readonly logger: Logger;
  readonly splitter?: WordSplitter;
}

/** Changes that the ledger may take in while the cluster is given others: none of them is said to be taken in before it can be found. */
const MOST_AHEAD = 20_000;

/**
 * The writing half: a ledger, and the index in the cluster that follows it. What is told of a log is told only while the
 * index has all that the ledger has, so that nothing counts as taken in that nobody can find.
 */
export class FedIndex {
  readonly #ledger: Ledger;
  readonly #cluster: Cluster;
  readonly #projection: Projection;
  readonly #figures: LedgerFigures;
  /** A reader may be in the way when a transaction has ended, and the next may be long in coming. */
  readonly #emptying: NodeJS.Timeout;
  /** Whether the index had all when it was last looked at. */
  #isFollowed = false;

  constructor({ file, url, name, logger, splitter = createWordSplitter() }: FedIndexOptions) {
    this.#ledger = new Ledger(file, splitter);
    this.#figures = new LedgerFigures(file);
    this.#cluster = new Cluster({ url });
    this.#projection = new Projection({ ledger: this.#ledger, cluster: this.#cluster, name, logger });
    this.#emptying = keepLogEmpty(this.#ledger.writer, { file, logger });
  }

  /** Brings the index up to the ledger, and looks whether it is still what it was. @returns what can be found, in a word that is another one after a change */
  async follow(): Promise<string> {
    return this.#whileIndexFollows(() => this.#projection.follow());
  }

  async apply(log: string, batch: ChangeBatch): Promise<ApplyOutcome> {
    return this.#change(() => this.#ledger.apply(log, batch));
  }

  async swapIn(log: string, position: ChangeBatch['position'], mayLose?: boolean): Promise<SwapOutcome | null> {
    return this.#change(() => this.#ledger.writer.swapIn(log, position, mayLose));
  }

  async position(log: string): Promise<FeedPosition> {
    await this.#caughtUp();
    return this.#ledger.writer.position(log);
  }

  async holdings(log: string, anew = false): Promise<Holdings> {
    await this.#caughtUp();
    if (anew) await this.#whileIndexFollows(() => this.#projection.audit(log));
    return this.#ledger.writer.holdings(log, anew);
  }

  async stage(log: string, batch: ChangeBatch, begins: boolean): Promise<void> {
    this.#ledger.stage(log, batch, begins);
  }

  async staged(log: string): Promise<StagedHoldings> {
    return this.#ledger.writer.staged(log);
  }

  async listSetAside(log: string, first: number): Promise<readonly SetAside[]> {
    return this.#ledger.writer.listSetAside(log, first);
  }

  async attested(log: string): Promise<string | null> {
    return this.#ledger.writer.attested(log);
  }

  async keepContradiction(log: string, contradiction: Contradiction): Promise<void> {
    this.#ledger.writer.keepContradiction(log, contradiction);
  }

  async contradiction(log: string): Promise<Contradiction | null> {
    return this.#ledger.writer.contradiction(log);
  }

  async keepVectors(model: string, vectors: readonly RecordVector[]): Promise<void> {
    this.#ledger.writer.keepVectors(model, vectors);
  }

  /** Links lead from any record to any other, which a cluster does not count: the ledger does. */
  async figures(day: string, reader: Reader): Promise<IndexFigures> {
    return this.#figures.of(day, reader);
  }

  async heed(standing: AuthorityStanding): Promise<void> {
    this.#ledger.writer.heed(standing);
    this.#figures.heed(standing);
  }

  async close(): Promise<void> {
    await this.#projection.close();
    this.#figures.close();
    clearInterval(this.#emptying);
    this.#ledger.close();
    await this.#cluster.close();
  }

  async #change<Outcome>(work: () => Outcome): Promise<Outcome> {
    // While the cluster fails nothing is heaped up for it.
    if (!this.#isFollowed || this.#lacking > MOST_AHEAD) await this.#caughtUp();
    const outcome = work();
    await this.#caughtUp();
    return outcome;
  }

  async #caughtUp(): Promise<void> {
    if (this.#lacking > 0) await this.follow();
  }

  /** Changes that the cluster may lack. */
  get #lacking(): number {
    return this.#ledger.lastChange - this.#ledger.forgotten;
  }

  /** Whatever goes wrong on the way to the cluster, the index lacks something, and says so. */
  async #whileIndexFollows<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      const result = await work();
      this.#isFollowed = true;
      return result;
    } catch (error) {
      this.#isFollowed = false;
      throw indexUnavailable(error);
    }
  }
}

/** What the writing half is asked, wherever it runs. */
export type FedIndexDoor = Pick<FedIndex, 'follow' | 'apply' | 'swapIn' | 'position' | 'holdings' | 'stage' | 'staged' | 'listSetAside' | 'attested' | 'keepContradiction' | 'contradiction' | 'keepVectors' | 'figures' | 'heed' | 'close'>;

/** The names of its methods, for the thread that answers to them. */
export const DOOR_METHODS = ['follow', 'apply', 'swapIn', 'position', 'holdings', 'stage', 'staged', 'listSetAside', 'attested', 'keepContradiction', 'contradiction', 'keepVectors', 'figures', 'heed', 'close'] as const satisfies readonly (keyof FedIndexDoor)[];
