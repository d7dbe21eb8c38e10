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

/** What a catalog may be asked. A root field that can't be answered is null, with an error that has a code. */
export type Query = {
  readonly __typename?: 'Query';
  /** The record with this id, whatever its kind; null where its owner has none. */
  readonly record: Maybe<Record>;
  /** The dataset with this id; null where its owner has none. */
  readonly dataset: Maybe<Dataset>;
  /** The series with this id; null where its owner has none. */
  readonly dataSeries: Maybe<DataSeries>;
  /** The data service with this id; null where its owner has none. */
  readonly dataService: Maybe<DataService>;
  /** A standard by its id or by its number in any spelling (`GB/T 2260`, `gbt2260-2007`). Exactly one of the two. */
  readonly standard: Maybe<Standard>;
  /** An organization by its id or by its unified social credit code (GB 32100-2015). Exactly one of the two. */
  readonly organization: Maybe<Organization>;
  /** The data product with this id, as its exchange lists it; null where there is none. */
  readonly dataProduct: Maybe<DataProduct>;
  /** The use case with this id, as whoever used the data tells it; null where there is none. */
  readonly useCase: Maybe<UseCase>;
  /** The demand with this id; null where there is none. */
  readonly demand: Maybe<Demand>;
  /** The computing facility with this id; null where there is none. */
  readonly computeFacility: Maybe<ComputeFacility>;
  /**
   * What an authority published, in order. Entries follow `after` (a cursor of an earlier page; none: from the
   * beginning). `waitMillis` holds an empty answer back until there is a change or the time is over (at most 30000).
   * Each audience has a log of its own; `log` names it, as `logs` does. One that the viewer may not read is unknown to it.
   */
  readonly changes: Maybe<ChangePage>;
  /** The logs of an authority that the viewer may read, by their names: one for each audience that something was published to. */
  readonly logs: Maybe<ReadonlyArray<LogSummary>>;
  /** An access request: for who made it, for the owner's stewards and for an auditor. Null for everybody else. */
  readonly accessRequest: Maybe<AccessRequest>;
  /** What the viewer has asked of an authority, the newest first. */
  readonly myAccessRequests: Maybe<ReadonlyArray<AccessRequest>>;
  /**
   * Proof that the log of `to` entries (none: of all) begins as the one of `from` entries: RFC 9162 2.1.4. docs/provenance.md
   * says how it is checked.
   */
  readonly logProof: Maybe<LogProof>;
  /** Every version of a record that was ever published, the oldest first. `after` is `next` of an earlier page. */
  readonly history: Maybe<RecordHistory>;
  /** Access requests to the records of this node that the steward may write, the newest first. */
  readonly accessRequests: ReadonlyArray<AccessRequest>;
  /**
   * Every write and administrative act, in order; for auditors. Entries are linked by their hashes, so that one who keeps
   * the number and hash of the last entry that he has seen can tell later that nothing before it was changed.
   */
  readonly auditLog: AuditPage;
};


/** What a catalog may be asked. A root field that can't be answered is null, with an error that has a code. */
export type QueryRecordArgs = {
  id: Scalars['ID']['input'];
};


/** What a catalog may be asked. A root field that can't be answered is null, with an error that has a code. */
export type QueryDatasetArgs = {
  id: Scalars['ID']['input'];
};


/** What a catalog may be asked. A root field that can't be answered is null, with an error that has a code. */
export type QueryDataSeriesArgs = {
  id: Scalars['ID']['input'];
};


/** What a catalog may be asked. A root field that can't be answered is null, with an error that has a code. */
export type QueryDataServiceArgs = {
  id: Scalars['ID']['input'];
};


/** What a catalog may be asked. A root field that can't be answered is null, with an error that has a code. */
export type QueryStandardArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  number?: InputMaybe<Scalars['String']['input']>;
};


/** What a catalog may be asked. A root field that can't be answered is null, with an error that has a code. */
export type QueryOrganizationArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  uscc?: InputMaybe<Scalars['String']['input']>;
};


/** What a catalog may be asked. A root field that can't be answered is null, with an error that has a code. */
export type QueryDataProductArgs = {
  id: Scalars['ID']['input'];
};


/** What a catalog may be asked. A root field that can't be answered is null, with an error that has a code. */
export type QueryUseCaseArgs = {
  id: Scalars['ID']['input'];
};


/** What a catalog may be asked. A root field that can't be answered is null, with an error that has a code. */
export type QueryDemandArgs = {
  id: Scalars['ID']['input'];
};


/** What a catalog may be asked. A root field that can't be answered is null, with an error that has a code. */
export type QueryComputeFacilityArgs = {
  id: Scalars['ID']['input'];
};


/** What a catalog may be asked. A root field that can't be answered is null, with an error that has a code. */
export type QueryChangesArgs = {
  authority: Scalars['ID']['input'];
  log?: InputMaybe<Scalars['String']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  waitMillis?: InputMaybe<Scalars['Int']['input']>;
};


/** What a catalog may be asked. A root field that can't be answered is null, with an error that has a code. */
export type QueryLogsArgs = {
  authority: Scalars['ID']['input'];
};


/** What a catalog may be asked. A root field that can't be answered is null, with an error that has a code. */
export type QueryAccessRequestArgs = {
  id: Scalars['ID']['input'];
};


