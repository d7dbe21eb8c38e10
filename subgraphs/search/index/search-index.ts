import type { Reader } from '../../../schema/audience.js';
import type { IndexLineage, LineageRequest } from './lineage/lineage-graph.js';
import type { QueryVector, VectorStore } from './vectors/vector-store.js';
import type { CoverageCounts } from '../model/coverage-counts.js';
import type { DateField, FacetField, Lang, LocateKey, RecordKind, SameAsReason, SearchFilter, SearchSort } from '../../../schema/generated/search.js';

/** A change of one record, as its owner's log tells it. */
export interface RecordChange {
  /** Its place in the log. */
  readonly seq: number;
  readonly id: string;
  /** Versions of a record only rise: what is not newer than what the index has is passed over. */
  readonly version: number;
  readonly op: 'UPSERT' | 'TOMBSTONE';
  /** When the entry was published, RFC 3339 in UTC; missing where the node did not say. */
  readonly at?: string;
  /** The record as published, in JSON; of a tombstone its own text. */
  readonly document: string;
}

/** A log entry that could not be taken in. It is kept with its reason, and the rest of its batch goes on. */
export interface SetAside {
  readonly seq: number;
  readonly id: string;
  readonly version: number;
  /** Null where it can't be told from the entry what became of the record at its owner. */
  readonly op: 'UPSERT' | 'TOMBSTONE' | null;
  readonly reason: string;
}

/** How far the index has read a log. */
export interface FeedPosition {
  /** To give as `after` to the node; null before the first batch. */
  readonly cursor: string | null;
  /** Sequence number of the last entry taken in; 0 before the first. */
  readonly seq: number;
}

/** Consecutive changes of one log, and the position behind them. */
export interface ChangeBatch {
  readonly changes: readonly RecordChange[];
  readonly setAside: readonly SetAside[];
  readonly position: FeedPosition & {
    readonly cursor: string;
    /** What was checked of the log up to here, in the caller's words; kept with the position, and forgotten by one without. */
    readonly attested?: string;
  };
}

export interface ApplyOutcome {
  readonly upserted: number;
  readonly retired: number;
  /** Not newer than what the index had. */
  readonly passedOver: number;
  /** Records that could not be read, with the entries that the batch had set aside already. */
  readonly setAside: readonly SetAside[];
}

export interface SearchRequest {
  /** Blank or null: every record that passes the filter. */
  readonly query: string | null;
  readonly filter: SearchFilter;
  readonly sort: SearchSort;
  /** 0 to 100. */
  readonly first: number;
  /** A cursor of an earlier answer to the same query, filter and sort. */
  readonly after: string | null;
  readonly lang: Lang;
  /** Only these records, by id. @default all */
  readonly among?: readonly string[];
  /** Fields to count by; none where nobody asks. */
  readonly facets: readonly FacetField[];
  /** Buckets a facet. */
  readonly facetSize: number;
  /** Whether the hits say where the query was found. */
  readonly highlights: boolean;
  /** Whether the hits name other records of the same thing. */
  readonly sameAs: boolean;
  /** Whether the hits say by which other words they were found. @default false */
  readonly matchedBy?: boolean;
  /** Dates to count by year. @default none */
  readonly years?: readonly YearsAsked[];
  /** Whether another spelling of the query is looked for where few records match. @default false */
  readonly didYouMean?: boolean;
  /**
   * What the query means: the best hits by words are then ordered by it too, where records have vectors of the same model.
   * Pages behind a cursor of such an answer need none. @default words alone
   */
  readonly vector?: QueryVector;
}

/** Years to count hits by: `from` to `to`, both included, 500 at most. */
export interface YearsAsked {
  readonly field: DateField;
  readonly from: number;
  readonly to: number;
}

export interface SearchAnswer {
  readonly total: number;
  readonly hits: readonly IndexHit[];
  readonly hasNextPage: boolean;
  readonly facets: readonly FacetCounts[];
  /** In the order of the question. */
  readonly years: readonly YearCounts[];
  /** Queries that find more, the best first; none where nobody asks or enough match. */
  readonly didYouMean: readonly string[];
}

/** How many hits have a date in a year, the earliest first; one whose time covers several is in each. */
export interface YearCounts {
  readonly field: DateField;
  readonly years: readonly { readonly year: number; readonly count: number }[];
}

