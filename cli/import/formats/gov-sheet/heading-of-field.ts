import type { GovHeading } from '../../../../schema/formats/gov-sheet/columns.js';

/** Beginnings of the paths of a record's fields, the longer first, and the heading that each comes from. */
const HEADINGS: readonly (readonly [string, GovHeading])[] = [
  ['owner.uscc', '提供方代码'],
  ['owner.', '信息资源提供方'],
  ['owner', '提供方标识'],
  ['titles', '信息资源名称'],
  ['descriptions', '信息资源摘要'],
  ['keywords', '关键字'],
  ['themes', '信息资源分类'],
  ['sources', '信息资源代码'],
  ['authority', '信息资源代码'],
  ['id', '信息资源代码'],
  ['items', '信息项'],
  ['issued', '发布日期'],
  ['modified', '修改日期'],
  ['landingPage', '详情页'],
  ['region', '行政区划'],
  ['bbox', '空间范围'],
  ['temporal.end', '结束时间'],
  ['temporal', '起始时间'],
  ['frequency', '更新周期'],
  ['shareType', '共享类型'],
  ['shareCondition', '共享条件'],
  ['openness', '是否向社会开放'],
  ['grade', '数据分级'],
  ['license', '许可'],
  ['derivedFrom', '关联资源代码'],
  ['conformsTo', '遵循标准'],
  ['series', '所属系列'],
  ['audience', '受众'],
  ['named', '受众'],
];

const OF_DISTRIBUTION: Readonly<Record<string, GovHeading>> = { title: '分发名称', accessURL: '访问地址', downloadURL: '下载地址', format: '信息资源格式', mediaType: '媒体类型', byteSize: '字节数', license: '分发许可' };

/** The heading that a field of the record was read from, for what a node says of it: `distributions[2].accessURL` → `访问地址`. */
export function headingOfField(field: string): string {
  const part = /^distributions\[\d+\]\.(\w+)/.exec(field)?.[1];
  if (part !== undefined) return OF_DISTRIBUTION[part] ?? field;
  if (field.startsWith('distributions')) return '访问地址';
  return HEADINGS.find(([beginning]) => field.startsWith(beginning))?.[1] ?? field;
}
