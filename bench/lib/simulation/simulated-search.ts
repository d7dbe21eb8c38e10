import Database from 'libsql';
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import type { Logger } from 'pino';
import { indexUnavailable } from '../../../subgraphs/search/index/index-unavailable.js';
import { LibsqlSearchIndex } from '../../../subgraphs/search/index/libsql-search-index.js';
import type { SearchIndex } from '../../../subgraphs/search/index/search-index.js';
import type { WordSplitter } from '../../../subgraphs/search/text/split-words.js';
import { AuthorityHarvester } from '../../../subgraphs/search/harvest/authority-harvester.js';
import { FeedStates } from '../../../subgraphs/search/harvest/feed-states.js';
import type { Random } from '../random.js';
import type { SimulatedNode } from './simulated-node.js';
import type { Variant } from './variants.js';
import type { VirtualClock } from './virtual-clock.js';

export interface SimulatedSearchOptions {
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly nodes: ReadonlyMap<string, SimulatedNode>;
  readonly pageSize: number;
  readonly variant: Variant | null;
  /** The index file; `empty` is one to begin with. */
  readonly file: string;
  readonly empty: string;
  readonly splitter: WordSplitter;
  readonly logger: Logger;
}

const WRITE_MILLIS = 10;

/** The search process: real harvesters over a real index, which can be killed at any of its waits and started again. */
export class SimulatedSearch {
  readonly #options: SimulatedSearchOptions;
  #index: LibsqlSearchIndex | null = null;
  #life = { isOver: false };
  states = new FeedStates();
  isDiskFull = false;
  #resyncsBefore = 0;

  constructor(options: SimulatedSearchOptions) {
    this.#options = options;
    copyFileSync(options.empty, options.file);
  }

  /** The index; null while the process is down. */
  get index(): LibsqlSearchIndex | null {
    return this.#index;
  }

  /** Resyncs of all lives. */
  get resyncs(): number {
    return this.#resyncsBefore + this.states.freshness().reduce((sum, { resyncs }) => sum + resyncs, 0);
  }

  async start(): Promise<void> {
    const { clock, nodes, pageSize, variant, file, splitter, logger } = this.#options;
    const index = await LibsqlSearchIndex.open(file, { splitter });
    const life = { isOver: false };
    this.#index = index;
    this.#life = life;
    for (const [authority, node] of nodes) {
      const parts = { index: this.#mortal(index, life), send: node.answer, clock };
      const options = { ...parts, ...variant?.(parts), states: this.states, logger, pageSize, waitMillis: 60_000, maxPauseMillis: 4_000, resyncPauseMillis: 2_000, auditMillis: 600_000 };
      new AuthorityHarvester(authority, authority, options);
    }
  }

  /** Ends as by a power cut: what was under way never comes back. */
  async kill(): Promise<void> {
    this.#life.isOver = true;
    this.#resyncsBefore = this.resyncs;
    this.states = new FeedStates();
    await this.#index?.close();
    this.#index = null;
  }

  /**
   * Loses a live record from the file, as a damaged disk may, of a node that tells digests: a number alone does not show
   * a loss beside an entry that was set aside. @returns whether there was one
   */
  damage(): boolean {
    const database = new Database(this.#options.file);
    const live = database.prepare('SELECT id, row_number AS row FROM versions WHERE row_number IS NOT NULL').all() as { id: string; row: number }[];
    const rows = live.filter(({ id }) => this.#options.nodes.get(id.split('-')[0] as string)?.tellsDigest);
    if (rows.length > 0) database.prepare('DELETE FROM facts WHERE row_number = ?').run(this.#options.random.pick(rows).row);
    database.close();
    return rows.length > 0;
  }

  /** Ends it, and takes the file away. */
  async remove(): Promise<void> {
    await this.kill();
    for (const end of ['', '-wal', '-shm']) if (existsSync(this.#options.file + end)) rmSync(this.#options.file + end);
  }

  async #noteReading(index: SearchIndex, method: string, authority: unknown): Promise<void> {
    const node = WRITES.includes(method) ? this.#options.nodes.get(String(authority)) : undefined;
    if (node) node.readTo = (await index.position(String(authority))).seq;
  }

  /** Calls take their time before and after they are done, and are never answered once the process has ended. */
  #mortal(index: LibsqlSearchIndex, life: { readonly isOver: boolean }): SearchIndex {
    const { clock, random } = this.#options;
    const wait = async (): Promise<void> => {
      await clock.sleep(random.below(WRITE_MILLIS));
      if (life.isOver) await new Promise(() => undefined);
    };
    return new Proxy(index, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name, target);
        if (typeof method !== 'function') return method;
        return async (...args: readonly unknown[]) => {
          await wait();
          if (this.isDiskFull && WRITES.includes(String(name))) throw indexUnavailable(new Error('disk full'));
          const result: unknown = await method.apply(target, args);
          await this.#noteReading(index, String(name), args[0]);
          await wait();
          return result;
        };
      },
    });
  }
}

const WRITES: readonly string[] = ['apply', 'stage', 'swapIn', 'keepContradiction'];