export interface IndexHit {
  readonly cursor: string;
  readonly id: string;
  readonly kind: RecordKind;
  readonly authority: string;
  readonly title: string;
  readonly summary: string | null;
  readonly ownerName: string | null;
  readonly modified: string | null;
  /** When its newest version was published, RFC 3339 in UTC; null where its node did not say. */
  readonly published: string | null;
  readonly score: number;
  /** 0 to 405; null where its kind is not judged. */
  readonly quality: number | null;
  readonly highlights: readonly FieldHighlights[];
  /** Other live records of the same thing, by id. */
  readonly sameAs: readonly IndexSameAs[];
  /** By which other words it was found, where it has not those that were asked for. @default none */
  readonly matchedBy?: readonly IndexMatch[];
}

/** Another word that a hit was found by. */
export interface IndexMatch {
  readonly asked: string;
  readonly found: string;
  /** `SPELLING` is what a misspelt word was taken for. */
  readonly by: 'SYNONYM' | 'SPELLING';
}

/** A record of the same thing as another one, and what shows it, the strongest first. */
export interface IndexSameAs {
  readonly id: string;
  readonly reasons: readonly SameAsReason[];
}

export interface FieldHighlights {
  readonly field: string;
  readonly fragments: readonly string[];
}

export interface FacetCounts {
  readonly field: FacetField;
  readonly buckets: readonly FacetCount[];
}

export interface FacetCount {
  readonly value: string;
  /** Title of the record that `value` names, for owners and standards the index has; else null. */
  readonly title: string | null;
  readonly count: number;
}

export interface IndexSuggestion {
  readonly text: string;
  readonly kind: RecordKind;
  /** Null for a keyword, which is of no single record. */
  readonly id: string | null;
}

/** The newest entry of a record, in its log. */
export interface NewestEntry {
  readonly seq: number;
  readonly id: string;
  readonly version: number;
}

/** What the index keeps of a record: its document as published, null where it was withdrawn. */
export interface IndexCopy {
  readonly version: number;
  readonly document: string | null;
  /** Name of the log that says so: `PUBLIC`, `MEMBER`, `NAMED:330000,MEE`. */
  readonly log: string;
  /** What its owner said when it withdrew the record; missing of a live one, and where its tombstone was not read. */
  readonly withdrawal?: Withdrawal;
}

/** What is left of a withdrawn record. */
export interface Withdrawal {
  readonly reason: string;
  /** Id of the record that takes its place. */
  readonly replacedBy: string | null;
  /** When it was withdrawn, RFC 3339 in UTC; null where its node did not say. */
  readonly at: string | null;
}

/** Where a record's newest entry stands. */
export interface RecordPlace {
  /** Key of the log. */
  readonly log: string;
  readonly version: number;
  readonly seq: number;
  /** When the entry was published, RFC 3339 in UTC. */
  readonly at: string;
}

/** Who is given copies: a reader, or a service of the nation's own that looks after its readers by itself. */
export type CopyReader = Reader | 'SERVICE';

/** Live records by authority and kind. */
export interface IndexCoverage {
  readonly authorities: readonly AuthorityCounts[];
}

export interface AuthorityCounts {
  readonly authority: string;
  /** How far its public log was read; 0 where it was not. */
  readonly seq: number;
  /** How far each of its logs was read that the reader may read, the public one first. */
  readonly logs: readonly { readonly name: string; readonly seq: number }[];
  readonly kinds: Readonly<Partial<Record<RecordKind, number>>>;
}

/** What is counted of the live records of each authority that has any, and of those of each theme that it has. */
export interface IndexFigures {
  readonly authorities: readonly AuthorityFigures[];
}

export interface AuthorityFigures {
  readonly authority: string;
  readonly counts: CoverageCounts;
  /** In the order of the vocabulary; words that it does not have are left out. */
  readonly themes: readonly ThemeCounts[];
}

export interface ThemeCounts {
  readonly theme: string;
  readonly counts: CoverageCounts;
}

/** The quality of the live records of each authority that has any that are judged. */
export interface IndexQuality {
  readonly authorities: readonly AuthorityQuality[];
}

export interface AuthorityQuality {
  readonly authority: string;
  /** Records that are judged. */
  readonly records: number;
  /** Sum of their scores. */
  readonly total: number;
  /** How many have each rating, in the order of `RATINGS`. */
  readonly ratings: readonly number[];
  /** How many do not meet each metric, in the order of `METRICS`. */
  readonly unmet: readonly number[];
}

