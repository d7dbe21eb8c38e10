import { logKey } from '../../../schema/audience.js';
import type { TransportAnswer } from '../../kit/transport/transport.js';
import { mayBeIndexed } from '../model/shown-by.js';
import { AuthorityHarvester } from './authority-harvester.js';
import type { HarvestOptions } from './harvest-options.js';
import { systemClock } from './clock.js';
import { GrowingPause } from './growing-pause.js';

export interface AuthorityLogsOptions extends HarvestOptions {
  /** How often the node is asked which logs there are. @default 5000 */
  readonly listMillis?: number;
  /** Longest pause before a node that can't be heard is asked again. @default 60000 */
  readonly maxListPauseMillis?: number;
  /** Pause before a node of a contract that has the public log only is asked again. @default 3600000 */
  readonly olderNodeMillis?: number;
}

/** What a node says of its logs: their names, that it has no word for them, or nothing. */
type Told = readonly string[] | 'OLDER_CONTRACT' | 'UNHEARD';

const LOGS = 'query ($authority: ID!) { logs(authority: $authority) { name } }';
const ANSWER_MILLIS = 5_000;
/** Logs of one authority that are followed: each holds a question open at the node. */
const MOST_LOGS = 64;
const LONGEST_NAME = 2_000;

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
  /** Ends the question under way, or the pause behind it: on closing, and when the node has moved. */
  #attempt = new AbortController();
  #warned = false;

  constructor(authority: string, url: string, options: AuthorityLogsOptions) {
    this.#authority = authority;
    this.#url = url;
    this.#options = options;
    this.#follow('PUBLIC');
    this.#listing = this.#list();
  }

  /** Goes on with the same logs at another address. */
  moveTo(url: string): void {
    if (url === this.#url) return;
    this.#url = url;
    this.#attempt.abort();
    for (const harvester of this.#harvesters.values()) harvester.moveTo(url);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#attempt.abort();
    await Promise.all([this.#listing, ...[...this.#harvesters.values()].map((harvester) => harvester.close())]);
  }

  async #list(): Promise<void> {
    const { clock = systemClock, listMillis = 5_000, maxListPauseMillis = 60_000, olderNodeMillis = 3_600_000 } = this.#options;
    const pause = new GrowingPause(clock, listMillis, maxListPauseMillis);
    while (!this.#closing.signal.aborted) {
      this.#attempt = new AbortController();
      const told = await this.#ask();
      if (told !== 'UNHEARD') pause.reset();
      if (typeof told !== 'string' && !this.#closing.signal.aborted) this.#followAll(told);
      const millis = told === 'UNHEARD' ? pause.nextMillis() : told === 'OLDER_CONTRACT' ? olderNodeMillis : listMillis;
      await clock.sleep(millis, this.#attempt.signal);
    }
  }

  async #ask(): Promise<Told> {
    const { send, logger } = this.#options;
    try {
      return toldIn(await send({ url: this.#url, query: LOGS, variables: { authority: this.#authority }, signal: this.#attempt.signal, timeoutMillis: ANSWER_MILLIS }));
    } catch (error) {
      // Whoever follows the public log says what is wrong with the node.
      logger.debug({ err: error, authority: this.#authority }, 'the node does not say which logs it has');
      return 'UNHEARD';
    }
  }

  #followAll(names: readonly string[]): void {
    const left = names.filter((name) => name.length > LONGEST_NAME || (mayBeIndexed(name) && !this.#follow(name))).length;
    if (left === 0 || this.#warned) return;
    this.#warned = true;
    this.#options.logger.warn({ authority: this.#authority, left, mostLogs: MOST_LOGS, longestName: LONGEST_NAME }, 'the node names more logs, or longer names, than are followed: those are left');
  }

  /** False where there are too many already. */
  #follow(name: string): boolean {
    const key = logKey(this.#authority, name);
    if (this.#harvesters.has(key)) return true;
    if (this.#harvesters.size >= MOST_LOGS) return false;
    const { states } = this.#options;
    states.set(key, { status: 'NEW', asOf: states.get(key).asOf });
    this.#harvesters.set(key, new AuthorityHarvester(key, this.#url, this.#options));
    return true;
  }
}

function toldIn({ data, errors }: TransportAnswer): Told {
  const logs: unknown = data?.['logs'];
  if (Array.isArray(logs)) return (logs as readonly unknown[]).flatMap(nameOf);
  return errors?.some(({ extensions }) => extensions?.['code'] === 'GRAPHQL_VALIDATION_FAILED') ? 'OLDER_CONTRACT' : 'UNHEARD';
}

function nameOf(log: unknown): readonly string[] {
  const { name } = (log ?? {}) as { readonly name?: unknown };
  return typeof name === 'string' ? [name] : [];
}
