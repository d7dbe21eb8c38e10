import { GraphQLError } from 'graphql';
import { setTimeout as delay } from 'node:timers/promises';
import { EVERYBODY, type Reader } from '../../../schema/audience.js';
import type { Lang, LocateKey, RecordKind } from '../../../schema/generated/search.js';
import type { Logger } from '../../kit/logger.js';
import type { QueryTerms } from '../text/query-terms.js';
import { KINDS } from './columns/kinds.js';
import { indexUnavailable, orUnavailable } from './index-unavailable.js';
import { ClusterSearches } from './opensearch/cluster-searches.js';
import { Cluster } from './opensearch/cluster.js';
import type { FedIndexDoor } from './opensearch/ledger/fed-index.js';
import { LedgerReader } from './opensearch/ledger/ledger-reader.js';
import type { IndexLineage, LineageRequest } from './lineage/lineage-graph.js';
import type { LackingStep, RecordVector } from './vectors/vector-store.js';
import type { ApplyOutcome, AuthorityStanding, ChangeBatch, Contradiction, CopyReader, FeedPosition, Holdings, IndexCopy, IndexCoverage, IndexFigures, IndexHit, IndexQuality, IndexSuggestion, NewestEntry, RecordPlace, SearchAnswer, SearchIndex, SearchRequest, SetAside, StagedHoldings, SwapOutcome } from './search-index.js';

export interface OpenSearchIndexOptions {
  /** File of the ledger that the door has opened. */
  readonly file: string;
  /** Address of the cluster. */
  readonly url: string;
  /** Name that the index is served under. */
  readonly name: string;
  /** The writing half. It is closed with the index. */
  readonly door: FedIndexDoor;
  /** How queries are read until `readBy`. */
  readonly readQuery: (query: string) => QueryTerms;
  /** Whether words may be misspelt, and records lack some, as where queries are read by a lexicon. @default false */
  readonly isLenient?: boolean;
  readonly logger: Logger;
  /** How long opening waits for the index to have all that the ledger has; the rest is waited for by the open index. @default 5000 */
  readonly patienceMillis?: number;
}

const PATIENCE_MILLIS = 5_000;
/** How long passes between two looks at a cluster. */
const WATCH_MILLIS = 1_000;

/**
 * The index on an OpenSearch cluster. What is read of logs is kept in a ledger beside it, batch by batch in one
 * transaction each, and the cluster's index follows the ledger: documents, copies, places and standing are answered from
 * the one, everything that is searched or counted from the other.
 */
export class OpenSearchIndex implements SearchIndex {
  readonly #options: OpenSearchIndexOptions;
  readonly #cluster: Cluster;
  readonly #ledger: LedgerReader;
  readonly #searches: ClusterSearches;
  readonly #closing = new AbortController();
  readonly #watching: Promise<void>;
  #ready: boolean;
  /** What could be found at the last look. */
  #state = '';
  #closed: Promise<void> | null = null;

  private constructor(options: OpenSearchIndexOptions, ready: boolean) {
    this.#options = options;
    this.#cluster = new Cluster({ url: options.url });
    this.#ledger = new LedgerReader(options.file);
    this.#searches = new ClusterSearches({ cluster: this.#cluster, index: options.name, ledger: this.#ledger, readQuery: options.readQuery, isLenient: options.isLenient ?? false });
    this.#ready = ready;
    this.#watching = this.#watch();
  }

  /**
   * Resolves when the cluster's index has all that the ledger has, be it a former one while a new one is made; at once where
   * the cluster can't be reached. Where that takes longer than the patience, the index is open and not ready until then.
   */
  static async open(options: OpenSearchIndexOptions): Promise<OpenSearchIndex> {
    try {
      const following = options.door.follow();
      // Filling an index may take long; where it fails, the watch tells.
      following.catch(() => undefined);
      const isReady = await isDoneWithin(following, options.patienceMillis ?? PATIENCE_MILLIS);
      if (!isReady) options.logger.warn('the index in the cluster is being filled; searches are answered when it is');
      return new OpenSearchIndex(options, isReady);
    } catch (error) {
      options.logger.error({ err: error }, 'the cluster does not answer; the index is open when it does');
      return new OpenSearchIndex(options, false);
    }
  }

  /** Whether searches are answered now. */
  get ready(): boolean {
    return this.#ready;
  }

  /** Reads queries by other words from now on. */
  readBy(readQuery: (query: string) => QueryTerms): void {
    this.#searches.readBy(readQuery);
  }

  apply(log: string, batch: ChangeBatch): Promise<ApplyOutcome> {
    return this.#change((door) => door.apply(log, batch));
  }

  position(log: string): Promise<FeedPosition> {
    return this.#tell((door) => door.position(log));
  }

  holdings(log: string, anew?: boolean): Promise<Holdings> {
    return this.#tell((door) => door.holdings(log, anew));
  }

