import { readFileSync } from 'node:fs';
import type { Frequency, Grade, Openness, ShareType } from '../../generated/common.js';
import { packagePath } from '../../package-path.js';

interface Term {
  readonly code: string;
  readonly zh: string;
}

/** A vocabulary as a sheet has it: what is written for a code, and the code that a word means. */
export interface SheetWords<Code extends string> {
  readonly write: (code: Code) => string;
  readonly read: (word: string) => Code | undefined;
  /** The words that are written, for a message. */
  readonly words: readonly string[];
}

const vocabulary = (file: string): unknown => JSON.parse(readFileSync(packagePath('schema', 'vocabularies', file), 'utf8'));
const terms = vocabulary('terms.json') as Readonly<Record<string, readonly Term[]>>;

/** @param also further words by the code that they mean */
function sheetWords<Code extends string>(list: readonly Term[], also: Partial<Record<Code, string>> = {}): SheetWords<Code> {
  const written = new Map(list.map(({ code, zh }) => [code as Code, zh]));
  const read = new Map<string, Code>(list.flatMap(({ code, zh }) => [zh, code.toUpperCase()].map((word) => [word, code as Code] as const)));
  for (const [code, words] of Object.entries(also) as [Code, string][]) for (const word of words.split(' ')) read.set(word, code);
  const plain = (word: string): string => word.normalize('NFKC').replaceAll(/\s+/g, '').toUpperCase();
  return { write: (code) => written.get(code) ?? code, read: (word) => read.get(plain(word)), words: [...written.values()] };
}

export const SHARE_TYPES = sheetWords<ShareType>(terms['SHARE_TYPE'] ?? [], { UNCONDITIONAL: '无条件 1', CONDITIONAL: '有条件 2', NOT_SHARED: '不共享 不予 3' });

/** 是 and 否 are decided by the reader: with a condition 是 means open on application. */
export const OPENNESS = sheetWords<Openness>(terms['OPENNESS'] ?? [], { OPEN: '无条件 完全开放', CONDITIONAL: '有条件 依申请开放 申请开放', CLOSED: '不开放 不予' });

export const FREQUENCIES = sheetWords<Frequency>(terms['FREQUENCY'] ?? [], {
  REALTIME: '实时更新 即时',
  HOURLY: '小时 按小时',
  DAILY: '每天 日 按日',
  WEEKLY: '周 按周 每星期 每週',
  MONTHLY: '月 按月',
  QUARTERLY: '每季 季度 季 按季度',
  SEMIANNUAL: '半年 按半年',
  YEARLY: '年 年度 按年 每年度',
  IRREGULAR: '不定时 按需 按需更新 其他',
  NEVER: '一次性 静态 不再更新',
  UNKNOWN: '不详',
});

export const GRADES = sheetWords<Grade>(terms['GRADE'] ?? [], { GENERAL: '一般', IMPORTANT: '重要', CORE: '核心' });

/** Themes; the halves of their names and a few near words mean them too. */
export const THEMES = sheetWords<string>(vocabulary('themes.json') as readonly Term[], {
  credit: '信用',
  health: '医疗 卫生 健康 医疗健康 卫生健康',
  employment: '社保 就业 社会保障 人力资源',
  'public-security': '公安',
  housing: '城建 住房 住房城乡建设 城乡建设',
  transport: '交通 运输',
  education: '教育 文化',
  science: '科技 创新 科学技术',
  energy: '资源 能源 自然资源',
  environment: '环境 环保 环境保护',
  industry: '工业 农业 工业信息 农业农村',
  commerce: '商贸 流通 商务',
  finance: '财税 金融 财政 税务',
  'work-safety': '应急 应急管理',
  market: '市场监管',
  welfare: '民政 救助',
  law: '法律 司法',
  weather: '气象',
  geospatial: '地理 测绘',
});

/** Regions; any other code of GB/T 2260 stands for itself. */
export const REGIONS = sheetWords<string>(vocabulary('regions.json') as readonly Term[]);
