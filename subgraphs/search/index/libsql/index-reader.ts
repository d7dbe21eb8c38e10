import { setImmediate as nextTurn } from 'node:timers/promises';
import { EVERYBODY, type Reader } from '../../../../schema/audience.js';
import type { Lang, LocateKey, RecordKind } from '../../../../schema/generated/search.js';
import { nameOfKey } from '../../model/index-entry.js';
import type { QueryTerms } from '../../text/query-terms.js';
import { parseStandardNumber } from '../../../../schema/standard-number.js';
import { CountedViews } from '../columns/counted-views.js';
import { KINDS } from '../columns/kinds.js';
import type { RecordColumns } from '../columns/record-columns.js';
import type { View } from '../columns/view.js';
import { columnsLineage } from '../lineage/columns-lineage.js';
import type { IndexLineage, LineageRequest } from '../lineage/lineage-graph.js';
import { walkLineage } from '../lineage/walk-lineage.js';
import { CountedFigures } from '../query/counted-figures.js';
import { SHORT_DOCUMENT } from '../query/closeness.js';
import { countKinds } from '../query/count-kinds.js';
import { commonTokens } from '../query/common-tokens.js';
import { summarizeQuality } from '../query/summarize-quality.js';
import { similarSlots } from '../query/similar.js';
import { suggest } from '../query/suggest.js';
import { orderNamed, type Named } from '../query/named.js';
import type { AuthorityStanding, CopyReader, IndexCopy, IndexCoverage, IndexFigures, IndexHit, IndexQuality, IndexSuggestion, NewestEntry, RecordPlace, SearchAnswer, SearchRequest } from '../search-index.js';
import { likeRecord } from '../vectors/like-record.js';
import type { VectorSource } from '../vectors/vector-source.js';
import type { LackingStep } from '../vectors/vector-store.js';
import { WINDOW } from '../vectors/window.js';
import { CopyReading } from './copy-reading.js';
import { PostingCache } from './posting-cache.js';
import { KeptColumns } from './kept-columns.js';
import { KeptTexts } from './kept-texts.js';
import { LogReading } from './log-reading.js';
import type { RowSlots } from './row-slots.js';
import type { Connection, Statement } from './schema.js';
import { VectorReading } from './vector-rows.js';
import { hitOf, meaningOf, searchColumns, type HitTexts, type SearchSources } from './search-columns.js';

export interface IndexReaderOptions {
  /** Whether records that lack a word of the query are found too, where few have all. @default false */
  readonly isLenient?: boolean;
}

/** A smaller index has no posting that takes long to read. */
const WORTH_WARMING = 50_000;
const SAMPLED_TITLES = 1_000;
const WARMED_TOKENS = 600;

/** Answers searches from the index file and columns in memory. Sees what is committed once `refresh` has resolved. */
export class IndexReader {
  readonly #connection: Connection;
  readonly #isLenient: boolean;
  #readQuery: (query: string) => QueryTerms;
  readonly #statements: Statements;
  readonly #kept: KeptColumns;
  readonly #rows: RowSlots;
  readonly #columns: RecordColumns;
  readonly #postings: PostingCache;
  readonly #keptTexts = new KeptTexts();
  readonly #copies: CopyReading;
  readonly #logs: LogReading;
  readonly #vectorReading: VectorReading;
  readonly #vectors: VectorSource<number>;
  readonly #counted: CountedViews;
  readonly #figures: CountedFigures;
  #bodies: ReadonlySet<string> = new Set();

  constructor(connection: Connection, readQuery: (query: string) => QueryTerms, { isLenient = false }: IndexReaderOptions = {}) {
    this.#connection = connection;
    this.#readQuery = readQuery;
    this.#isLenient = isLenient;
    this.#statements = prepare(connection);
    this.#kept = new KeptColumns(connection);
    this.#rows = this.#kept.rows;
    this.#columns = this.#kept.columns;
    this.#counted = new CountedViews(this.#columns);
    this.#figures = new CountedFigures(this.#counted, this.#columns);
    this.#postings = new PostingCache(connection, this.#rows);
    const isHidden = (authority: string): boolean => this.#columns.isHidden(authority);
    this.#copies = new CopyReading(connection, isHidden);
    this.#logs = new LogReading(connection, isHidden);
    this.#vectorReading = new VectorReading(connection, isHidden);
    this.#vectors = { now: () => this.#vectorReading.state(), of: (slot, since, upTo) => this.#vectorReading.ofRow(this.#rows.row(slot), since, upTo) };
    this.#bodies = new Set(this.#kept.standing.bodies);
  }

