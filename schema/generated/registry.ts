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
};

export type Query = {
  readonly __typename?: 'Query';
  /** Every authority whose records can be found, in the order of their codes. */
  readonly authorities: Maybe<ReadonlyArray<Authority>>;
  readonly authority: Maybe<Authority>;
  /**
   * The table that gateway and index route by. With `after`, the answer is held back until the table's revision
   * differs from it or `waitMillis` (at most 30000) is over.
   */
  readonly memberTable: MemberTable;
};


export type QueryAuthorityArgs = {
  code: Scalars['ID']['input'];
};


export type QueryMemberTableArgs = {
  after?: InputMaybe<Scalars['Int']['input']>;
  waitMillis?: InputMaybe<Scalars['Int']['input']>;
};

/** A region or ministry that owns records. Its code is the first part of every id of its records. */
export type Authority = {
  readonly __typename?: 'Authority';
  /** A GB/T 2260 code (`310000`) or a registered short code (`MEE`). */
  readonly code: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly kind: AuthorityKind;
  readonly homepage: Maybe<Scalars['String']['output']>;
  /** Address of the node that serves it. */
  readonly url: Scalars['String']['output'];
  readonly status: MemberStatus;
  /** Version of the node contract that its node serves. */
  readonly contractVersion: Scalars['String']['output'];
  /** The member that runs the node; one member may serve many authorities. */
  readonly member: Member;
};


/** A region or ministry that owns records. Its code is the first part of every id of its records. */
export type AuthorityNameArgs = {
  lang?: InputMaybe<Lang>;
};

export type AuthorityKind =
  | 'REGION'
  | 'MINISTRY'
  /** A standards body, exchange or other national institution. */
  | 'BODY';

export type MemberStatus =
  /** Asked to join; not served yet. */
  | 'PENDING'
  | 'ACTIVE'
  /** Kept and shown, but its node is not asked. */
  | 'SUSPENDED'
  /** Has left; its ids are known and answer nothing. */
  | 'WITHDRAWN';

export type Member = {
  readonly __typename?: 'Member';
  readonly code: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly status: MemberStatus;
  readonly url: Scalars['String']['output'];
  readonly authorities: ReadonlyArray<Authority>;
};


export type MemberNameArgs = {
  lang?: InputMaybe<Lang>;
};

export type MemberTable = {
  readonly __typename?: 'MemberTable';
  /** Counts up with every change of the table. */
  readonly revision: Scalars['Int']['output'];
  readonly authorities: ReadonlyArray<Authority>;
};

/** The language an answer is wanted in. What has no text in it is answered in a language that it has. */
export type Lang =
  | 'ZH'
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
  | 'ORGANIZATION';

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
  /** 一般数据 */
  | 'GENERAL'
  /** 重要数据 */
  | 'IMPORTANT'
  /** 核心数据 */
  | 'CORE';

/** How often the data change: 更新周期, with the finer steps of the EU frequency vocabulary. */
export type Frequency =
  | 'REALTIME'
  | 'HOURLY'
  | 'DAILY'
  | 'WEEKLY'
  | 'MONTHLY'
  | 'QUARTERLY'
  | 'SEMIANNUAL'
  | 'YEARLY'
  /** When there is something new. */
  | 'IRREGULAR'
  /** Complete; it will not change. */
  | 'NEVER'
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
  /** 规范性 */
  | 'NORMATIVITY'
  /** 完整性 */
  | 'COMPLETENESS'
  /** 准确性 */
  | 'ACCURACY'
  /** 一致性 */
  | 'CONSISTENCY'
  /** 时效性 */
  | 'TIMELINESS'
  /** 可访问性 */
  | 'ACCESSIBILITY';

export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Adds a member or replaces what is known of it. An authority named here moves to this member. */
  readonly putMember: Member;
  readonly setMemberStatus: Member;
};


export type MutationPutMemberArgs = {
  member: MemberInput;
};


export type MutationSetMemberStatusArgs = {
  code: Scalars['ID']['input'];
  status: MemberStatus;
};

