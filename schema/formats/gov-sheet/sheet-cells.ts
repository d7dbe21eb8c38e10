import type { DatasetContent, Distribution, ExportRecord, LangText } from '../export-record.js';
import type { LinkedRecord } from '../linked.js';
import { writeItems, writeLines, writeList } from './cells.js';
import { KEPT_IN_CONDITION, type GovHeading } from './columns.js';
import { writeAudience } from './audience-cell.js';
import { FREQUENCIES, GRADES, OPENNESS, SHARE_TYPES, THEMES } from './words.js';

export type SheetCells = { readonly [Heading in GovHeading]?: string | undefined };
export type Dataset = Extract<ExportRecord, DatasetContent>;

/** A dataset as the row of a sheet, by heading. @param owner what is known of its owner */
export function sheetCells(record: Dataset, owner: LinkedRecord | undefined): SheetCells {
  return {
    信息资源代码: record.id,
    信息资源分类: record.themes.map(THEMES.write).join('、'),
    ...texts(record),
    ...ownerCells(record, owner),
    ...sharing(record),
    更新周期: FREQUENCIES.write(record.frequency),
    发布日期: record.issued,
    修改日期: record.modified,
    信息项: writeItems(record.items ?? []),
    ...distributionCells(record.distributions ?? []),
    关联资源代码: writeList(record.derivedFrom ?? []),
    遵循标准: writeList(record.conformsTo ?? []),
    所属系列: record.series,
    关键字: writeList(record.keywords ?? []),
    详情页: record.landingPage,
    许可: record.license,
    数据分级: record.grade && GRADES.write(record.grade),
    行政区划: record.region,
    空间范围: record.bbox?.join(','),
    起始时间: record.temporal?.start,
    结束时间: record.temporal?.end,
    受众: writeAudience(record),
    来源: record.sources?.map(({ system, identifier }) => `${system} | ${identifier}`).join('\n'),
  };
}

/** The text that is not English, Chinese before others, and the English one. */
function texts({ titles, descriptions = [] }: Dataset): SheetCells {
  const title = local(titles);
  const lang = title?.lang ?? 'zh';
  return {
    信息资源名称: title?.text,
    英文名称: english(titles),
    信息资源摘要: (descriptions.find((one) => one.lang === lang) ?? local(descriptions))?.text,
    英文摘要: english(descriptions),
    语种: lang === 'zh' ? undefined : lang,
  };
}

const local = (texts: readonly LangText[]): LangText | undefined => texts.find(({ lang }) => lang === 'zh') ?? texts.find(({ lang }) => lang.startsWith('zh')) ?? texts.find(({ lang }) => !/^en\b/.test(lang));
const english = (texts: readonly LangText[]): string | undefined => (texts.find(({ lang }) => lang === 'en') ?? texts.find(({ lang }) => /^en\b/.test(lang)))?.text;

const ownerCells = ({ owner }: Dataset, known: LinkedRecord | undefined): SheetCells => ({
  信息资源提供方: known && (local(known.titles) ?? known.titles[0])?.text,
  提供方代码: known?.uscc,
  提供方标识: owner,
});

/** Lines of the condition that were columns of their own when they were read become columns again. */
function sharing({ shareType, shareCondition = '', openness }: Dataset): SheetCells {
  const lines = shareCondition === '' ? [] : shareCondition.split('\n');
  const kept: Partial<Record<GovHeading, string>> = {};
  for (const heading of [...KEPT_IN_CONDITION].reverse()) {
    const last = lines.at(-1) ?? '';
    const isConditionItself = lines.length === 1 && shareType !== 'UNCONDITIONAL';
    if (!last.startsWith(`${heading}：`) || last.length === heading.length + 1 || isConditionItself) continue;
    kept[heading] = last.slice(heading.length + 1);
    lines.pop();
  }
  return { 共享类型: SHARE_TYPES.write(shareType), 共享条件: lines.join('\n'), ...kept, 是否向社会开放: opennessWord(openness, kept['开放条件'] !== undefined) };
}

/** 是 beside a condition would be read as open on application. */
function opennessWord(openness: Dataset['openness'], hasCondition: boolean): string {
  if (openness === 'CLOSED') return '否';
  return openness === 'OPEN' && !hasCondition ? '是' : OPENNESS.write(openness);
}

/** A line for each distribution in each of the cells, so that they can be told apart. */
function distributionCells(distributions: readonly Distribution[]): SheetCells {
  if (distributions.length === 0) return {};
  const isPlain = distributions.length === 1 && Object.keys(distributions[0] ?? {}).every((key) => key === 'accessURL' || key === 'format');
  const formats = distributions.map(({ format }) => format);
  return {
    // Beside an address alone, several formats in a line would be several distributions.
    信息资源格式: isPlain ? writeList(formats.filter((format) => format !== undefined)) : writeLines(formats),
    访问地址: writeLines(distributions.map(({ accessURL }) => accessURL)),
    下载地址: writeLines(distributions.map(({ downloadURL }) => downloadURL)),
    分发名称: writeLines(distributions.map(({ title }) => title)),
    媒体类型: writeLines(distributions.map(({ mediaType }) => mediaType)),
    字节数: writeLines(distributions.map(({ byteSize }) => (byteSize === undefined ? undefined : String(byteSize)))),
    分发许可: writeLines(distributions.map(({ license }) => license)),
  };
}
