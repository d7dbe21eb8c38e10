// Made by `npm run generate` from schema/*.graphql.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant, RFC 3339 in UTC: `2026-03-01T08:00:00.000Z`. */
  DateTime: { input: string; output: string; }
  /** A calendar date as precise as it is known (xsd:gYear, gYearMonth, date or dateTime, as DCAT allows): `2024`, `2024-05`, `2024-05-31` or an RFC 3339 instant. */
  Date: { input: string; output: string; }
  /** A whole number of minor units of a currency (分 of CNY), from 0 to 9007199254740991: a JSON number without a fraction. */
  MinorUnits: { input: number; output: number; }
};

export type Query = {
  readonly __typename?: 'Query';
  /**
   * Records that match, best first. Without `query`, all that pass the filter. Where few records
   * have all words, those that lack some are found too, and go behind. Chinese needs no spaces. Paging by `after` has no depth limit.
   */
  readonly search: Maybe<SearchConnection>;
  /**
   * Records that are like this one, the likest first, by the words of its titles and keywords and by its themes. Never itself;
   * empty where there is no such record for the viewer.
   */
  readonly similar: Maybe<ReadonlyArray<SearchHit>>;
  /** Titles and keywords that begin with what was typed. */
  readonly suggest: Maybe<ReadonlyArray<Suggestion>>;
  /** How much the nation has catalogued, how good, fresh and open it is, and how it is linked, by authority, kind and theme. */
  readonly coverage: Maybe<Coverage>;
  /** Ids of live records by another name of theirs; the router's door to `standard(number:)` and `organization(uscc:)`. */
  readonly locate: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /**
   * What the index holds of these records, in the order of the ids; null where it has never heard of one. The replica's
   * door: it answers from these while an owner's node does not. At most 1,000, and 16,000,000 characters of documents together.
   */
  readonly copies: Maybe<ReadonlyArray<Maybe<RecordCopy>>>;
  /**
   * Copies of the live records of a kind that bear a name, for each of the values, in their order. The door of subgraphs that
   * add fields to the records of others from what is published about them. At most 200 of a value, dealt among the authorities,
   * and at most 1,000 or some 16 MB of documents in all, dealt among the values.
   */
  readonly bearers: Maybe<ReadonlyArray<ReadonlyArray<BearerCopy>>>;
  /**
   * Of each of these demands the datasets that it finds by its own words, as `search` ranks them; null where there is no such demand
   * for the viewer. The door of the layer of use.
   */
  readonly demandMatches: Maybe<ReadonlyArray<Maybe<ReadonlyArray<FoundMatch>>>>;
  /**
   * Of each of these datasets the open demands that find it so: of the 500 that were published last, the newest first. At most 100
   * demands are asked for one answer.
   */
  readonly wants: Maybe<ReadonlyArray<ReadonlyArray<FoundMatch>>>;
  /**
   * What was published behind a place in the logs that the viewer may read, and matches a demand; without a place nothing but the
   * place where the logs end. Null where there is no such demand for the viewer.
   */
  readonly arrivals: Maybe<FoundArrivals>;
};


export type QuerySearchArgs = {
  query?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SearchFilter>;
  sort?: InputMaybe<SearchSort>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  lang?: InputMaybe<Lang>;
};


export type QuerySimilarArgs = {
  id: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  lang?: InputMaybe<Lang>;
};