export type MemberInput = {
  /** 2 to 12 of `0-9 A-Z`. */
  readonly code: Scalars['ID']['input'];
  readonly nameZh: Scalars['String']['input'];
  readonly nameEn: Scalars['String']['input'];
  /** Address of the node's GraphQL endpoint: http or https, without a fragment or password. */
  readonly url: Scalars['String']['input'];
  readonly contractVersion?: InputMaybe<Scalars['String']['input']>;
  readonly status?: InputMaybe<MemberStatus>;
  readonly authorities: ReadonlyArray<AuthorityInput>;
};

export type AuthorityInput = {
  readonly code: Scalars['ID']['input'];
  readonly nameZh: Scalars['String']['input'];
  readonly nameEn: Scalars['String']['input'];
  readonly kind: AuthorityKind;
  readonly homepage?: InputMaybe<Scalars['String']['input']>;
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
  Authority: ResolverTypeWrapper<unknown>;
  String: ResolverTypeWrapper<unknown>;
  AuthorityKind: ResolverTypeWrapper<unknown>;
  MemberStatus: ResolverTypeWrapper<unknown>;
  Member: ResolverTypeWrapper<unknown>;
  MemberTable: ResolverTypeWrapper<unknown>;
  DateTime: ResolverTypeWrapper<unknown>;
  Date: ResolverTypeWrapper<unknown>;
  Lang: ResolverTypeWrapper<unknown>;
  RecordKind: ResolverTypeWrapper<unknown>;
  ShareType: ResolverTypeWrapper<unknown>;
  Openness: ResolverTypeWrapper<unknown>;
  Grade: ResolverTypeWrapper<unknown>;
  Frequency: ResolverTypeWrapper<unknown>;
  QualityRating: ResolverTypeWrapper<unknown>;
  QualityDimensionCode: ResolverTypeWrapper<unknown>;
  Gbt36344Code: ResolverTypeWrapper<unknown>;
  Mutation: ResolverTypeWrapper<object>;
  MemberInput: ResolverTypeWrapper<unknown>;
  AuthorityInput: ResolverTypeWrapper<unknown>;
  Boolean: ResolverTypeWrapper<unknown>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Query: object;
  ID: unknown;
  Int: unknown;
  Authority: unknown;
  String: unknown;
  Member: unknown;
  MemberTable: unknown;
  DateTime: unknown;
  Date: unknown;
  Mutation: object;
  MemberInput: unknown;
  AuthorityInput: unknown;
  Boolean: unknown;
};

export type QueryResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  authorities?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Authority']>>, ParentType, ContextType>;
  authority?: Resolver<Maybe<ResolversTypes['Authority']>, ParentType, ContextType, RequireFields<QueryAuthorityArgs, 'code'>>;
  memberTable?: Resolver<ResolversTypes['MemberTable'], ParentType, ContextType, RequireFields<QueryMemberTableArgs, 'waitMillis'>>;
};

export type AuthorityResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Authority'] = ResolversParentTypes['Authority']> = {
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<AuthorityNameArgs, 'lang'>>;
  kind?: Resolver<ResolversTypes['AuthorityKind'], ParentType, ContextType>;
  homepage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['MemberStatus'], ParentType, ContextType>;
  contractVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  member?: Resolver<ResolversTypes['Member'], ParentType, ContextType>;
};

export type MemberResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Member'] = ResolversParentTypes['Member']> = {
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<MemberNameArgs, 'lang'>>;
  status?: Resolver<ResolversTypes['MemberStatus'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  authorities?: Resolver<ReadonlyArray<ResolversTypes['Authority']>, ParentType, ContextType>;
};

export type MemberTableResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['MemberTable'] = ResolversParentTypes['MemberTable']> = {
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  authorities?: Resolver<ReadonlyArray<ResolversTypes['Authority']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export type MutationResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  putMember?: Resolver<ResolversTypes['Member'], ParentType, ContextType, RequireFields<MutationPutMemberArgs, 'member'>>;
  setMemberStatus?: Resolver<ResolversTypes['Member'], ParentType, ContextType, RequireFields<MutationSetMemberStatusArgs, 'code' | 'status'>>;
};

export type Resolvers<ContextType = unknown> = {
  Query?: QueryResolvers<ContextType>;
  Authority?: AuthorityResolvers<ContextType>;
  Member?: MemberResolvers<ContextType>;
  MemberTable?: MemberTableResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
};

