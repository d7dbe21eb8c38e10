import { EVERYBODY, type Reader } from '../../../schema/audience.js';
import type { Lang, LocateKey, RecordKind } from '../../../schema/generated/search.js';
import { createEntryBuilder } from '../model/index-entry.js';
import { createIndexTokenizer } from '../text/index-tokens.js';
import { createQueryReader, type QueryTerms } from '../text/query-terms.js';
import type { Lexicon } from '../text/lexicon/lexicon.js';
import { createWordSplitter, splitterWhenNeeded, type WordSplitter } from '../text/split-words.js';
import { createBatchPreparer } from './prepared-batch.js';
import { orUnavailable } from './index-unavailable.js';
import { IndexReader, type IndexReaderOptions } from './libsql/index-reader.js';
import { IndexWriter, type IndexWriterOptions } from './libsql/index-writer.js';
import { openReader, openWriter } from './libsql/schema.js';
import type { IndexLineage, LineageRequest } from './lineage/lineage-graph.js';
import type { LackingStep, RecordVector } from './vectors/vector-store.js';
import type { ApplyOutcome, AuthorityStanding, ChangeBatch, Contradiction, CopyReader, FeedPosition, Holdings, IndexCopy, IndexCoverage, IndexFigures, IndexHit, IndexQuality, IndexSuggestion, NewestEntry, RecordPlace, SearchAnswer, SearchIndex, SearchRequest, SetAside, StagedHoldings, SwapOutcome } from './search-index.js';

/** Prepares batches for a writer: reads the documents, analyses their texts. */
export function createPreparer(splitter: WordSplitter) {
  return createBatchPreparer(createEntryBuilder(createIndexTokenizer(splitter)));
}

/** The writing half over an index file, ready to take prepared batches. Makes the file where there is none. */
export function openIndexWriter(file: string, splitter: () => WordSplitter, options: IndexWriterOptions = {}): IndexWriter {
  return new IndexWriter(openWriter(file), () => createEntryBuilder(createIndexTokenizer(splitterWhenNeeded(splitter))), options);
}

/** The reading half over an index file that a writer has opened before. Empty until its first `refresh`. */
export const openIndexReader = (file: string, readQuery: (query: string) => QueryTerms, options: IndexReaderOptions = {}): IndexReader => new IndexReader(openReader(file), readQuery, options);

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

  /** Opens the index in `file` and reads its columns. Who opens many gives them one splitter. Without a lexicon queries are taken word for word. */
  static async open(file: string, { splitter = createWordSplitter(), lexicon }: { readonly splitter?: WordSplitter; readonly lexicon?: Lexicon } = {}): Promise<LibsqlSearchIndex> {
    const writer = openIndexWriter(file, () => splitter);
    writer.forgetRemovals();
    const reader = openIndexReader(file, createQueryReader(lexicon ? createWordSplitter(lexicon.words) : splitter, lexicon), { isLenient: lexicon !== undefined });
    await reader.refresh();
    return new LibsqlSearchIndex(createPreparer(splitter), writer, reader);
  }

  apply(log: string, batch: ChangeBatch): Promise<ApplyOutcome> {
    return orUnavailable(async () => {
      const [outcome] = this.#writer.apply([this.#prepare(log, batch)]);
      while (this.#writer.tidy());
      await this.#reader.refresh();
      return outcome as ApplyOutcome;
    });
  }

  position(log: string): Promise<FeedPosition> {
    return orUnavailable(() => this.#writer.position(log));
  }

  holdings(log: string, anew?: boolean): Promise<Holdings> {
    return orUnavailable(() => this.#writer.holdings(log, anew));
  }

  listSetAside(log: string, first: number): Promise<readonly SetAside[]> {
    return orUnavailable(() => this.#writer.listSetAside(log, first));
  }

  stage(log: string, batch: ChangeBatch, begins: boolean): Promise<void> {
    return orUnavailable(() => this.#writer.stage(this.#prepare(log, batch), begins));
  }

  staged(log: string): Promise<StagedHoldings> {
    return orUnavailable(() => this.#writer.staged(log));
  }

  swapIn(log: string, position: ChangeBatch['position'], mayLose?: boolean): Promise<SwapOutcome | null> {
    return orUnavailable(async () => {
      const outcome = this.#writer.swapIn(log, position, mayLose);
      while (this.#writer.tidy());
      await this.#reader.refresh();
      return outcome;
    });
  }

  attested(log: string): Promise<string | null> {
    return orUnavailable(() => this.#writer.attested(log));
  }

  keepContradiction(log: string, contradiction: Contradiction): Promise<void> {
    return orUnavailable(() => this.#writer.keepContradiction(log, contradiction));
  }

  contradiction(log: string): Promise<Contradiction | null> {
    return orUnavailable(() => this.#writer.contradiction(log));
  }

  search(request: SearchRequest, reader: Reader = EVERYBODY): Promise<SearchAnswer> {
    return orUnavailable(() => this.#reader.search(request, reader));
  }

  meaning(query: string, reader: Reader = EVERYBODY): Promise<string> {
    return orUnavailable(() => this.#reader.meaning(query, reader));
  }

  similar(id: string, first: number, lang: Lang, reader: Reader = EVERYBODY, byVectors = false): Promise<readonly IndexHit[]> {
    return orUnavailable(() => this.#reader.similar(id, first, lang, reader, byVectors));
  }

  suggest(prefix: string, kinds: readonly RecordKind[] | null, first: number, reader: Reader = EVERYBODY): Promise<readonly IndexSuggestion[]> {
    return orUnavailable(() => this.#reader.suggest(prefix, kinds, first, reader));
  }

  locate(kind: RecordKind, key: LocateKey, value: string, reader: Reader = EVERYBODY): Promise<readonly string[]> {
    return orUnavailable(() => this.#reader.locate(kind, key, value, reader));
  }

  lineage(request: LineageRequest, reader: Reader = EVERYBODY): Promise<IndexLineage | null> {
    return orUnavailable(() => this.#reader.lineage(request, reader));
  }

  copies(ids: readonly string[], reader: CopyReader = EVERYBODY, mostCharacters?: number): Promise<readonly (IndexCopy | null)[]> {
    return orUnavailable(() => this.#reader.copies(ids, reader, mostCharacters));
  }

  places(ids: readonly string[]): Promise<readonly (RecordPlace | null)[]> {
    return orUnavailable(() => this.#reader.places(ids));
  }

  newestEntries(log: string, seq: number, first: number): Promise<readonly NewestEntry[]> {
    return orUnavailable(() => this.#reader.newestEntries(log, seq, first));
  }

  coverage(reader: Reader = EVERYBODY): Promise<IndexCoverage> {
    return orUnavailable(() => this.#reader.coverage(reader));
  }

  quality(reader: Reader = EVERYBODY): Promise<IndexQuality> {
    return orUnavailable(() => this.#reader.quality(reader));
  }

  figures(day: string, reader: Reader = EVERYBODY): Promise<IndexFigures> {
    return orUnavailable(() => this.#reader.figures(day, reader));
  }

  logs(): Promise<readonly string[]> {
    return orUnavailable(() => this.#reader.logs());
  }

  lackingVectors(model: string, row: number, most: number): Promise<LackingStep> {
    return orUnavailable(() => this.#reader.lackingVectors(model, row, most));
  }

  keepVectors(model: string, vectors: readonly RecordVector[]): Promise<void> {
    return orUnavailable(() => this.#writer.keepVectors(model, vectors));
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
