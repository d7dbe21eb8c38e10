/*
 * The columns of a 政务信息资源目录 sheet. The first block is the core metadata of the 政务信息资源目录编制指南; the second is
 * what a dataset here has beyond it, so that a sheet that was written from records can be read back without loss.
 */

/** Headings as this project writes them, each with other spellings that offices use. */
const CORE = {
  信息资源分类: ['资源分类', '目录分类', '主题分类', '主题', '所属领域', '分类'],
  信息资源名称: ['资源名称', '政务信息资源名称', '公共数据资源名称', '数据资源名称', '数据目录名称', '目录名称', '数据集名称', '名称'],
  信息资源代码: ['资源代码', '政务信息资源代码', '统一目录标识', '信息资源编码', '资源编码', '目录代码', '目录编码', '数据目录编码', '代码', '编码', '编号'],
  信息资源提供方: ['资源提供方', '政务信息资源提供方', '提供方', '数据提供方', '提供单位', '数据提供单位', '提供部门', '数源单位', '来源部门', '责任部门'],
  提供方代码: ['信息资源提供方代码', '资源提供方代码', '提供单位代码', '单位代码', '统一社会信用代码', '提供方统一社会信用代码'],
  信息资源摘要: ['资源摘要', '政务信息资源摘要', '数据摘要', '目录摘要', '摘要', '简介', '资源描述', '信息资源描述', '描述', '说明'],
  信息资源格式: ['资源格式', '政务信息资源格式', '信息资源格式类型', '数据格式', '文件格式', '格式'],
  信息项: ['信息项信息', '数据项', '字段'],
  信息项名称: ['数据项名称', '字段名称', '信息项中文名称'],
  数据类型: ['信息项数据类型', '数据项类型', '字段类型', '信息项类型'],
  共享类型: ['资源共享类型', '共享属性'],
  共享条件: ['共享条件/不予共享依据', '不予共享依据', '共享依据'],
  共享方式: ['资源共享方式', '共享方式类型'],
  是否向社会开放: ['是否社会开放', '社会开放', '是否开放', '开放类型', '开放属性'],
  开放条件: ['社会开放条件'],
  更新周期: ['更新频率', '更新频度', '数据更新周期'],
  发布日期: ['发布时间', '首次发布日期'],
  关联资源代码: ['关联信息资源代码', '关联政务信息资源代码', '关联目录代码'],
} as const;

const MORE = {
  英文名称: [],
  英文摘要: [],
  语种: [],
  修改日期: ['更新日期', '最近更新日期', '最后更新时间'],
  关键字: ['关键词', '标签'],
  详情页: ['落地页'],
  分发名称: [],
  访问地址: ['地址', '链接', '数据链接', '网址'],
  下载地址: ['下载链接'],
  媒体类型: [],
  字节数: [],
  分发许可: [],
  许可: ['许可协议', '授权协议', '开放许可'],
  数据分级: ['数据级别', '数据安全级别'],
  行政区划: ['行政区划代码', '区域', '区域代码'],
  空间范围: [],
  起始时间: ['数据起始时间'],
  结束时间: ['数据结束时间'],
  所属系列: [],
  遵循标准: [],
  提供方标识: [],
  来源: [],
  受众: ['知悉范围', '可见范围'],
} as const;

/** Parts of a classification in columns of their own. */
export const CLASS_LEVELS = ['类', '项', '目', '细目'] as const;

export type GovHeading = keyof typeof CORE | keyof typeof MORE;
export type GovColumn = GovHeading | (typeof CLASS_LEVELS)[number];

/** The headings in the order in which a sheet is written. The two of an item in rows of its own are only read. */
export const WRITTEN_HEADINGS = [...Object.keys(CORE), ...Object.keys(MORE)].filter((heading) => heading !== '信息项名称' && heading !== '数据类型') as readonly GovHeading[];

/** Every column that is read, by its own name. */
export const COLUMNS: readonly GovColumn[] = [...(Object.keys({ ...CORE, ...MORE }) as GovHeading[]), ...CLASS_LEVELS];

const COLUMN_OF = new Map<string, GovColumn>([
  ...Object.entries({ ...CORE, ...MORE }).flatMap(([heading, others]) => [heading, ...others].map((name) => [name, heading as GovHeading] as const)),
  ...CLASS_LEVELS.map((level) => [level, level] as const),
]);

/**
 * The column that a heading names. Width, case, spaces, a number in front (`1.`) and a mark that it must be filled
 * (`*`, `（必填）`) do not count.
 */
export function columnOf(heading: string): GovColumn | undefined {
  const plain = heading
    .normalize('NFKC')
    .replaceAll(/[\s*]+/g, '')
    .replace(/^\d+[.、]/, '')
    .replace(/\((?:必填|选填|必选|可选|条件必选)\)$/, '');
  return COLUMN_OF.get(plain) ?? COLUMN_OF.get(plain.replace(/\([^()]*\)$/, ''));
}

/** A line in a cell of 共享条件 that this project keeps for a column without a field of its own. */
export const KEPT_IN_CONDITION = ['共享方式', '开放条件'] as const satisfies readonly GovHeading[];