/** What the index has of one log. */
export interface Holdings {
  readonly live: number;
  /** Records of which an entry was set aside and no later one was taken in. */
  readonly setAside: number;
  /**
   * Digest, as of `schema/live-digest.ts`, of the records that are live by the log as far as it was read: of those that
   * are kept, with what was set aside as its entries say. Null where an entry does not say it.
   */
  readonly digest: string | null;
}

/** What a log that was read anew leaves. */
export type StagedHoldings = Omit<Holdings, 'setAside'>;

export interface SwapOutcome {
  /** Records that were missing, or were not what the log says. */
  readonly written: number;
  /** Records that the log does not have, or not as live. */
  readonly removed: number;
}

/** A node that contradicted what was read of its log before: both sides, as evidence. */
export interface Contradiction {
  /** RFC 3339 in UTC. */
  readonly at: string;
  /** What had been read: number of the newest entry, and the cursor behind it, which carries the entry's hash. */
  readonly seq: number;
  readonly cursor: string | null;
  /** What the node says is its newest entry; null where it did not say. */
  readonly head: number | null;
  /** What it said of the cursor. */
  readonly told: string;
}

/** What the index must know of the authorities whose records it keeps. */
export interface AuthorityStanding {
  /** Not served: their records are kept, and shown to nobody. */
  readonly hidden: readonly string[];
  /** Standards bodies and other national institutions: where several records bear one name, theirs go first. */
  readonly bodies: readonly string[];
}

/** What holds until the index is told otherwise: all are shown, and none goes first. */
export const NO_STANDING: AuthorityStanding = { hidden: [], bodies: [] };

/**
 * The national index: every record that was published and may leave its node, as published, and the structure to find it by.
 *
 * Logs are named by their keys, as of `schema/audience.ts`: the authority's code of its public log, `310000/MEMBER` of
 * another. A record that goes from one log to another is where its newest version is, in whatever order logs are read.
 *
 * Who asks is a `reader`; without one it is the public. An answer is the one that an index would give which was fed with
 * nothing but the logs that the reader may read, in every number, order and cursor.
 *
 * Every method rejects with a `GraphQLError` of code `INDEX_UNAVAILABLE` where the engine does not answer.
 */
