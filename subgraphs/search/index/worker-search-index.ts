import { EVERYBODY, type Reader } from '../../../schema/audience.js';
import type { Lang, LocateKey, RecordKind } from '../../../schema/generated/search.js';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { packagePath } from '../../../schema/package-path.js';
import type { Logger } from '../../kit/logger.js';
import { orUnavailable } from './index-unavailable.js';
import type { BatchToWrite } from './prepared-batch.js';
import type { IndexLineage, LineageRequest } from './lineage/lineage-graph.js';
import type { LackingStep, RecordVector } from './vectors/vector-store.js';
import type { ApplyOutcome, AuthorityStanding, ChangeBatch, Contradiction, CopyReader, FeedPosition, Holdings, IndexCopy, IndexCoverage, IndexFigures, IndexHit, IndexQuality, IndexSuggestion, NewestEntry, RecordChange, RecordPlace, SearchAnswer, SearchIndex, SearchRequest, SetAside, StagedHoldings, SwapOutcome } from './search-index.js';
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
  /** Folders of words by which queries are read; without any they are taken word for word. @default none */
  readonly lexicons?: readonly string[];
  /** Told when records of these ids have, or may have, changed, null where it is not known of which. @default nobody is told */
  readonly onChanged?: (ids: readonly string[] | null) => void;
}

/**
 * The embedded index in three threads: one analyses texts, one writes, one answers; none of them holds an event loop
 * or waits for another. A thread that goes down is started again; until then its calls reject with `INDEX_UNAVAILABLE`.
 */
export class WorkerSearchIndex implements SearchIndex {
  #threads: IndexThreads;
  readonly #logger: Logger;
  readonly #lexicons: readonly string[];
  readonly #onChanged: (ids: readonly string[] | null) => void;
  /** Changes that are prepared before they are to be written; null where that failed. What is dropped by who foresaw it is forgotten. */
  readonly #foreseen = new WeakMap<readonly RecordChange[], Promise<Uint8Array | null>>();
  /** Calls of the writer that are under way. */
  readonly #writing = new Set<Promise<unknown>>();
  /** Resolves when the writer may be called again; null where it may be. */
  #pausing: Promise<void> | null = null;
  /** Null until it is told: the reader knows what was kept. */
  #standing: AuthorityStanding | null = null;
  /** The reading thread that knows `#standing`. */
  #told: Worker | null = null;

  private constructor(threads: IndexThreads, { logger, lexicons = [], onChanged = () => undefined }: WorkerSearchIndexOptions) {
    this.#threads = threads;
    this.#logger = logger;
    this.#lexicons = lexicons;
    this.#onChanged = onChanged;
  }

  /** Resolves when all threads are ready: the columns of all records are read. */
  static async open(options: WorkerSearchIndexOptions): Promise<WorkerSearchIndex> {
    const { file, logger, lexicons = [] } = options;
    const started: ManagedThread[] = [];
    const start = async (name: ThreadName, data: (starts: number) => unknown): Promise<ManagedThread> => {
      const thread = await startThread(name, data, logger);
      started.push(thread);
      return thread;
    };
    try {
      // The writer makes the file that the reader reads. Only at its first start there is surely no reader yet that
      // has to learn which rows died.
      const writer = await start('writer', (starts) => ({ file, forgetRemovals: starts === 0 }));
      const [analyst, reader] = await Promise.all([start('analyst', () => null), start('reader', () => ({ file, lexicons }))]);
      return new WorkerSearchIndex({ analyst, writer, reader }, options);
    } catch (error) {
      await Promise.all(started.map((thread) => thread.close()));
      throw error;
    }
  }

