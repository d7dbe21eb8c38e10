import { EVERYBODY, type Reader } from '../../../schema/audience.js';
import type { Lang, LocateKey, RecordKind } from '../../../schema/generated/search.js';
import { fileURLToPath } from 'node:url';
import { packagePath } from '../../../schema/package-path.js';
import type { Logger } from '../../kit/logger.js';
import { orUnavailable } from './index-unavailable.js';
import type { BatchToWrite } from './prepared-batch.js';
import type { IndexLineage, LineageRequest } from './lineage/lineage-graph.js';
import type { LackingStep, RecordVector } from './vectors/vector-store.js';
import type { ApplyOutcome, AuthorityStanding, ChangeBatch, Contradiction, CopyReader, FeedPosition, Holdings, IndexCopy, IndexCoverage, IndexFigures, IndexHit, IndexQuality, IndexSuggestion, NewestEntry, RecordChange, RecordPlace, SearchAnswer, SearchIndex, SearchRequest, SetAside, StagedHoldings, SwapOutcome } from './search-index.js';
import { ManagedThread, type ManagedThreadOptions } from './worker/managed-thread.js';
import { ReaderGroup } from './worker/reader-group.js';

/** The threads of an index, each with the work it does. */
export interface IndexThreads {
  readonly analyst: ManagedThread;
  readonly writer: ManagedThread;
  readonly readers: ReaderGroup;
}

export interface WorkerSearchIndexOptions {
  /** The index file; made where there is none. */
  readonly file: string;
  readonly logger: Logger;
  /** Folders of words by which queries are read; without any they are taken word for word. @default none */
  readonly lexicons?: readonly string[];
  /** How many threads answer: each one more keeps all columns once more. @default 1 */
  readonly readers?: number;
  /** Told when records of these ids have, or may have, changed, null where it is not known of which. @default nobody is told */
  readonly onChanged?: (ids: readonly string[] | null) => void;
}

/**
 * The embedded index in threads: one analyses texts, one writes, one or more answer; none of them holds an event loop
 * or waits for another. A thread that goes down is started again; until then its calls reject with `INDEX_UNAVAILABLE`.
 */
export class WorkerSearchIndex implements SearchIndex {
  #threads: IndexThreads;
  readonly #options: WorkerSearchIndexOptions;
  readonly #onChanged: (ids: readonly string[] | null) => void;
  /** Changes that are prepared before they are to be written; null where that failed. What is dropped by who foresaw it is forgotten. */
  readonly #foreseen = new WeakMap<readonly RecordChange[], Promise<Uint8Array | null>>();
  /** Calls of the writer that are under way. */
  readonly #writing = new Set<Promise<unknown>>();
  /** Resolves when the writer may be called again; null where it may be. */
  #pausing: Promise<void> | null = null;

  private constructor(threads: IndexThreads, options: WorkerSearchIndexOptions) {
    this.#threads = threads;
    this.#options = options;
    this.#onChanged = options.onChanged ?? (() => undefined);
  }

