import type { RecordInput, SourceInput } from '../../../../schema/generated/catalog.js';
import { readItems, readList } from '../../../../schema/formats/gov-sheet/cells.js';
import { AUDIENCE_WORDS, readAudience } from '../../../../schema/formats/gov-sheet/audience-cell.js';
import { FREQUENCIES, GRADES, SHARE_TYPES } from '../../../../schema/formats/gov-sheet/words.js';
import { parseId } from '../../../../schema/ids.js';
import type { MappedLine, MappedRecord, Mapping } from '../../mapping/mapping.js';
import { dropUnset } from '../json/record-parts.js';
import { CellReader } from './cell-reader.js';
import { readDistributions } from './distributions.js';
import type { SheetRecord } from './gather-records.js';
import { readOwner } from './owner.js';
import { codedProvider, namedProvider } from './provider.js';
import { readRegion } from './region.js';
import { readRelated } from './related.js';
import { readSharing } from './sharing.js';
import { readThemes } from './themes.js';

/** Turns a record of a 政务信息资源目录 sheet into a dataset and its owner. `system` names the sheet as their source. */
export const sheetMapping =
  (system: string): Mapping =>
  (entry) => {
    const { cells: texts, items } = entry as unknown as SheetRecord;
    const cells = new CellReader(texts);
    const identity = readIdentity(cells, system);
    const { id: ownerId, owner } = readOwner(cells, system);
    const related = readRelated(cells);
    const distributions = readDistributions(cells);
    const record: RecordInput = { ...identity.record, ...describe(cells), ...share(cells), ...audience(cells), ...details(cells, items), ...related.record, distributions, ...(ownerId !== undefined && { owner: ownerId }) };
    const notes = distributions.length === 0 && cells.text('信息资源格式') !== undefined ? ['信息资源格式: a format without 访问地址 was left out'] : [];
    return outcome(cells, identity.identifier, { alias: identity.alias, record: dropUnset(record), owner, ...(related.links.length > 0 && { links: related.links }), ...(notes.length > 0 && { notes }) });
  };

function outcome({ problems }: CellReader, identifier: string | undefined, found: Omit<MappedRecord, 'identifier'> & { readonly owner: MappedRecord | undefined }): MappedLine {
  if (problems.length > 0 || identifier === undefined) return { outcome: 'REJECTED', identifier: identifier ?? null, problems };
  return { outcome: 'RECORD', identifier, ...found };
}

/**
 * A code that is an id of the catalog names the record; any other is what the sheet knows it by. Offices number for
 * themselves: a code, and the name of a resource without one, are only known together with who provides it.
 */
function readIdentity(cells: CellReader, system: string): Identity {
  const code = cells.text('信息资源代码');
  const sources = readSources(cells);
  const parsed = parseId(code ?? '');
  if (code !== undefined && parsed.ok) return { identifier: code, record: { kind: 'DATASET', id: code, sources } };
  if (!parsed.ok && parsed.rule === 'CHECK_CHARACTER') {
    cells.report('信息资源代码', code, parsed.rule, parsed.problem);
    return { identifier: undefined, record: { kind: 'DATASET' } };
  }
  const provider = code === undefined ? namedProvider(cells) : codedProvider(cells);
  const name = code ?? cells.text('信息资源名称') ?? cells.text('英文名称');
  const identifier = provider === undefined || name === undefined ? undefined : `${provider}/${name}`;
  return { identifier, alias: code, record: { kind: 'DATASET', sources: identifier === undefined ? sources : [{ system, identifier }, ...sources] } };
}

interface Identity {
  /** Undefined where it can't be told which record of its source it is. */
  readonly identifier: string | undefined;
  /** Its code, which other offices may use too. */
  readonly alias?: string | undefined;
  readonly record: Pick<RecordInput, 'id' | 'kind' | 'sources'> & { readonly kind: string };
}

/** `system | identifier` on a line each. */
const readSources = (cells: CellReader): readonly SourceInput[] =>
  (cells.text('来源')?.split('\n') ?? []).map((line) => {
    const bar = line.indexOf('|');
    return bar < 0 ? { system: line.trim(), identifier: '' } : { system: line.slice(0, bar).trim(), identifier: line.slice(bar + 1).trim() };
  });

function describe(cells: CellReader): Partial<RecordInput> {
  const lang = cells.text('语种') ?? 'zh';
  const [title, titleEn] = [cells.text('信息资源名称'), cells.text('英文名称')];
  const [summary, summaryEn] = [cells.text('信息资源摘要'), cells.text('英文摘要')];
  if (title === undefined && titleEn === undefined) cells.missing('信息资源名称', 'a resource must have a name');
  if (summary === undefined && summaryEn === undefined) cells.missing('信息资源摘要', 'say in a few sentences what is in it and what it is for');
  const { themes, keywords } = readThemes(cells);
  return {
    titles: inLanguages(lang, title, titleEn),
    descriptions: inLanguages(lang, summary, summaryEn),
    keywords: [...new Set([...readList(cells.text('关键字')), ...keywords])],
    themes,
  };
}

const inLanguages = (lang: string, text: string | undefined, english: string | undefined) => [
  ...(text === undefined ? [] : [{ lang, text }]),
  ...(english === undefined ? [] : [{ lang: 'en', text: english }]),
];

function share(cells: CellReader): Partial<RecordInput> {
  const shareType = cells.word('共享类型', SHARE_TYPES) ?? cells.missing('共享类型', '无条件共享、有条件共享 or 不予共享');
  const frequency = cells.word('更新周期', FREQUENCIES) ?? cells.missing('更新周期', 'how often the data change, or 不定期');
  return { ...readSharing(cells, shareType), ...(shareType !== undefined && { shareType }), ...(frequency !== undefined && { frequency }) };
}

/** A word that nobody knows opens nothing: the record waits until it is corrected. */
function audience(cells: CellReader): Partial<RecordInput> {
  const text = cells.text('受众');
  if (text === undefined) return {};
  const found = readAudience(text);
  if (found === undefined) return cells.report('受众', text, 'VOCABULARY', `Expected ${AUDIENCE_WORDS}.`) ?? {};
  return { audience: found.audience, ...(found.named && { named: [...found.named] }) };
}

function details(cells: CellReader, items: SheetRecord['items']): Partial<RecordInput> {
  const [start, end] = [cells.date('起始时间'), cells.date('结束时间')];
  return {
    issued: cells.date('发布日期') ?? null,
    modified: cells.date('修改日期') ?? null,
    landingPage: cells.text('详情页') ?? null,
    license: cells.text('许可') ?? null,
    grade: cells.word('数据分级', GRADES) ?? null,
    region: readRegion(cells) ?? null,
    bbox: cells.numbers('空间范围') ?? null,
    temporal: start === undefined && end === undefined ? null : { start: start ?? null, end: end ?? null },
    items: [...readItems(cells.text('信息项')), ...items],
  };
}
