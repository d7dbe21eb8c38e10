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
  /** Every authority whose records can be found, in the order of their codes. */
  readonly authorities: Maybe<ReadonlyArray<Authority>>;
  /** The authority with this code, also one that has left; null where there never was one. */
  readonly authority: Maybe<Authority>;
  /**
   * The table that gateway and index route by. With `after`, the answer is held back until the table's revision
   * differs from it or `waitMillis` (at most 30000) is over.
   */
  readonly memberTable: MemberTable;
  /** The name that nodes sign with whatever they ask of this registry, so that it is worth nothing at another. */
  readonly registryName: Scalars['String']['output'];
  /** Every member, in the order of their codes, whatever its status. */
  readonly members: ReadonlyArray<Member>;
  /** What nodes asked for last, in the order of their codes. For the operator. */
  readonly memberRequests: ReadonlyArray<MemberRequest>;
  /**
   * Every write and administrative act, in order; for auditors. Entries are linked by their hashes, so that one who keeps
   * the number and hash of the last entry that he has seen can tell later that nothing before it was changed.
   */
  readonly auditLog: AuditPage;
};


export type QueryAuthorityArgs = {
  code: Scalars['ID']['input'];
};


export type QueryMemberTableArgs = {
  after?: InputMaybe<Scalars['Int']['input']>;
  waitMillis?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryMemberRequestsArgs = {
  state?: InputMaybe<RequestState>;
};


export type QueryAuditLogArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['Int']['input']>;
};

/** A region or ministry that owns records. Its code is the first part of every id of its records. */
export type Authority = {
  readonly __typename?: 'Authority';
  /** A GB/T 2260 code (`310000`) or a registered short code (`MEE`). */
  readonly code: Scalars['ID']['output'];
  /** As people call it: `上海市`. */
  readonly name: Scalars['String']['output'];
  readonly kind: AuthorityKind;
  /** Address of its site. */
  readonly homepage: Maybe<Scalars['String']['output']>;
  /** Address of the node that serves it. */
  readonly url: Scalars['String']['output'];
  readonly status: MemberStatus;
  /** Why its member is suspended or has left, as the operator or the member said; null where it is active or nobody said. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** Version of the node contract that its node serves. */
  readonly contractVersion: Scalars['String']['output'];
  /** Where its records are read from first, as its member wants it. */
  readonly readPolicy: ReadPolicy;
  /** The member that runs the node; one member may serve many authorities. */
  readonly member: Member;
};


/** A region or ministry that owns records. Its code is the first part of every id of its records. */
export type AuthorityNameArgs = {
  lang?: InputMaybe<Lang>;
};

/** What kind of body owns the records. */
export type AuthorityKind =
  /** A region of GB/T 2260. */
  | 'REGION'
  /** A ministry or other organ of the state. */
  | 'MINISTRY'
  /** A standards body, exchange or other national institution. */
  | 'BODY';

/** Where a member's membership stands. */
export type MemberStatus =
  /** Known to the operator, and not served yet. */
  | 'PENDING'
  /** Its records are found and its node is asked. */
  | 'ACTIVE'
  /** Kept and shown: its records are found from the index, and its node is not asked. */
  | 'SUSPENDED'
  /** Has left; its ids are known and answer nothing. */
  | 'WITHDRAWN';

/** Where the records of a member are read from first. */
export type ReadPolicy =
  /** From its node; from the replica where that is slow or silent. */
  | 'OWNER_FIRST'
  /** From the replica, a moment behind; its node is asked for what the replica lacks. For offices that national traffic would overrun. */
  | 'REPLICA_FIRST';

/** Who runs a node. */
export type Member = {
  readonly __typename?: 'Member';
  /** Code of the member, often that of its authority: `310000`. */
  readonly code: Scalars['ID']['output'];
  /** As people call it. */
  readonly name: Scalars['String']['output'];
  readonly status: MemberStatus;
  /** Why it is suspended or has left; null where it is active or nobody said. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** Address of its node's GraphQL. */
  readonly url: Scalars['String']['output'];
  /** Version of the node contract that its node serves: `1.2`. */
  readonly contractVersion: Scalars['String']['output'];
  readonly readPolicy: ReadPolicy;
  /** The Ed25519 key of its node, 32 bytes in base64url; null where it was put without one. */
  readonly publicKey: Maybe<Scalars['String']['output']>;
  /** The authorities that it serves. */
  readonly authorities: ReadonlyArray<Authority>;
};


/** Who runs a node. */
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