export type QuerySuggestArgs = {
  prefix: Scalars['String']['input'];
  kinds?: InputMaybe<ReadonlyArray<RecordKind>>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryLocateArgs = {
  kind: RecordKind;
  key: LocateKey;
  value: Scalars['String']['input'];
};


export type QueryCopiesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


export type QueryBearersArgs = {
  kind: RecordKind;
  key: LocateKey;
  values: ReadonlyArray<Scalars['String']['input']>;
};


export type QueryDemandMatchesArgs = {
  demands: ReadonlyArray<Scalars['ID']['input']>;
  first: Scalars['Int']['input'];
};


export type QueryWantsArgs = {
  datasets: ReadonlyArray<Scalars['ID']['input']>;
  first: Scalars['Int']['input'];
};


export type QueryArrivalsArgs = {
  demand: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A dataset that a demand finds, or a demand that finds a dataset. */
export type FoundMatch = {
  readonly __typename?: 'FoundMatch';
  /** Of the dataset, or of the demand. */
  readonly id: Scalars['ID']['output'];
  /** How well it matches; comparable among what one demand finds. */
  readonly score: Scalars['Float']['output'];
  /** Words by which it was found, as they stand in the dataset. */
  readonly words: ReadonlyArray<Scalars['String']['output']>;
  /** Other words for those that were asked. */
  readonly matchedBy: ReadonlyArray<MatchedBy>;
};

/** What has come, and where to go on. */
export type FoundArrivals = {
  readonly __typename?: 'FoundArrivals';
  readonly matches: ReadonlyArray<FoundMatch>;
  readonly cursor: Scalars['String']['output'];
  /** Whether there is more behind the cursor already. */
  readonly isBehind: Scalars['Boolean']['output'];
};

/** A record that bears a name, as its owner published it. */
export type BearerCopy = {
  readonly __typename?: 'BearerCopy';
  readonly id: Scalars['ID']['output'];
  readonly version: Scalars['Int']['output'];
  /** In JSON. */
  readonly document: Scalars['String']['output'];
  /** When the index last held all that its owner had published; null where it never has. */
  readonly asOf: Maybe<Scalars['DateTime']['output']>;
};

/** A record as its owner published it, as far as the index has read its log. */
export type RecordCopy = {
  readonly __typename?: 'RecordCopy';
  readonly version: Scalars['Int']['output'];
  /** The document, in JSON; null where the record was withdrawn. */
  readonly document: Maybe<Scalars['String']['output']>;
  /** Name of the log that says so, which tells who may know of it: `PUBLIC`, `MEMBER`, `NAMED:330000,MEE`. */
  readonly log: Maybe<Scalars['String']['output']>;
  /** When the index last held all that its owner had published; null where it never has. */
  readonly asOf: Maybe<Scalars['DateTime']['output']>;
  /** Where its newest entry stands; null of a withdrawn record, and where the index has read no more than its text. */
  readonly provenance: Maybe<CopyProvenance>;
  /** What its owner said when it withdrew the record; null of a live one, and where the index was not told. */
  readonly withdrawal: Maybe<Withdrawal>;
};

/** What is left of a withdrawn record. */
export type Withdrawal = {
  readonly __typename?: 'Withdrawal';
  /** Why, in its owner's words. */
  readonly reason: Scalars['String']['output'];
  /** Id of the record that takes its place. */
  readonly replacedBy: Maybe<Scalars['ID']['output']>;
  /** When it was withdrawn; null where its node did not say. */
  readonly at: Maybe<Scalars['DateTime']['output']>;
};

export type CopyProvenance = {
  readonly __typename?: 'CopyProvenance';
  /** Name of the log within the authority. */
  readonly log: Scalars['String']['output'];
  /** From 0. */
  readonly leafIndex: Scalars['Int']['output'];
  readonly publishedAt: Scalars['DateTime']['output'];
  readonly recordHash: Scalars['String']['output'];
  /** As in `Provenance.leaf` of the node contract. */
  readonly leaf: Scalars['String']['output'];
  /** Whether the index has verified the log up to this entry, by a checkpoint that its node signed. */
  readonly verified: Scalars['Boolean']['output'];
};

/** By what else a record may be looked for. */
export type LocateKey =
  /** A standard's number. */
  | 'number'
  /** An organization's unified social credit code. */
  | 'uscc'
  /** Id of a record that it is made from, of datasets and data products; or gives access to, of data services; or uses, of use cases. */
  | 'link'
  /** 登记结果查询码 of a data product. */
  | 'registration'
  /** Id of the organization whose it is; of demands. */
  | 'owner'
  /** A ComputeHub, or `NONE`; of computing facilities. */
  | 'hub';

/** Every field narrows; values within one field widen. */
export type SearchFilter = {
  /** Kinds of record: `[DATASET, DATA_SERVICE]`. */
  readonly kinds?: InputMaybe<ReadonlyArray<RecordKind>>;
  /** Codes of the owners' authorities: `["310000", "MEE"]`. */
  readonly authorities?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** A GB/T 2260 code: `310000` also finds its districts. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
  /** Codes of the national theme list, as the facet has them. */
  readonly themes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Codes of GB/T 4754-2017: `I` also finds what is of `65` and `6511`. */
  readonly industries?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Formats as the facet has them: `["CSV"]`. */
  readonly formats?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** How other departments may share it. */
  readonly shareTypes?: InputMaybe<ReadonlyArray<ShareType>>;
  /** Whether the public may have it. */
  readonly openness?: InputMaybe<ReadonlyArray<Openness>>;
  /** Grades by GB/T 43697. */
  readonly grades?: InputMaybe<ReadonlyArray<Grade>>;
  /** SPDX ids, as the facet has them; another name or an address of such a licence finds the same. */
  readonly licenses?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** How often the data change. */
  readonly frequencies?: InputMaybe<ReadonlyArray<Frequency>>;
  /** Ids of owners. */
  readonly owners?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Ids of standards that it conforms to. */
  readonly standards?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Keywords as their owners write them. */
  readonly keywords?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** First issued in this range: `{ from: "2024", to: "2025" }`. */
  readonly issued?: InputMaybe<DateRange>;
  /** Last changed in this range: `{ from: "2026-01" }`. */
  readonly modified?: InputMaybe<DateRange>;
  /** The time covered overlaps this range. */
  readonly temporal?: InputMaybe<DateRange>;
  /** West, south, east, north in degrees: the area covered overlaps it. */
  readonly bbox?: InputMaybe<ReadonlyArray<Scalars['Float']['input']>>;
  /** Whether an API gives access to it. */
  readonly hasApi?: InputMaybe<Scalars['Boolean']['input']>;
  /** Ratings of its metadata. Standards and organizations have none. */
  readonly quality?: InputMaybe<ReadonlyArray<QualityRating>>;
  /** Actions of ODRL that its policy permits and does not prohibit: `use`, `distribute`. */
  readonly permits?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Who may know of it, of those records that who asks may know of. */
  readonly audiences?: InputMaybe<ReadonlyArray<Audience>>;
  /** How it can be paid for; data products only. */
  readonly priceModels?: InputMaybe<ReadonlyArray<PriceModel>>;
  /** Codes of the exchanges that list it; data products only. */
  readonly exchanges?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** How it stands with it; demands only. */
  readonly demandStates?: InputMaybe<ReadonlyArray<DemandState>>;
  /** Hubs that it is part of; computing facilities only. */
  readonly hubs?: InputMaybe<ReadonlyArray<ComputeHub>>;
  /** Environments that it offers; computing facilities only. */
  readonly environments?: InputMaybe<ReadonlyArray<ProtectedEnvironment>>;
  /** Accelerators that it has; computing facilities only. */
  readonly accelerators?: InputMaybe<ReadonlyArray<AcceleratorKind>>;
};

/** From `from` to `to`, both included; an open end is left out. A coarse date means the whole of it: `to: "2024"` includes December. */
export type DateRange = {
  /** The earliest: `2024-05`; none: however early. */
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  /** The latest, included: `2024`; none: however late. */
  readonly to?: InputMaybe<Scalars['Date']['input']>;
};

/** What comes first among hits. */
export type SearchSort =
  /** What matches the words best. */
  | 'RELEVANCE'
  /** Newest change first. */
  | 'MODIFIED'
  /** Newest issue first. */
  | 'ISSUED'
  /** By title, in code point order. */
  | 'TITLE'
  /** What its owner published last first, by `SearchHit.published`. */
  | 'PUBLISHED'
  /** Best metadata first, by `SearchHit.quality`; standards and organizations, which have none, last. */
  | 'QUALITY';

/** What a search finds: a page of hits, and figures of all that match. */
export type SearchConnection = {
  readonly __typename?: 'SearchConnection';
  /** How many records match in all. */
  readonly total: Scalars['Int']['output'];
  /** The hits of this page. */
  readonly edges: ReadonlyArray<SearchEdge>;
  /** Whether there is more, and where it goes on. */
  readonly pageInfo: PageInfo;
  /**
   * Counts over all that match, not over this page. Each field's largest buckets first. A field is not narrowed by what the
   * filter has of that field itself: each value's count is how many records there are if it is chosen in place of that. Of
   * `REGION` provinces are counted; below `filter.region` that region with all that is in it, and what lies one step below.
   */
  readonly facets: ReadonlyArray<Facet>;
  /**
   * How many of all that match have this date in each year, the earliest first, years without any left out. A record whose
   * time covers several years is in each. Not narrowed by the filter's range of the same date. Without `from` a hundred years
   * up to `to`, without `to` up to this one; 500 at most.
   */
  readonly histogram: ReadonlyArray<YearCount>;
  /**
   * Other spellings of the query that find more, the best first: where fewer than three records match, and a word is none of
   * those of public records. Made of words of public titles and keywords alone.
   */
  readonly didYouMean: ReadonlyArray<Scalars['String']['output']>;
  /** How fresh this answer is. */
  readonly index: IndexState;
};


/** What a search finds: a page of hits, and figures of all that match. */
export type SearchConnectionFacetsArgs = {
  fields?: InputMaybe<ReadonlyArray<FacetField>>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** What a search finds: a page of hits, and figures of all that match. */
export type SearchConnectionHistogramArgs = {
  field?: InputMaybe<DateField>;
  from?: InputMaybe<Scalars['Int']['input']>;
  to?: InputMaybe<Scalars['Int']['input']>;
};

/** A date of records. */
export type DateField =
  /** When the record was first issued. */
  | 'ISSUED'
  /** When it was last changed. */
  | 'MODIFIED'
  /** The time covered. */
  | 'TEMPORAL';

/** How many records have a date in a year. */
export type YearCount = {
  readonly __typename?: 'YearCount';
  /** Such as `2024`. */
  readonly year: Scalars['Int']['output'];
  /** How many there are. */
  readonly count: Scalars['Int']['output'];
};

/** A hit with its place among the hits. */
export type SearchEdge = {
  readonly __typename?: 'SearchEdge';
  /** Give it as `after` to go on behind this hit. */
  readonly cursor: Scalars['String']['output'];
  /** The hit. */
  readonly node: SearchHit;
};

/** A record as the index knows it. `record` asks its owner. */
export type SearchHit = {
  readonly __typename?: 'SearchHit';
  /** Id of the record. */
  readonly id: Scalars['ID']['output'];
  readonly kind: RecordKind;
  /** Code of the authority that owns it: `310000`. */
  readonly authority: Scalars['ID']['output'];
  /** Its title, in the language asked for where it has one. */
  readonly title: Scalars['String']['output'];
  /** The beginning of its description, up to 200 characters. */
  readonly summary: Maybe<Scalars['String']['output']>;
  /** Name of the organization that owns it: `上海市水务局`. */
  readonly ownerName: Maybe<Scalars['String']['output']>;
  /** When it was last changed, as in `Record.modified`. */
  readonly modified: Maybe<Scalars['Date']['output']>;
  /** When its newest version was published by its owner; null where its node did not say. */
  readonly published: Maybe<Scalars['DateTime']['output']>;
  /** How well it matches; comparable within one answer only. 0 when sorted otherwise. */
  readonly score: Scalars['Float']['output'];
  /** How good its metadata are, 0 to 405, as in `Quality.score`; null of standards and organizations. */
  readonly quality: Maybe<Scalars['Int']['output']>;
  /** Where the words of the query stand in it: in texts of the language asked for, else in the description or the title of the other one. */
  readonly highlights: ReadonlyArray<Highlight>;
  /**
   * Other records that are probably the same thing, catalogued by another way, such as by an agency and by its ministry.
   * All of them are found: none is left out for another.
   */
  readonly sameAs: ReadonlyArray<SameAs>;
  /** By which other words it was found, where it has not those that were asked for: synonyms, the other language, a misspelt word put right. */
  readonly matchedBy: Maybe<ReadonlyArray<MatchedBy>>;
  /** The record itself, as its owner answers. */
  readonly record: Maybe<Record>;
};

/** Another word that a hit was found by. */
export type MatchedBy = {
  readonly __typename?: 'MatchedBy';
  /** The word of the query. */
  readonly asked: Scalars['String']['output'];
  /** The word that the record has. */
  readonly found: Scalars['String']['output'];
  readonly by: MatchKind;
};

/** How another word was come by. */
export type MatchKind =
  /** Another way to say it, by the index's thesaurus. */
  | 'SYNONYM'
  /** What a word that no record has was taken for. */
  | 'SPELLING';

/** A record of the same thing as another one. */
export type SameAs = {
  readonly __typename?: 'SameAs';
  /** Id of that record. */
  readonly id: Scalars['ID']['output'];
  /** Code of the authority that owns it. */
  readonly authority: Scalars['ID']['output'];
  /** What shows it, the strongest first. */
  readonly reasons: ReadonlyArray<SameAsReason>;
  /** That record, as its owner answers. */
  readonly record: Maybe<Record>;
};

/** What shows that two records are of the same thing. */
export type SameAsReason =
  /** Both came from the same system under the same identifier. */
  | 'SOURCE'
  /** Both name the same page for people, and neither authority names it for another record. */
  | 'LANDING_PAGE'
  /** Same title, same addresses of the data, and no other owner by name. */
  | 'FINGERPRINT';

/** Pieces of a field in which the query was found, as plain text with the found words between U+E000 and U+E001. */
export type Highlight = {
  readonly __typename?: 'Highlight';
  /** Name of the field: `title`, `keywords`. */
  readonly field: Scalars['String']['output'];
  /** Pieces of its text. */
  readonly fragments: ReadonlyArray<Scalars['String']['output']>;
};

/** Where a page of hits stands. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Whether there are hits behind it. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Give it as `after` for the next page; null of an empty one. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
};

/** What hits are counted by. */
export type FacetField =
  /** Kind of record. */
  | 'KIND'
  /** Authority that owns it. */
  | 'AUTHORITY'
  /** Region that it covers. */
  | 'REGION'
  /** Theme of the national list. */
  | 'THEME'
  /** By section of GB/T 4754-2017; below each that `filter.industries` has, also what lies one step below. */
  | 'INDUSTRY'
  /** Format of a distribution: `CSV`. */
  | 'FORMAT'
  /** How other departments may share it. */
  | 'SHARE_TYPE'
  /** Whether the public may have it. */
  | 'OPENNESS'
  /** Grade by GB/T 43697. */
  | 'GRADE'
  /** Licence, by its SPDX id where it has one. */
  | 'LICENSE'
  /** How often the data change. */
  | 'FREQUENCY'
  /** Organization that owns it. */
  | 'OWNER'
  /** Standard that it conforms to. */
  | 'STANDARD'
  /** Keyword. */
  | 'KEYWORD'
  /** Whether an API gives access to it. */
  | 'HAS_API'
  /** Rating of its metadata. */
  | 'QUALITY'
  /** Actions of ODRL that policies permit. */
  | 'PERMITS'
  /** Who may know of the records, of those that who asks may know of: for the public that is one bucket. */
  | 'AUDIENCE'
  /** How data products can be paid for. */
  | 'PRICE_MODEL'
  /** How it stands with demands. */
  | 'DEMAND_STATE'
  /** Hubs of computing facilities. */
  | 'HUB'
  /** Environments that computing facilities offer. */
  | 'ENVIRONMENT'
  /** Accelerators that computing facilities have. */
  | 'ACCELERATOR';

/** Counts of all that match by one field. */
export type Facet = {
  readonly __typename?: 'Facet';
  readonly field: FacetField;
  /** The largest first. */
  readonly buckets: ReadonlyArray<FacetBucket>;
};

/** One value of a facet. */
export type FacetBucket = {
  readonly __typename?: 'FacetBucket';
  /** As the filter takes it. */
  readonly value: Scalars['String']['output'];
  /** As people read it, in the language asked for. */
  readonly label: Scalars['String']['output'];
  /** How many records have it. */
  readonly count: Scalars['Int']['output'];
};

/** How fresh an answer of the index is. */
export type IndexState = {
  readonly __typename?: 'IndexState';
  /** Every authority that can be heard is shown as of this moment or later. */
  readonly asOf: Maybe<Scalars['DateTime']['output']>;
  /** Whether a new version of the index is made beside the one that answers; null where none is. */
  readonly rebuild: Maybe<IndexRebuild>;
  /** Of each authority by itself. */
  readonly authorities: ReadonlyArray<AuthorityFreshness>;
};

/** How the making of a new version of the index stands. */
export type IndexRebuild =
  /** It takes the place of the one that answers when it has the same records. */
  | 'UNDER_WAY'
  /** It could not be made, and is tried again; the one that answers goes on. */
  | 'FAILING';

/** How fresh the index is of one authority. */
export type AuthorityFreshness = {
  readonly __typename?: 'AuthorityFreshness';
  /** Its code: `310000`. */
  readonly authority: Scalars['ID']['output'];
  /** The index holds all that this authority had published at this moment; null before the first contact. */
  readonly asOf: Maybe<Scalars['DateTime']['output']>;
  /** Age of `asOf` in seconds; null before the first contact. */
  readonly lagSeconds: Maybe<Scalars['Float']['output']>;
  /** Whether the last contact worked. What is not reachable keeps what it published last. */
  readonly reachable: Scalars['Boolean']['output'];
  /** What is known of its log. */
  readonly status: FeedStatus;
  /** Why, where there is more to say of it. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** When its node answered last; null where it has not since the index started. */
  readonly lastContact: Maybe<Scalars['DateTime']['output']>;
  /** Entries that it had published at the last contact and that are not in the index yet; null before the first contact. */
  readonly lagEntries: Maybe<Scalars['Int']['output']>;
  /** Whether all that the index has of it belongs to a log that its node has signed, as far as it was heard since the start. */
  readonly verified: Maybe<Scalars['Boolean']['output']>;
  /** How often its log was read again since the index started, because the copies were not what it says. */
  readonly resyncs: Scalars['Int']['output'];
};

/** What is known of an authority's log. */
export type FeedStatus =
  /** Nothing was heard of it since the index started. */
  | 'NEW'
  /** It answers, and there is more of its log to read. */
  | 'CATCHING_UP'
  /** The index holds all of it. */
  | 'CURRENT'
  /** Copies and owner differ: the whole log is read again beside the copies, which are served until it takes their place. */
  | 'RESYNCING'
  /** It can't be heard. */
  | 'UNREACHABLE'
  /** It answers, and the index could not take in what it said. */
  | 'NOT_TAKEN'
  /** It answers with another history than was read before. Nothing of that is taken in: the copies stay as they were. */
  | 'DIVERGED'
  /** Its node has signed two histories. Nothing is taken of it until the index's operator says so: docs/keys.md. */
  | 'QUARANTINED'
  /** Its node is not asked, for its membership is suspended. */
  | 'SUSPENDED'
  /** The index has records of it, and the registry does not name it. */
  | 'UNLISTED';

/** A title or keyword that begins with what was typed. */
export type Suggestion = {
  readonly __typename?: 'Suggestion';
  /** As it is to be searched for. */
  readonly text: Scalars['String']['output'];
  /** Kind of the record that has it. */
  readonly kind: RecordKind;
  /** The record that has it, as its owner answers. */
  readonly record: Maybe<Record>;
};

/** How much is catalogued. */
export type Coverage = {
  readonly __typename?: 'Coverage';
  /** Records in all. */
  readonly total: Scalars['Int']['output'];
  /** Of each kind. */
  readonly kinds: ReadonlyArray<KindCount>;
  /** Of each authority. */
  readonly authorities: ReadonlyArray<AuthorityCoverage>;
  /** The key of the index' cosignatures, as C2SP signed notes write a verifier's key. */
  readonly witness: Maybe<Scalars['String']['output']>;
  /** How good the metadata of the nation are; null where nothing is judged. */
  readonly quality: Maybe<QualitySummary>;
  /** What all records of the nation come to. */
  readonly figures: Maybe<CoverageFigures>;
  /** The same by theme, in the order of the vocabulary, themes without records left out; a record of several themes is in each. */
  readonly themes: Maybe<ReadonlyArray<ThemeCoverage>>;
  /** The nation's public records on each of the last days, today included, the earliest first; days on which nothing was counted are missing. 1096 at most. */
  readonly trend: Maybe<ReadonlyArray<CoverageDay>>;
  /** One of `authorities`; null where it is not among them. */
  readonly authority: Maybe<AuthorityCoverage>;
};


/** How much is catalogued. */
export type CoverageTrendArgs = {
  days?: InputMaybe<Scalars['Int']['input']>;
};


/** How much is catalogued. */
export type CoverageAuthorityArgs = {
  code: Scalars['ID']['input'];
};

/** What records come to. Each number is of those that who asks may know of. */
export type CoverageFigures = {
  readonly __typename?: 'CoverageFigures';
  /** How many there are, of every kind. */
  readonly records: Scalars['Int']['output'];
  /** Datasets and data services that are open to everybody, of all datasets and data services. */
  readonly open: Share;
  /** Datasets and data services that name a standard which the index has, of all datasets and data services. */
  readonly conforming: Share;
  /** Records that say when they were changed or issued. */
  readonly dated: Share;
  /** Those of them that were within the last 365 days. */
  readonly recent: Share;
  /** Those that were changed in time, of those that say how often they are updated: within two of their periods, or 31 days where that is more. */
  readonly kept: Share;
  /** Mean score of their metadata, 0 to 405; null where none is judged. */
  readonly quality: Maybe<Scalars['Float']['output']>;
  /** Links across authorities. */
  readonly links: CrossLinks;
  /**
   * How little they are linked to and from records of other authorities: 1 where no record is, 0 where every record is in both
   * directions; null where there are no records. docs/coverage.md says how it is reckoned.
   */
  readonly islandIndex: Maybe<Scalars['Float']['output']>;
  /** Demands that are open: nothing meets them yet. Null where that can't be told. */
  readonly demandUnmet: Maybe<Scalars['Int']['output']>;
};

/** A part of a whole. */
export type Share = {
  readonly __typename?: 'Share';
  /** How many are of the part. */
  readonly count: Scalars['Int']['output'];
  /** How many there are in all. */
  readonly of: Scalars['Int']['output'];
  /** From 0 to 1; null of an empty whole. */
  readonly ratio: Maybe<Scalars['Float']['output']>;
};

/**
 * Links between records of different authorities: to owners, standards, series, parents, to what a record is made from, uses, serves,
 * replaces or is met by. One counts where both its ends are records that who asks may know of.
 */
export type CrossLinks = {
  readonly __typename?: 'CrossLinks';
  /** Links that lead from these records to those of other authorities. */
  readonly out: Scalars['Int']['output'];
  /** Links that lead to these records from those of other authorities. */
  readonly in: Scalars['Int']['output'];
  /** Records with a link that leads out. */
  readonly linkedOut: Share;
  /** Records with a link that leads in. */
  readonly linkedIn: Share;
};

/** What there is of a theme. */
export type ThemeCoverage = {
  readonly __typename?: 'ThemeCoverage';
  /** As `SearchFilter.themes` takes it. */
  readonly theme: Scalars['String']['output'];
  /** Its name. */
  readonly label: Scalars['String']['output'];
  /** What its records come to. */
  readonly figures: CoverageFigures;
};


/** What there is of a theme. */
export type ThemeCoverageLabelArgs = {
  lang?: InputMaybe<Lang>;
};

/** Public records as they were on a day, when they were counted last. */
export type CoverageDay = {
  readonly __typename?: 'CoverageDay';
  /** In UTC. */
  readonly day: Scalars['Date']['output'];
  /** How many there were, of every kind. */
  readonly records: Scalars['Int']['output'];
  /** As `CoverageFigures.open`. */
  readonly open: Share;
  /** As `CoverageFigures.conforming`. */
  readonly conforming: Share;
  /** As `CoverageFigures.quality`. */
  readonly quality: Maybe<Scalars['Float']['output']>;
  /** As `CoverageFigures.islandIndex`. */
  readonly islandIndex: Maybe<Scalars['Float']['output']>;
};

/** How many records there are of a kind. */
export type KindCount = {
  readonly __typename?: 'KindCount';
  readonly kind: RecordKind;
  /** How many. */
  readonly count: Scalars['Int']['output'];
};

/** How much one authority has catalogued. */
export type AuthorityCoverage = {
  readonly __typename?: 'AuthorityCoverage';
  /** Its code: `310000`. */
  readonly authority: Scalars['ID']['output'];
  /** Its records in all. */
  readonly total: Scalars['Int']['output'];
  /** Of each kind. */
  readonly kinds: ReadonlyArray<KindCount>;
  /** Sequence number of the last entry of its log that the index has taken in. */
  readonly seq: Scalars['Int']['output'];
  /** How good its metadata are; null where nothing of it is judged. */
  readonly quality: Maybe<QualitySummary>;
  /** Digest of its live records by the log as far as it was read, as in `ChangePage.digest`; null where that can't be told. */
  readonly digest: Maybe<Scalars['String']['output']>;
  /** Records of which an entry could not be taken in, until a later one can. */
  readonly setAsideTotal: Maybe<Scalars['Int']['output']>;
  /** Their entries, the newest first. */
  readonly setAside: Maybe<ReadonlyArray<SetAsideEntry>>;
  /**
   * The last checkpoint of its public log that the index has verified: a C2SP signed note with the node's signature and,
   * below it, the cosignature of the index. Null where the node signs nothing.
   */
  readonly checkpoint: Maybe<Scalars['String']['output']>;
  /** The last time that its node contradicted what had been read of its log; null where it never has. */
  readonly contradiction: Maybe<Contradiction>;
  /** What all its records come to. */
  readonly figures: Maybe<CoverageFigures>;
  /** The same by theme, as `Coverage.themes`. */
  readonly themes: Maybe<ReadonlyArray<ThemeCoverage>>;
  /** Its public records on each of the last days, as `Coverage.trend`. */
  readonly trend: Maybe<ReadonlyArray<CoverageDay>>;
};


/** How much one authority has catalogued. */
export type AuthorityCoverageSetAsideArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** How much one authority has catalogued. */
export type AuthorityCoverageTrendArgs = {
  days?: InputMaybe<Scalars['Int']['input']>;
};

/** An entry of a log that could not be taken in; the rest of the log was. */
export type SetAsideEntry = {
  readonly __typename?: 'SetAsideEntry';
  /** Its number in the log. */
  readonly seq: Scalars['Int']['output'];
  /** As the entry has it, cut to 80 characters; empty where it has none. */
  readonly id: Scalars['String']['output'];
  /** The version of the record that it carries. */
  readonly version: Scalars['Int']['output'];
  /** Why it could not be taken in. */
  readonly reason: Scalars['String']['output'];
};

/** Both sides of a history that was told in two ways. */
export type Contradiction = {
  readonly __typename?: 'Contradiction';
  /** When it was heard: `2026-03-01T08:00:00.000Z`. */
  readonly at: Scalars['DateTime']['output'];
  /** The newest entry that had been read. */
  readonly seq: Scalars['Int']['output'];
  /** The cursor behind that entry, which carries its hash. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** What the node says is its newest entry. */
  readonly head: Maybe<Scalars['Int']['output']>;
  /** What it said. */
  readonly told: Scalars['String']['output'];
  /** Where its node has signed two histories: the checkpoint that was verified before, and the one that contradicts it. */
  readonly knownCheckpoint: Maybe<Scalars['String']['output']>;
  /** The checkpoint that contradicts it. */
  readonly toldCheckpoint: Maybe<Scalars['String']['output']>;
};

/** The quality of many records' metadata. */
export type QualitySummary = {
  readonly __typename?: 'QualitySummary';
  /** Records that are judged: datasets, series and services. */
  readonly records: Scalars['Int']['output'];
  /** Mean score, 0 to 405. */
  readonly mean: Scalars['Float']['output'];
  /** How many records have each rating, the best first. */
  readonly ratings: ReadonlyArray<RatingCount>;
  /** The metric that costs these records most points in all; null where none is unmet. */
  readonly worst: Maybe<UnmetMetric>;
};

/** How many records have a rating. */
export type RatingCount = {
  readonly __typename?: 'RatingCount';
  readonly rating: QualityRating;
  /** The rating as people read it: `优秀`. */
  readonly label: Scalars['String']['output'];
  /** How many. */
  readonly count: Scalars['Int']['output'];
};


/** How many records have a rating. */
export type RatingCountLabelArgs = {
  lang?: InputMaybe<Lang>;
};

/** A metric that records do not meet. */
export type UnmetMetric = {
  readonly __typename?: 'UnmetMetric';
  /** As in `QualityMetric.code`. */
  readonly code: Scalars['String']['output'];
  /** As people read it. */
  readonly name: Scalars['String']['output'];
  /** How many records do not meet it. */
  readonly unmet: Scalars['Int']['output'];
  /** What to do. */
  readonly advice: Scalars['String']['output'];
};


/** A metric that records do not meet. */
export type UnmetMetricNameArgs = {
  lang?: InputMaybe<Lang>;
};


/** A metric that records do not meet. */
export type UnmetMetricAdviceArgs = {
  lang?: InputMaybe<Lang>;
};

export type Record = {
  readonly id: Scalars['ID']['output'];
};

export type Dataset = Record & {
  readonly __typename?: 'Dataset';
  readonly id: Scalars['ID']['output'];
  /**
   * What it was made from, or what was made from it, step by step and across authorities: by the `derivedFrom` of datasets and
   * data products, and the `uses` of use cases, that the viewer may know of. Null where the index has no such record for the viewer.
   */
  readonly lineage: Maybe<Lineage>;
  /**
   * Which of the eight stages of national data infrastructure are evidenced, by what, and which are blank: docs/lifecycle.md.
   * Null where the index has no such record for the viewer.
   */
  readonly lifecycle: Maybe<Lifecycle>;
};


export type DatasetLineageArgs = {
  direction?: LineageDirection;
  depth?: Scalars['Int']['input'];
  first?: Scalars['Int']['input'];
};


export type DatasetLifecycleArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
};

export type DataSeries = Record & {
  readonly __typename?: 'DataSeries';
  readonly id: Scalars['ID']['output'];
};

export type DataService = Record & {
  readonly __typename?: 'DataService';
  readonly id: Scalars['ID']['output'];
};

export type Standard = Record & {
  readonly __typename?: 'Standard';
  readonly id: Scalars['ID']['output'];
};

export type Organization = Record & {
  readonly __typename?: 'Organization';
  readonly id: Scalars['ID']['output'];
};

export type DataProduct = Record & {
  readonly __typename?: 'DataProduct';
  readonly id: Scalars['ID']['output'];
  /** What it was made from, as `Dataset.lineage`; nothing is made from a product. */
  readonly lineage: Maybe<Lineage>;
};


export type DataProductLineageArgs = {
  direction?: LineageDirection;
  depth?: Scalars['Int']['input'];
  first?: Scalars['Int']['input'];
};

/** Which way a lineage goes. */
export type LineageDirection =
  /** To what it was made from. */
  | 'UPSTREAM'
  /** To what was made from it: datasets, and at the end data products and use cases. */
  | 'DOWNSTREAM';

/** Records that one was made from, or that were made from it, with the links between them (prov:wasDerivedFrom). */
export type Lineage = {
  readonly __typename?: 'Lineage';
  /** The way that it goes. */
  readonly direction: LineageDirection;
  /** The nearest first, those of one distance by id; not the record itself. */
  readonly nodes: ReadonlyArray<LineageNode>;
  /** Every link among these and the record itself, by source, then by what was made from it. */
  readonly links: ReadonlyArray<LineageLink>;
  /** Records that were made from themselves by way of each other, by those links: each group by id. */
  readonly cycles: ReadonlyArray<ReadonlyArray<Scalars['ID']['output']>>;
  /** Authorities of the nodes, by code. */
  readonly authorities: ReadonlyArray<Scalars['ID']['output']>;
  /** Why there is more than is told here; empty where this is all. */
  readonly cut: ReadonlyArray<LineageCut>;
};

/** A record in a lineage, as the index knows it. `record` asks its owner. */
export type LineageNode = {
  readonly __typename?: 'LineageNode';
  /** As the records name it. */
  readonly id: Scalars['ID']['output'];
  /** Null where `id`, as a record names it, is none of this catalog. */
  readonly kind: Maybe<RecordKind>;
  /** Code of the authority whose it is; null where `kind` is. */
  readonly authority: Maybe<Scalars['ID']['output']>;
  /** Null of what is missing. */
  readonly title: Maybe<Scalars['String']['output']>;
  /** Steps from the record that was asked about, by the shortest way. */
  readonly distance: Scalars['Int']['output'];
  /** Named by a record, and not there for the viewer: never published, withdrawn, or not for the viewer. Here its way ends. */
  readonly missing: Scalars['Boolean']['output'];
  /** Whether it has links in this direction that are not told. */
  readonly hasMore: Scalars['Boolean']['output'];
  /** Null of what is missing. */
  readonly record: Maybe<Record>;
};


/** A record in a lineage, as the index knows it. `record` asks its owner. */
export type LineageNodeTitleArgs = {
  lang?: InputMaybe<Lang>;
};

/** One record was made from another, or uses it. */
export type LineageLink = {
  readonly __typename?: 'LineageLink';
  /** What was made something of, or used. */
  readonly source: Scalars['ID']['output'];
  /** What was made from it, or uses it. */
  readonly derived: Scalars['ID']['output'];
  /** Whether the two are of different authorities. */
  readonly crosses: Scalars['Boolean']['output'];
};

/** Why a lineage is not told whole. */
export type LineageCut =
  /** There is more behind `depth` steps. */
  | 'DEPTH'
  /** There are more than `first`. */
  | 'NODES'
  /** There are more than 20,000 links to look at. */
  | 'LINKS';

export type UseCase = Record & {
  readonly __typename?: 'UseCase';
  readonly id: Scalars['ID']['output'];
  /** What it uses, and what that was made from, as `Dataset.lineage`; nothing is made from a use. */
  readonly lineage: Maybe<Lineage>;
};


export type UseCaseLineageArgs = {
  direction?: LineageDirection;
  depth?: Scalars['Int']['input'];
  first?: Scalars['Int']['input'];
};

export type Demand = Record & {
  readonly __typename?: 'Demand';
  readonly id: Scalars['ID']['output'];
};

export type ComputeFacility = Record & {
  readonly __typename?: 'ComputeFacility';
  readonly id: Scalars['ID']['output'];
};

/** What the lifecycle of a dataset is evidenced by, as far as the viewer may know. */
export type Lifecycle = {
  readonly __typename?: 'Lifecycle';
  /** The version of the record that it is read from. */
  readonly version: Scalars['Int']['output'];
  /** The eight stages, in the order of the 国家数据基础设施建设指引. */
  readonly stages: ReadonlyArray<LifecycleStage>;
};

/** One of the eight stages. */
export type LifecycleStage = {
  readonly __typename?: 'LifecycleStage';
  /** For programs. */
  readonly stage: LifecycleStageCode;
  /** As people read it: `采集`. */
  readonly name: Scalars['String']['output'];
  /** EVIDENCED by one thing at least; else UNKNOWN where anything can't be told, else BLANK. */
  readonly state: LifecycleState;
  /** All that could evidence it, and whether it does. */
  readonly evidence: ReadonlyArray<LifecycleEvidence>;
};


/** One of the eight stages. */
export type LifecycleStageNameArgs = {
  lang?: InputMaybe<Lang>;
};

/** The stages of data by the 国家数据基础设施建设指引. */
export type LifecycleStageCode =
  /** 采集: where data come from. */
  | 'COLLECTION'
  /** 汇聚: data of several come together. */
  | 'AGGREGATION'
  /** 传输: how data get to whom. */
  | 'TRANSMISSION'
  /** 加工: data are made of data. */
  | 'PROCESSING'
  /** 流通: on what terms data are had. */
  | 'CIRCULATION'
  /** 利用: what data are used for. */
  | 'USE'
  /** 运营: data are looked after. */
  | 'OPERATION'
  /** 安全: how data are protected. */
  | 'SECURITY';

/** What is known of a stage, or of what could evidence it. */
export type LifecycleState =
  /** It is there. */
  | 'EVIDENCED'
  /** It is not there. */
  | 'BLANK'
  /** The index can't tell: it does not answer for that, or has not read all that members publish. */
  | 'UNKNOWN';

/** Something that a stage can be evidenced by. */
export type LifecycleEvidence = {
  readonly __typename?: 'LifecycleEvidence';
  /** For programs. */
  readonly code: LifecycleEvidenceCode;
  /** As people read it: `来源系统`. */
  readonly name: Scalars['String']['output'];
  /** Whether it is there. */
  readonly state: LifecycleState;
  /** What the record says of it, in its words; null where it says it by records, or not at all. */
  readonly value: Maybe<Scalars['String']['output']>;
  /** How many records evidence it; 0 where it is no matter of records. */
  readonly count: Scalars['Int']['output'];
  /** Ids of the first of those records. */
  readonly records: ReadonlyArray<Scalars['ID']['output']>;
};


/** Something that a stage can be evidenced by. */
export type LifecycleEvidenceNameArgs = {
  lang?: InputMaybe<Lang>;
};


/** Something that a stage can be evidenced by. */
export type LifecycleEvidenceRecordsArgs = {
  first?: Scalars['Int']['input'];
};

/** What stages can be evidenced by. docs/lifecycle.md has the table. */
export type LifecycleEvidenceCode =
  /** The system that it came from. */
  | 'SOURCE'
  /** Who provides it. */
  | 'PROVIDER'
  /** The time it covers. */
  | 'PERIOD'
  /** How often it changes. */
  | 'FREQUENCY'
  /** The series that it is part of. */
  | 'SERIES'
  /** It was made from several datasets. */
  | 'SEVERAL_SOURCES'
  /** It was made from datasets of other authorities. */
  | 'ACROSS_AUTHORITIES'
  /** Addresses where it is had. */
  | 'ACCESS'
  /** Addresses where it is downloaded. */
  | 'DOWNLOAD'
  /** Distributions that are APIs. */
  | 'API'
  /** Data services that give access to it. */
  | 'SERVICES'
  /** It was made from other datasets. */
  | 'DERIVED'
  /** Its fields are described. */
  | 'ITEMS'
  /** Standards that it keeps to. */
  | 'STANDARDS'
  /** Datasets that were made from it. */
  | 'DERIVATIVES'
  /** Departments may have it. */
  | 'SHARED'
  /** The public may have it. */
  | 'OPENED'
  /** Its licence. */
  | 'LICENSE'
  /** Data products that are made from it. */
  | 'PRODUCTS'
  /** Products of it with an offer that holds. */
  | 'OFFERS'
  /** Use cases that use it. */
  | 'USE_CASES'
  /** Use cases that tell what came of it. */
  | 'OUTCOMES'
  /** Datasets that other authorities made from it. */
  | 'USED_ELSEWHERE'
  /** Its record was published more than once. */
  | 'MAINTAINED'
  /** It was last changed in time for its frequency. */
  | 'TIMELY'
  /** A page about it for people. */
  | 'PAGE'
  /** Its grade. */
  | 'GRADE'
  /** A policy says what may be done with it. */
  | 'POLICY'
  /** On what condition, or why not, it is shared. */
  | 'CONDITION'
  /** Not everybody may know of it. */
  | 'AUDIENCE'
  /** Its entry stands in a log that its owner has signed. */
  | 'SIGNED';

/** The language an answer is wanted in. What has no text in it is answered in a language that it has. */
export type Lang =
  /** Chinese (中文). */
  | 'ZH'
  /** English. */
  | 'EN';

/** What a record describes. The second part of an id names it: `310000-DS-…`. */
export type RecordKind =
  /** A collection of data published by one agent (dcat:Dataset). Id part `DS`. */
  | 'DATASET'
  /** Datasets published as one series (dcat:DatasetSeries). Id part `SR`. */
  | 'DATA_SERIES'
  /** An API that gives access to data (dcat:DataService). Id part `SV`. */
  | 'DATA_SERVICE'
  /** A standard that data or services conform to (dct:Standard). Id part `ST`. */
  | 'STANDARD'
  /** An office, enterprise or institution that owns or publishes (foaf:Agent). Id part `OR`. */
  | 'ORGANIZATION'
  /** A data product as one exchange lists it (数据产品). Id part `DP`. */
  | 'DATA_PRODUCT'
  /** What data were used for, and what came of it (场景案例). Id part `UC`. */
  | 'USE_CASE'
  /** Data that somebody needs (数据需求). Id part `DM`. */
  | 'DEMAND'
  /** A computing facility of the national computing network (算力设施). Id part `CF`. */
  | 'COMPUTE_FACILITY';

/** How a data product is paid for. */
export type PriceModel =
  /** 免费: nothing is paid. */
  | 'FREE'
  /** 一次性: one price, once. */
  | 'ONCE'
  /** 按次: a price for so many calls. */
  | 'PER_CALL'
  /** 订阅: a price for each period that is begun. */
  | 'SUBSCRIPTION'
  /** 按量: a price for so many units, such as GB. */
  | 'BY_USAGE'
  /** 面议: the price is agreed with the provider. */
  | 'NEGOTIATED';

/** How it stands with a demand for data. */
export type DemandState =
  /** 征集中: data are looked for. */
  | 'OPEN'
  /** 已满足: the data that it is met by can be had. */
  | 'MET'
  /** 已撤回: nothing is looked for any more. */
  | 'CLOSED';

/** A hub of the national computing network (国家算力枢纽节点). */
export type ComputeHub =
  /** 京津冀: Beijing, Tianjin and Hebei. */
  | 'JING_JIN_JI'
  /** 长三角: the Yangtze River Delta. */
  | 'YANGTZE_DELTA'
  /** 粤港澳大湾区: Guangdong, Hong Kong and Macao. */
  | 'GREATER_BAY_AREA'
  /** 成渝: Chengdu and Chongqing. */
  | 'CHENG_YU'
  /** 内蒙古: Inner Mongolia. */
  | 'INNER_MONGOLIA'
  /** 贵州: Guizhou. */
  | 'GUIZHOU'
  /** 甘肃: Gansu. */
  | 'GANSU'
  /** 宁夏: Ningxia. */
  | 'NINGXIA';

/** In what data can be processed, the one that protects them least first. */
export type ProtectedEnvironment =
  /** 明文环境: an ordinary machine. Who runs the work has the data, and so has who operates the machine. */
  | 'PLAIN'
  /** 数据沙箱: the data can't be taken out of it. */
  | 'SANDBOX'
  /** 可信执行环境: nor can who operates the machine see them. */
  | 'TEE'
  /** 联邦学习: the data stay at their owner; models travel. */
  | 'FEDERATED_LEARNING'
  /** 安全多方计算: nobody sees anything of them but the result. */
  | 'MPC';

/** Sorts of processors that speed up computing. */
export type AcceleratorKind =
  /** Graphics processors. */
  | 'GPU'
  /** Neural network processors, tensor processors too. */
  | 'NPU'
  /** Field-programmable gate arrays. */
  | 'FPGA'
  /** Any other. */
  | 'OTHER';

/** How other departments may share it: 共享类型 of the 政务信息资源目录编制指南. */
export type ShareType =
  /** 无条件共享: any department may have it. */
  | 'UNCONDITIONAL'
  /** 有条件共享: departments may have it under its `shareCondition`. */
  | 'CONDITIONAL'
  /** 不予共享: not shared; `shareCondition` names the ground. */
  | 'NOT_SHARED';

/** Whether the public may have it: 开放属性 of the 政务信息资源目录编制指南. */
export type Openness =
  /** 无条件开放: open to everyone. */
  | 'OPEN'
  /** 有条件开放: open on application. */
  | 'CONDITIONAL'
  /** 不予开放: closed to the public. */
  | 'CLOSED';

/** Data grade by GB/T 43697-2024. */
export type Grade =
  /** 一般数据: what is neither important nor core. */
  | 'GENERAL'
  /** 重要数据: of weight for security, the economy or the public. */
  | 'IMPORTANT'
  /** 核心数据: what bears on the security of the state. */
  | 'CORE';

/** Who may know of a record. Standing in one's own authority is enough for any of its records. */
export type Audience =
  /** Everybody. */
  | 'PUBLIC'
  /** Staff of any member. */
  | 'MEMBER'
  /** Staff of the authorities that are named. */
  | 'NAMED'
  /** Staff of the owner; it never leaves the owner's node. */
  | 'OWNER';

/** How often the data change: 更新周期, with the finer steps of the EU frequency vocabulary. */
export type Frequency =
  /** 实时: as it happens. */
  | 'REALTIME'
  /** 每小时: every hour. */
  | 'HOURLY'
  /** 每日: every day. */
  | 'DAILY'
  /** 每周: every week. */
  | 'WEEKLY'
  /** 每月: every month. */
  | 'MONTHLY'
  /** 每季度: every three months. */
  | 'QUARTERLY'
  /** 每半年: every six months. */
  | 'SEMIANNUAL'
  /** 每年: every year. */
  | 'YEARLY'
  /** When there is something new. */
  | 'IRREGULAR'
  /** Complete; it will not change. */
  | 'NEVER'
  /** Not said, or said in a word of a later contract. */
  | 'UNKNOWN';

/** What the points of the MQA come to, of 405. */
export type QualityRating =
  /** 优秀: from 351 points. */
  | 'EXCELLENT'
  /** 良好: from 221 points. */
  | 'GOOD'
  /** 合格: from 121 points. */
  | 'SUFFICIENT'
  /** 较差: fewer. */
  | 'BAD';

/** Dimensions of the EU's metadata quality assessment (MQA). */
export type QualityDimensionCode =
  /** 可发现性, 100 points. */
  | 'FINDABILITY'
  /** 可访问性, 100 points; addresses are judged as written, none is tried. */
  | 'ACCESSIBILITY'
  /** 互操作性, 110 points. */
  | 'INTEROPERABILITY'
  /** 可重用性, 75 points. */
  | 'REUSABILITY'
  /** 背景信息, 20 points. */
  | 'CONTEXTUALITY';

/** Dimensions of data quality by GB/T 36344-2018. */
export type Gbt36344Code =
  /** 规范性: written as standards and rules ask. */
  | 'NORMATIVITY'
  /** 完整性: nothing that is needed is missing. */
  | 'COMPLETENESS'
  /** 准确性: what is said is so. */
  | 'ACCURACY'
  /** 一致性: nothing contradicts another. */
  | 'CONSISTENCY'
  /** 时效性: as recent as it is said to be. */
  | 'TIMELINESS'
  /** 可访问性: it can be had. */
  | 'ACCESSIBILITY';



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = object, TContext = object, TArgs = object> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = object, TContext = object, TArgs = object> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = object, TContext = object> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = object, TContext = object> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = object, TParent = object, TContext = object, TArgs = object> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Query: ResolverTypeWrapper<object>;
  String: ResolverTypeWrapper<unknown>;
  Int: ResolverTypeWrapper<unknown>;
  ID: ResolverTypeWrapper<unknown>;
  FoundMatch: ResolverTypeWrapper<unknown>;
  Float: ResolverTypeWrapper<unknown>;
  FoundArrivals: ResolverTypeWrapper<unknown>;
  Boolean: ResolverTypeWrapper<unknown>;
  BearerCopy: ResolverTypeWrapper<unknown>;
  RecordCopy: ResolverTypeWrapper<unknown>;
  Withdrawal: ResolverTypeWrapper<unknown>;
  CopyProvenance: ResolverTypeWrapper<unknown>;
  LocateKey: ResolverTypeWrapper<unknown>;
  SearchFilter: ResolverTypeWrapper<unknown>;
  DateRange: ResolverTypeWrapper<unknown>;
  SearchSort: ResolverTypeWrapper<unknown>;
  SearchConnection: ResolverTypeWrapper<unknown>;
  DateField: ResolverTypeWrapper<unknown>;
  YearCount: ResolverTypeWrapper<unknown>;
  SearchEdge: ResolverTypeWrapper<unknown>;
  SearchHit: ResolverTypeWrapper<unknown>;
  MatchedBy: ResolverTypeWrapper<unknown>;
  MatchKind: ResolverTypeWrapper<unknown>;
  SameAs: ResolverTypeWrapper<unknown>;
  SameAsReason: ResolverTypeWrapper<unknown>;
  Highlight: ResolverTypeWrapper<unknown>;
  PageInfo: ResolverTypeWrapper<unknown>;
  FacetField: ResolverTypeWrapper<unknown>;
  Facet: ResolverTypeWrapper<unknown>;
  FacetBucket: ResolverTypeWrapper<unknown>;
  IndexState: ResolverTypeWrapper<unknown>;
  IndexRebuild: ResolverTypeWrapper<unknown>;
  AuthorityFreshness: ResolverTypeWrapper<unknown>;
  FeedStatus: ResolverTypeWrapper<unknown>;
  Suggestion: ResolverTypeWrapper<unknown>;
  Coverage: ResolverTypeWrapper<unknown>;
  CoverageFigures: ResolverTypeWrapper<unknown>;
  Share: ResolverTypeWrapper<unknown>;
  CrossLinks: ResolverTypeWrapper<unknown>;
  ThemeCoverage: ResolverTypeWrapper<unknown>;
  CoverageDay: ResolverTypeWrapper<unknown>;
  KindCount: ResolverTypeWrapper<unknown>;
  AuthorityCoverage: ResolverTypeWrapper<unknown>;
  SetAsideEntry: ResolverTypeWrapper<unknown>;
  Contradiction: ResolverTypeWrapper<unknown>;
  QualitySummary: ResolverTypeWrapper<unknown>;
  RatingCount: ResolverTypeWrapper<unknown>;
  UnmetMetric: ResolverTypeWrapper<unknown>;
  Record: ResolverTypeWrapper<unknown>;
  Dataset: ResolverTypeWrapper<unknown>;
  DataSeries: ResolverTypeWrapper<unknown>;
  DataService: ResolverTypeWrapper<unknown>;
  Standard: ResolverTypeWrapper<unknown>;
  Organization: ResolverTypeWrapper<unknown>;
  DataProduct: ResolverTypeWrapper<unknown>;
  LineageDirection: ResolverTypeWrapper<unknown>;
  Lineage: ResolverTypeWrapper<unknown>;
  LineageNode: ResolverTypeWrapper<unknown>;
  LineageLink: ResolverTypeWrapper<unknown>;
  LineageCut: ResolverTypeWrapper<unknown>;
  UseCase: ResolverTypeWrapper<unknown>;
  Demand: ResolverTypeWrapper<unknown>;
  ComputeFacility: ResolverTypeWrapper<unknown>;
  Lifecycle: ResolverTypeWrapper<unknown>;
  LifecycleStage: ResolverTypeWrapper<unknown>;
  LifecycleStageCode: ResolverTypeWrapper<unknown>;
  LifecycleState: ResolverTypeWrapper<unknown>;
  LifecycleEvidence: ResolverTypeWrapper<unknown>;
  LifecycleEvidenceCode: ResolverTypeWrapper<unknown>;
  DateTime: ResolverTypeWrapper<unknown>;
  Date: ResolverTypeWrapper<unknown>;
  Lang: ResolverTypeWrapper<unknown>;
  RecordKind: ResolverTypeWrapper<unknown>;
  MinorUnits: ResolverTypeWrapper<unknown>;
  PriceModel: ResolverTypeWrapper<unknown>;
  DemandState: ResolverTypeWrapper<unknown>;
  ComputeHub: ResolverTypeWrapper<unknown>;
  ProtectedEnvironment: ResolverTypeWrapper<unknown>;
  AcceleratorKind: ResolverTypeWrapper<unknown>;
  ShareType: ResolverTypeWrapper<unknown>;
  Openness: ResolverTypeWrapper<unknown>;
  Grade: ResolverTypeWrapper<unknown>;
  Audience: ResolverTypeWrapper<unknown>;
  Frequency: ResolverTypeWrapper<unknown>;
  QualityRating: ResolverTypeWrapper<unknown>;
  QualityDimensionCode: ResolverTypeWrapper<unknown>;
  Gbt36344Code: ResolverTypeWrapper<unknown>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Query: object;
  String: unknown;
  Int: unknown;
  ID: unknown;
  FoundMatch: unknown;
  Float: unknown;
  FoundArrivals: unknown;
  Boolean: unknown;
  BearerCopy: unknown;
  RecordCopy: unknown;
  Withdrawal: unknown;
  CopyProvenance: unknown;
  SearchFilter: unknown;
  DateRange: unknown;
  SearchConnection: unknown;
  YearCount: unknown;
  SearchEdge: unknown;
  SearchHit: unknown;
  MatchedBy: unknown;
  SameAs: unknown;
  Highlight: unknown;
  PageInfo: unknown;
  Facet: unknown;
  FacetBucket: unknown;
  IndexState: unknown;
  AuthorityFreshness: unknown;
  Suggestion: unknown;
  Coverage: unknown;
  CoverageFigures: unknown;
  Share: unknown;
  CrossLinks: unknown;
  ThemeCoverage: unknown;
  CoverageDay: unknown;
  KindCount: unknown;
  AuthorityCoverage: unknown;
  SetAsideEntry: unknown;
  Contradiction: unknown;
  QualitySummary: unknown;
  RatingCount: unknown;
  UnmetMetric: unknown;
  Record: unknown;
  Dataset: unknown;
  DataSeries: unknown;
  DataService: unknown;
  Standard: unknown;
  Organization: unknown;
  DataProduct: unknown;
  Lineage: unknown;
  LineageNode: unknown;
  LineageLink: unknown;
  UseCase: unknown;
  Demand: unknown;
  ComputeFacility: unknown;
  Lifecycle: unknown;
  LifecycleStage: unknown;
  LifecycleEvidence: unknown;
  DateTime: unknown;
  Date: unknown;
  MinorUnits: unknown;
};

export type QueryResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  search?: Resolver<Maybe<ResolversTypes['SearchConnection']>, ParentType, ContextType, RequireFields<QuerySearchArgs, 'sort' | 'first' | 'lang'>>;
  similar?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SearchHit']>>, ParentType, ContextType, RequireFields<QuerySimilarArgs, 'id' | 'first' | 'lang'>>;
  suggest?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Suggestion']>>, ParentType, ContextType, RequireFields<QuerySuggestArgs, 'prefix' | 'first'>>;
  coverage?: Resolver<Maybe<ResolversTypes['Coverage']>, ParentType, ContextType>;
  locate?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType, RequireFields<QueryLocateArgs, 'kind' | 'key' | 'value'>>;
  copies?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['RecordCopy']>>>, ParentType, ContextType, RequireFields<QueryCopiesArgs, 'ids'>>;
  bearers?: Resolver<Maybe<ReadonlyArray<ReadonlyArray<ResolversTypes['BearerCopy']>>>, ParentType, ContextType, RequireFields<QueryBearersArgs, 'kind' | 'key' | 'values'>>;
  demandMatches?: Resolver<Maybe<ReadonlyArray<Maybe<ReadonlyArray<ResolversTypes['FoundMatch']>>>>, ParentType, ContextType, RequireFields<QueryDemandMatchesArgs, 'demands' | 'first'>>;
  wants?: Resolver<Maybe<ReadonlyArray<ReadonlyArray<ResolversTypes['FoundMatch']>>>, ParentType, ContextType, RequireFields<QueryWantsArgs, 'datasets' | 'first'>>;
  arrivals?: Resolver<Maybe<ResolversTypes['FoundArrivals']>, ParentType, ContextType, RequireFields<QueryArrivalsArgs, 'demand'>>;
};