  /** Takes in what was committed before the call. Searches go on between slices of the work, on what was there before. */
  refresh(): Promise<void> {
    return this.#kept.refresh();
  }

  /** Reads the postings that most queries will want, one a turn, so that the first to ask does not wait for them. */
  async warmUp(): Promise<void> {
    const { live, size } = this.#columns;
    if (size < WORTH_WARMING) return;
    const step = Math.ceil(size / SAMPLED_TITLES);
    const titles = Array.from({ length: Math.floor(size / step) }, (_, index) => index * step).filter((slot) => live.has(slot)).map((slot) => this.#columns.titles.get(slot));
    for (const token of commonTokens(titles, this.#readQuery, WARMED_TOKENS)) {
      await nextTurn();
      if (!this.#connection.open) return;
      this.#postings.get(token, this.#columns.size);
    }
  }

  /** Reads queries by other words from now on. */
  readBy(readQuery: (query: string) => QueryTerms): void {
    this.#readQuery = readQuery;
  }

  search(request: SearchRequest, reader: Reader = EVERYBODY): SearchAnswer {
    return searchColumns(request, this.#sources(this.#columns.view(reader)));
  }

  meaning(query: string, reader: Reader = EVERYBODY): string {
    return meaningOf(query.trim(), this.#sources(this.#columns.view(reader)));
  }

  similar(id: string, first: number, lang: Lang, reader: Reader = EVERYBODY, byVectors = false): readonly IndexHit[] {
    const sources = this.#sources(this.#columns.view(reader));
    const slot = this.#kept.slotOf(id);
    if (slot === undefined || !sources.view.live.has(slot)) return [];
    const likest = similarSlots(slot, byVectors ? Math.max(first, WINDOW) : first, sources).map(({ slot: hit, score }) => ({ hit, score }));
    const ordered = byVectors ? likeRecord(slot, likest, this.#vectors).slice(0, first) : likest;
    return ordered.map(({ hit: found, score }) => ({ ...hitOf(found, lang, sources), cursor: '', score, highlights: [], sameAs: [] }));
  }

  lackingVectors(model: string, row: number, most: number): LackingStep {
    return this.#vectorReading.lacking(model, row, most);
  }

  async newestEntries(log: string, seq: number, first: number): Promise<readonly NewestEntry[]> {
    const entries = this.#logs.newestEntries(log, seq, first);
    // They may have been committed a moment ago: searches know of them by then.
    await this.refresh();
    return entries;
  }

  suggest(prefix: string, kinds: readonly RecordKind[] | null, first: number, reader: Reader = EVERYBODY): readonly IndexSuggestion[] {
    return suggest(prefix, kinds ?? KINDS, first, this.#columns, this.#columns.view(reader), (token) => this.#postings.get(token, this.#columns.size));
  }

  locate(kind: RecordKind, key: LocateKey, value: string, reader: Reader = EVERYBODY): readonly string[] {
    const view = this.#columns.view(reader);
    const slots = key === 'number' ? this.#numbered(value, view) : this.#named(nameOfKey(key, value), null, view);
    return slots.filter((slot) => KINDS[this.#columns.kinds[slot] as number] === kind).map((slot) => this.#columns.ids.get(slot));
  }

  lineage(request: LineageRequest, reader: Reader = EVERYBODY): IndexLineage | null {
    return walkLineage(request, columnsLineage(this.#columns, this.#columns.view(reader), (id) => this.#kept.slotOf(id)));
  }

  copies(ids: readonly string[], reader: CopyReader = EVERYBODY, mostCharacters?: number): readonly (IndexCopy | null)[] {
    return this.#copies.read(ids, reader, mostCharacters);
  }

  places(ids: readonly string[]): readonly (RecordPlace | null)[] {
    return this.#logs.places(ids);
  }

  coverage(reader: Reader = EVERYBODY): IndexCoverage {
    const view = this.#columns.view(reader);
    const kinds = this.#counted.of(view, 'kinds', () => countKinds(this.#columns, view.live));
    return { authorities: this.#logs.readable(reader).map((feed) => ({ ...feed, kinds: kinds.get(feed.authority) ?? {} })) };
  }

  quality(reader: Reader = EVERYBODY): IndexQuality {
    const view = this.#columns.view(reader);
    return this.#counted.of(view, 'quality', () => ({ authorities: summarizeQuality(this.#columns, view.live) }));
  }

  figures(day: string, reader: Reader = EVERYBODY): Promise<IndexFigures> {
    return this.#figures.of(day, reader);
  }

  /** Keys of the logs that were read, whoever may read them, of authorities that are shown. */
  logs(): readonly string[] {
    return this.#logs.logs();
  }

  heed({ hidden, bodies }: AuthorityStanding): void {
    this.#bodies = new Set(bodies);
    this.#columns.hide(hidden);
  }

  close(): void {
    this.#connection.close();
  }

  #sources(view: View): SearchSources {
    const ahead = new Map<number, ReadAhead>();
    const readMany = (statement: Statement, slots: readonly number[], ...limit: readonly number[]): void => {
      if (slots.length === 0) return;
      const rows = JSON.stringify(slots.map((slot) => this.#rows.row(slot)));
      for (const read of statement.all(...limit, rows) as ReadAhead[]) ahead.set(slots[read.place] as number, read);
    };
    return {
      columns: this.#columns,
      view,
      lookup: (token) => this.#postings.get(token, this.#columns.size),
      readQuery: this.#readQuery,
      isLenient: this.#isLenient,
      slotOf: (id) => this.#kept.slotOf(id),
      numbered: (text) => this.#numbered(text, view),
      vectors: this.#vectors,
      keptTexts: this.#keptTexts,
      readAhead: (slots) => readMany(this.#statements.many, slots, SHORT_DOCUMENT),
      readTextsAhead: (slots) => readMany(this.#statements.manyTexts, slots.filter((slot) => !ahead.has(slot))),
      texts: (slot) => ahead.get(slot) ?? (this.#statements.texts.get(this.#rows.row(slot)) as HitTexts | undefined),
      shortDocument: (slot) => ahead.get(slot)?.document ?? null,
      document: (slot) => (this.#statements.document.get(this.#rows.row(slot)) as { document: string } | undefined)?.document ?? null,
    };
  }

  /** Slots of the standards with this number; none where the text is no such number. */
  #numbered(text: string, view: View): readonly number[] {
    const number = parseStandardNumber(text);
    return number ? this.#named(`number:${number.base}`, number.year === null ? null : String(number.year), view) : [];
  }

  #named(name: string, edition: string | null, { live }: View): readonly number[] {
    const rows = this.#statements.named.all(name, edition, edition) as { row: number; edition: string }[];
    const named: readonly Named[] = rows.map(({ row, edition: year }) => ({ slot: this.#rows.slot(row), edition: year }));
    return orderNamed(named.filter(({ slot }) => slot >= 0 && live.has(slot)), this.#columns, this.#bodies, new Date().getUTCFullYear());
  }
}

/** What was read of one of many slots, by its place among them. The document is null where it is long, and missing where it was not asked for. */
interface ReadAhead extends HitTexts {
  readonly place: number;
  readonly document?: string | null;
}

type Statements = ReturnType<typeof prepare>;

function prepare(connection: Connection) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    texts: sql('SELECT summary_zh AS summaryZh, summary_en AS summaryEn, modified FROM documents WHERE row_number = ?'),
    many: sql('SELECT rows.key AS place, summary_zh AS summaryZh, summary_en AS summaryEn, modified, CASE WHEN octet_length(document) <= ? THEN document END AS document FROM json_each(?) AS rows JOIN documents ON row_number = rows.value'),
    manyTexts: sql('SELECT rows.key AS place, summary_zh AS summaryZh, summary_en AS summaryEn, modified FROM json_each(?) AS rows JOIN documents ON row_number = rows.value'),
    document: sql('SELECT document FROM documents WHERE row_number = ?'),
    named: sql('SELECT row_number AS row, edition FROM names WHERE name = ? AND (? IS NULL OR edition = ?)'),
  };
}
