import { WakeUp } from '../../kit/wake-up.js';
import { SearchTeller, type TellerOptions } from './search-teller.js';
import type { SavedSearchFiles, SavedSearchState } from './saved-search-files.js';

export interface SavedSearchesOptions extends Omit<TellerOptions, 'news' | 'files'> {
  readonly files: SavedSearchFiles;
  /** How often it is looked which searches there are. @default 1000 */
  readonly everyMillis?: number;
}

/** Tells the receivers of all saved searches; one that is added or removed meanwhile too. */
export class SavedSearches {
  readonly #options: SavedSearchesOptions;
  readonly #tellers = new Map<string, SearchTeller>();
  /** Those that can't be read, each told of once. */
  readonly #unreadable = new Set<string>();
  readonly #ending = new Set<Promise<void>>();
  readonly #news = new WakeUp();
  readonly #timer: NodeJS.Timeout;

  constructor(options: SavedSearchesOptions) {
    this.#options = options;
    this.#follow();
    this.#timer = setInterval(() => this.#follow(), options.everyMillis ?? 1_000);
    this.#timer.unref();
  }

  /** The index has taken something in. */
  taken = (): void => this.#news.wake();

  /** How it goes with each. */
  states(): readonly (SavedSearchState | null)[] {
    return [...this.#tellers.values()].map(({ state }) => state);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    for (const id of [...this.#tellers.keys()]) this.#end(id);
    this.#news.close();
    await Promise.all(this.#ending);
    await this.#options.poster.close();
  }

  #follow(): void {
    const { files, logger } = this.#options;
    try {
      const ids = new Set(files.list());
      for (const id of this.#unreadable) if (!ids.has(id)) this.#unreadable.delete(id);
      for (const id of [...this.#tellers.keys()]) if (!ids.has(id)) this.#end(id, () => void files.remove(id));
      for (const id of ids) if (!this.#tellers.has(id)) this.#tryToBegin(id);
    } catch (error) {
      logger.error({ err: error }, 'the saved searches can not be read');
    }
  }

  /** One that can't be read keeps none of the others from being told. */
  #tryToBegin(id: string): void {
    try {
      this.#begin(id);
      this.#unreadable.delete(id);
    } catch (error) {
      if (this.#unreadable.has(id)) return;
      this.#unreadable.add(id);
      this.#options.logger.error({ err: error, search: id }, 'a saved search can not be read');
    }
  }

  #begin(id: string): void {
    const { files, logger, ...options } = this.#options;
    const search = files.read(id);
    if (search === null) return;
    this.#tellers.set(id, new SearchTeller(search, { ...options, files, logger, news: this.#news }));
    logger.info({ search: id }, 'a saved search is told from now on');
  }

  /** @param then what is done once it has ended: it may have written its state a last time */
  #end(id: string, then: () => void = () => undefined): void {
    const teller = this.#tellers.get(id);
    if (!teller) return;
    this.#tellers.delete(id);
    const failed = (error: unknown): void => this.#options.logger.error({ err: error, search: id }, 'a saved search has ended, and not all of it could be put away');
    const ending = teller.close().then(then).catch(failed).finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }
}
