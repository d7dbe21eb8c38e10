// Made by `npm run generate` from schema/*.graphql.
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
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
  readonly _: Maybe<Scalars['Boolean']['output']>;
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