  /**
   * Goes over to another file, made beside this one. Searches are answered all the while; what is to be written waits
   * from the call of `settle` on.
   *
   * @param settle makes the other file what this one is, while nothing is written
   * @param commit decides that the other file stands: where it, or anything before it, fails, this one goes on; nothing
   *   rejects after it
   */
  async goOver(file: string, settle: () => Promise<void>, commit: () => void): Promise<void> {
    const reader = await startThread('reader', () => ({ file, lexicons: this.#lexicons }), this.#logger);
    let writer: ManagedThread | null = null;
    let resume: () => void = () => undefined;
    try {
      await reader.call('warm');
      this.#pausing = new Promise((resolve) => (resume = resolve));
      await Promise.allSettled(this.#writing);
      await settle();
      await reader.call('refresh');
      if (this.#standing !== null) await reader.call('heed', this.#standing);
      writer = await startThread('writer', () => ({ file, forgetRemovals: false }), this.#logger);
      if (this.#standing !== null) await writer.call('heed', this.#standing);
      commit();
    } catch (error) {
      this.#resume(resume);
      await Promise.all([reader.close(), writer?.close()]);
      throw error;
    }
    const former = this.#threads;
    this.#threads = { ...former, reader, writer };
    this.#told = null;
    this.#resume(resume);
    // The other file stands: from here on nothing may seem to have failed. The next start forgets its source too.
    await writer.call('forgetSource').catch((error: unknown) => this.#logger.warn({ err: error, file }, 'what the index was made of could not be forgotten'));
    await closeAfterCalls(former.reader, former.writer);
  }

  #resume(resume: () => void): void {
    this.#pausing = null;
    resume();
  }

  /** Whether searches are answered now. */
  get ready(): boolean {
    return this.#threads.reader.ready;
  }

  /** The threads, for those who watch or end them. */
  get threads(): IndexThreads {
    return this.#threads;
  }

  foresee(log: string, { changes }: Pick<ChangeBatch, 'changes'>): void {
    const { analyst } = this.#threads;
    // Where many logs are read the thread has enough to do, and what it prepared early would fill the memory.
    if (changes.length === 0 || this.#writing.size > MOST_WRITING_BESIDE || !analyst.idle) return;
    const preparing = analyst.call<Uint8Array>('prepare', log, changes);
    // Where it fails it is tried again when it is needed.
    this.#foreseen.set(changes, preparing.catch(() => null));
  }

  apply(log: string, batch: ChangeBatch): Promise<ApplyOutcome> {
    return this.#write(async ({ writer, reader }) => {
      const prepared = await this.#prepared(log, batch);
      // Where the thread fell away before it could answer they may have changed all the same.
      const outcome = await writer.call<ApplyOutcome>('apply', prepared, frameOf(log, batch), batch.changes.length).finally(() => this.#onChanged(batch.changes.map(({ id }) => id)));
      await reader.call('refresh');
      return outcome;
    });
  }

  position(log: string): Promise<FeedPosition> {
    return this.#write(({ writer }) => writer.call('position', log));
  }

  holdings(log: string, anew = false): Promise<Holdings> {
    return this.#write(({ writer }) => writer.call('holdings', log, anew));
  }

  listSetAside(log: string, first: number): Promise<readonly SetAside[]> {
    return this.#write(({ writer }) => writer.call('listSetAside', log, first));
  }

  stage(log: string, batch: ChangeBatch, begins: boolean): Promise<void> {
    return this.#write(async ({ writer }) => {
      await writer.call('stage', await this.#prepared(log, batch), frameOf(log, batch), begins);
    });
  }

  staged(log: string): Promise<StagedHoldings> {
    return this.#write(({ writer }) => writer.call('staged', log));
  }

  swapIn(log: string, position: ChangeBatch['position'], mayLose = true): Promise<SwapOutcome | null> {
    return this.#write(async ({ writer, reader }) => {
      const outcome = await writer.call<SwapOutcome | null>('swapIn', log, position, mayLose).finally(() => this.#onChanged(null));
      await reader.call('refresh');
      return outcome;
    });
  }

  attested(log: string): Promise<string | null> {
    return this.#write(({ writer }) => writer.call('attested', log));
  }

  keepContradiction(log: string, contradiction: Contradiction): Promise<void> {
    return this.#write(({ writer }) => writer.call('keepContradiction', log, contradiction));
  }

  contradiction(log: string): Promise<Contradiction | null> {
    return this.#write(({ writer }) => writer.call('contradiction', log));
  }

  search(request: SearchRequest, reader: Reader = EVERYBODY): Promise<SearchAnswer> {
    return orUnavailable(() => this.#askReader('search', request, reader));
  }

  similar(id: string, first: number, lang: Lang, reader: Reader = EVERYBODY, byVectors = false): Promise<readonly IndexHit[]> {
    return orUnavailable(() => this.#askReader('similar', id, first, lang, reader, byVectors));
  }

  suggest(prefix: string, kinds: readonly RecordKind[] | null, first: number, reader: Reader = EVERYBODY): Promise<readonly IndexSuggestion[]> {
    return orUnavailable(() => this.#askReader('suggest', prefix, kinds, first, reader));
  }

  locate(kind: RecordKind, key: LocateKey, value: string, reader: Reader = EVERYBODY): Promise<readonly string[]> {
    return orUnavailable(() => this.#askReader('locate', kind, key, value, reader));
  }

  lineage(request: LineageRequest, reader: Reader = EVERYBODY): Promise<IndexLineage | null> {
    return orUnavailable(() => this.#askReader('lineage', request, reader));
  }

  copies(ids: readonly string[], reader: CopyReader = EVERYBODY, mostCharacters?: number): Promise<readonly (IndexCopy | null)[]> {
    return orUnavailable(() => this.#askReader('copies', ids, reader, mostCharacters));
  }

  places(ids: readonly string[]): Promise<readonly (RecordPlace | null)[]> {
    return orUnavailable(() => this.#askReader('places', ids));
  }

  newestEntries(log: string, seq: number, first: number): Promise<readonly NewestEntry[]> {
    return orUnavailable(() => this.#askReader('newestEntries', log, seq, first));
  }

  coverage(reader: Reader = EVERYBODY): Promise<IndexCoverage> {
    return orUnavailable(() => this.#askReader('coverage', reader));
  }

  quality(reader: Reader = EVERYBODY): Promise<IndexQuality> {
    return orUnavailable(() => this.#askReader('quality', reader));
  }

  figures(day: string, reader: Reader = EVERYBODY): Promise<IndexFigures> {
    return orUnavailable(() => this.#askReader('figures', day, reader));
  }

  logs(): Promise<readonly string[]> {
    return orUnavailable(() => this.#askReader('logs'));
  }

  lackingVectors(model: string, row: number, most: number): Promise<LackingStep> {
    return orUnavailable(() => this.#askReader('lackingVectors', model, row, most));
  }

  keepVectors(model: string, vectors: readonly RecordVector[]): Promise<void> {
    return this.#write(({ writer }) => writer.call('keepVectors', model, vectors));
  }

  heed(standing: AuthorityStanding): Promise<void> {
    this.#standing = standing;
    return orUnavailable(async () => {
      await Promise.all([this.#tellReader(), this.#write(({ writer }) => writer.call('heed', standing))]);
    });
  }

  async close(): Promise<void> {
    const { writer, reader } = this.#threads;
    // A thread that is down has nothing left to finish.
    await Promise.allSettled([writer.call('close'), reader.call('close')]);
    await Promise.all(Object.values(this.#threads).map((thread: ManagedThread) => thread.close()));
  }

  /** The changes of a batch, prepared. Their bytes change hands, so they are used once. */
  async #prepared(log: string, { changes }: ChangeBatch): Promise<Uint8Array> {
    const foreseen = this.#foreseen.get(changes);
    this.#foreseen.delete(changes);
    return (await foreseen) ?? this.#threads.analyst.call<Uint8Array>('prepare', log, changes);
  }

  /** Everything that the writer is asked, so that none of it is under way while the index goes over to another file. */
  #write<Result>(work: (threads: IndexThreads) => Promise<Result>): Promise<Result> {
    return orUnavailable(async () => {
      while (this.#pausing !== null) await this.#pausing;
      const writing = work(this.#threads);
      this.#writing.add(writing);
      return writing.finally(() => this.#writing.delete(writing));
    });
  }

  /** A reader that was started again may not know the last standing, so it is told before it is asked. Calls arrive in order. */
  #askReader<Result>(method: string, ...args: readonly unknown[]): Promise<Result> {
    const { reader } = this.#threads;
    // Where it can't be told it can't be asked either, and that rejects.
    if (this.#standing !== null && this.#told !== reader.worker) this.#tellReader().catch(() => undefined);
    return reader.call<Result>(method, ...args);
  }

  async #tellReader(): Promise<void> {
    const { reader } = this.#threads;
    const { worker } = reader;
    this.#told = worker;
    try {
      await reader.call('heed', this.#standing);
    } catch (error) {
      if (this.#told === worker) this.#told = null;
      throw error;
    }
  }
}

type ThreadName = keyof IndexThreads;

/** The heap of a thread that has batches in its hands and little else: many times what it needs, and V8 doubles it no more in one go. */
const BATCH_HEAP_MEBIBYTES = 1_536;

/** Calls of the writer beside which changes are prepared before their time: those of a log or two. */
const MOST_WRITING_BESIDE = 2;

/** All of a batch but its changes. */
const frameOf = (log: string, { setAside, position }: ChangeBatch): Omit<BatchToWrite, 'changes'> => ({ log, setAside, position });

const startThread = (name: ThreadName, data: (starts: number) => unknown, logger: Logger): Promise<ManagedThread> =>
  ManagedThread.start({ name: `index ${name}`, file: threadFile(`${name}-thread.js`), data, logger, ...(name !== 'reader' && { mostHeapMebibytes: BATCH_HEAP_MEBIBYTES }) });

/** Calls come in order, so what was asked before is answered. */
async function closeAfterCalls(...threads: readonly ManagedThread[]): Promise<void> {
  await Promise.allSettled(threads.map(async (thread) => thread.call('close')));
  await Promise.allSettled(threads.map(async (thread) => thread.close()));
}

/** A thread's module. Threads load JavaScript only, so from TypeScript sources the built one is taken. */
export function threadFile(name: string, module: string = import.meta.url): string {
  return module.endsWith('.ts') ? packagePath('dist', 'subgraphs', 'search', 'index', 'worker', name) : fileURLToPath(new URL(`./worker/${name}`, module));
}
