import type { LocateKey, RecordKind } from '../../../schema/generated/search.js';
import { packagePath } from '../../../schema/package-path.js';
import type { Logger } from '../../kit/logger.js';
import { orUnavailable } from './index-unavailable.js';
import type { ApplyOutcome, ChangeBatch, FeedPosition, IndexCoverage, IndexSuggestion, SearchAnswer, SearchIndex, SearchRequest } from './search-index.js';
import { ManagedThread } from './worker/managed-thread.js';

export interface WorkerSearchIndexOptions {
  /** The index file; made where there is none. */
  readonly file: string;
  readonly logger: Logger;
}

/**
 * The embedded index in two threads of its own: one writes, one answers, and neither holds an event loop or waits
 * for the other. A thread that goes down is started again; until then its calls reject with `INDEX_UNAVAILABLE`.
 */
export class WorkerSearchIndex implements SearchIndex {
  readonly #writer: ManagedThread;
  readonly #reader: ManagedThread;

  private constructor(writer: ManagedThread, reader: ManagedThread) {
    this.#writer = writer;
    this.#reader = reader;
  }

  /** Resolves when both threads are ready: the columns of all records are read. */
  static async open({ file, logger }: WorkerSearchIndexOptions): Promise<WorkerSearchIndex> {
    const writer = await ManagedThread.start({
      name: 'index writer',
      file: threadFile('writer-thread.js'),
      // Only at the first start is there surely no reader yet that has to learn which rows died.
      data: (starts) => ({ file, forgetRemovals: starts === 0 }),
      logger,
    });
    try {
      return new WorkerSearchIndex(writer, await ManagedThread.start({ name: 'index reader', file: threadFile('reader-thread.js'), data: () => ({ file }), logger }));
    } catch (error) {
      await writer.close();
      throw error;
    }
  }

  /** Whether searches are answered now. */
  get ready(): boolean {
    return this.#reader.ready;
  }

  /** The threads, for those who watch or end them. */
  get threads(): { readonly writer: ManagedThread; readonly reader: ManagedThread } {
    return { writer: this.#writer, reader: this.#reader };
  }

  apply(authority: string, batch: ChangeBatch): Promise<ApplyOutcome> {
    return orUnavailable(async () => {
      const outcome = await this.#writer.call<ApplyOutcome>('apply', authority, batch);
      await this.#reader.call('refresh');
      return outcome;
    });
  }

  position(authority: string): Promise<FeedPosition> {
    return orUnavailable(() => this.#writer.call('position', authority));
  }

  search(request: SearchRequest): Promise<SearchAnswer> {
    return orUnavailable(() => this.#reader.call('search', request));
  }

  suggest(prefix: string, kinds: readonly RecordKind[] | null, first: number): Promise<readonly IndexSuggestion[]> {
    return orUnavailable(() => this.#reader.call('suggest', prefix, kinds, first));
  }

  locate(kind: RecordKind, key: LocateKey, value: string): Promise<readonly string[]> {
    return orUnavailable(() => this.#reader.call('locate', kind, key, value));
  }

  coverage(): Promise<IndexCoverage> {
    return orUnavailable(() => this.#reader.call('coverage'));
  }

  async close(): Promise<void> {
    // A thread that is down has nothing left to finish.
    await Promise.allSettled([this.#writer.call('close'), this.#reader.call('close')]);
    await Promise.all([this.#writer.close(), this.#reader.close()]);
  }
}

/** A thread's module. Threads load JavaScript only, so from TypeScript sources the built one is taken. */
function threadFile(name: string): string {
  const here = new URL(`./worker/${name}`, import.meta.url);
  return import.meta.url.endsWith('.ts') ? packagePath('dist', 'subgraphs', 'search', 'index', 'worker', name) : here.pathname;
}