  listSetAside(log: string, first: number): Promise<readonly SetAside[]> {
    return orUnavailable(() => this.#options.door.listSetAside(log, first));
  }

  stage(log: string, batch: ChangeBatch, begins: boolean): Promise<void> {
    return orUnavailable(() => this.#options.door.stage(log, batch, begins));
  }

  staged(log: string): Promise<StagedHoldings> {
    return orUnavailable(() => this.#options.door.staged(log));
  }

  swapIn(log: string, position: ChangeBatch['position'], mayLose?: boolean): Promise<SwapOutcome | null> {
    return this.#change((door) => door.swapIn(log, position, mayLose));
  }

  attested(log: string): Promise<string | null> {
    return orUnavailable(() => this.#options.door.attested(log));
  }

  keepContradiction(log: string, contradiction: Contradiction): Promise<void> {
    return orUnavailable(() => this.#options.door.keepContradiction(log, contradiction));
  }

  contradiction(log: string): Promise<Contradiction | null> {
    return orUnavailable(() => this.#options.door.contradiction(log));
  }

  search(request: SearchRequest, reader: Reader = EVERYBODY): Promise<SearchAnswer> {
    return this.#read((searches) => searches.search(request, reader));
  }

  meaning(query: string, reader: Reader = EVERYBODY): Promise<string> {
    return this.#read((searches) => searches.meaning(query, reader));
  }

  similar(id: string, first: number, lang: Lang, reader: Reader = EVERYBODY, byVectors = false): Promise<readonly IndexHit[]> {
    return this.#read((searches) => searches.similar(id, first, lang, reader, byVectors));
  }

  suggest(prefix: string, kinds: readonly RecordKind[] | null, first: number, reader: Reader = EVERYBODY): Promise<readonly IndexSuggestion[]> {
    return this.#read((searches) => searches.suggest(prefix, kinds ?? KINDS, first, reader));
  }

  locate(kind: RecordKind, key: LocateKey, value: string, reader: Reader = EVERYBODY): Promise<readonly string[]> {
    return this.#read(async () => this.#ledger.locate(kind, key, value, reader));
  }

  coverage(reader: Reader = EVERYBODY): Promise<IndexCoverage> {
    return this.#read((searches) => searches.coverage(reader));
  }

  quality(reader: Reader = EVERYBODY): Promise<IndexQuality> {
    return this.#read((searches) => searches.quality(reader));
  }

  figures(day: string, reader: Reader = EVERYBODY): Promise<IndexFigures> {
    return orUnavailable(() => this.#options.door.figures(day, reader));
  }

  newestEntries(log: string, seq: number, first: number): Promise<readonly NewestEntry[]> {
    return this.#tell(async (door) => {
      const entries = this.#ledger.newestEntries(log, seq, first);
      // They may have been committed a moment ago: it is told where the log stands only when all of it can be found.
      await door.position(log);
      return entries;
    });
  }

  lineage(request: LineageRequest, reader: Reader = EVERYBODY): Promise<IndexLineage | null> {
    return orUnavailable(() => this.#ledger.lineage(request, reader));
  }

  copies(ids: readonly string[], reader: CopyReader = EVERYBODY, mostCharacters?: number): Promise<readonly (IndexCopy | null)[]> {
    return orUnavailable(() => this.#ledger.copies(ids, reader, mostCharacters));
  }

  places(ids: readonly string[]): Promise<readonly (RecordPlace | null)[]> {
    return orUnavailable(() => this.#ledger.places(ids));
  }

  logs(): Promise<readonly string[]> {
    return orUnavailable(() => this.#ledger.logs());
  }

  lackingVectors(model: string, row: number, most: number): Promise<LackingStep> {
    return orUnavailable(() => this.#ledger.lackingVectors(model, row, most));
  }

  keepVectors(model: string, vectors: readonly RecordVector[]): Promise<void> {
    return orUnavailable(() => this.#options.door.keepVectors(model, vectors));
  }

  heed(standing: AuthorityStanding): Promise<void> {
    this.#ledger.heed(standing);
    this.#searches.forget();
    return orUnavailable(() => this.#options.door.heed(standing));
  }

  close(): Promise<void> {
    return (this.#closed ??= this.#close());
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    // The watch may wait for the door, which gives up what it is doing.
    await Promise.all([this.#options.door.close(), this.#watching]);
    this.#ledger.close();
    await this.#cluster.close();
  }

  /** While the cluster lacks what the ledger has it may show what nobody may see any more, so it is not asked. */
  #read<Result>(work: (searches: ClusterSearches) => Promise<Result>): Promise<Result> {
    return orUnavailable(async () => {
      if (!this.#ready) throw indexUnavailable(new Error('The cluster does not answer, or lacks what was read of the logs.'));
      return work(this.#searches);
    });
  }

  #change<Result>(work: (door: FedIndexDoor) => Promise<Result>): Promise<Result> {
    return this.#tell(work).finally(() => this.#searches.forget());
  }

  #tell<Result>(work: (door: FedIndexDoor) => Promise<Result>): Promise<Result> {
    return orUnavailable(async () => {
      try {
        return await work(this.#options.door);
      } catch (error) {
        if (error instanceof GraphQLError && error.extensions['code'] === 'INDEX_UNAVAILABLE') this.#ready = false;
        throw error;
      }
    });
  }

  async #watch(): Promise<void> {
    const { signal } = this.#closing;
    const { door, logger } = this.#options;
    for (;;) {
      await delay(WATCH_MILLIS, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        const state = await door.follow();
        if (!this.#ready) logger.info('the cluster answers, and has all that was read of the logs');
        if (!this.#ready || state !== this.#state) this.#searches.forget();
        this.#state = state;
        this.#ready = true;
      } catch (error) {
        if (signal.aborted) return;
        if (this.#ready) logger.error({ err: error }, 'the cluster does not answer, or lacks what was read of the logs');
        this.#ready = false;
      }
    }
  }
}

/** Whether it resolves in time. @throws its error, where it fails in time */
async function isDoneWithin(work: Promise<unknown>, millis: number): Promise<boolean> {
  const patience = new AbortController();
  try {
    return await Promise.race([work.then(() => true), delay(millis, false, { signal: patience.signal, ref: false })]);
  } finally {
    patience.abort();
  }
}
