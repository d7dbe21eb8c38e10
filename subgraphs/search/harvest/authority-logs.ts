import { audienceOfLog, logKey, mayLeave } from '../../../schema/audience.js';
import { AuthorityHarvester, type HarvestOptions } from './authority-harvester.js';
import { systemClock } from './clock.js';

export interface AuthorityLogsOptions extends HarvestOptions {
  /** How often the node is asked which logs there are. @default 5000 */
  readonly listMillis?: number;
}

const LOGS = 'query ($authority: ID!) { logs(authority: $authority) { name } }';
const ANSWER_MILLIS = 5_000;

/**
 * Follows every log of an authority that the index may read: the public one at once, others as soon as the node names
 * them. One that is not named any more is followed on, for silence is not deletion.
 */
export class AuthorityLogs {
  readonly #authority: string;
  readonly #options: AuthorityLogsOptions;
  readonly #harvesters = new Map<string, AuthorityHarvester>();
  readonly #closing = new AbortController();
  readonly #listing: Promise<void>;
  #url: string;

  constructor(authority: string, url: string, options: AuthorityLogsOptions) {
    this.#authority = authority;
    this.#url = url;
    this.#options = options;
    this.#follow('PUBLIC');
    this.#listing = this.#list();
  }

  /** Goes on with the same logs at another address. */
  moveTo(url: string): void {
    this.#url = url;
    for (const harvester of this.#harvesters.values()) harvester.moveTo(url);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([this.#listing, ...[...this.#harvesters.values()].map((harvester) => harvester.close())]);
  }

  async #list(): Promise<void> {
    const { clock = systemClock, listMillis = 5_000 } = this.#options;
    const { signal } = this.#closing;
    while (!signal.aborted) {
      for (const name of await this.#names()) if (!signal.aborted) this.#follow(name);
      await clock.sleep(listMillis, signal);
    }
  }

  /** Names that the node says now; none where it can't be heard, or is of a contract that has the public log only. */
  async #names(): Promise<readonly string[]> {
    const { send, logger } = this.#options;
    try {
      const { data } = await send({ url: this.#url, query: LOGS, variables: { authority: this.#authority }, signal: this.#closing.signal, timeoutMillis: ANSWER_MILLIS });
      const logs: unknown = data?.['logs'];
      return Array.isArray(logs) ? (logs as readonly unknown[]).flatMap(nameOf) : [];
    } catch (error) {
      // Whoever follows the public log says what is wrong with the node.
      logger.debug({ err: error, authority: this.#authority }, 'the node does not say which logs it has');
      return [];
    }
  }

  #follow(name: string): void {
    const key = logKey(this.#authority, name);
    const audience = audienceOfLog(name);
    if (this.#harvesters.has(key) || audience === null || !mayLeave(audience)) return;
    const { states } = this.#options;
    states.set(key, { status: 'NEW', asOf: states.get(key).asOf });
    this.#harvesters.set(key, new AuthorityHarvester(key, this.#url, this.#options));
  }
}

function nameOf(log: unknown): readonly string[] {
  const { name } = (log ?? {}) as { readonly name?: unknown };
  return typeof name === 'string' ? [name] : [];
}