export interface SearchIndex extends VectorStore {
  /**
   * Takes in a batch of a log: its records and its position become durable together or not at all, and are visible to
   * searches when this resolves. Repeating a batch, or giving older versions later, changes nothing. A tombstone is
   * remembered by its version, so that a late older upsert does not bring the record back.
   */
  apply(log: string, batch: ChangeBatch): Promise<ApplyOutcome>;
  /**
   * Tells that these very changes will be given to `apply` soon, so that what needs no order can be done while the batch
   * before them is written. Nothing comes of it where they are not. An engine that gains nothing by it has no such method.
   */
  foresee?(log: string, batch: Pick<ChangeBatch, 'changes'>): void;
  position(log: string): Promise<FeedPosition>;
  /** What was attested with the last position of a log; null where nothing was. */
  attested(log: string): Promise<string | null>;
  /** @param anew counts what is kept once more, instead of going on from the count of before: a lost row is found so. */
  holdings(log: string, anew?: boolean): Promise<Holdings>;
  /** The newest entries of a log's records that were set aside and still wait for a better one, the newest first. */
  listSetAside(log: string, first: number): Promise<readonly SetAside[]>;
  /**
   * Keeps a batch of a log that is read anew, beside what is searched and without a change to it. `begins` forgets what
   * was staged of the log before; so does a restart, and then a batch that does not begin rejects with
   * `INDEX_UNAVAILABLE`: a part of a log is never swapped in.
   */
  stage(log: string, batch: ChangeBatch, begins: boolean): Promise<void>;
  staged(log: string): Promise<StagedHoldings>;
  /**
   * Makes the records of the log those that are staged, whole or not at all: what is missing or differs is
   * written, what is not in the log is removed. Of a record whose newest entry is set aside the copy stays.
   *
   * @param mayLose where it is false and a copy would be lost, or go back to an older version, nothing is done: null
   * @throws INDEX_UNAVAILABLE where nothing is staged of the log, not even its beginning
   */
  swapIn(log: string, position: ChangeBatch['position'], mayLose?: boolean): Promise<SwapOutcome | null>;
  /** Keeps the first contradiction at each place of a log. */
  keepContradiction(log: string, contradiction: Contradiction): Promise<void>;
  /** The last one that was kept. */
  contradiction(log: string): Promise<Contradiction | null>;
  /**
   * Finds records. All words of the query must occur; an index that reads queries by a lexicon also finds, where few records
   * have all, those that lack some. Each sort is a total order with the id as its last key and
   * missing values last. `after` works at any depth; where the index changed meanwhile, the page begins behind the
   * place at which the record of the cursor stood.
   *
   * A facet is not narrowed by its own field of the filter, nor is a histogram by its own range: each value's count is how
   * many records there are when that value alone takes the place of what the filter has of the field. Of regions those
   * below the one that the filter has are counted, and that one with all that is in it.
   *
   * Other spellings (`didYouMean`) are made of words of records that everybody may see, and each finds more for the reader.
   *
   * @throws GraphQLError BAD_CURSOR where `after` is no cursor of this query, filter and sort
   */
  search(request: SearchRequest, reader?: Reader): Promise<SearchAnswer>;
  /**
   * A query as a model is given it (`meantText`), put right as a search of this reader would.
   *
   * @throws GraphQLError BAD_INPUT as `search` does
   */
  meaning(query: string, reader?: Reader): Promise<string>;
  /**
   * Records that are like this one by the words of its titles and keywords and by its themes, the likest first. Never
   * itself; none where the reader may not see it. How rare a word is, is reckoned from what everybody may see.
   *
   * @param byVectors orders the likest by what they mean too, where they have vectors. @default false
   */
  similar(id: string, first: number, lang: Lang, reader?: Reader, byVectors?: boolean): Promise<readonly IndexHit[]>;
  /** Titles, then keywords, that begin with `prefix` in any case; the best records first. */
  suggest(prefix: string, kinds: readonly RecordKind[] | null, first: number, reader?: Reader): Promise<readonly IndexSuggestion[]>;
  /**
   * Ids of live records with this number (in any spelling; without a year all editions), unified social credit code or
   * registration code, or that are made from the record of this id, or give access to it. Those in force go first, then those of national institutions, then the newest edition that is no later than
   * next year, then by id: nobody gets in front by publishing again.
   */
  locate(kind: RecordKind, key: LocateKey, value: string, reader?: Reader): Promise<readonly string[]>;
  /**
   * What a record was made from, or what was made from it, over the links of records that the reader sees; null where
   * there is no such record for the reader.
   */
  lineage(request: LineageRequest, reader?: Reader): Promise<IndexLineage | null>;
  /**
   * Answers follow the order of `ids`; null where no log that the reader may read has ever told of a record.
   *
   * @param mostCharacters that the documents may have together: a copy is null too whose document would be beyond. @default no end
   */
  copies(ids: readonly string[], reader?: CopyReader, mostCharacters?: number): Promise<readonly (IndexCopy | null)[]>;
  /** Answers follow the order of `ids`; null where no entry was taken in that said when it was published. */
  places(ids: readonly string[]): Promise<readonly (RecordPlace | null)[]>;
  /**
   * The records whose newest entry stands in this log behind `seq`, `first` at most, in order; withdrawn ones too. For those
   * who look after their readers by themselves. What no entry said a time of is left out. Searches know of all of them when
   * this resolves.
   */
  newestEntries(log: string, seq: number, first: number): Promise<readonly NewestEntry[]>;
  coverage(reader?: Reader): Promise<IndexCoverage>;
  quality(reader?: Reader): Promise<IndexQuality>;
  /**
   * What `coverage` tells beside numbers of records. A link counts where the reader sees both its ends.
   *
   * @param day `2026-11-29`: the day that ages are reckoned from
   */
  figures(day: string, reader?: Reader): Promise<IndexFigures>;
  /** Keys of the logs that were read of authorities that are not hidden, whoever may read them: for those who run the index. */
  logs(): Promise<readonly string[]>;
  /** How authorities are treated from now on, after a restart too: who has left stays hidden while the registry is away. */
  heed(standing: AuthorityStanding): Promise<void>;
  close(): Promise<void>;
}
