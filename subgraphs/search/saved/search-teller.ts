import type { Logger } from '../../kit/logger.js';
import type { WakeUp } from '../../kit/wake-up.js';
import { systemClock, type Clock } from '../harvest/clock.js';
import { GrowingPause } from '../harvest/growing-pause.js';
import { logEnds, newEntries, placeIn } from '../index/new-entries.js';
import type { SearchIndex } from '../index/search-index.js';
import { deliveryOf, type Match } from './delivery.js';
import type { Outcome, Poster } from './post-delivery.js';
import type { SavedSearch } from './saved-search.js';
import type { SavedSearchFiles, SavedSearchState } from './saved-search-files.js';

export interface TellerOptions {
  readonly index: Pick<SearchIndex, 'logs' | 'position' | 'newestEntries' | 'search'>;
  readonly files: Pick<SavedSearchFiles, 'state' | 'keepState'>;
  readonly poster: Poster;
  readonly logger: Logger;
  /** Woken when the index has taken something in. */
  readonly news: WakeUp;
  /** @default the system's */
  readonly clock?: Clock;
  /** Longest pause between two attempts. @default 3600000 */
  readonly maxPauseMillis?: number;
}

/** Records that are looked at, and told, at once. */
const ENTRIES = 100;
/** How long to wait for news where nobody says that there are any. */
const LOOK_MILLIS = 5_000;
const FIRST_PAUSE_MILLIS = 1_000;
const NOTHING_TOLD: Omit<SavedSearchState, 'cursors'> = { deliveredAt: null, failures: 0, problem: null, goneAt: null };

/** The receiver did not take a delivery. */
class NotTaken extends Error {
  override readonly name = 'NotTaken';
  readonly outcome: Outcome & { readonly taken: false };

  constructor(outcome: Outcome & { readonly taken: false }) {
    super(outcome.problem);
    this.outcome = outcome;
  }
}

/**
 * Tells the receiver of one saved search what is published that matches. The logs of the authorities are the queue: what
 * is behind a log's cursor has still to be told, and is found anew at each attempt, so that nothing is told that may not
 * be known any more, and nothing is lost over a restart.
 */
export class SearchTeller {
  readonly #search: SavedSearch;
  readonly #options: Required<TellerOptions>;
  readonly #pause: GrowingPause;
  readonly #closing = new AbortController();
  readonly #running: Promise<void>;
  #state: SavedSearchState | null;

  constructor(search: SavedSearch, { clock = systemClock, maxPauseMillis = 3_600_000, ...options }: TellerOptions) {
    this.#search = search;
    this.#options = { clock, maxPauseMillis, ...options };
    this.#pause = new GrowingPause(clock, FIRST_PAUSE_MILLIS, maxPauseMillis);
    this.#state = options.files.state(search.id);
    this.#running = this.#run();
  }

  /** Null before the first look. */
  get state(): SavedSearchState | null {
    return this.#state;
  }

  /** Ends it; an answer that is waited for is given up, and asked for again at the next start. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#options.news.wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { news, clock } = this.#options;
    const { signal } = this.#closing;
    while (!signal.aborted && (this.#state?.goneAt ?? null) === null) {
      // Asked for first: what comes in while it looks wakes it too.
      const woken = news.wait(LOOK_MILLIS);
      try {
        await this.#look();
        this.#pause.reset();
        await woken;
      } catch (error) {
        if (signal.aborted) return;
        await clock.sleep(this.#failed(error), signal);
      }
    }
  }

  /** Looks at every log that the search's readers may read, from where it stopped. */
  async #look(): Promise<void> {
    const ends = await logEnds(this.#options.index, this.#search);
    // What there was before is no news.
    if (this.#state === null) return this.#keep({ ...NOTHING_TOLD, cursors: ends });
    for (const [log, end] of Object.entries(ends)) await this.#lookAt(log, end);
  }

  async #lookAt(log: string, end: number): Promise<void> {
    const most = (): number => (this.#closing.signal.aborted ? 0 : ENTRIES);
    for await (const { entries, at } of newEntries(this.#options.index, log, { from: placeIn(log, end, this.#state?.cursors), end }, most)) {
      if (entries.length > 0) await this.#tell(await this.#matches(new Map(entries.map(({ id, version }) => [id, version]))));
      this.#keep({ ...NOTHING_TOLD, ...this.#state, cursors: { ...this.#state?.cursors, [log]: at } });
    }
  }

  async #matches(versions: ReadonlyMap<string, number>): Promise<readonly Match[]> {
    const { query, filter, lang, authorities } = this.#search;
    const among = [...versions.keys()];
    const request = { query, filter, sort: 'PUBLISHED', first: ENTRIES, after: null, lang, among, facets: [], facetSize: 0, highlights: false, sameAs: false } as const;
    const { hits } = await this.#options.index.search(request, { authorities });
    return hits.map((hit) => ({ hit, version: versions.get(hit.id) as number }));
  }

  /** @throws NotTaken */
  async #tell(matches: readonly Match[]): Promise<void> {
    if (matches.length === 0) return;
    const { poster, clock } = this.#options;
    const outcome = await poster.post(this.#search, deliveryOf(this.#search, matches), this.#closing.signal);
    if (!outcome.taken) throw new NotTaken(outcome);
    this.#pause.reset();
    this.#state = { ...NOTHING_TOLD, cursors: {}, ...this.#state, deliveredAt: clock.now().toISOString(), failures: 0, problem: null };
  }

  /** Notes a failure. @returns how long to wait before the next attempt */
  #failed(error: unknown): number {
    const { logger, clock } = this.#options;
    const { message } = error as Error;
    const about = { search: this.#search.id, problem: message };
    if (!(error instanceof NotTaken)) {
      logger.warn({ err: error, ...about }, 'a saved search can not be looked at; it is tried again');
      return this.#pause.nextMillis();
    }
    const { gone, retryAfterMillis } = error.outcome;
    const before = this.#state ?? { ...NOTHING_TOLD, cursors: {} };
    this.#tryToKeep({ ...before, failures: before.failures + 1, problem: message, goneAt: gone ? clock.now().toISOString() : null });
    logger.warn({ ...about, failures: before.failures + 1 }, gone ? 'the receiver of a saved search is gone: it is told nothing more' : 'the receiver of a saved search did not take a delivery; it is sent again');
    return Math.max(retryAfterMillis, this.#pause.nextMillis());
  }

  /** A disk that is full must not end the telling, nor the service with it: what is not kept is known until the end of the process. */
  #tryToKeep(state: SavedSearchState): void {
    try {
      this.#keep(state);
    } catch (error) {
      this.#options.logger.error({ err: error, search: this.#search.id }, 'the state of a saved search can not be kept');
    }
  }

  #keep(state: SavedSearchState): void {
    this.#state = state;
    this.#options.files.keepState(this.#search.id, state);
  }
}
