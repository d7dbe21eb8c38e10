import type { LifecycleEvidenceCode, LifecycleStageCode } from '../generated/search.js';
import { authorityIn } from '../ids.js';
import type { Texts } from '../quality/described-record.js';
import { timely } from '../quality/gbt36344/timeliness.js';
import type { LifecycleEvidence, LifecycleRecord, Told } from './lifecycle-evidence.js';

/** What evidences a stage: words of the record, or the ids of records. */
export interface Found {
  readonly value?: string;
  readonly ids?: readonly string[];
}

/** One thing that a stage can be evidenced by. */
export interface LifecycleRule {
  readonly stage: LifecycleStageCode;
  readonly code: LifecycleEvidenceCode;
  readonly name: Texts;
  /** Null where there is nothing, undefined where that can't be told. */
  readonly find: (evidence: LifecycleEvidence) => Found | null | undefined;
}

const value = (text: string): Found | null => (text === '' ? null : { value: text });
const linked = (ids: Told): Found | null | undefined => (ids === null ? undefined : ids.length === 0 ? null : { ids });
const distinct = (texts: readonly string[]): string => [...new Set(texts.filter((text) => text !== ''))].join(', ');
const said = (read: (record: LifecycleRecord) => Found | null): LifecycleRule['find'] => ({ record }) => read(record);
const ofOthers = (id: string, ids: readonly string[]): readonly string[] => ids.filter((other) => authorityIn(other) !== authorityIn(id));

type Row = readonly [code: LifecycleEvidenceCode, zh: string, en: string, find: LifecycleRule['find']];
const stage = (code: LifecycleStageCode, ...rows: readonly Row[]): readonly LifecycleRule[] => rows.map(([evidence, zh, en, find]) => ({ stage: code, code: evidence, name: { zh, en }, find }));

/** The table of docs/lifecycle.md, in its order. */
export const LIFECYCLE_RULES: readonly LifecycleRule[] = [
  ...stage('COLLECTION',
    ['SOURCE', '来源系统', 'the system that it came from', said(({ sources }) => value(distinct(sources.map(({ system }) => system))))],
    ['PROVIDER', '提供方', 'who provides it', said(({ owner }) => (owner === '' ? null : { ids: [owner] }))],
    ['PERIOD', '覆盖时段', 'the time it covers', said(({ temporal }) => (temporal === null ? null : { value: temporal.join('/') }))],
    ['FREQUENCY', '更新周期', 'how often it changes', said(({ frequency }) => value(frequency === 'UNKNOWN' ? '' : frequency))],
  ),
  ...stage('AGGREGATION',
    ['SERIES', '所属系列', 'the series that it is part of', said(({ series }) => (series === '' ? null : { ids: [series] }))],
    ['SEVERAL_SOURCES', '多源汇聚', 'it was made from several datasets', said(({ derivedFrom }) => (derivedFrom.length < 2 ? null : { ids: derivedFrom }))],
    ['ACROSS_AUTHORITIES', '跨部门汇聚', 'it was made from datasets of other authorities', said(({ id, derivedFrom }) => linked(ofOthers(id, derivedFrom)) ?? null)],
  ),
  ...stage('TRANSMISSION',
    ['ACCESS', '访问地址', 'addresses where it is had', said(({ distributions }) => value(distinct(distributions.filter(({ accessURL }) => accessURL !== '').map(({ format, accessURL }) => format || accessURL))))],
    ['DOWNLOAD', '下载地址', 'addresses where it is downloaded', said(({ distributions }) => value(distinct(distributions.filter(({ downloadURL }) => downloadURL !== '').map(({ format, downloadURL }) => format || downloadURL))))],
    ['API', '接口', 'distributions that are APIs', said(({ distributions }) => value(distinct(distributions.filter(({ isApi }) => isApi).map(({ format }) => format))))],
    ['SERVICES', '数据服务', 'data services that give access to it', ({ services }) => linked(services)],
  ),
  ...stage('PROCESSING',
    ['DERIVED', '加工来源', 'it was made from other datasets', said(({ derivedFrom }) => linked(derivedFrom) ?? null)],
    ['ITEMS', '信息项', 'its fields are described', said(({ items }) => (items.length === 0 ? null : { value: String(items.length) }))],
    ['STANDARDS', '遵循标准', 'standards that it keeps to', said(({ conformsTo }) => linked(conformsTo) ?? null)],
    ['DERIVATIVES', '再加工', 'datasets that were made from it', ({ derivatives }) => linked(derivatives)],
  ),
  ...stage('CIRCULATION',
    ['SHARED', '共享', 'departments may have it', said(({ shareType }) => value(shareType === 'NOT_SHARED' ? '' : shareType))],
    ['OPENED', '开放', 'the public may have it', said(({ openness }) => value(openness === 'CLOSED' ? '' : openness))],
    ['LICENSE', '许可', 'its licence', said(({ license }) => value(license))],
    ['PRODUCTS', '数据产品', 'data products that are made from it', ({ products }) => linked(products)],
    ['OFFERS', '在售报价', 'products of it with an offer that holds', ({ offered }) => linked(offered)],
  ),
  ...stage('USE',
    ['USE_CASES', '场景案例', 'use cases that use it', ({ useCases }) => linked(useCases)],
    ['OUTCOMES', '应用成效', 'use cases that tell what came of it', ({ outcomes }) => linked(outcomes)],
    ['USED_ELSEWHERE', '跨部门利用', 'datasets that other authorities made from it', ({ record, derivatives }) => linked(derivatives && ofOthers(record.id, derivatives))],
  ),
  ...stage('OPERATION',
    ['MAINTAINED', '持续维护', 'its record was published more than once', said(({ version }) => (version < 2 ? null : { value: String(version) }))],
    ['TIMELY', '按期更新', 'it was last changed in time for its frequency', ({ record, at }) => (timely(record, at) === 1 ? { value: record.modified } : null)],
    ['PAGE', '详情页', 'a page about it for people', said(({ landingPage }) => value(landingPage))],
  ),
  ...stage('SECURITY',
    ['GRADE', '数据分级', 'its grade', said(({ grade }) => value(grade))],
    ['POLICY', '使用策略', 'a policy says what may be done with it', said(({ hasPolicy }) => (hasPolicy ? {} : null))],
    ['CONDITION', '共享条件', 'on what condition, or why not, it is shared', said(({ shareCondition }) => value(shareCondition))],
    ['AUDIENCE', '知悉范围', 'not everybody may know of it', said(({ audience }) => value(audience === 'PUBLIC' ? '' : audience))],
    ['SIGNED', '签名存证', 'its entry stands in a log that its owner has signed', ({ signed }) => (signed === null ? undefined : signed ? {} : null)],
  ),
];