export type FoundMatchResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['FoundMatch'] = ResolversParentTypes['FoundMatch']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  words?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  matchedBy?: Resolver<ReadonlyArray<ResolversTypes['MatchedBy']>, ParentType, ContextType>;
};

export type FoundArrivalsResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['FoundArrivals'] = ResolversParentTypes['FoundArrivals']> = {
  matches?: Resolver<ReadonlyArray<ResolversTypes['FoundMatch']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isBehind?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type BearerCopyResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['BearerCopy'] = ResolversParentTypes['BearerCopy']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  document?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type RecordCopyResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['RecordCopy'] = ResolversParentTypes['RecordCopy']> = {
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  document?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  log?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  provenance?: Resolver<Maybe<ResolversTypes['CopyProvenance']>, ParentType, ContextType>;
  withdrawal?: Resolver<Maybe<ResolversTypes['Withdrawal']>, ParentType, ContextType>;
};

export type WithdrawalResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Withdrawal'] = ResolversParentTypes['Withdrawal']> = {
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  replacedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type CopyProvenanceResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['CopyProvenance'] = ResolversParentTypes['CopyProvenance']> = {
  log?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  leafIndex?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  recordHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  leaf?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verified?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SearchConnectionResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['SearchConnection'] = ResolversParentTypes['SearchConnection']> = {
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['SearchEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  facets?: Resolver<ReadonlyArray<ResolversTypes['Facet']>, ParentType, ContextType, RequireFields<SearchConnectionFacetsArgs, 'fields' | 'first'>>;
  histogram?: Resolver<ReadonlyArray<ResolversTypes['YearCount']>, ParentType, ContextType, RequireFields<SearchConnectionHistogramArgs, 'field'>>;
  didYouMean?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  index?: Resolver<ResolversTypes['IndexState'], ParentType, ContextType>;
};

export type YearCountResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['YearCount'] = ResolversParentTypes['YearCount']> = {
  year?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SearchEdgeResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['SearchEdge'] = ResolversParentTypes['SearchEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SearchHit'], ParentType, ContextType>;
};

export type SearchHitResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['SearchHit'] = ResolversParentTypes['SearchHit']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  authority?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  summary?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ownerName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  modified?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  published?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  quality?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  highlights?: Resolver<ReadonlyArray<ResolversTypes['Highlight']>, ParentType, ContextType>;
  sameAs?: Resolver<ReadonlyArray<ResolversTypes['SameAs']>, ParentType, ContextType>;
  matchedBy?: Resolver<Maybe<ReadonlyArray<ResolversTypes['MatchedBy']>>, ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['Record']>, ParentType, ContextType>;
};

export type MatchedByResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['MatchedBy'] = ResolversParentTypes['MatchedBy']> = {
  asked?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  found?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['MatchKind'], ParentType, ContextType>;
};

export type SameAsResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['SameAs'] = ResolversParentTypes['SameAs']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  authority?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reasons?: Resolver<ReadonlyArray<ResolversTypes['SameAsReason']>, ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['Record']>, ParentType, ContextType>;
};

export type HighlightResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Highlight'] = ResolversParentTypes['Highlight']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fragments?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FacetResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Facet'] = ResolversParentTypes['Facet']> = {
  field?: Resolver<ResolversTypes['FacetField'], ParentType, ContextType>;
  buckets?: Resolver<ReadonlyArray<ResolversTypes['FacetBucket']>, ParentType, ContextType>;
};