/** What a catalog may be asked. A root field that can't be answered is null, with an error that has a code. */
export type QueryMyAccessRequestsArgs = {
  authority: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** What a catalog may be asked. A root field that can't be answered is null, with an error that has a code. */
export type QueryLogProofArgs = {
  authority: Scalars['ID']['input'];
  log?: InputMaybe<Scalars['String']['input']>;
  from: Scalars['Int']['input'];
  to?: InputMaybe<Scalars['Int']['input']>;
};


/** What a catalog may be asked. A root field that can't be answered is null, with an error that has a code. */
export type QueryHistoryArgs = {
  id: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What a catalog may be asked. A root field that can't be answered is null, with an error that has a code. */
export type QueryAccessRequestsArgs = {
  state?: InputMaybe<AccessState>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** What a catalog may be asked. A root field that can't be answered is null, with an error that has a code. */
export type QueryAuditLogArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['Int']['input']>;
};

/** What a viewer may ask of an owner. Each field is sent to its node once, and is not sent again if no answer comes. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /**
   * Asks the owner of a dataset for its restricted details (`Dataset.restricted`), until a moment. The viewer must be known.
   * The same asked again while the first waits is answered with the first.
   */
  readonly requestAccess: Maybe<AccessRequest>;
  /** Answers the question of the owner's stewards; for who made the request. */
  readonly answerAccessQuestion: Maybe<AccessRequest>;
  /** Takes a request back, or gives up what was granted; for who made it. */
  readonly withdrawAccessRequest: Maybe<AccessRequest>;
  /**
   * Publishes records. Each is judged by itself: one bad record stops no other. Resolves when every accepted record
   * is durable in the log. A record is found by its `id`, else by any of its `sources`; a new one gets the next
   * serial. A record that is published already, word for word, is `UNCHANGED` and writes nothing. A retired record comes
   * back when it is published again; one that was `replacedBy` another only by its `id`: found by a source it is
   * `REJECTED` with the rule `REPLACED`, which names the successor.
   */
  readonly upsertRecords: ReadonlyArray<UpsertResult>;
  /**
   * Withdraws a record: a tombstone follows it in the log and its id is never used for anything else. With `replacedBy`,
   * it is merged into that record, and its sources no longer bring it back.
   */
  readonly retireRecord: RetireResult;
  /** Decides an access request. A grant ends at `until`: at the latest, and if nothing else is said, when the viewer asked for. */
  readonly decideAccess: AccessRequest;
  /** Ends a grant before its time. */
  readonly revokeAccess: AccessRequest;
};


/** What a viewer may ask of an owner. Each field is sent to its node once, and is not sent again if no answer comes. */
export type MutationRequestAccessArgs = {
  id: Scalars['ID']['input'];
  purpose: Scalars['String']['input'];
  useCase: Scalars['String']['input'];
  until: Scalars['DateTime']['input'];
};


/** What a viewer may ask of an owner. Each field is sent to its node once, and is not sent again if no answer comes. */
export type MutationAnswerAccessQuestionArgs = {
  request: Scalars['ID']['input'];
  answer: Scalars['String']['input'];
};


/** What a viewer may ask of an owner. Each field is sent to its node once, and is not sent again if no answer comes. */
export type MutationWithdrawAccessRequestArgs = {
  request: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What a viewer may ask of an owner. Each field is sent to its node once, and is not sent again if no answer comes. */
export type MutationUpsertRecordsArgs = {
  records: ReadonlyArray<RecordInput>;
};


/** What a viewer may ask of an owner. Each field is sent to its node once, and is not sent again if no answer comes. */
export type MutationRetireRecordArgs = {
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
  replacedBy?: InputMaybe<Scalars['ID']['input']>;
};


/** What a viewer may ask of an owner. Each field is sent to its node once, and is not sent again if no answer comes. */
export type MutationDecideAccessArgs = {
  request: Scalars['ID']['input'];
  decision: AccessDecision;
  reason: Scalars['String']['input'];
  until?: InputMaybe<Scalars['DateTime']['input']>;
};


/** What a viewer may ask of an owner. Each field is sent to its node once, and is not sent again if no answer comes. */
export type MutationRevokeAccessArgs = {
  request: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

/** What is true of every catalogued thing, whatever its kind. */
export type Record = {
  /** `<authority>-<kind>-<serial>-<check>`: never reused, and it routes itself. */
  readonly id: Scalars['ID']['output'];
  readonly kind: RecordKind;
  /** Code of the authority that owns the record: a GB/T 2260 region or a registered short code. */
  readonly authority: Scalars['ID']['output'];
  /** Title in the language asked for, else in another one that exists (dct:title). */
  readonly title: Scalars['String']['output'];
  /** Its title in every language that it has one in. */
  readonly titles: ReadonlyArray<LangText>;
  /** Description in the language asked for, else in another one that exists (dct:description). */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Its description in every language that it has one in. */
  readonly descriptions: ReadonlyArray<LangText>;
  /** Free words that it is to be found by (dcat:keyword): `空气质量`. */
  readonly keywords: ReadonlyArray<Scalars['String']['output']>;
  /** A page about it for people (dcat:landingPage). */
  readonly landingPage: Maybe<Scalars['String']['output']>;
  /** When it was first issued, by its owner's word (dct:issued). */
  readonly issued: Maybe<Scalars['Date']['output']>;
  /** When it was last changed: by its owner's word, else when this version was published (dct:modified). */
  readonly modified: Maybe<Scalars['Date']['output']>;
  /** Counts up by one with every published change of this record, from 1. */
  readonly version: Scalars['Int']['output'];
  /** Where the record came from. */
  readonly sources: ReadonlyArray<Source>;
  /** Who may know of it. Whoever may not is answered as if there were no such record. */
  readonly audience: Maybe<Audience>;
  /** Authorities whose staff may know of it; of a `NAMED` record only. */
  readonly named: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** Whether the owner's node answered or the national replica for it. */
  readonly servedFrom: ServedFrom;
  /** The moment this answer was true at its owner. */
  readonly asOf: Scalars['DateTime']['output'];
  /** Where this version stands in its owner's log, and the proof of it. docs/provenance.md says how it is checked. */
  readonly provenance: Maybe<Provenance>;
};


/** What is true of every catalogued thing, whatever its kind. */
export type RecordTitleArgs = {
  lang?: InputMaybe<Lang>;
};


/** What is true of every catalogued thing, whatever its kind. */
export type RecordDescriptionArgs = {
  lang?: InputMaybe<Lang>;
};

/** Who answered for a record. */
export type ServedFrom =
  /** Its owner's node. */
  | 'OWNER'
  /** The national replica, with the copy that it has. */
  | 'REPLICA';

/** A text with its language as a BCP 47 tag: `zh`, `zh-Hant`, `en`. */
export type LangText = {
  readonly __typename?: 'LangText';
  /** BCP 47 tag: `zh`, `en`. */
  readonly lang: Scalars['String']['output'];
  /** As it was published. */
  readonly text: Scalars['String']['output'];
};

/** The system that a record was imported from and its identifier there. A pair names one record of an authority. */
export type Source = {
  readonly __typename?: 'Source';
  /** Name or address of the system: `https://data.example.org`. */
  readonly system: Scalars['String']['output'];
  /** What it is called there. */
  readonly identifier: Scalars['String']['output'];
};

/** A collection of data, published by one agent and available in one or more representations (dcat:Dataset). */
export type Dataset = Record & {
  readonly __typename?: 'Dataset';
  readonly id: Scalars['ID']['output'];
  readonly kind: RecordKind;
  readonly authority: Scalars['ID']['output'];
  readonly title: Scalars['String']['output'];
  readonly titles: ReadonlyArray<LangText>;
  readonly description: Maybe<Scalars['String']['output']>;
  readonly descriptions: ReadonlyArray<LangText>;
  readonly keywords: ReadonlyArray<Scalars['String']['output']>;
  readonly landingPage: Maybe<Scalars['String']['output']>;
  readonly issued: Maybe<Scalars['Date']['output']>;
  readonly modified: Maybe<Scalars['Date']['output']>;
  readonly version: Scalars['Int']['output'];
  readonly sources: ReadonlyArray<Source>;
  readonly audience: Maybe<Audience>;
  readonly named: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  readonly servedFrom: ServedFrom;
  readonly asOf: Scalars['DateTime']['output'];
  /** Where this version stands in its owner's log, and the proof of it. docs/provenance.md says how it is checked. */
  readonly provenance: Maybe<Provenance>;
  /** 信息资源提供方: who provides the data (dct:publisher). */
  readonly owner: Maybe<Organization>;
  /** Forms in which it can be had (dcat:distribution): `CSV`, an API. */
  readonly distributions: ReadonlyArray<Distribution>;
  /** Standards it keeps to (dct:conformsTo). */
  readonly conformsTo: ReadonlyArray<Maybe<Standard>>;
  /** The series it is part of (dcat:inSeries). */
  readonly series: Maybe<DataSeries>;
  /** 信息资源分类: codes of the national theme list (dcat:theme). */
  readonly themes: ReadonlyArray<Scalars['String']['output']>;
  /** 国民经济行业分类: codes of GB/T 4754-2017, a section (`I`) or two to four digits (`65`, `6511`). */
  readonly industries: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The region it covers, a GB/T 2260 code (dct:spatial). */
  readonly region: Maybe<Scalars['String']['output']>;
  /** Bounding box in degrees, WGS 84: west, south, east, north (dcat:bbox). */
  readonly bbox: Maybe<ReadonlyArray<Scalars['Float']['output']>>;
  /** The time it covers (dct:temporal). */
  readonly temporal: Maybe<Period>;
  readonly frequency: Frequency;
  readonly shareType: ShareType;
  /** Condition of 有条件共享, or ground of 不予共享. */
  readonly shareCondition: Maybe<Scalars['String']['output']>;
  readonly openness: Openness;
  readonly grade: Maybe<Grade>;
  /** An SPDX identifier, or the licence's address or name (dct:license). */
  readonly license: Maybe<Scalars['String']['output']>;
  /** Terms of use as an ODRL 2.2 policy: JSON-LD text in ODRL's own context. */
  readonly policy: Maybe<Scalars['String']['output']>;
  /** 信息项: the fields of the data. */
  readonly items: ReadonlyArray<DataItem>;
  /** Datasets this one was made from (prov:wasDerivedFrom). */
  readonly derivedFrom: ReadonlyArray<Maybe<Dataset>>;
  /**
   * What of a dataset of 有条件共享 its owner keeps for those whom it has granted access: it stands in no log, index or copy.
   * Null where there is nothing of the kind; for everybody without a grant null with the error `ACCESS_REQUIRED`, which
   * says how to ask for one.
   */
  readonly restricted: Maybe<RestrictedDetails>;
  /**
   * How good its metadata are, by what the record itself says. `on` is the day to judge timeliness by; none: today in
   * UTC, so that the answer is the same all day.
   */
  readonly quality: Maybe<Quality>;
};


/** A collection of data, published by one agent and available in one or more representations (dcat:Dataset). */
export type DatasetTitleArgs = {
  lang?: InputMaybe<Lang>;
};


/** A collection of data, published by one agent and available in one or more representations (dcat:Dataset). */
export type DatasetDescriptionArgs = {
  lang?: InputMaybe<Lang>;
};


/** A collection of data, published by one agent and available in one or more representations (dcat:Dataset). */
export type DatasetQualityArgs = {
  on?: InputMaybe<Scalars['Date']['input']>;
};

/** Details of a dataset that are shown to those who have been granted access, and to its owner's stewards. */
export type RestrictedDetails = {
  readonly __typename?: 'RestrictedDetails';
  /** Forms in which it can be had by who has a grant. */
  readonly distributions: ReadonlyArray<Distribution>;
  /** Fields of the data that are shown to who has a grant. */
  readonly items: ReadonlyArray<DataItem>;
  /** What else one must know to use it. */
  readonly note: Maybe<Scalars['String']['output']>;
  /** When the viewer's grant ends; null for the owner's stewards. */
  readonly until: Maybe<Scalars['DateTime']['output']>;
};

/** A viewer's request for the restricted details of a dataset. docs/access-requests.md has the states and who may do what. */
export type AccessRequest = {
  readonly __typename?: 'AccessRequest';
  /** Begins with the owner's code, so that it routes itself. */
  readonly id: Scalars['ID']['output'];
  /** Id of the dataset. */
  readonly record: Scalars['ID']['output'];
  /** What the details are asked for. */
  readonly dataset: Maybe<Dataset>;
  /** Where the request stands. */
  readonly state: Maybe<AccessState>;
  /** Who asks, by the name in the viewer's token. */
  readonly requester: Scalars['String']['output'];
  /** Authorities that the viewer was staff of when the request was made. */
  readonly requesterAuthorities: ReadonlyArray<Scalars['ID']['output']>;
  /** What the details are for, as who asks has put it. */
  readonly purpose: Scalars['String']['output'];
  /** What they are to be used in, as who asks has put it. */
  readonly useCase: Scalars['String']['output'];
  /** Until when access was asked for. */
  readonly wantedUntil: Scalars['DateTime']['output'];
  /** Until when it is or was granted; null where it never was. */
  readonly until: Maybe<Scalars['DateTime']['output']>;
  /** What the owner's stewards want to know; null where nothing is open. */
  readonly question: Maybe<Scalars['String']['output']>;
  /** All that was done with it, in order. */
  readonly trail: ReadonlyArray<AccessEvent>;
};

/** Where an access request stands. */
export type AccessState =
  /** Waits for the owner's stewards. */
  | 'SUBMITTED'
  /** Waits for an answer to their question. */
  | 'QUESTIONED'
  /** The details are shown until its time is over. */
  | 'GRANTED'
  /** The owner's stewards have said no; the trail says why. */
  | 'REFUSED'
  /** Taken back by who made it. */
  | 'WITHDRAWN'
  /** Ended by the owner's stewards before its time. */
  | 'REVOKED'
  /** Its time is over. */
  | 'EXPIRED';

/** One step of an access request. */
export type AccessEvent = {
  readonly __typename?: 'AccessEvent';
  /** When: `2026-03-01T08:00:00.000Z`. */
  readonly at: Scalars['DateTime']['output'];
  /** What was done. */
  readonly act: Maybe<AccessAct>;
  /** The viewer, or the steward by name. */
  readonly by: Scalars['String']['output'];
  /** The purpose, question, answer or reason. */
  readonly text: Maybe<Scalars['String']['output']>;
  /** Until when, of a request or grant. */
  readonly until: Maybe<Scalars['DateTime']['output']>;
};

/** What is done with an access request. */
export type AccessAct =
  /** Somebody asks for the details. */
  | 'REQUEST'
  /** The owner's stewards have a question. */
  | 'ASK'
  /** Their question is answered. */
  | 'ANSWER'
  /** The stewards grant it. */
  | 'GRANT'
  /** The stewards refuse it. */
  | 'REFUSE'
  /** Who asked takes it back. */
  | 'WITHDRAW'
  /** The stewards end a grant. */
  | 'REVOKE';

/** A form in which a dataset can be had (dcat:Distribution). */
export type Distribution = {
  readonly __typename?: 'Distribution';
  /** What this form is called (dct:title). */
  readonly title: Maybe<Scalars['String']['output']>;
  /** Where it can be had: a page or an API (dcat:accessURL). */
  readonly accessURL: Scalars['String']['output'];
  /** Address of the file itself (dcat:downloadURL). */
  readonly downloadURL: Maybe<Scalars['String']['output']>;
  /** File format or protocol as users name it: `CSV`, `XLSX`, `GeoJSON`, `API`. */
  readonly format: Maybe<Scalars['String']['output']>;
  /** IANA media type (dcat:mediaType). */
  readonly mediaType: Maybe<Scalars['String']['output']>;
  /** Size in bytes (dcat:byteSize). */
  readonly byteSize: Maybe<Scalars['Float']['output']>;
  /** Licence of this form where it differs from the dataset's. */
  readonly license: Maybe<Scalars['String']['output']>;
};

/** A field of the data: 信息项名称 and 数据类型. */
export type DataItem = {
  readonly __typename?: 'DataItem';
  /** 信息项名称: `PM2.5`. */
  readonly name: Scalars['String']['output'];
  /** 数据类型, as its owner writes it: `数值型`. */
  readonly dataType: Maybe<Scalars['String']['output']>;
};

/** A stretch of time; an open end is null (dct:PeriodOfTime). */
export type Period = {
  readonly __typename?: 'Period';
  /** Its first day, month or year: `2020-01`. */
  readonly start: Maybe<Scalars['Date']['output']>;
  /** Its last, included: `2024`. */
  readonly end: Maybe<Scalars['Date']['output']>;
};

/** Datasets published as one series (dcat:DatasetSeries). */
export type DataSeries = Record & {
  readonly __typename?: 'DataSeries';
  readonly id: Scalars['ID']['output'];
  readonly kind: RecordKind;
  readonly authority: Scalars['ID']['output'];
  readonly title: Scalars['String']['output'];
  readonly titles: ReadonlyArray<LangText>;
  readonly description: Maybe<Scalars['String']['output']>;
  readonly descriptions: ReadonlyArray<LangText>;
  readonly keywords: ReadonlyArray<Scalars['String']['output']>;
  readonly landingPage: Maybe<Scalars['String']['output']>;
  readonly issued: Maybe<Scalars['Date']['output']>;
  readonly modified: Maybe<Scalars['Date']['output']>;
  readonly version: Scalars['Int']['output'];
  readonly sources: ReadonlyArray<Source>;
  readonly audience: Maybe<Audience>;
  readonly named: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  readonly servedFrom: ServedFrom;
  readonly asOf: Scalars['DateTime']['output'];
  /** Where this version stands in its owner's log, and the proof of it. docs/provenance.md says how it is checked. */
  readonly provenance: Maybe<Provenance>;
  /** Who publishes the series (dct:publisher). */
  readonly owner: Maybe<Organization>;
  /** Codes of the national theme list (dcat:theme). */
  readonly themes: ReadonlyArray<Scalars['String']['output']>;
  /** The region it covers, a GB/T 2260 code: `310000`. */
  readonly region: Maybe<Scalars['String']['output']>;
  /** The time it covers (dct:temporal). */
  readonly temporal: Maybe<Period>;
  readonly frequency: Maybe<Frequency>;
  /**
   * How good its metadata are, by what the record itself says. `on` is the day to judge timeliness by; none: today in
   * UTC, so that the answer is the same all day.
   */
  readonly quality: Maybe<Quality>;
};


/** Datasets published as one series (dcat:DatasetSeries). */
export type DataSeriesTitleArgs = {
  lang?: InputMaybe<Lang>;
};


/** Datasets published as one series (dcat:DatasetSeries). */
export type DataSeriesDescriptionArgs = {
  lang?: InputMaybe<Lang>;
};


/** Datasets published as one series (dcat:DatasetSeries). */
export type DataSeriesQualityArgs = {
  on?: InputMaybe<Scalars['Date']['input']>;
};

/** An API that gives access to data (dcat:DataService). */
export type DataService = Record & {
  readonly __typename?: 'DataService';
  readonly id: Scalars['ID']['output'];
  readonly kind: RecordKind;
  readonly authority: Scalars['ID']['output'];
  readonly title: Scalars['String']['output'];
  readonly titles: ReadonlyArray<LangText>;
  readonly description: Maybe<Scalars['String']['output']>;
  readonly descriptions: ReadonlyArray<LangText>;
  readonly keywords: ReadonlyArray<Scalars['String']['output']>;
  readonly landingPage: Maybe<Scalars['String']['output']>;
  readonly issued: Maybe<Scalars['Date']['output']>;
  readonly modified: Maybe<Scalars['Date']['output']>;
  readonly version: Scalars['Int']['output'];
  readonly sources: ReadonlyArray<Source>;
  readonly audience: Maybe<Audience>;
  readonly named: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  readonly servedFrom: ServedFrom;
  readonly asOf: Scalars['DateTime']['output'];
  /** Where this version stands in its owner's log, and the proof of it. docs/provenance.md says how it is checked. */
  readonly provenance: Maybe<Provenance>;
  /** Who provides the service (dct:publisher). */
  readonly owner: Maybe<Organization>;
  /** Where requests are sent (dcat:endpointURL). */
  readonly endpointURL: Scalars['String']['output'];
  /** Address of its description, such as an OpenAPI document (dcat:endpointDescription). */
  readonly endpointDescription: Maybe<Scalars['String']['output']>;
  /** Datasets it gives access to (dcat:servesDataset). */
  readonly servesDatasets: ReadonlyArray<Maybe<Dataset>>;
  /** Standards it keeps to (dct:conformsTo). */
  readonly conformsTo: ReadonlyArray<Maybe<Standard>>;
  /** Codes of the national theme list (dcat:theme). */
  readonly themes: ReadonlyArray<Scalars['String']['output']>;
  /** The region it covers, a GB/T 2260 code: `310000`. */
  readonly region: Maybe<Scalars['String']['output']>;
  readonly shareType: ShareType;
  /** Condition of 有条件共享, or ground of 不予共享. */
  readonly shareCondition: Maybe<Scalars['String']['output']>;
  readonly openness: Openness;
  /** An SPDX identifier, or the licence's address or name (dct:license). */
  readonly license: Maybe<Scalars['String']['output']>;
  /** Terms of use as an ODRL 2.2 policy: JSON-LD text in ODRL's own context. */
  readonly policy: Maybe<Scalars['String']['output']>;
  /**
   * How good its metadata are, by what the record itself says. `on` is the day to judge timeliness by; none: today in
   * UTC, so that the answer is the same all day.
   */
  readonly quality: Maybe<Quality>;
};


/** An API that gives access to data (dcat:DataService). */
export type DataServiceTitleArgs = {
  lang?: InputMaybe<Lang>;
};


/** An API that gives access to data (dcat:DataService). */
export type DataServiceDescriptionArgs = {
  lang?: InputMaybe<Lang>;
};


/** An API that gives access to data (dcat:DataService). */
export type DataServiceQualityArgs = {
  on?: InputMaybe<Scalars['Date']['input']>;
};

/** A standard, national, sector, local or other (dct:Standard). */
export type Standard = Record & {
  readonly __typename?: 'Standard';
  readonly id: Scalars['ID']['output'];
  readonly kind: RecordKind;
  readonly authority: Scalars['ID']['output'];
  readonly title: Scalars['String']['output'];
  readonly titles: ReadonlyArray<LangText>;
  readonly description: Maybe<Scalars['String']['output']>;
  readonly descriptions: ReadonlyArray<LangText>;
  readonly keywords: ReadonlyArray<Scalars['String']['output']>;
  readonly landingPage: Maybe<Scalars['String']['output']>;
  readonly issued: Maybe<Scalars['Date']['output']>;
  readonly modified: Maybe<Scalars['Date']['output']>;
  readonly version: Scalars['Int']['output'];
  readonly sources: ReadonlyArray<Source>;
  readonly audience: Maybe<Audience>;
  readonly named: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  readonly servedFrom: ServedFrom;
  readonly asOf: Scalars['DateTime']['output'];
  /** Where this version stands in its owner's log, and the proof of it. docs/provenance.md says how it is checked. */
  readonly provenance: Maybe<Provenance>;
  /** As printed on its cover: `GB/T 2260-2007`. */
  readonly number: Scalars['String']['output'];
  readonly status: Maybe<StandardStatus>;
  /** Standards that it replaces (dct:replaces). */
  readonly supersedes: ReadonlyArray<Maybe<Standard>>;
  /** The body responsible for it. */
  readonly owner: Maybe<Organization>;
  /** Codes of the national theme list. */
  readonly themes: ReadonlyArray<Scalars['String']['output']>;
};


/** A standard, national, sector, local or other (dct:Standard). */
export type StandardTitleArgs = {
  lang?: InputMaybe<Lang>;
};


/** A standard, national, sector, local or other (dct:Standard). */
export type StandardDescriptionArgs = {
  lang?: InputMaybe<Lang>;
};

/** Whether a standard is in force. */
export type StandardStatus =
  /** Issued, not yet in force: 即将实施. */
  | 'UPCOMING'
  /** In force: 现行. */
  | 'CURRENT'
  /** Replaced or withdrawn: 废止. */
  | 'WITHDRAWN';

/** An office, enterprise or institution that owns or publishes (foaf:Agent, org:Organization). */
export type Organization = Record & {
  readonly __typename?: 'Organization';
  readonly id: Scalars['ID']['output'];
  readonly kind: RecordKind;
  readonly authority: Scalars['ID']['output'];
  readonly title: Scalars['String']['output'];
  readonly titles: ReadonlyArray<LangText>;
  readonly description: Maybe<Scalars['String']['output']>;
  readonly descriptions: ReadonlyArray<LangText>;
  readonly keywords: ReadonlyArray<Scalars['String']['output']>;
  readonly landingPage: Maybe<Scalars['String']['output']>;
  readonly issued: Maybe<Scalars['Date']['output']>;
  readonly modified: Maybe<Scalars['Date']['output']>;
  readonly version: Scalars['Int']['output'];
  readonly sources: ReadonlyArray<Source>;
  readonly audience: Maybe<Audience>;
  readonly named: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  readonly servedFrom: ServedFrom;
  readonly asOf: Scalars['DateTime']['output'];
  /** Where this version stands in its owner's log, and the proof of it. docs/provenance.md says how it is checked. */
  readonly provenance: Maybe<Provenance>;
  /** Its name (foaf:name); the same text as `title`. */
  readonly name: Scalars['String']['output'];
  /** Unified social credit code, GB 32100-2015. */
  readonly uscc: Maybe<Scalars['String']['output']>;
  /** Where it is, a GB/T 2260 code: `310000`. */
  readonly region: Maybe<Scalars['String']['output']>;
  /** Address of its site (foaf:homepage): `https://www.cnemc.cn`. */
  readonly homepage: Maybe<Scalars['String']['output']>;
  /** The organization that it is part of (org:subOrganizationOf). */
  readonly parent: Maybe<Organization>;
};


/** An office, enterprise or institution that owns or publishes (foaf:Agent, org:Organization). */
export type OrganizationTitleArgs = {
  lang?: InputMaybe<Lang>;
};


/** An office, enterprise or institution that owns or publishes (foaf:Agent, org:Organization). */
export type OrganizationDescriptionArgs = {
  lang?: InputMaybe<Lang>;
};


/** An office, enterprise or institution that owns or publishes (foaf:Agent, org:Organization). */
export type OrganizationNameArgs = {
  lang?: InputMaybe<Lang>;
};

/**
 * A data product as one exchange lists it (数据产品): the exchange is the authority of the record. On what terms it can be had is
 * answered by the market (schema/market.graphql), from the offers that are published with it.
 */
export type DataProduct = Record & {
  readonly __typename?: 'DataProduct';
  readonly id: Scalars['ID']['output'];
  readonly kind: RecordKind;
  readonly authority: Scalars['ID']['output'];
  readonly title: Scalars['String']['output'];
  readonly titles: ReadonlyArray<LangText>;
  readonly description: Maybe<Scalars['String']['output']>;
  readonly descriptions: ReadonlyArray<LangText>;
  readonly keywords: ReadonlyArray<Scalars['String']['output']>;
  readonly landingPage: Maybe<Scalars['String']['output']>;
  readonly issued: Maybe<Scalars['Date']['output']>;
  readonly modified: Maybe<Scalars['Date']['output']>;
  readonly version: Scalars['Int']['output'];
  readonly sources: ReadonlyArray<Source>;
  readonly audience: Maybe<Audience>;
  readonly named: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  readonly servedFrom: ServedFrom;
  readonly asOf: Scalars['DateTime']['output'];
  /** Where this version stands in its owner's log, and the proof of it. docs/provenance.md says how it is checked. */
  readonly provenance: Maybe<Provenance>;
  /** 产品提供方: who offers it. */
  readonly owner: Maybe<Organization>;
  /** Datasets that it is made from (prov:wasDerivedFrom). */
  readonly derivedFrom: ReadonlyArray<Maybe<Dataset>>;
  /** Codes of the national theme list. */
  readonly themes: ReadonlyArray<Scalars['String']['output']>;
  /** The region it covers, a GB/T 2260 code: `310000`. */
  readonly region: Maybe<Scalars['String']['output']>;
  /** 登记结果查询码: what its registration is looked up by. The same product has the same code at every exchange. */
  readonly registrationCode: Maybe<Scalars['String']['output']>;
};


/**
 * A data product as one exchange lists it (数据产品): the exchange is the authority of the record. On what terms it can be had is
 * answered by the market (schema/market.graphql), from the offers that are published with it.
 */
export type DataProductTitleArgs = {
  lang?: InputMaybe<Lang>;
};


/**
 * A data product as one exchange lists it (数据产品): the exchange is the authority of the record. On what terms it can be had is
 * answered by the market (schema/market.graphql), from the offers that are published with it.
 */
export type DataProductDescriptionArgs = {
  lang?: InputMaybe<Lang>;
};

/**
 * What data were used for (场景案例), as whoever used them tells it. What else is used so, and what is used by whom, is answered by
 * the layer of use (schema/use.graphql).
 */
export type UseCase = Record & {
  readonly __typename?: 'UseCase';
  readonly id: Scalars['ID']['output'];
  readonly kind: RecordKind;
  readonly authority: Scalars['ID']['output'];
  readonly title: Scalars['String']['output'];
  readonly titles: ReadonlyArray<LangText>;
  readonly description: Maybe<Scalars['String']['output']>;
  readonly descriptions: ReadonlyArray<LangText>;
  readonly keywords: ReadonlyArray<Scalars['String']['output']>;
  readonly landingPage: Maybe<Scalars['String']['output']>;
  readonly issued: Maybe<Scalars['Date']['output']>;
  readonly modified: Maybe<Scalars['Date']['output']>;
  readonly version: Scalars['Int']['output'];
  readonly sources: ReadonlyArray<Source>;
  readonly audience: Maybe<Audience>;
  readonly named: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  readonly servedFrom: ServedFrom;
  readonly asOf: Scalars['DateTime']['output'];
  /** Where this version stands in its owner's log, and the proof of it. docs/provenance.md says how it is checked. */
  readonly provenance: Maybe<Provenance>;
  /** Who uses the data. */
  readonly owner: Maybe<Organization>;
  /** 国民经济行业分类 of what they are used for: codes of GB/T 4754-2017. */
  readonly industries: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Codes of the national theme list. */
  readonly themes: ReadonlyArray<Scalars['String']['output']>;
  /** Where: a GB/T 2260 code, of a city as a rule. */
  readonly region: Maybe<Scalars['String']['output']>;
  /** The datasets that it uses (prov:used). */
  readonly uses: Maybe<ReadonlyArray<Maybe<Dataset>>>;
  /** What came of it, in the language asked for, else in another one that exists; null where that is not told, or not yet. */
  readonly outcome: Maybe<Scalars['String']['output']>;
  /** The same in every language that it is told in. */
  readonly outcomes: Maybe<ReadonlyArray<LangText>>;
};


/**
 * What data were used for (场景案例), as whoever used them tells it. What else is used so, and what is used by whom, is answered by
 * the layer of use (schema/use.graphql).
 */
export type UseCaseTitleArgs = {
  lang?: InputMaybe<Lang>;
};


/**
 * What data were used for (场景案例), as whoever used them tells it. What else is used so, and what is used by whom, is answered by
 * the layer of use (schema/use.graphql).
 */
export type UseCaseDescriptionArgs = {
  lang?: InputMaybe<Lang>;
};


/**
 * What data were used for (场景案例), as whoever used them tells it. What else is used so, and what is used by whom, is answered by
 * the layer of use (schema/use.graphql).
 */
export type UseCaseOutcomeArgs = {
  lang?: InputMaybe<Lang>;
};

/**
 * Data that somebody needs (数据需求). What matches it, and which demands a dataset matches, is answered by the layer of use
 * (schema/use.graphql).
 */
export type Demand = Record & {
  readonly __typename?: 'Demand';
  readonly id: Scalars['ID']['output'];
  readonly kind: RecordKind;
  readonly authority: Scalars['ID']['output'];
  readonly title: Scalars['String']['output'];
  readonly titles: ReadonlyArray<LangText>;
  readonly description: Maybe<Scalars['String']['output']>;
  readonly descriptions: ReadonlyArray<LangText>;
  readonly keywords: ReadonlyArray<Scalars['String']['output']>;
  readonly landingPage: Maybe<Scalars['String']['output']>;
  readonly issued: Maybe<Scalars['Date']['output']>;
  readonly modified: Maybe<Scalars['Date']['output']>;
  readonly version: Scalars['Int']['output'];
  readonly sources: ReadonlyArray<Source>;
  readonly audience: Maybe<Audience>;
  readonly named: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  readonly servedFrom: ServedFrom;
  readonly asOf: Scalars['DateTime']['output'];
  /** Where this version stands in its owner's log, and the proof of it. docs/provenance.md says how it is checked. */
  readonly provenance: Maybe<Provenance>;
  /** Who needs the data. */
  readonly owner: Maybe<Organization>;
  /** 国民经济行业分类 of what they are needed for: codes of GB/T 4754-2017. */
  readonly industries: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Codes of the national theme list. */
  readonly themes: ReadonlyArray<Scalars['String']['output']>;
  /** Where they are needed, or of where: a GB/T 2260 code. */
  readonly region: Maybe<Scalars['String']['output']>;
  /** By when. */
  readonly neededBy: Maybe<Scalars['Date']['output']>;
  readonly state: Maybe<DemandState>;
  /** The datasets that it is met by; of a demand that is MET. */
  readonly metBy: Maybe<ReadonlyArray<Maybe<Dataset>>>;
};


/**
 * Data that somebody needs (数据需求). What matches it, and which demands a dataset matches, is answered by the layer of use
 * (schema/use.graphql).
 */
export type DemandTitleArgs = {
  lang?: InputMaybe<Lang>;
};


/**
 * Data that somebody needs (数据需求). What matches it, and which demands a dataset matches, is answered by the layer of use
 * (schema/use.graphql).
 */
export type DemandDescriptionArgs = {
  lang?: InputMaybe<Lang>;
};

/**
 * A place where data can be processed (算力设施). Which data may be processed there is answered by the computing network
 * (schema/compute.graphql).
 */
export type ComputeFacility = Record & {
  readonly __typename?: 'ComputeFacility';
  readonly id: Scalars['ID']['output'];
  readonly kind: RecordKind;
  readonly authority: Scalars['ID']['output'];
  readonly title: Scalars['String']['output'];
  readonly titles: ReadonlyArray<LangText>;
  readonly description: Maybe<Scalars['String']['output']>;
  readonly descriptions: ReadonlyArray<LangText>;
  readonly keywords: ReadonlyArray<Scalars['String']['output']>;
  readonly landingPage: Maybe<Scalars['String']['output']>;
  readonly issued: Maybe<Scalars['Date']['output']>;
  readonly modified: Maybe<Scalars['Date']['output']>;
  readonly version: Scalars['Int']['output'];
  readonly sources: ReadonlyArray<Source>;
  readonly audience: Maybe<Audience>;
  readonly named: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  readonly servedFrom: ServedFrom;
  readonly asOf: Scalars['DateTime']['output'];
  /** Where this version stands in its owner's log, and the proof of it. docs/provenance.md says how it is checked. */
  readonly provenance: Maybe<Provenance>;
  /** The same as `operator`. */
  readonly owner: Maybe<Organization>;
  /** 运营方: who operates it. */
  readonly operator: Maybe<Organization>;
  /** The hub that it is part of; null where it is part of none. */
  readonly hub: Maybe<ComputeHub>;
  /** The data centre cluster (数据中心集群) within the hub: `张家口集群`. */
  readonly cluster: Maybe<Scalars['String']['output']>;
  /** Where it stands, a GB/T 2260 code. */
  readonly region: Maybe<Scalars['String']['output']>;
  /** How much can be computed and kept there. */
  readonly capacity: Maybe<ComputeCapacity>;
  /** Accelerators that it has, by model. */
  readonly accelerators: Maybe<ReadonlyArray<Accelerator>>;
  /** How it uses power. */
  readonly energy: Maybe<EnergyUse>;
  /** The environments that it offers. */
  readonly environments: Maybe<ReadonlyArray<ProtectedEnvironment>>;
  /** Terms of use as an ODRL 2.2 policy: JSON-LD text in ODRL's own context. */
  readonly policy: Maybe<Scalars['String']['output']>;
};


/**
 * A place where data can be processed (算力设施). Which data may be processed there is answered by the computing network
 * (schema/compute.graphql).
 */
export type ComputeFacilityTitleArgs = {
  lang?: InputMaybe<Lang>;
};


/**
 * A place where data can be processed (算力设施). Which data may be processed there is answered by the computing network
 * (schema/compute.graphql).
 */
export type ComputeFacilityDescriptionArgs = {
  lang?: InputMaybe<Lang>;
};

/** How much can be computed and kept at a facility, by its operator's word. */
export type ComputeCapacity = {
  readonly __typename?: 'ComputeCapacity';
  /** 算力规模: 10^15 operations a second at half precision (FP16). */
  readonly petaflops: Maybe<Scalars['Float']['output']>;
  /** How much of that can be had now; null where it is not said. */
  readonly freePetaflops: Maybe<Scalars['Float']['output']>;
  /** 标准机架: racks of 2.5 kW. */
  readonly racks: Maybe<Scalars['Int']['output']>;
  /** Storage in petabytes. */
  readonly storagePetabytes: Maybe<Scalars['Float']['output']>;
};

/** Accelerators of one model. */
export type Accelerator = {
  readonly __typename?: 'Accelerator';
  /** What sort of processor it is. */
  readonly kind: Maybe<AcceleratorKind>;
  /** By its maker's name. */
  readonly model: Maybe<Scalars['String']['output']>;
  /** How many there are. */
  readonly count: Maybe<Scalars['Int']['output']>;
};

/** Power that a facility uses, by its operator's word. */
export type EnergyUse = {
  readonly __typename?: 'EnergyUse';
  /** Power usage effectiveness (PUE), a year's mean: all power over that of the machines; 1 at best. */
  readonly pue: Maybe<Scalars['Float']['output']>;
  /** 绿电占比: share of renewable power, in percent. */
  readonly renewablePercent: Maybe<Scalars['Float']['output']>;
};

/**
 * The quality of a record's metadata: by the EU's metadata quality assessment (MQA), its list of metrics and weights
 * applied to the fields of this catalog, and by the dimensions of GB/T 36344-2018. No address is tried.
 */
export type Quality = {
  readonly __typename?: 'Quality';
  /** 0 to `max`: the points of the metrics that are met. A kind with fewer metrics is measured on the same scale. */
  readonly score: Scalars['Int']['output'];
  /** Points that can be reached: 405. */
  readonly max: Scalars['Int']['output'];
  readonly rating: QualityRating;
  /** The five dimensions of the MQA, with their points. */
  readonly dimensions: ReadonlyArray<QualityDimension>;
  /** Every metric that the record's kind can meet, by dimension. */
  readonly metrics: ReadonlyArray<QualityMetric>;
  /** The unmet metric that gains most, the one of least work where several gain the same; null where all are met. */
  readonly firstFix: Maybe<QualityMetric>;
  /** The six dimensions, in the order of the standard. */
  readonly gbt36344: ReadonlyArray<Gbt36344Dimension>;
  /** The day that timeliness was judged by. */
  readonly judgedOn: Scalars['Date']['output'];
};

/** Points in one dimension of the MQA. */
export type QualityDimension = {
  readonly __typename?: 'QualityDimension';
  readonly code: QualityDimensionCode;
  /** As people read it: `可发现性`. */
  readonly name: Scalars['String']['output'];
  /** Points of its metrics that are met. */
  readonly points: Scalars['Int']['output'];
  /** Points that the record's kind can reach. */
  readonly max: Scalars['Int']['output'];
};


/** Points in one dimension of the MQA. */
export type QualityDimensionNameArgs = {
  lang?: InputMaybe<Lang>;
};

/** One check of the MQA. */
export type QualityMetric = {
  readonly __typename?: 'QualityMetric';
  /** Name of the metric for programs: `KEYWORDS`, `LICENSE`, … */
  readonly code: Scalars['String']['output'];
  /** As people read it. */
  readonly name: Scalars['String']['output'];
  readonly dimension: QualityDimensionCode;
  /** Whether the record passes. */
  readonly met: Scalars['Boolean']['output'];
  /** What it earns: `max` where it is met, else 0. */
  readonly points: Scalars['Int']['output'];
  /** What it can earn: `30`. */
  readonly max: Scalars['Int']['output'];
  /** Why, and what to do where it is not met. */
  readonly reason: Scalars['String']['output'];
};


/** One check of the MQA. */
export type QualityMetricNameArgs = {
  lang?: InputMaybe<Lang>;
};


/** One check of the MQA. */
export type QualityMetricReasonArgs = {
  lang?: InputMaybe<Lang>;
};

/** One dimension of data quality by GB/T 36344-2018. */
export type Gbt36344Dimension = {
  readonly __typename?: 'Gbt36344Dimension';
  readonly code: Gbt36344Code;
  /** As people read it: `规范性`. */
  readonly name: Scalars['String']['output'];
  /** 0 to 100; null where the record says nothing that it could be judged by. */
  readonly score: Maybe<Scalars['Int']['output']>;
  /** What costs most and what to do, or that all is well. */
  readonly reason: Scalars['String']['output'];
};


/** One dimension of data quality by GB/T 36344-2018. */
export type Gbt36344DimensionNameArgs = {
  lang?: InputMaybe<Lang>;
};


/** One dimension of data quality by GB/T 36344-2018. */
export type Gbt36344DimensionReasonArgs = {
  lang?: InputMaybe<Lang>;
};

/** One of an authority's append-only logs. */
export type LogSummary = {
  readonly __typename?: 'LogSummary';
  /** As `changes` takes it: `PUBLIC`, `MEMBER`, `NAMED:330000,MEE`, `OWNER`. */
  readonly name: Scalars['String']['output'];
  readonly audience: Audience;
  /** Of a `NAMED` log: the authorities. */
  readonly named: ReadonlyArray<Scalars['ID']['output']>;
  /** Sequence number of its newest entry. */
  readonly head: Scalars['Int']['output'];
};

/** A stretch of one of an authority's append-only logs. */
export type ChangePage = {
  readonly __typename?: 'ChangePage';
  /** In the order in which they were published. */
  readonly entries: ReadonlyArray<Change>;
  /** Give it as `after` to go on from here; the same as was given where nothing followed. */
  readonly cursor: Scalars['String']['output'];
  /** Sequence number of the authority's newest entry; 0 where it has published nothing. */
  readonly head: Scalars['Int']['output'];
  /** How many records of the authority are live (published, not retired) at `head`. */
  readonly live: Scalars['Int']['output'];
  /**
   * Digest of the records that are live at `head`, for readers to compare their copies with: the sum, modulo 2^256, of
   * SHA-256 over the UTF-8 bytes of `<id>@<version>` of each, in 64 lower-case hexadecimal digits. Null where the node has
   * not kept one from the beginning.
   */
  readonly digest: Maybe<Scalars['String']['output']>;
  /**
   * The owner's signed checkpoint of the log at `head` (C2SP tlog-checkpoint): origin, size and root hash of the Merkle tree
   * of all entries, with an Ed25519 signature. Null where the node has no key yet, or does not keep trees.
   */
  readonly checkpoint: Maybe<Scalars['String']['output']>;
};

/** One entry of the log. Entries of an authority are numbered from 1 without a gap. */
export type Change = {
  readonly __typename?: 'Change';
  /** Its number in the log, from 1. */
  readonly seq: Scalars['Int']['output'];
  /** Id of the record. */
  readonly id: Scalars['ID']['output'];
  readonly kind: RecordKind;
  /** The record's version from this entry on. */
  readonly version: Scalars['Int']['output'];
  readonly op: ChangeOp;
  /** When it was published. */
  readonly at: Scalars['DateTime']['output'];
  /** SHA-256, in hex, over the UTF-8 bytes of the document's RFC 8785 canonical form. Of a tombstone: over its own `{id, reason, replacedBy, version}`. */
  readonly recordHash: Scalars['String']['output'];
  /**
   * The record (or tombstone) as published, in RFC 8785 canonical JSON, so that `recordHash` can be checked and the
   * record be kept. Null where a later entry of the log replaces this one: that entry carries the text.
   */
  readonly document: Maybe<Scalars['String']['output']>;
};

/** What an entry of a log does. */
export type ChangeOp =
  /** Publishes a record, or a new version of it. */
  | 'UPSERT'
  /** Withdraws a record, for good. */
  | 'TOMBSTONE';

/** Where a version of a record stands in its owner's log. Whoever has the owner's key can check it without asking anybody. */
export type Provenance = {
  readonly __typename?: 'Provenance';
  /** The version that the entry published. */
  readonly version: Maybe<Scalars['Int']['output']>;
  /** When its owner published it: `2026-03-01T08:00:00.000Z`. */
  readonly publishedAt: Maybe<Scalars['DateTime']['output']>;
  /** Name of the log within the authority: `PUBLIC` for most. */
  readonly log: Maybe<Scalars['String']['output']>;
  /** Number of the entry in its log, from 0: one less than `Change.seq`. */
  readonly leafIndex: Maybe<Scalars['Int']['output']>;
  /** SHA-256 of `document`, in hex, as in `Change.recordHash`. */
  readonly recordHash: Maybe<Scalars['String']['output']>;
  /** The text that `recordHash` is of. */
  readonly document: Maybe<Scalars['String']['output']>;
  /** The entry as it is hashed into the tree, in RFC 8785 canonical JSON: its leaf hash is SHA-256(0x00 ‖ leaf). */
  readonly leaf: Maybe<Scalars['String']['output']>;
  /** A signed checkpoint of the log that `inclusionProof` leads to. Null where the owner has no key. */
  readonly checkpoint: Maybe<Scalars['String']['output']>;
  /** RFC 9162 2.1.3: hashes from the leaf's sibling up, in base64. */
  readonly inclusionProof: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Whether the service that gave this answer has itself checked it: document, leaf, inclusion and signature. */
  readonly verified: Maybe<Scalars['Boolean']['output']>;
};

/** Proof that a log was only added to. */
export type LogProof = {
  readonly __typename?: 'LogProof';
  /** Entries of the smaller log. */
  readonly from: Maybe<Scalars['Int']['output']>;
  /** Entries of the larger log. */
  readonly to: Maybe<Scalars['Int']['output']>;
  /** In base64, in the order of RFC 9162. */
  readonly hashes: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The signed checkpoint of the log at its head, which may be past `to`. */
  readonly checkpoint: Maybe<Scalars['String']['output']>;
};

/** Versions of a record, a page of them. */
export type RecordHistory = {
  readonly __typename?: 'RecordHistory';
  /** The oldest first. */
  readonly versions: Maybe<ReadonlyArray<RecordVersion>>;
  /** Give it as `after` to go on; null at the end. */
  readonly next: Maybe<Scalars['String']['output']>;
};

/** A version of a record as it was published. */
export type RecordVersion = {
  readonly __typename?: 'RecordVersion';
  /** From 1, by one with each change. */
  readonly version: Maybe<Scalars['Int']['output']>;
  readonly op: Maybe<ChangeOp>;
  /** When it was published: `2026-03-01T08:00:00.000Z`. */
  readonly at: Maybe<Scalars['DateTime']['output']>;
  /** Name of the log that it stands in. */
  readonly log: Maybe<Scalars['String']['output']>;
  /** Number of its entry in its log, from 0. */
  readonly leafIndex: Maybe<Scalars['Int']['output']>;
  /** SHA-256 of its document, in hex. */
  readonly recordHash: Maybe<Scalars['String']['output']>;
  /** Who published it, where that was noted and the viewer may know. */
  readonly author: Maybe<Scalars['String']['output']>;
  /** Null where a later version has replaced the text: then the hash is all that is kept. */
  readonly document: Maybe<Scalars['String']['output']>;
};

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

export type AccessDecision =
  | 'GRANT'
  | 'REFUSE'
  /** Asks the viewer something first: the reason is the question. */
  | 'ASK';

/**
 * A record as its steward writes it. Which fields it must have depends on its kind; whatever is wrong is answered
 * per record. Words of a vocabulary (`shareType: "CONDITIONAL"`) are texts here, so that a wrong one spoils
 * its own record only.
 */
export type RecordInput = {
  /** Only to name the id yourself: an id of the node's authorities with the right check character. */
  readonly id?: InputMaybe<Scalars['ID']['input']>;
  /** A RecordKind. */
  readonly kind: Scalars['String']['input'];
  /** Needed for a new record without an id at a node that serves several authorities. */
  readonly authority?: InputMaybe<Scalars['ID']['input']>;
  readonly titles?: InputMaybe<ReadonlyArray<LangTextInput>>;
  readonly descriptions?: InputMaybe<ReadonlyArray<LangTextInput>>;
  readonly keywords?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly landingPage?: InputMaybe<Scalars['String']['input']>;
  readonly issued?: InputMaybe<Scalars['String']['input']>;
  readonly modified?: InputMaybe<Scalars['String']['input']>;
  readonly sources?: InputMaybe<ReadonlyArray<SourceInput>>;
  /** An Audience; none: `PUBLIC`. */
  readonly audience?: InputMaybe<Scalars['String']['input']>;
  /** Codes of the authorities whose staff may know of it; with `NAMED` only. */
  readonly named?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly owner?: InputMaybe<Scalars['ID']['input']>;
  readonly distributions?: InputMaybe<ReadonlyArray<DistributionInput>>;
  readonly conformsTo?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly series?: InputMaybe<Scalars['ID']['input']>;
  readonly themes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Codes of GB/T 4754-2017: a section such as `I`, or two to four digits. */
  readonly industries?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly region?: InputMaybe<Scalars['String']['input']>;
  readonly bbox?: InputMaybe<ReadonlyArray<Scalars['Float']['input']>>;
  readonly temporal?: InputMaybe<PeriodInput>;
  readonly frequency?: InputMaybe<Scalars['String']['input']>;
  readonly shareType?: InputMaybe<Scalars['String']['input']>;
  readonly shareCondition?: InputMaybe<Scalars['String']['input']>;
  readonly openness?: InputMaybe<Scalars['String']['input']>;
  readonly grade?: InputMaybe<Scalars['String']['input']>;
  readonly license?: InputMaybe<Scalars['String']['input']>;
  /** An ODRL 2.2 policy as JSON-LD text, of type Policy, Set or Offer, with actions of its vocabulary. */
  readonly policy?: InputMaybe<Scalars['String']['input']>;
  readonly items?: InputMaybe<ReadonlyArray<DataItemInput>>;
  readonly derivedFrom?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /**
   * Details of a dataset of the share type CONDITIONAL that are no part of what is published: kept at the node for those who
   * are granted access. Left out: they stay as they are. Null: they are removed.
   */
  readonly restricted?: InputMaybe<RestrictedInput>;
  readonly endpointURL?: InputMaybe<Scalars['String']['input']>;
  readonly endpointDescription?: InputMaybe<Scalars['String']['input']>;
  readonly servesDatasets?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly number?: InputMaybe<Scalars['String']['input']>;
  readonly status?: InputMaybe<Scalars['String']['input']>;
  readonly supersedes?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly uscc?: InputMaybe<Scalars['String']['input']>;
  readonly homepage?: InputMaybe<Scalars['String']['input']>;
  readonly parent?: InputMaybe<Scalars['ID']['input']>;
  /** 登记结果查询码 of a data product. */
  readonly registrationCode?: InputMaybe<Scalars['String']['input']>;
  /** On what terms a data product can be had. */
  readonly offers?: InputMaybe<ReadonlyArray<OfferInput>>;
  /** Ids of the datasets that a use case uses. */
  readonly uses?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** What came of a use case. */
  readonly outcomes?: InputMaybe<ReadonlyArray<LangTextInput>>;
  /** By when a demand is to be met. */
  readonly neededBy?: InputMaybe<Scalars['String']['input']>;
  /** A DemandState. */
  readonly state?: InputMaybe<Scalars['String']['input']>;
  /** Ids of the datasets that a demand is met by. */
  readonly metBy?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** A ComputeHub, of a computing facility. */
  readonly hub?: InputMaybe<Scalars['String']['input']>;
  /** Data centre cluster within the hub. */
  readonly cluster?: InputMaybe<Scalars['String']['input']>;
  readonly capacity?: InputMaybe<ComputeCapacityInput>;
  readonly accelerators?: InputMaybe<ReadonlyArray<AcceleratorInput>>;
  readonly energy?: InputMaybe<EnergyUseInput>;
  /** ProtectedEnvironments that a computing facility offers. */
  readonly environments?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type ComputeCapacityInput = {
  readonly petaflops?: InputMaybe<Scalars['Float']['input']>;
  readonly freePetaflops?: InputMaybe<Scalars['Float']['input']>;
  readonly racks?: InputMaybe<Scalars['Int']['input']>;
  readonly storagePetabytes?: InputMaybe<Scalars['Float']['input']>;
};

export type AcceleratorInput = {
  /** An AcceleratorKind. */
  readonly kind?: InputMaybe<Scalars['String']['input']>;
  readonly model?: InputMaybe<Scalars['String']['input']>;
  readonly count?: InputMaybe<Scalars['Int']['input']>;
};

export type EnergyUseInput = {
  readonly pue?: InputMaybe<Scalars['Float']['input']>;
  readonly renewablePercent?: InputMaybe<Scalars['Float']['input']>;
};

/** One way to have a data product. Which fields it must have depends on its price model: docs/market.md. */
export type OfferInput = {
  /** Names it among the offers of the product. */
  readonly code?: InputMaybe<Scalars['String']['input']>;
  /** A PriceModel. */
  readonly priceModel?: InputMaybe<Scalars['String']['input']>;
  readonly amount?: InputMaybe<Scalars['MinorUnits']['input']>;
  /** An ISO 4217 code: `CNY`. */
  readonly currency?: InputMaybe<Scalars['String']['input']>;
  /** How many calls or units the amount is for; none: 1. */
  readonly per?: InputMaybe<Scalars['Int']['input']>;
  /** Of BY_USAGE: what is counted, such as `GB`. */
  readonly unit?: InputMaybe<Scalars['String']['input']>;
  /** Of SUBSCRIPTION: an ISO 8601 duration of days, weeks, months or years: `P1M`. */
  readonly period?: InputMaybe<Scalars['String']['input']>;
  /** Terms as an ODRL 2.2 policy: JSON-LD text. */
  readonly policy?: InputMaybe<Scalars['String']['input']>;
  readonly validFrom?: InputMaybe<Scalars['String']['input']>;
  readonly validThrough?: InputMaybe<Scalars['String']['input']>;
};

export type LangTextInput = {
  readonly lang: Scalars['String']['input'];
  readonly text: Scalars['String']['input'];
};

export type SourceInput = {
  readonly system: Scalars['String']['input'];
  readonly identifier: Scalars['String']['input'];
};

export type DistributionInput = {
  readonly title?: InputMaybe<Scalars['String']['input']>;
  readonly accessURL?: InputMaybe<Scalars['String']['input']>;
  readonly downloadURL?: InputMaybe<Scalars['String']['input']>;
  readonly format?: InputMaybe<Scalars['String']['input']>;
  readonly mediaType?: InputMaybe<Scalars['String']['input']>;
  readonly byteSize?: InputMaybe<Scalars['Float']['input']>;
  readonly license?: InputMaybe<Scalars['String']['input']>;
};

export type DataItemInput = {
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly dataType?: InputMaybe<Scalars['String']['input']>;
};

export type RestrictedInput = {
  readonly distributions?: InputMaybe<ReadonlyArray<DistributionInput>>;
  readonly items?: InputMaybe<ReadonlyArray<DataItemInput>>;
  readonly note?: InputMaybe<Scalars['String']['input']>;
};

export type PeriodInput = {
  readonly start?: InputMaybe<Scalars['String']['input']>;
  readonly end?: InputMaybe<Scalars['String']['input']>;
};

export type UpsertResult = {
  readonly __typename?: 'UpsertResult';
  /** Position of the record in the request. */
  readonly index: Scalars['Int']['output'];
  readonly outcome: UpsertOutcome;
  /** The record's id; null where it was rejected before it had one. */
  readonly id: Maybe<Scalars['ID']['output']>;
  readonly version: Maybe<Scalars['Int']['output']>;
  /** What was wrong; empty unless `REJECTED`. */
  readonly problems: ReadonlyArray<RecordProblem>;
};

export type UpsertOutcome =
  | 'CREATED'
  | 'UPDATED'
  | 'UNCHANGED'
  | 'REJECTED';

/** One thing that is wrong with a record. */
export type RecordProblem = {
  readonly __typename?: 'RecordProblem';
  /** Path of the field: `distributions[2].accessURL`. */
  readonly field: Scalars['String']['output'];
  /** The value found, cut to 200 characters; null where it is missing. */
  readonly value: Maybe<Scalars['String']['output']>;
  /** Name of the rule: `REQUIRED`, `CHECK_CHARACTER`, `URL`, … */
  readonly rule: Scalars['String']['output'];
  /** What was expected and what to do. */
  readonly message: Scalars['String']['output'];
};

export type RetireResult = {
  readonly __typename?: 'RetireResult';
  readonly id: Scalars['ID']['output'];
  /** False where it was retired before: nothing was written. */
  readonly changed: Scalars['Boolean']['output'];
  readonly version: Scalars['Int']['output'];
};

export type AuditPage = {
  readonly __typename?: 'AuditPage';
  readonly entries: ReadonlyArray<AuditEntry>;
  /** Number of the newest entry; 0 where there is none. */
  readonly head: Scalars['Int']['output'];
  /** Hash of the newest entry. */
  readonly headHash: Scalars['String']['output'];
};

export type AuditEntry = {
  readonly __typename?: 'AuditEntry';
  /** From 1, without a gap. */
  readonly seq: Scalars['Int']['output'];
  readonly at: Scalars['DateTime']['output'];
  /** Who did it: a steward by name, a viewer, the operator, a member by its node's key, or the program itself. */
  readonly actor: Scalars['String']['output'];
  /** What was done, for programs: `PUBLISH`, `ACCESS_GRANT`, … */
  readonly act: Scalars['String']['output'];
  /** What it was done to: a log, an access request, a member. */
  readonly subject: Scalars['String']['output'];
  /** More of it, as JSON. Texts that may have to be withdrawn are no part of it. */
  readonly details: Scalars['String']['output'];
  /** `hash` of the entry before; 64 zeros before the first. */
  readonly before: Scalars['String']['output'];
  /** SHA-256, in hex, over the RFC 8785 canonical JSON of `{seq, at, actor, act, subject, details, before}`, with `details` as an object. */
  readonly hash: Scalars['String']['output'];
};



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
  ID: ResolverTypeWrapper<unknown>;
  Int: ResolverTypeWrapper<unknown>;
  Mutation: ResolverTypeWrapper<object>;
  Record: ResolverTypeWrapper<unknown>;
  ServedFrom: ResolverTypeWrapper<unknown>;
  LangText: ResolverTypeWrapper<unknown>;
  Source: ResolverTypeWrapper<unknown>;
  Dataset: ResolverTypeWrapper<unknown>;
  Float: ResolverTypeWrapper<unknown>;
  RestrictedDetails: ResolverTypeWrapper<unknown>;
  AccessRequest: ResolverTypeWrapper<unknown>;
  AccessState: ResolverTypeWrapper<unknown>;
  AccessEvent: ResolverTypeWrapper<unknown>;
  AccessAct: ResolverTypeWrapper<unknown>;
  Distribution: ResolverTypeWrapper<unknown>;
  DataItem: ResolverTypeWrapper<unknown>;
  Period: ResolverTypeWrapper<unknown>;
  DataSeries: ResolverTypeWrapper<unknown>;
  DataService: ResolverTypeWrapper<unknown>;
  Standard: ResolverTypeWrapper<unknown>;
  StandardStatus: ResolverTypeWrapper<unknown>;
  Organization: ResolverTypeWrapper<unknown>;
  DataProduct: ResolverTypeWrapper<unknown>;
  UseCase: ResolverTypeWrapper<unknown>;
  Demand: ResolverTypeWrapper<unknown>;
  ComputeFacility: ResolverTypeWrapper<unknown>;
  ComputeCapacity: ResolverTypeWrapper<unknown>;
  Accelerator: ResolverTypeWrapper<unknown>;
  EnergyUse: ResolverTypeWrapper<unknown>;
  Quality: ResolverTypeWrapper<unknown>;
  QualityDimension: ResolverTypeWrapper<unknown>;
  QualityMetric: ResolverTypeWrapper<unknown>;
  Boolean: ResolverTypeWrapper<unknown>;
  Gbt36344Dimension: ResolverTypeWrapper<unknown>;
  LogSummary: ResolverTypeWrapper<unknown>;
  ChangePage: ResolverTypeWrapper<unknown>;
  Change: ResolverTypeWrapper<unknown>;
  ChangeOp: ResolverTypeWrapper<unknown>;
  Provenance: ResolverTypeWrapper<unknown>;
  LogProof: ResolverTypeWrapper<unknown>;
  RecordHistory: ResolverTypeWrapper<unknown>;
  RecordVersion: ResolverTypeWrapper<unknown>;
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
  AccessDecision: ResolverTypeWrapper<unknown>;
  RecordInput: ResolverTypeWrapper<unknown>;
  ComputeCapacityInput: ResolverTypeWrapper<unknown>;
  AcceleratorInput: ResolverTypeWrapper<unknown>;
  EnergyUseInput: ResolverTypeWrapper<unknown>;
  OfferInput: ResolverTypeWrapper<unknown>;
  LangTextInput: ResolverTypeWrapper<unknown>;
  SourceInput: ResolverTypeWrapper<unknown>;
  DistributionInput: ResolverTypeWrapper<unknown>;
  DataItemInput: ResolverTypeWrapper<unknown>;
  RestrictedInput: ResolverTypeWrapper<unknown>;
  PeriodInput: ResolverTypeWrapper<unknown>;
  UpsertResult: ResolverTypeWrapper<unknown>;
  UpsertOutcome: ResolverTypeWrapper<unknown>;
  RecordProblem: ResolverTypeWrapper<unknown>;
  RetireResult: ResolverTypeWrapper<unknown>;
  AuditPage: ResolverTypeWrapper<unknown>;
  AuditEntry: ResolverTypeWrapper<unknown>;
  String: ResolverTypeWrapper<unknown>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Query: object;
  ID: unknown;
  Int: unknown;
  Mutation: object;
  Record: unknown;
  LangText: unknown;
  Source: unknown;
  Dataset: unknown;
  Float: unknown;
  RestrictedDetails: unknown;
  AccessRequest: unknown;
  AccessEvent: unknown;
  Distribution: unknown;
  DataItem: unknown;
  Period: unknown;
  DataSeries: unknown;
  DataService: unknown;
  Standard: unknown;
  Organization: unknown;
  DataProduct: unknown;
  UseCase: unknown;
  Demand: unknown;
  ComputeFacility: unknown;
  ComputeCapacity: unknown;
  Accelerator: unknown;
  EnergyUse: unknown;
  Quality: unknown;
  QualityDimension: unknown;
  QualityMetric: unknown;
  Boolean: unknown;
  Gbt36344Dimension: unknown;
  LogSummary: unknown;
  ChangePage: unknown;
  Change: unknown;
  Provenance: unknown;
  LogProof: unknown;
  RecordHistory: unknown;
  RecordVersion: unknown;
  DateTime: unknown;
  Date: unknown;
  MinorUnits: unknown;
  RecordInput: unknown;
  ComputeCapacityInput: unknown;
  AcceleratorInput: unknown;
  EnergyUseInput: unknown;
  OfferInput: unknown;
  LangTextInput: unknown;
  SourceInput: unknown;
  DistributionInput: unknown;
  DataItemInput: unknown;
  RestrictedInput: unknown;
  PeriodInput: unknown;
  UpsertResult: unknown;
  RecordProblem: unknown;
  RetireResult: unknown;
  AuditPage: unknown;
  AuditEntry: unknown;
  String: unknown;
};

export type PartitionDirectiveArgs = {
  by: Scalars['String']['input'];
  lookup?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type PartitionDirectiveResolver<Result, Parent, ContextType = unknown, Args = PartitionDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type QueryResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  record?: Resolver<Maybe<ResolversTypes['Record']>, ParentType, ContextType, RequireFields<QueryRecordArgs, 'id'>>;
  dataset?: Resolver<Maybe<ResolversTypes['Dataset']>, ParentType, ContextType, RequireFields<QueryDatasetArgs, 'id'>>;
  dataSeries?: Resolver<Maybe<ResolversTypes['DataSeries']>, ParentType, ContextType, RequireFields<QueryDataSeriesArgs, 'id'>>;
  dataService?: Resolver<Maybe<ResolversTypes['DataService']>, ParentType, ContextType, RequireFields<QueryDataServiceArgs, 'id'>>;
  standard?: Resolver<Maybe<ResolversTypes['Standard']>, ParentType, ContextType, Partial<QueryStandardArgs>>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType, Partial<QueryOrganizationArgs>>;
  dataProduct?: Resolver<Maybe<ResolversTypes['DataProduct']>, ParentType, ContextType, RequireFields<QueryDataProductArgs, 'id'>>;
  useCase?: Resolver<Maybe<ResolversTypes['UseCase']>, ParentType, ContextType, RequireFields<QueryUseCaseArgs, 'id'>>;
  demand?: Resolver<Maybe<ResolversTypes['Demand']>, ParentType, ContextType, RequireFields<QueryDemandArgs, 'id'>>;
  computeFacility?: Resolver<Maybe<ResolversTypes['ComputeFacility']>, ParentType, ContextType, RequireFields<QueryComputeFacilityArgs, 'id'>>;
  changes?: Resolver<Maybe<ResolversTypes['ChangePage']>, ParentType, ContextType, RequireFields<QueryChangesArgs, 'authority' | 'log' | 'first' | 'waitMillis'>>;
  logs?: Resolver<Maybe<ReadonlyArray<ResolversTypes['LogSummary']>>, ParentType, ContextType, RequireFields<QueryLogsArgs, 'authority'>>;
  accessRequest?: Resolver<Maybe<ResolversTypes['AccessRequest']>, ParentType, ContextType, RequireFields<QueryAccessRequestArgs, 'id'>>;
  myAccessRequests?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AccessRequest']>>, ParentType, ContextType, RequireFields<QueryMyAccessRequestsArgs, 'authority' | 'first'>>;
  logProof?: Resolver<Maybe<ResolversTypes['LogProof']>, ParentType, ContextType, RequireFields<QueryLogProofArgs, 'authority' | 'log' | 'from'>>;
  history?: Resolver<Maybe<ResolversTypes['RecordHistory']>, ParentType, ContextType, RequireFields<QueryHistoryArgs, 'id' | 'first'>>;
  accessRequests?: Resolver<ReadonlyArray<ResolversTypes['AccessRequest']>, ParentType, ContextType, RequireFields<QueryAccessRequestsArgs, 'first'>>;
  auditLog?: Resolver<ResolversTypes['AuditPage'], ParentType, ContextType, RequireFields<QueryAuditLogArgs, 'first' | 'after'>>;
};

export type MutationResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  requestAccess?: Resolver<Maybe<ResolversTypes['AccessRequest']>, ParentType, ContextType, RequireFields<MutationRequestAccessArgs, 'id' | 'purpose' | 'useCase' | 'until'>>;
  answerAccessQuestion?: Resolver<Maybe<ResolversTypes['AccessRequest']>, ParentType, ContextType, RequireFields<MutationAnswerAccessQuestionArgs, 'request' | 'answer'>>;
  withdrawAccessRequest?: Resolver<Maybe<ResolversTypes['AccessRequest']>, ParentType, ContextType, RequireFields<MutationWithdrawAccessRequestArgs, 'request'>>;
  upsertRecords?: Resolver<ReadonlyArray<ResolversTypes['UpsertResult']>, ParentType, ContextType, RequireFields<MutationUpsertRecordsArgs, 'records'>>;
  retireRecord?: Resolver<ResolversTypes['RetireResult'], ParentType, ContextType, RequireFields<MutationRetireRecordArgs, 'id' | 'reason'>>;
  decideAccess?: Resolver<ResolversTypes['AccessRequest'], ParentType, ContextType, RequireFields<MutationDecideAccessArgs, 'request' | 'decision' | 'reason'>>;
  revokeAccess?: Resolver<ResolversTypes['AccessRequest'], ParentType, ContextType, RequireFields<MutationRevokeAccessArgs, 'request' | 'reason'>>;
};

export type RecordResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Record'] = ResolversParentTypes['Record']> = {
  __resolveType: TypeResolveFn<'Dataset' | 'DataSeries' | 'DataService' | 'Standard' | 'Organization' | 'DataProduct' | 'UseCase' | 'Demand' | 'ComputeFacility', ParentType, ContextType>;
};

export type LangTextResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['LangText'] = ResolversParentTypes['LangText']> = {
  lang?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SourceResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Source'] = ResolversParentTypes['Source']> = {
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  identifier?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DatasetResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Dataset'] = ResolversParentTypes['Dataset']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  authority?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<DatasetTitleArgs, 'lang'>>;
  titles?: Resolver<ReadonlyArray<ResolversTypes['LangText']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<DatasetDescriptionArgs, 'lang'>>;
  descriptions?: Resolver<ReadonlyArray<ResolversTypes['LangText']>, ParentType, ContextType>;
  keywords?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  landingPage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  issued?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  modified?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
  audience?: Resolver<Maybe<ResolversTypes['Audience']>, ParentType, ContextType>;
  named?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  servedFrom?: Resolver<ResolversTypes['ServedFrom'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  distributions?: Resolver<ReadonlyArray<ResolversTypes['Distribution']>, ParentType, ContextType>;
  conformsTo?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Standard']>>, ParentType, ContextType>;
  series?: Resolver<Maybe<ResolversTypes['DataSeries']>, ParentType, ContextType>;
  themes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  industries?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  bbox?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Float']>>, ParentType, ContextType>;
  temporal?: Resolver<Maybe<ResolversTypes['Period']>, ParentType, ContextType>;
  frequency?: Resolver<ResolversTypes['Frequency'], ParentType, ContextType>;
  shareType?: Resolver<ResolversTypes['ShareType'], ParentType, ContextType>;
  shareCondition?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  openness?: Resolver<ResolversTypes['Openness'], ParentType, ContextType>;
  grade?: Resolver<Maybe<ResolversTypes['Grade']>, ParentType, ContextType>;
  license?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  policy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  items?: Resolver<ReadonlyArray<ResolversTypes['DataItem']>, ParentType, ContextType>;
  derivedFrom?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Dataset']>>, ParentType, ContextType>;
  restricted?: Resolver<Maybe<ResolversTypes['RestrictedDetails']>, ParentType, ContextType>;
  quality?: Resolver<Maybe<ResolversTypes['Quality']>, ParentType, ContextType, Partial<DatasetQualityArgs>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RestrictedDetailsResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['RestrictedDetails'] = ResolversParentTypes['RestrictedDetails']> = {
  distributions?: Resolver<ReadonlyArray<ResolversTypes['Distribution']>, ParentType, ContextType>;
  items?: Resolver<ReadonlyArray<ResolversTypes['DataItem']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type AccessRequestResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['AccessRequest'] = ResolversParentTypes['AccessRequest']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  record?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  dataset?: Resolver<Maybe<ResolversTypes['Dataset']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['AccessState']>, ParentType, ContextType>;
  requester?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requesterAuthorities?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  purpose?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  useCase?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  wantedUntil?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  question?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  trail?: Resolver<ReadonlyArray<ResolversTypes['AccessEvent']>, ParentType, ContextType>;
};

export type AccessEventResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['AccessEvent'] = ResolversParentTypes['AccessEvent']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  act?: Resolver<Maybe<ResolversTypes['AccessAct']>, ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type DistributionResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Distribution'] = ResolversParentTypes['Distribution']> = {
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  accessURL?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  downloadURL?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  format?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mediaType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  byteSize?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  license?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DataItemResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['DataItem'] = ResolversParentTypes['DataItem']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dataType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PeriodResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Period'] = ResolversParentTypes['Period']> = {
  start?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  end?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type DataSeriesResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['DataSeries'] = ResolversParentTypes['DataSeries']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  authority?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<DataSeriesTitleArgs, 'lang'>>;
  titles?: Resolver<ReadonlyArray<ResolversTypes['LangText']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<DataSeriesDescriptionArgs, 'lang'>>;
  descriptions?: Resolver<ReadonlyArray<ResolversTypes['LangText']>, ParentType, ContextType>;
  keywords?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  landingPage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  issued?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  modified?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
  audience?: Resolver<Maybe<ResolversTypes['Audience']>, ParentType, ContextType>;
  named?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  servedFrom?: Resolver<ResolversTypes['ServedFrom'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  themes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  temporal?: Resolver<Maybe<ResolversTypes['Period']>, ParentType, ContextType>;
  frequency?: Resolver<Maybe<ResolversTypes['Frequency']>, ParentType, ContextType>;
  quality?: Resolver<Maybe<ResolversTypes['Quality']>, ParentType, ContextType, Partial<DataSeriesQualityArgs>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DataServiceResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['DataService'] = ResolversParentTypes['DataService']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  authority?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<DataServiceTitleArgs, 'lang'>>;
  titles?: Resolver<ReadonlyArray<ResolversTypes['LangText']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<DataServiceDescriptionArgs, 'lang'>>;
  descriptions?: Resolver<ReadonlyArray<ResolversTypes['LangText']>, ParentType, ContextType>;
  keywords?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  landingPage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  issued?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  modified?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
  audience?: Resolver<Maybe<ResolversTypes['Audience']>, ParentType, ContextType>;
  named?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  servedFrom?: Resolver<ResolversTypes['ServedFrom'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  endpointURL?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  endpointDescription?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  servesDatasets?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Dataset']>>, ParentType, ContextType>;
  conformsTo?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Standard']>>, ParentType, ContextType>;
  themes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  shareType?: Resolver<ResolversTypes['ShareType'], ParentType, ContextType>;
  shareCondition?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  openness?: Resolver<ResolversTypes['Openness'], ParentType, ContextType>;
  license?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  policy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quality?: Resolver<Maybe<ResolversTypes['Quality']>, ParentType, ContextType, Partial<DataServiceQualityArgs>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StandardResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Standard'] = ResolversParentTypes['Standard']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  authority?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<StandardTitleArgs, 'lang'>>;
  titles?: Resolver<ReadonlyArray<ResolversTypes['LangText']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<StandardDescriptionArgs, 'lang'>>;
  descriptions?: Resolver<ReadonlyArray<ResolversTypes['LangText']>, ParentType, ContextType>;
  keywords?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  landingPage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  issued?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  modified?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
  audience?: Resolver<Maybe<ResolversTypes['Audience']>, ParentType, ContextType>;
  named?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  servedFrom?: Resolver<ResolversTypes['ServedFrom'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['StandardStatus']>, ParentType, ContextType>;
  supersedes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Standard']>>, ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  themes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrganizationResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Organization'] = ResolversParentTypes['Organization']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  authority?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<OrganizationTitleArgs, 'lang'>>;
  titles?: Resolver<ReadonlyArray<ResolversTypes['LangText']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<OrganizationDescriptionArgs, 'lang'>>;
  descriptions?: Resolver<ReadonlyArray<ResolversTypes['LangText']>, ParentType, ContextType>;
  keywords?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  landingPage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  issued?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  modified?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
  audience?: Resolver<Maybe<ResolversTypes['Audience']>, ParentType, ContextType>;
  named?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  servedFrom?: Resolver<ResolversTypes['ServedFrom'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<OrganizationNameArgs, 'lang'>>;
  uscc?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  homepage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DataProductResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['DataProduct'] = ResolversParentTypes['DataProduct']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  authority?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<DataProductTitleArgs, 'lang'>>;
  titles?: Resolver<ReadonlyArray<ResolversTypes['LangText']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<DataProductDescriptionArgs, 'lang'>>;
  descriptions?: Resolver<ReadonlyArray<ResolversTypes['LangText']>, ParentType, ContextType>;
  keywords?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  landingPage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  issued?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  modified?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
  audience?: Resolver<Maybe<ResolversTypes['Audience']>, ParentType, ContextType>;
  named?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  servedFrom?: Resolver<ResolversTypes['ServedFrom'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  derivedFrom?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Dataset']>>, ParentType, ContextType>;
  themes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  registrationCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UseCaseResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['UseCase'] = ResolversParentTypes['UseCase']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  authority?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<UseCaseTitleArgs, 'lang'>>;
  titles?: Resolver<ReadonlyArray<ResolversTypes['LangText']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<UseCaseDescriptionArgs, 'lang'>>;
  descriptions?: Resolver<ReadonlyArray<ResolversTypes['LangText']>, ParentType, ContextType>;
  keywords?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  landingPage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  issued?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  modified?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
  audience?: Resolver<Maybe<ResolversTypes['Audience']>, ParentType, ContextType>;
  named?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  servedFrom?: Resolver<ResolversTypes['ServedFrom'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  industries?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  themes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  uses?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['Dataset']>>>, ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<UseCaseOutcomeArgs, 'lang'>>;
  outcomes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['LangText']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DemandResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Demand'] = ResolversParentTypes['Demand']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  authority?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<DemandTitleArgs, 'lang'>>;
  titles?: Resolver<ReadonlyArray<ResolversTypes['LangText']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<DemandDescriptionArgs, 'lang'>>;
  descriptions?: Resolver<ReadonlyArray<ResolversTypes['LangText']>, ParentType, ContextType>;
  keywords?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  landingPage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  issued?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  modified?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
  audience?: Resolver<Maybe<ResolversTypes['Audience']>, ParentType, ContextType>;
  named?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  servedFrom?: Resolver<ResolversTypes['ServedFrom'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  industries?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  themes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  neededBy?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['DemandState']>, ParentType, ContextType>;
  metBy?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['Dataset']>>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ComputeFacilityResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['ComputeFacility'] = ResolversParentTypes['ComputeFacility']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  authority?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<ComputeFacilityTitleArgs, 'lang'>>;
  titles?: Resolver<ReadonlyArray<ResolversTypes['LangText']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<ComputeFacilityDescriptionArgs, 'lang'>>;
  descriptions?: Resolver<ReadonlyArray<ResolversTypes['LangText']>, ParentType, ContextType>;
  keywords?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  landingPage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  issued?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  modified?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
  audience?: Resolver<Maybe<ResolversTypes['Audience']>, ParentType, ContextType>;
  named?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  servedFrom?: Resolver<ResolversTypes['ServedFrom'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  operator?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  hub?: Resolver<Maybe<ResolversTypes['ComputeHub']>, ParentType, ContextType>;
  cluster?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  capacity?: Resolver<Maybe<ResolversTypes['ComputeCapacity']>, ParentType, ContextType>;
  accelerators?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Accelerator']>>, ParentType, ContextType>;
  energy?: Resolver<Maybe<ResolversTypes['EnergyUse']>, ParentType, ContextType>;
  environments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ProtectedEnvironment']>>, ParentType, ContextType>;
  policy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ComputeCapacityResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['ComputeCapacity'] = ResolversParentTypes['ComputeCapacity']> = {
  petaflops?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  freePetaflops?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  racks?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  storagePetabytes?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type AcceleratorResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Accelerator'] = ResolversParentTypes['Accelerator']> = {
  kind?: Resolver<Maybe<ResolversTypes['AcceleratorKind']>, ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  count?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type EnergyUseResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['EnergyUse'] = ResolversParentTypes['EnergyUse']> = {
  pue?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  renewablePercent?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type QualityResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Quality'] = ResolversParentTypes['Quality']> = {
  score?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  max?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rating?: Resolver<ResolversTypes['QualityRating'], ParentType, ContextType>;
  dimensions?: Resolver<ReadonlyArray<ResolversTypes['QualityDimension']>, ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['QualityMetric']>, ParentType, ContextType>;
  firstFix?: Resolver<Maybe<ResolversTypes['QualityMetric']>, ParentType, ContextType>;
  gbt36344?: Resolver<ReadonlyArray<ResolversTypes['Gbt36344Dimension']>, ParentType, ContextType>;
  judgedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type QualityDimensionResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['QualityDimension'] = ResolversParentTypes['QualityDimension']> = {
  code?: Resolver<ResolversTypes['QualityDimensionCode'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<QualityDimensionNameArgs, 'lang'>>;
  points?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  max?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type QualityMetricResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['QualityMetric'] = ResolversParentTypes['QualityMetric']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<QualityMetricNameArgs, 'lang'>>;
  dimension?: Resolver<ResolversTypes['QualityDimensionCode'], ParentType, ContextType>;
  met?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  points?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  max?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<QualityMetricReasonArgs, 'lang'>>;
};

export type Gbt36344DimensionResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Gbt36344Dimension'] = ResolversParentTypes['Gbt36344Dimension']> = {
  code?: Resolver<ResolversTypes['Gbt36344Code'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<Gbt36344DimensionNameArgs, 'lang'>>;
  score?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<Gbt36344DimensionReasonArgs, 'lang'>>;
};

export type LogSummaryResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['LogSummary'] = ResolversParentTypes['LogSummary']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  audience?: Resolver<ResolversTypes['Audience'], ParentType, ContextType>;
  named?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  head?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ChangePageResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['ChangePage'] = ResolversParentTypes['ChangePage']> = {
  entries?: Resolver<ReadonlyArray<ResolversTypes['Change']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  head?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  live?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  digest?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  checkpoint?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ChangeResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Change'] = ResolversParentTypes['Change']> = {
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordKind'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  op?: Resolver<ResolversTypes['ChangeOp'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  recordHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  document?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProvenanceResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Provenance'] = ResolversParentTypes['Provenance']> = {
  version?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  log?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  leafIndex?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  recordHash?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  document?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  leaf?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  checkpoint?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  inclusionProof?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  verified?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type LogProofResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['LogProof'] = ResolversParentTypes['LogProof']> = {
  from?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  hashes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  checkpoint?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RecordHistoryResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['RecordHistory'] = ResolversParentTypes['RecordHistory']> = {
  versions?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RecordVersion']>>, ParentType, ContextType>;
  next?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RecordVersionResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['RecordVersion'] = ResolversParentTypes['RecordVersion']> = {
  version?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  op?: Resolver<Maybe<ResolversTypes['ChangeOp']>, ParentType, ContextType>;
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  log?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  leafIndex?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  recordHash?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  author?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  document?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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

export type UpsertResultResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['UpsertResult'] = ResolversParentTypes['UpsertResult']> = {
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['UpsertOutcome'], ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['RecordProblem']>, ParentType, ContextType>;
};

export type RecordProblemResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['RecordProblem'] = ResolversParentTypes['RecordProblem']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RetireResultResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['RetireResult'] = ResolversParentTypes['RetireResult']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  changed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AuditPageResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['AuditPage'] = ResolversParentTypes['AuditPage']> = {
  entries?: Resolver<ReadonlyArray<ResolversTypes['AuditEntry']>, ParentType, ContextType>;
  head?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  headHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  act?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  details?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  before?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = unknown> = {
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Record?: RecordResolvers<ContextType>;
  LangText?: LangTextResolvers<ContextType>;
  Source?: SourceResolvers<ContextType>;
  Dataset?: DatasetResolvers<ContextType>;
  RestrictedDetails?: RestrictedDetailsResolvers<ContextType>;
  AccessRequest?: AccessRequestResolvers<ContextType>;
  AccessEvent?: AccessEventResolvers<ContextType>;
  Distribution?: DistributionResolvers<ContextType>;
  DataItem?: DataItemResolvers<ContextType>;
  Period?: PeriodResolvers<ContextType>;
  DataSeries?: DataSeriesResolvers<ContextType>;
  DataService?: DataServiceResolvers<ContextType>;
  Standard?: StandardResolvers<ContextType>;
  Organization?: OrganizationResolvers<ContextType>;
  DataProduct?: DataProductResolvers<ContextType>;
  UseCase?: UseCaseResolvers<ContextType>;
  Demand?: DemandResolvers<ContextType>;
  ComputeFacility?: ComputeFacilityResolvers<ContextType>;
  ComputeCapacity?: ComputeCapacityResolvers<ContextType>;
  Accelerator?: AcceleratorResolvers<ContextType>;
  EnergyUse?: EnergyUseResolvers<ContextType>;
  Quality?: QualityResolvers<ContextType>;
  QualityDimension?: QualityDimensionResolvers<ContextType>;
  QualityMetric?: QualityMetricResolvers<ContextType>;
  Gbt36344Dimension?: Gbt36344DimensionResolvers<ContextType>;
  LogSummary?: LogSummaryResolvers<ContextType>;
  ChangePage?: ChangePageResolvers<ContextType>;
  Change?: ChangeResolvers<ContextType>;
  Provenance?: ProvenanceResolvers<ContextType>;
  LogProof?: LogProofResolvers<ContextType>;
  RecordHistory?: RecordHistoryResolvers<ContextType>;
  RecordVersion?: RecordVersionResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  MinorUnits?: GraphQLScalarType;
  UpsertResult?: UpsertResultResolvers<ContextType>;
  RecordProblem?: RecordProblemResolvers<ContextType>;
  RetireResult?: RetireResultResolvers<ContextType>;
  AuditPage?: AuditPageResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = unknown> = {
  partition?: PartitionDirectiveResolver<any, any, ContextType>;
};
