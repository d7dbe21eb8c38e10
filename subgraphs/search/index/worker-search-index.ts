import type { LocateKey, RecordKind } from '../../../schema/generated/search.js';
import { packagePath } from '../../../schema/package-path.js';
import type { Logger } from '../../kit/logger.js';
import { orUnavailable } from './index-unavailable.js';
import type { ApplyOutcome, ChangeBatch, FeedPosition, IndexCoverage, IndexSuggestion, SearchAnswer, SearchIndex, SearchRequest } from './search-index.js';
import { ManagedThread } from './worker/managed-thread.js';

/** The threads of an index, each with the work it does. */
export interface IndexThreads {
  readonly analyst: ManagedThread;
  readonly writer: ManagedThread;
  readonly reader: ManagedThread;
}

export interface WorkerSearchIndexOptions {
  /** The index file; made where there is none. */
  readonly file: string;
  readonly logger: Logger;
}

/**
 * The embedded index in three threads: one analyses texts, one writes, one answers; none of them holds an event loop
 * or waits for another. A thread that goes down is started again; until then its calls reject with `INDEX_UNAVAILABLE`.
 */
export class WorkerSearchIndex implements SearchIndex {
  readonly #threads: IndexThreads;

  private constructor(threads: IndexThreads) {
    this.#threads = threads;
  }

  /** Resolves when all threads are ready: the columns of all records are read. */
  static async open({ file, logger }: WorkerSearchIndexOptions): Promise<WorkerSearchIndex> {
    const started: ManagedThread[] = [];
    const start = async (name: string, data: (starts: number) => unknown): Promise<ManagedThread> => {
      const thread = await ManagedThread.start({ name: `index ${name}`, file: threadFile(`${name}-thread.js`), data, logger });
      started.push(thread);
      return thread;
    };
    try {
      // The writer makes the file that the reader reads. Only at its first start there is surely no reader yet that
      // has to learn which rows died.
      const writer = await start('writer', (starts) => ({ file, forgetRemovals: starts === 0 }));
      const [analyst, reader] = await Promise.all([start('analyst', () => null), start('reader', () => ({ file }))]);
      return new WorkerSearchIndex({ analyst, writer, reader });
    } catch (error) {
      await Promise.all(started.map((thread) => thread.close()));
      throw error;
    }
  }

  /** Whether searches are answered now. */
  get ready(): boolean {
    return this.#threads.reader.ready;
  }

  /** The threads, for those who watch or end them. */
  get threads(): IndexThreads {
    return this.#threads;
  }

  apply(authority: string, batch: ChangeBatch): Promise<ApplyOutcome> {
    return orUnavailable(async () => {
      const { analyst, writer, reader } = this.#threads;
      const prepared = await analyst.call<Uint8Array>('prepare', authority, batch);
      const outcome = await writer.call<ApplyOutcome>('apply', prepared);
      await reader.call('refresh');
      return outcome;
    });
  }

  position(authority: string): Promise<FeedPosition> {
    return orUnavailable(() => this.#threads.writer.call('position', authority));
  }

  search(request: SearchRequest): Promise<SearchAnswer> {
    return orUnavailable(() => this.#threads.reader.call('search', request));
  }

  suggest(prefix: string, kinds: readonly RecordKind[] | null, first: number): Promise<readonly IndexSuggestion[]> {
    return orUnavailable(() => this.#threads.reader.call('suggest', prefix, kinds, first));
  }

  locate(kind: RecordKind, key: LocateKey, value: string): Promise<readonly string[]> {
    return orUnavailable(() => this.#threads.reader.call('locate', kind, key, value));
  }

  coverage(): Promise<IndexCoverage> {
    return orUnavailable(() => this.#threads.reader.call('coverage'));
  }

  async close(): Promise<void> {
    const { writer, reader } = this.#threads;
    // A thread that is down has nothing left to finish.
    await Promise.allSettled([writer.call('close'), reader.call('close')]);
    await Promise.all(Object.values(this.#threads).map((thread: ManagedThread) => thread.close()));
  }
}

/** A thread's module. Threads load JavaScript only, so from TypeScript sources the built one is taken. */
function threadFile(name: string): string {
  const here = new URL(`./worker/${name}`, import.meta.url);
  return import.meta.url.endsWith('.ts') ? packagePath('dist', 'subgraphs', 'search', 'index', 'worker', name) : here.pathname;
}