export type Mutation = {
  readonly __typename?: 'Mutation';
  /**
   * Asks to become a member, or as a member to be known otherwise: at another address, with another key, for more
   * authorities. Open to whoever proves control: the request is signed with the node's key, and the node at its address
   * signs the registry's challenge with the same. The registry tries the node (`MemberRequest.checks`), which can take
   * half a minute; the operator decides.
   */
  readonly requestMembership: MemberRequest;
  /** Leaves the national catalog: the member signs with its node's key. Its ids stay known, and answer with the reason. */
  readonly leave: Member;
  /** Makes the member that was asked for. Refused where a required check failed, unless forced. For the operator, as all that follow. */
  readonly approveMember: Member;
  /** Turns a request down. The node may ask again. */
  readonly refuseMember: MemberRequest;
  /** Adds a member or replaces what is known of it. An authority named here moves to this member. */
  readonly putMember: Member;
  readonly setMemberStatus: Member;
  /** Says where a member's records are read from first. */
  readonly setReadPolicy: Member;
  /**
   * Gives an authority to another member, whose node holds its log by now: ids and links stay. Refused where that node
   * does not serve the authority, or holds less of the log than the node before, unless forced.
   */
  readonly moveAuthority: Authority;
};


export type MutationRequestMembershipArgs = {
  request: MembershipInput;
  proof: KeyProofInput;
};


export type MutationLeaveArgs = {
  code: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
  proof: KeyProofInput;
};


export type MutationApproveMemberArgs = {
  code: Scalars['ID']['input'];
  force?: InputMaybe<Scalars['Boolean']['input']>;
};


