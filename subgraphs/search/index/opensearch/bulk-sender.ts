import type { Logger } from '../../../kit/logger.js';
import { bulkLines, ClusterError, type BulkOperation, type Cluster } from './cluster.js';

/** Characters of one request to the cluster. */
const MOST_CHARACTERS = 4_000_000;
/** Operations of one. */
const MOST_OPERATIONS = 1_000;
/** Requests that are under way at once: the cluster writes one while the next is made. */
const MOST_UNDER_WAY = 3;

/**
 * Sends operations to one index, several requests at once: which of two arrives first makes no difference, for the versions of the
 * documents decide.
 */
export class BulkSender {
  readonly #cluster: Cluster;
  readonly #index: string;
  readonly #logger: Logger;
  #part: string[] = [];
  #characters = 0;
  readonly #underWay = new Set<Promise<void>>();

  constructor(cluster: Cluster, index: string, logger: Logger) {
    this.#cluster = cluster;
    this.#index = index;
    this.#logger = logger;
  }

  /** Resolves when there is room for the next. @throws ClusterError of any that failed before */
  async add(operations: Iterable<BulkOperation>): Promise<void> {
    for (const operation of operations) {
      const lines = bulkLines(operation);
      this.#part.push(lines);
      this.#characters += lines.length;
      if (this.#characters >= MOST_CHARACTERS || this.#part.length >= MOST_OPERATIONS) await this.#sendPart();
    }
  }

  /** Resolves when all that was added is written. @throws ClusterError */
  async finish(): Promise<void> {
    if (this.#part.length > 0) await this.#sendPart();
    await Promise.all(this.#underWay);
  }

  /** Waits for what is under way, however it ends: nothing of it arrives behind what is begun after. */
  async settle(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }

  async #sendPart(): Promise<void> {
    const part = this.#part;
    this.#part = [];
    this.#characters = 0;
    const sending = this.#send(part);
    this.#underWay.add(sending);
    // One that fails stays, and is met by whoever waits next.
    sending.then(() => this.#underWay.delete(sending), () => undefined);
    if (this.#underWay.size >= MOST_UNDER_WAY) await Promise.race(this.#underWay);
  }

  async #send(operations: readonly string[]): Promise<void> {
    for (const { id, status, reason } of await this.#cluster.bulk(this.#index, operations)) {
      if (status === 404) continue;
      // One record that the engine refuses must not hold up all others; the audit names it again.
      if (status === 400) this.#logger.error({ id, reason }, 'a record is refused by the cluster and can not be found');
      else throw new ClusterError(`${id}: ${reason}`, status);
    }
  }
}
