import type { LocateKey, RecordKind } from '../../../schema/generated/search.js';
import { createEntryBuilder } from '../model/index-entry.js';
import { createIndexTokenizer } from '../text/index-tokens.js';
import { createQueryReader } from '../text/query-terms.js';
import { createWordSplitter, type WordSplitter } from '../text/split-words.js';
import { createBatchPreparer } from './prepared-batch.js';
import { orUnavailable } from './index-unavailable.js';
import { IndexReader, type IndexReaderOptions } from './libsql/index-reader.js';
import { IndexWriter } from './libsql/index-writer.js';
import { openReader, openWriter } from './libsql/schema.js';
import type { ApplyOutcome, AuthorityStanding, ChangeBatch, Contradiction, FeedPosition, Holdings, IndexCopy, IndexCoverage, IndexQuality, IndexSuggestion, RecordPlace, SearchAnswer, SearchIndex, SearchRequest, SetAside, StagedHoldings, SwapOutcome } from './search-index.js';

/** Prepares batches for a writer: reads the documents, analyses their texts. */
export function createPreparer(splitter: WordSplitter) {
  return createBatchPreparer(createEntryBuilder(createIndexTokenizer(splitter)));
}

/**
 * The writing half over an index file, ready to take prepared batches. Makes the file where there is none.
 *
 * @param servesOlder leaves an index of an older analysis as it is
 */
export function openIndexWriter(file: string, splitter: () => WordSplitter, servesOlder = false): IndexWriter {
  return new IndexWriter(openWriter(file), () => createEntryBuilder(createIndexTokenizer(splitter())), servesOlder);
}

/** The reading half over an index file that a writer has opened before. Empty until its first `refresh`. */
export function openIndexReader(file: string, splitter: WordSplitter, options: IndexReaderOptions = {}): IndexReader {
  return new IndexReader(openReader(file), createQueryReader(splitter), options);
}

/**
 * The index in the caller's own thread: for tools and tests. It holds the event loop while it works, so a service
 * uses `WorkerSearchIndex`, which is the same parts in threads of their own.
 */
export class LibsqlSearchIndex implements SearchIndex {
  readonly #prepare: ReturnType<typeof createPreparer>;
  readonly #writer: IndexWriter;
  readonly #reader: IndexReader;

  private constructor(prepare: ReturnType<typeof createPreparer>, writer: IndexWriter, reader: IndexReader) {
    this.#prepare = prepare;
    this.#writer = writer;
    this.#reader = reader;
  }

  /** Opens the index in `file` and reads its columns. Who opens many gives them one splitter. */
  static async open(file: string, { splitter = createWordSplitter() }: { readonly splitter?: WordSplitter } = {}): Promise<LibsqlSearchIndex> {
    const writer = openIndexWriter(file, () => splitter);
    writer.forgetRemovals();
    const reader = openIndexReader(file, splitter);
    await reader.refresh();
    return new LibsqlSearchIndex(createPreparer(splitter), writer, reader);
  }

  apply(authority: string, batch: ChangeBatch): Promise<ApplyOutcome> {
    return orUnavailable(async () => {
      const [outcome] = this.#writer.apply([this.#prepare(authority, batch)]);
      await this.#reader.refresh();
      return outcome as ApplyOutcome;
    });
  }

  position(authority: string): Promise<FeedPosition> {
    return orUnavailable(() => this.#writer.position(authority));
  }

  holdings(authority: string, anew?: boolean): Promise<Holdings> {
    return orUnavailable(() => this.#writer.holdings(authority, anew));
  }

  listSetAside(authority: string, first: number): Promise<readonly SetAside[]> {
    return orUnavailable(() => this.#writer.listSetAside(authority, first));
  }

  stage(authority: string, batch: ChangeBatch, begins: boolean): Promise<void> {
    return orUnavailable(() => this.#writer.stage(this.#prepare(authority, batch), begins));
  }

  staged(authority: string): Promise<StagedHoldings> {
    return orUnavailable(() => this.#writer.staged(authority));
  }

  swapIn(authority: string, position: ChangeBatch['position'], mayLose?: boolean): Promise<SwapOutcome | null> {
    return orUnavailable(async () => {
      const outcome = this.#writer.swapIn(authority, position, mayLose);
      await this.#reader.refresh();
      return outcome;
    });
  }

  attested(log: string): Promise<string | null> {
    return orUnavailable(() => this.#writer.attested(log));
  }

  keepContradiction(authority: string, contradiction: Contradiction): Promise<void> {
    return orUnavailable(() => this.#writer.keepContradiction(authority, contradiction));
  }

  contradiction(authority: string): Promise<Contradiction | null> {
    return orUnavailable(() => this.#writer.contradiction(authority));
  }

  search(request: SearchRequest): Promise<SearchAnswer> {
    return orUnavailable(() => this.#reader.search(request));
  }

  suggest(prefix: string, kinds: readonly RecordKind[] | null, first: number): Promise<readonly IndexSuggestion[]> {
    return orUnavailable(() => this.#reader.suggest(prefix, kinds, first));
  }

  locate(kind: RecordKind, key: LocateKey, value: string): Promise<readonly string[]> {
    return orUnavailable(() => this.#reader.locate(kind, key, value));
  }

  copies(ids: readonly string[]): Promise<readonly (IndexCopy | null)[]> {
    return orUnavailable(() => this.#reader.copies(ids));
  }

  places(ids: readonly string[]): Promise<readonly (RecordPlace | null)[]> {
    return orUnavailable(() => this.#reader.places(ids));
  }

  coverage(): Promise<IndexCoverage> {
    return orUnavailable(() => this.#reader.coverage());
  }

  quality(): Promise<IndexQuality> {
    return orUnavailable(() => this.#reader.quality());
  }

  heed(standing: AuthorityStanding): Promise<void> {
    return orUnavailable(() => {
      this.#writer.heed(standing);
      this.#reader.heed(standing);
    });
  }

  async close(): Promise<void> {
    this.#reader.close();
    this.#writer.close();
  }
}