export type MutationRefuseMemberArgs = {
  code: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationPutMemberArgs = {
  member: MemberInput;
};


export type MutationSetMemberStatusArgs = {
  code: Scalars['ID']['input'];
  status: MemberStatus;
  reason?: InputMaybe<Scalars['String']['input']>;
};


export type MutationSetReadPolicyArgs = {
  code: Scalars['ID']['input'];
  readPolicy: ReadPolicy;
};


export type MutationMoveAuthorityArgs = {
  authority: Scalars['ID']['input'];
  to: Scalars['ID']['input'];
  force?: InputMaybe<Scalars['Boolean']['input']>;
};

export type MembershipInput = {
  /** 2 to 12 of `0-9 A-Z`: the code of its first authority, as a rule. */
  readonly code: Scalars['ID']['input'];
  readonly nameZh: Scalars['String']['input'];
  readonly nameEn: Scalars['String']['input'];
  /** Address of the node's GraphQL endpoint, as the registry, the gateway and the index reach it. */
  readonly url: Scalars['String']['input'];
  readonly authorities: ReadonlyArray<AuthorityInput>;
};

/**
 * Proof that a node's key was used: an Ed25519 signature over the RFC 8785 canonical JSON of
 * `{purpose, registry, at, …}` with the other arguments of the mutation; `purpose` is the mutation's name.
 */
export type KeyProofInput = {
  /** 32 bytes in base64url. */
  readonly publicKey: Scalars['String']['input'];
  /** When it was signed: within five minutes of now, and later than the last that the registry took. */
  readonly at: Scalars['DateTime']['input'];
  /** 64 bytes in base64url. */
  readonly signature: Scalars['String']['input'];
  /** The same, signed with the key that the member had before; needed where that is another. */
  readonly formerSignature?: InputMaybe<Scalars['String']['input']>;
};

/** What a node asked for, and what the registry found when it tried it. */
export type MemberRequest = {
  readonly __typename?: 'MemberRequest';
  readonly code: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly url: Scalars['String']['output'];
  readonly authorities: ReadonlyArray<RequestedAuthority>;
  readonly publicKey: Scalars['String']['output'];
  /** As the node says. */
  readonly contractVersion: Scalars['String']['output'];
  /** When it was filed. */
  readonly at: Scalars['DateTime']['output'];
  readonly state: RequestState;
  /** Why it was refused. */
  readonly reason: Maybe<Scalars['String']['output']>;
  readonly checks: ReadonlyArray<NodeCheck>;
};


/** What a node asked for, and what the registry found when it tried it. */
export type MemberRequestNameArgs = {
  lang?: InputMaybe<Lang>;
};

export type RequestedAuthority = {
  readonly __typename?: 'RequestedAuthority';
  readonly code: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly kind: AuthorityKind;
  readonly homepage: Maybe<Scalars['String']['output']>;
};


export type RequestedAuthorityNameArgs = {
  lang?: InputMaybe<Lang>;
};

export type RequestState =
  /** Waits for the operator. */
  | 'OPEN'
  | 'APPROVED'
  | 'REFUSED';

/** One thing that the registry tried at the node. */
export type NodeCheck = {
  readonly __typename?: 'NodeCheck';
  /** Stays the same over versions: `FEED_GAPLESS`. */
  readonly code: Scalars['String']['output'];
  readonly title: Scalars['String']['output'];
  readonly outcome: CheckOutcome;
  /** Whether a node that fails it is kept out, unless the operator forces it. */
  readonly required: Scalars['Boolean']['output'];
  /** What the node was asked. */
  readonly sent: Scalars['String']['output'];
  /** What came, or why it was not asked. */
  readonly came: Scalars['String']['output'];
  /** What to do; null unless it failed. */
  readonly advice: Maybe<Scalars['String']['output']>;
};


/** One thing that the registry tried at the node. */
export type NodeCheckTitleArgs = {
  lang?: InputMaybe<Lang>;
};

export type CheckOutcome =
  | 'PASSED'
  | 'FAILED'
  /** The node has nothing that it could be tried on. */
  | 'SKIPPED';

export type MemberInput = {
  /** 2 to 12 of `0-9 A-Z`. */
  readonly code: Scalars['ID']['input'];
  readonly nameZh: Scalars['String']['input'];
  readonly nameEn: Scalars['String']['input'];
  /** Address of the node's GraphQL endpoint: http or https, without a fragment or password. */
  readonly url: Scalars['String']['input'];
  /** Contract that the node serves; none: the one that the registry knows. The gateway soon asks the node itself. */
  readonly contractVersion?: InputMaybe<Scalars['String']['input']>;
  readonly status?: InputMaybe<MemberStatus>;
  /** Where its records are read from first; none: as it is, and OWNER_FIRST for a new member. */
  readonly readPolicy?: InputMaybe<ReadPolicy>;
  /** Its node's key, where it is to be another than the one that is known. */
  readonly publicKey?: InputMaybe<Scalars['String']['input']>;
  readonly authorities: ReadonlyArray<AuthorityInput>;
};

export type AuthorityInput = {
  readonly code: Scalars['ID']['input'];
  readonly nameZh: Scalars['String']['input'];
  readonly nameEn: Scalars['String']['input'];
  readonly kind: AuthorityKind;
  readonly homepage?: InputMaybe<Scalars['String']['input']>;
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
  String: ResolverTypeWrapper<unknown>;
  Authority: ResolverTypeWrapper<unknown>;
  AuthorityKind: ResolverTypeWrapper<unknown>;
  MemberStatus: ResolverTypeWrapper<unknown>;
  ReadPolicy: ResolverTypeWrapper<unknown>;
  Member: ResolverTypeWrapper<unknown>;
  MemberTable: ResolverTypeWrapper<unknown>;
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
  Mutation: ResolverTypeWrapper<object>;
  Boolean: ResolverTypeWrapper<unknown>;
  MembershipInput: ResolverTypeWrapper<unknown>;
  KeyProofInput: ResolverTypeWrapper<unknown>;
  MemberRequest: ResolverTypeWrapper<unknown>;
  RequestedAuthority: ResolverTypeWrapper<unknown>;
  RequestState: ResolverTypeWrapper<unknown>;
  NodeCheck: ResolverTypeWrapper<unknown>;
  CheckOutcome: ResolverTypeWrapper<unknown>;
  MemberInput: ResolverTypeWrapper<unknown>;
  AuthorityInput: ResolverTypeWrapper<unknown>;
  AuditPage: ResolverTypeWrapper<unknown>;
  AuditEntry: ResolverTypeWrapper<unknown>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Query: object;
  ID: unknown;
  Int: unknown;
  String: unknown;
  Authority: unknown;
  Member: unknown;
  MemberTable: unknown;
  DateTime: unknown;
  Date: unknown;
  MinorUnits: unknown;
  Mutation: object;
  Boolean: unknown;
  MembershipInput: unknown;
  KeyProofInput: unknown;
  MemberRequest: unknown;
  RequestedAuthority: unknown;
  NodeCheck: unknown;
  MemberInput: unknown;
  AuthorityInput: unknown;
  AuditPage: unknown;
  AuditEntry: unknown;
};

export type QueryResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  authorities?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Authority']>>, ParentType, ContextType>;
  authority?: Resolver<Maybe<ResolversTypes['Authority']>, ParentType, ContextType, RequireFields<QueryAuthorityArgs, 'code'>>;
  memberTable?: Resolver<ResolversTypes['MemberTable'], ParentType, ContextType, RequireFields<QueryMemberTableArgs, 'waitMillis'>>;
  registryName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  members?: Resolver<ReadonlyArray<ResolversTypes['Member']>, ParentType, ContextType>;
  memberRequests?: Resolver<ReadonlyArray<ResolversTypes['MemberRequest']>, ParentType, ContextType, RequireFields<QueryMemberRequestsArgs, 'state'>>;
  auditLog?: Resolver<ResolversTypes['AuditPage'], ParentType, ContextType, RequireFields<QueryAuditLogArgs, 'first' | 'after'>>;
};