export type FacetBucketResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['FacetBucket'] = ResolversParentTypes['FacetBucket']> = {
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type IndexStateResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['IndexState'] = ResolversParentTypes['IndexState']> = {
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  rebuild?: Resolver<Maybe<ResolversTypes['IndexRebuild']>, ParentType, ContextType>;
  authorities?: Resolver<ReadonlyArray<ResolversTypes['AuthorityFreshness']>, ParentType, ContextType>;
};

export type AuthorityFreshnessResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['AuthorityFreshness'] = ResolversParentTypes['AuthorityFreshness']> = {
  authority?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lagSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  reachable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['FeedStatus'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastContact?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lagEntries?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  verified?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  resyncs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SuggestionResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Suggestion'] = ResolversParentTypes['Suggestion']> = {
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['Record']>, ParentType, ContextType>;
};

export type CoverageResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Coverage'] = ResolversParentTypes['Coverage']> = {
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kinds?: Resolver<ReadonlyArray<ResolversTypes['KindCount']>, ParentType, ContextType>;
  authorities?: Resolver<ReadonlyArray<ResolversTypes['AuthorityCoverage']>, ParentType, ContextType>;
  witness?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quality?: Resolver<Maybe<ResolversTypes['QualitySummary']>, ParentType, ContextType>;
  figures?: Resolver<Maybe<ResolversTypes['CoverageFigures']>, ParentType, ContextType>;
  themes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ThemeCoverage']>>, ParentType, ContextType>;
  trend?: Resolver<Maybe<ReadonlyArray<ResolversTypes['CoverageDay']>>, ParentType, ContextType, RequireFields<CoverageTrendArgs, 'days'>>;
  authority?: Resolver<Maybe<ResolversTypes['AuthorityCoverage']>, ParentType, ContextType, RequireFields<CoverageAuthorityArgs, 'code'>>;
};

export type CoverageFiguresResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['CoverageFigures'] = ResolversParentTypes['CoverageFigures']> = {
  records?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  open?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  conforming?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  dated?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  recent?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  kept?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  quality?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  links?: Resolver<ResolversTypes['CrossLinks'], ParentType, ContextType>;
  islandIndex?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  demandUnmet?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ShareResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Share'] = ResolversParentTypes['Share']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  of?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ratio?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type CrossLinksResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['CrossLinks'] = ResolversParentTypes['CrossLinks']> = {
  out?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  in?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  linkedOut?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  linkedIn?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
};

export type ThemeCoverageResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['ThemeCoverage'] = ResolversParentTypes['ThemeCoverage']> = {
  theme?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<ThemeCoverageLabelArgs, 'lang'>>;
  figures?: Resolver<ResolversTypes['CoverageFigures'], ParentType, ContextType>;
};

export type CoverageDayResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['CoverageDay'] = ResolversParentTypes['CoverageDay']> = {
  day?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  records?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  open?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  conforming?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  quality?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  islandIndex?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type KindCountResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['KindCount'] = ResolversParentTypes['KindCount']> = {
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AuthorityCoverageResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['AuthorityCoverage'] = ResolversParentTypes['AuthorityCoverage']> = {
  authority?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kinds?: Resolver<ReadonlyArray<ResolversTypes['KindCount']>, ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quality?: Resolver<Maybe<ResolversTypes['QualitySummary']>, ParentType, ContextType>;
  digest?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  setAsideTotal?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  setAside?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SetAsideEntry']>>, ParentType, ContextType, RequireFields<AuthorityCoverageSetAsideArgs, 'first'>>;
  checkpoint?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contradiction?: Resolver<Maybe<ResolversTypes['Contradiction']>, ParentType, ContextType>;
  figures?: Resolver<Maybe<ResolversTypes['CoverageFigures']>, ParentType, ContextType>;
  themes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ThemeCoverage']>>, ParentType, ContextType>;
  trend?: Resolver<Maybe<ReadonlyArray<ResolversTypes['CoverageDay']>>, ParentType, ContextType, RequireFields<AuthorityCoverageTrendArgs, 'days'>>;
};

export type SetAsideEntryResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['SetAsideEntry'] = ResolversParentTypes['SetAsideEntry']> = {
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ContradictionResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Contradiction'] = ResolversParentTypes['Contradiction']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  head?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  told?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  knownCheckpoint?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  toldCheckpoint?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QualitySummaryResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['QualitySummary'] = ResolversParentTypes['QualitySummary']> = {
  records?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  mean?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  ratings?: Resolver<ReadonlyArray<ResolversTypes['RatingCount']>, ParentType, ContextType>;
  worst?: Resolver<Maybe<ResolversTypes['UnmetMetric']>, ParentType, ContextType>;
};

export type RatingCountResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['RatingCount'] = ResolversParentTypes['RatingCount']> = {
  rating?: Resolver<ResolversTypes['QualityRating'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<RatingCountLabelArgs, 'lang'>>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UnmetMetricResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['UnmetMetric'] = ResolversParentTypes['UnmetMetric']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<UnmetMetricNameArgs, 'lang'>>;
  unmet?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  advice?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<UnmetMetricAdviceArgs, 'lang'>>;
};

export type RecordResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Record'] = ResolversParentTypes['Record']> = {
  __resolveType: TypeResolveFn<'Dataset' | 'DataSeries' | 'DataService' | 'Standard' | 'Organization' | 'DataProduct' | 'UseCase' | 'Demand' | 'ComputeFacility', ParentType, ContextType>;
};

export type DatasetResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Dataset'] = ResolversParentTypes['Dataset']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lineage?: Resolver<Maybe<ResolversTypes['Lineage']>, ParentType, ContextType, RequireFields<DatasetLineageArgs, 'direction' | 'depth' | 'first'>>;
  lifecycle?: Resolver<Maybe<ResolversTypes['Lifecycle']>, ParentType, ContextType, Partial<DatasetLifecycleArgs>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DataSeriesResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['DataSeries'] = ResolversParentTypes['DataSeries']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DataServiceResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['DataService'] = ResolversParentTypes['DataService']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StandardResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Standard'] = ResolversParentTypes['Standard']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrganizationResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Organization'] = ResolversParentTypes['Organization']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DataProductResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['DataProduct'] = ResolversParentTypes['DataProduct']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lineage?: Resolver<Maybe<ResolversTypes['Lineage']>, ParentType, ContextType, RequireFields<DataProductLineageArgs, 'direction' | 'depth' | 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LineageResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Lineage'] = ResolversParentTypes['Lineage']> = {
  direction?: Resolver<ResolversTypes['LineageDirection'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['LineageNode']>, ParentType, ContextType>;
  links?: Resolver<ReadonlyArray<ResolversTypes['LineageLink']>, ParentType, ContextType>;
  cycles?: Resolver<ReadonlyArray<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  authorities?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  cut?: Resolver<ReadonlyArray<ResolversTypes['LineageCut']>, ParentType, ContextType>;
};

export type LineageNodeResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['LineageNode'] = ResolversParentTypes['LineageNode']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['RecordKind']>, ParentType, ContextType>;
  authority?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<LineageNodeTitleArgs, 'lang'>>;
  distance?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  missing?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasMore?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['Record']>, ParentType, ContextType>;
};

export type LineageLinkResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['LineageLink'] = ResolversParentTypes['LineageLink']> = {
  source?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  derived?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  crosses?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type UseCaseResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['UseCase'] = ResolversParentTypes['UseCase']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lineage?: Resolver<Maybe<ResolversTypes['Lineage']>, ParentType, ContextType, RequireFields<UseCaseLineageArgs, 'direction' | 'depth' | 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DemandResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Demand'] = ResolversParentTypes['Demand']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ComputeFacilityResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['ComputeFacility'] = ResolversParentTypes['ComputeFacility']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LifecycleResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Lifecycle'] = ResolversParentTypes['Lifecycle']> = {
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  stages?: Resolver<ReadonlyArray<ResolversTypes['LifecycleStage']>, ParentType, ContextType>;
};

export type LifecycleStageResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['LifecycleStage'] = ResolversParentTypes['LifecycleStage']> = {
  stage?: Resolver<ResolversTypes['LifecycleStageCode'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<LifecycleStageNameArgs, 'lang'>>;
  state?: Resolver<ResolversTypes['LifecycleState'], ParentType, ContextType>;
  evidence?: Resolver<ReadonlyArray<ResolversTypes['LifecycleEvidence']>, ParentType, ContextType>;
};

export type LifecycleEvidenceResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['LifecycleEvidence'] = ResolversParentTypes['LifecycleEvidence']> = {
  code?: Resolver<ResolversTypes['LifecycleEvidenceCode'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<LifecycleEvidenceNameArgs, 'lang'>>;
  state?: Resolver<ResolversTypes['LifecycleState'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  records?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType, RequireFields<LifecycleEvidenceRecordsArgs, 'first'>>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface MinorUnitsScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['MinorUnits'], any> {
  name: 'MinorUnits';
}

export type Resolvers<ContextType = unknown> = {
  Query?: QueryResolvers<ContextType>;
  FoundMatch?: FoundMatchResolvers<ContextType>;
  FoundArrivals?: FoundArrivalsResolvers<ContextType>;
  BearerCopy?: BearerCopyResolvers<ContextType>;
  RecordCopy?: RecordCopyResolvers<ContextType>;
  Withdrawal?: WithdrawalResolvers<ContextType>;
  CopyProvenance?: CopyProvenanceResolvers<ContextType>;
  SearchConnection?: SearchConnectionResolvers<ContextType>;
  YearCount?: YearCountResolvers<ContextType>;
  SearchEdge?: SearchEdgeResolvers<ContextType>;
  SearchHit?: SearchHitResolvers<ContextType>;
  MatchedBy?: MatchedByResolvers<ContextType>;
  SameAs?: SameAsResolvers<ContextType>;
  Highlight?: HighlightResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Facet?: FacetResolvers<ContextType>;
  FacetBucket?: FacetBucketResolvers<ContextType>;
  IndexState?: IndexStateResolvers<ContextType>;
  AuthorityFreshness?: AuthorityFreshnessResolvers<ContextType>;
  Suggestion?: SuggestionResolvers<ContextType>;
  Coverage?: CoverageResolvers<ContextType>;
  CoverageFigures?: CoverageFiguresResolvers<ContextType>;
  Share?: ShareResolvers<ContextType>;
  CrossLinks?: CrossLinksResolvers<ContextType>;
  ThemeCoverage?: ThemeCoverageResolvers<ContextType>;
  CoverageDay?: CoverageDayResolvers<ContextType>;
  KindCount?: KindCountResolvers<ContextType>;
  AuthorityCoverage?: AuthorityCoverageResolvers<ContextType>;
  SetAsideEntry?: SetAsideEntryResolvers<ContextType>;
  Contradiction?: ContradictionResolvers<ContextType>;
  QualitySummary?: QualitySummaryResolvers<ContextType>;
  RatingCount?: RatingCountResolvers<ContextType>;
  UnmetMetric?: UnmetMetricResolvers<ContextType>;
  Record?: RecordResolvers<ContextType>;
  Dataset?: DatasetResolvers<ContextType>;
  DataSeries?: DataSeriesResolvers<ContextType>;
  DataService?: DataServiceResolvers<ContextType>;
  Standard?: StandardResolvers<ContextType>;
  Organization?: OrganizationResolvers<ContextType>;
  DataProduct?: DataProductResolvers<ContextType>;
  Lineage?: LineageResolvers<ContextType>;
  LineageNode?: LineageNodeResolvers<ContextType>;
  LineageLink?: LineageLinkResolvers<ContextType>;
  UseCase?: UseCaseResolvers<ContextType>;
  Demand?: DemandResolvers<ContextType>;
  ComputeFacility?: ComputeFacilityResolvers<ContextType>;
  Lifecycle?: LifecycleResolvers<ContextType>;
  LifecycleStage?: LifecycleStageResolvers<ContextType>;
  LifecycleEvidence?: LifecycleEvidenceResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  MinorUnits?: GraphQLScalarType;
};