  /** Resolves when all threads are ready: the columns of all records are read. */
  static async open(options: WorkerSearchIndexOptions): Promise<WorkerSearchIndex> {
    const { file, logger } = options;
    const starting: Promise<{ close(): Promise<void> }>[] = [];
    const kept = <Part extends { close(): Promise<void> }>(part: Promise<Part>): Promise<Part> => {
      starting.push(part);
      return part;
    };
    try {
      // The writer makes the file that the readers read. Only at its first start there is surely no reader yet that
      // has to learn which rows died.
      const writer = await kept(startThread('writer', (starts) => ({ file, forgetRemovals: starts === 0 }), logger));
      const [analyst, readers] = await Promise.all([kept(startThread('analyst', () => null, logger)), kept(openReaders(file, options))]);
      return new WorkerSearchIndex({ analyst, writer, readers }, options);
    } catch (error) {
      await Promise.allSettled(starting.map(async (part) => (await part).close()));
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
    const { logger } = this.#options;
    const readers = await openReaders(file, this.#options);
    let writer: ManagedThread | null = null;
    let resume: () => void = () => undefined;
    try {
      await readers.everyOne('warm');
      this.#pausing = new Promise((resolve) => (resume = resolve));
      await Promise.allSettled(this.#writing);
      await settle();
      await readers.everyOne('refresh');
      writer = await startThread('writer', () => ({ file, forgetRemovals: false }), logger);
      const { standing } = this.#threads.readers;
      if (standing !== null) await Promise.all([readers.heed(standing), writer.call('heed', standing)]);
      commit();
    } catch (error) {
      this.#resume(resume);
      await Promise.all([readers.close(), writer?.close()]);
      throw error;
    }
    const former = this.#threads;
    this.#threads = { ...former, readers, writer };
    // What was told meanwhile only the former ones know; calls come in order.
    if (former.readers.standing !== null && former.readers.standing !== readers.standing) readers.heed(former.readers.standing).catch(() => undefined);
    this.#resume(resume);
    // The other file stands: from here on nothing may seem to have failed. The next start forgets its source too.
    await writer.call('forgetSource').catch((error: unknown) => logger.warn({ err: error, file }, 'what the index was made of could not be forgotten'));
    await Promise.all([former.readers.close(), former.writer.close()]);
  }

  #resume(resume: () => void): void {
    this.#pausing = null;
    resume();
  }

  /** Whether searches are answered now. */
  get ready(): boolean {
    return this.#threads.readers.answering > 0;
  }

  /** How many of the threads that answer do so now. */
  get readers(): { readonly answering: number; readonly all: number } {
    const { answering, threads } = this.#threads.readers;
    return { answering, all: threads.length };
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
    return this.#write(async ({ writer, readers }) => {
      const prepared = await this.#prepared(log, batch);
      // Where the thread fell away before it could answer they may have changed all the same.
      const outcome = await writer.call<ApplyOutcome>('apply', prepared, frameOf(log, batch), batch.changes.length).finally(() => this.#onChanged(batch.changes.map(({ id }) => id)));
      await readers.refresh();
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
    return this.#write(async ({ writer, readers }) => {
      const outcome = await writer.call<SwapOutcome | null>('swapIn', log, position, mayLose).finally(() => this.#onChanged(null));
      await readers.refresh();
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
    return orUnavailable(() => this.#threads.readers.ask('search', request, reader));
  }

  meaning(query: string, reader: Reader = EVERYBODY): Promise<string> {
    return orUnavailable(() => this.#threads.readers.ask('meaning', query, reader));
  }

  similar(id: string, first: number, lang: Lang, reader: Reader = EVERYBODY, byVectors = false): Promise<readonly IndexHit[]> {
    return orUnavailable(() => this.#threads.readers.ask('similar', id, first, lang, reader, byVectors));
  }

  suggest(prefix: string, kinds: readonly RecordKind[] | null, first: number, reader: Reader = EVERYBODY): Promise<readonly IndexSuggestion[]> {
    return orUnavailable(() => this.#threads.readers.ask('suggest', prefix, kinds, first, reader));
  }

  locate(kind: RecordKind, key: LocateKey, value: string, reader: Reader = EVERYBODY): Promise<readonly string[]> {
    return orUnavailable(() => this.#threads.readers.ask('locate', kind, key, value, reader));
  }

  lineage(request: LineageRequest, reader: Reader = EVERYBODY): Promise<IndexLineage | null> {
    return orUnavailable(() => this.#threads.readers.ask('lineage', request, reader));
  }

  copies(ids: readonly string[], reader: CopyReader = EVERYBODY, mostCharacters?: number): Promise<readonly (IndexCopy | null)[]> {
    return orUnavailable(() => this.#threads.readers.ask('copies', ids, reader, mostCharacters));
  }

  places(ids: readonly string[]): Promise<readonly (RecordPlace | null)[]> {
    return orUnavailable(() => this.#threads.readers.ask('places', ids));
  }

  newestEntries(log: string, seq: number, first: number): Promise<readonly NewestEntry[]> {
    return orUnavailable(async () => {
      const entries = await this.#threads.readers.ask<readonly NewestEntry[]>('newestEntries', log, seq, first);
      // They may have been committed a moment ago: whichever thread is asked next knows of them.
      await this.#threads.readers.refresh();
      return entries;
    });
  }

  coverage(reader: Reader = EVERYBODY): Promise<IndexCoverage> {
    return orUnavailable(() => this.#threads.readers.ask('coverage', reader));
  }

  quality(reader: Reader = EVERYBODY): Promise<IndexQuality> {
    return orUnavailable(() => this.#threads.readers.ask('quality', reader));
  }

  figures(day: string, reader: Reader = EVERYBODY): Promise<IndexFigures> {
    return orUnavailable(() => this.#threads.readers.askAside('figures', day, reader));
  }

  logs(): Promise<readonly string[]> {
    return orUnavailable(() => this.#threads.readers.ask('logs'));
  }

  lackingVectors(model: string, row: number, most: number): Promise<LackingStep> {
    return orUnavailable(() => this.#threads.readers.ask('lackingVectors', model, row, most));
  }

  keepVectors(model: string, vectors: readonly RecordVector[]): Promise<void> {
    return this.#write(({ writer }) => writer.call('keepVectors', model, vectors));
  }

  heed(standing: AuthorityStanding): Promise<void> {
    return orUnavailable(async () => {
      await Promise.all([this.#threads.readers.heed(standing), this.#write(({ writer }) => writer.call('heed', standing))]);
    });
  }

  async close(): Promise<void> {
    const { analyst, writer, readers } = this.#threads;
    await Promise.all([readers.close(), writer.close(), analyst.close()]);
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
}

type ThreadName = 'analyst' | 'writer' | 'reader';

/** The heap of a thread that has batches in its hands and little else: many times what it needs, and V8 doubles it no more in one go. */
const BATCH_HEAP_MEBIBYTES = 1_536;

/** Calls of the writer beside which changes are prepared before their time: those of a log or two. */
const MOST_WRITING_BESIDE = 2;

/** All of a batch but its changes. */
const frameOf = (log: string, { setAside, position }: ChangeBatch): Omit<BatchToWrite, 'changes'> => ({ log, setAside, position });

const startThread = (name: ThreadName, data: (starts: number) => unknown, logger: Logger, more: Pick<ManagedThreadOptions, 'onRestarted'> = {}): Promise<ManagedThread> =>
  ManagedThread.start({ name: `index ${name}`, file: threadFile(`${name}-thread.js`), data, logger, ...more, ...(name !== 'reader' && { mostHeapMebibytes: BATCH_HEAP_MEBIBYTES }) });

const openReaders = (file: string, { lexicons = [], readers = 1, logger }: WorkerSearchIndexOptions): Promise<ReaderGroup> =>
  ReaderGroup.open(readers, (onRestarted) => startThread('reader', () => ({ file, lexicons }), logger, { onRestarted }));

/** A thread's module. Threads load JavaScript only, so from TypeScript sources the built one is taken. */
export function threadFile(name: string, module: string = import.meta.url): string {
  return module.endsWith('.ts') ? packagePath('dist', 'subgraphs', 'search', 'index', 'worker', name) : fileURLToPath(new URL(`./worker/${name}`, module));
}