export type AuthorityResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Authority'] = ResolversParentTypes['Authority']> = {
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<AuthorityNameArgs, 'lang'>>;
  kind?: Resolver<ResolversTypes['AuthorityKind'], ParentType, ContextType>;
  homepage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['MemberStatus'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contractVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  readPolicy?: Resolver<ResolversTypes['ReadPolicy'], ParentType, ContextType>;
  member?: Resolver<ResolversTypes['Member'], ParentType, ContextType>;
};

export type MemberResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Member'] = ResolversParentTypes['Member']> = {
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<MemberNameArgs, 'lang'>>;
  status?: Resolver<ResolversTypes['MemberStatus'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  contractVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  readPolicy?: Resolver<ResolversTypes['ReadPolicy'], ParentType, ContextType>;
  publicKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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

export interface MinorUnitsScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['MinorUnits'], any> {
  name: 'MinorUnits';
}

export type MutationResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  requestMembership?: Resolver<ResolversTypes['MemberRequest'], ParentType, ContextType, RequireFields<MutationRequestMembershipArgs, 'request' | 'proof'>>;
  leave?: Resolver<ResolversTypes['Member'], ParentType, ContextType, RequireFields<MutationLeaveArgs, 'code' | 'reason' | 'proof'>>;
  approveMember?: Resolver<ResolversTypes['Member'], ParentType, ContextType, RequireFields<MutationApproveMemberArgs, 'code' | 'force'>>;
  refuseMember?: Resolver<ResolversTypes['MemberRequest'], ParentType, ContextType, RequireFields<MutationRefuseMemberArgs, 'code' | 'reason'>>;
  putMember?: Resolver<ResolversTypes['Member'], ParentType, ContextType, RequireFields<MutationPutMemberArgs, 'member'>>;
  setMemberStatus?: Resolver<ResolversTypes['Member'], ParentType, ContextType, RequireFields<MutationSetMemberStatusArgs, 'code' | 'status'>>;
  setReadPolicy?: Resolver<ResolversTypes['Member'], ParentType, ContextType, RequireFields<MutationSetReadPolicyArgs, 'code' | 'readPolicy'>>;
  moveAuthority?: Resolver<ResolversTypes['Authority'], ParentType, ContextType, RequireFields<MutationMoveAuthorityArgs, 'authority' | 'to' | 'force'>>;
};

export type MemberRequestResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['MemberRequest'] = ResolversParentTypes['MemberRequest']> = {
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<MemberRequestNameArgs, 'lang'>>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  authorities?: Resolver<ReadonlyArray<ResolversTypes['RequestedAuthority']>, ParentType, ContextType>;
  publicKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  contractVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['RequestState'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  checks?: Resolver<ReadonlyArray<ResolversTypes['NodeCheck']>, ParentType, ContextType>;
};

export type RequestedAuthorityResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['RequestedAuthority'] = ResolversParentTypes['RequestedAuthority']> = {
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<RequestedAuthorityNameArgs, 'lang'>>;
  kind?: Resolver<ResolversTypes['AuthorityKind'], ParentType, ContextType>;
  homepage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type NodeCheckResolvers<ContextType = unknown, ParentType extends ResolversParentTypes['NodeCheck'] = ResolversParentTypes['NodeCheck']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<NodeCheckTitleArgs, 'lang'>>;
  outcome?: Resolver<ResolversTypes['CheckOutcome'], ParentType, ContextType>;
  required?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sent?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  came?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  advice?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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
  Authority?: AuthorityResolvers<ContextType>;
  Member?: MemberResolvers<ContextType>;
  MemberTable?: MemberTableResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  MinorUnits?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  MemberRequest?: MemberRequestResolvers<ContextType>;
  RequestedAuthority?: RequestedAuthorityResolvers<ContextType>;
  NodeCheck?: NodeCheckResolvers<ContextType>;
  AuditPage?: AuditPageResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
};

