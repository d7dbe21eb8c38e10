import { DEMAND_STATES, FREQUENCIES, GRADES, OPENNESS, SHARE_TYPES } from '../../../schema/enum-words.js';
import { KIND_CODES } from '../../../schema/ids.js';
import type { StandardStatus } from '../../../schema/generated/catalog.js';
import type { DataItem, Distribution, RecordKind, Source } from '../model.js';
import { audienceWord, authorityCode } from './checks/audience.js';
import { dataAddress, mediaType, webAddress } from './checks/addresses.js';
import { industry, link, oneOf, region, standardNumber, theme, uscc } from './checks/codes.js';
import { date, period } from './checks/dates.js';
import { list, object } from './checks/lists.js';
import { boundingBox, byteSize } from './checks/numbers.js';
import { accelerators, cluster, computeCapacity, energyUse, environments, hub } from './checks/facility.js';
import { policy } from './checks/policy.js';
import { offers, registrationCode } from './checks/offers.js';
import { langTexts, text } from './checks/texts.js';
import type { Check } from './report.js';

/** How a field is checked, which kinds must have it and which others may. */
export interface FieldRule {
  readonly check: Check<unknown, unknown>;
  readonly required: readonly RecordKind[];
  readonly optional: readonly RecordKind[];
}

export const KINDS = Object.keys(KIND_CODES) as readonly RecordKind[];

const STATUSES: readonly StandardStatus[] = ['UPCOMING', 'CURRENT', 'WITHDRAWN'];

/** Generous: a description of 685,989 characters has been met. They keep a slip of the hand from filling a disk. */
const TITLE = 2_000;
const DESCRIPTION = 1_000_000;
const PHRASE = 500;
const PARAGRAPH = 10_000;
const LIST = 10_000;
/** A log goes by the names of its readers. */
const NAMES = 100;

const distribution = object<Distribution>(['accessURL'], {
  title: text(TITLE),
  accessURL: dataAddress,
  downloadURL: dataAddress,
  format: text(PHRASE),
  mediaType,
  byteSize,
  license: text(PARAGRAPH),
});
const dataItem = object<DataItem>(['name'], { name: text(PHRASE), dataType: text(PHRASE) });
const source = object<Source>(['system', 'identifier'], { system: text(PHRASE), identifier: text(TITLE) });

const rule = <Input, Output>(check: Check<Input, Output>, required: readonly RecordKind[], optional: readonly RecordKind[] = []): FieldRule => ({
  check: check as Check<unknown, unknown>,
  required,
  optional,
});

/**
 * Every field of a record's content. A dataset must have what DCAT-AP 3.0.1 makes mandatory (title, description, and the
 * accessURL of each distribution given) and of the core metadata of the 政务信息资源目录编制指南 what decides whether it is
 * found, whose it is and who may have it: 分类, 名称, 提供方, 摘要, 共享类型 with its 共享条件, 开放属性, 更新周期. Its 格式,
 * 信息项, 发布日期, 提供方代码 and 关联资源代码 are optional, for many offices do not know them; 共享方式 has no field, for the
 * distributions and services say it. See docs/adr/0008-what-a-dataset-must-have.md.
 */
export const FIELDS = {
  titles: rule(langTexts(TITLE), KINDS),
  descriptions: rule(langTexts(DESCRIPTION), ['DATASET', 'DATA_SERIES', 'DATA_PRODUCT', 'USE_CASE', 'DEMAND'], ['DATA_SERVICE', 'STANDARD', 'ORGANIZATION', 'COMPUTE_FACILITY']),
  keywords: rule(list(text(PHRASE), LIST), [], KINDS),
  landingPage: rule(webAddress, [], KINDS),
  issued: rule(date, [], KINDS),
  modified: rule(date, [], KINDS),
  sources: rule(list(source, LIST), [], KINDS),
  audience: rule(audienceWord, [], KINDS),
  named: rule(list(authorityCode, NAMES), [], KINDS),
  owner: rule(link('ORGANIZATION'), ['DATASET', 'DATA_PRODUCT', 'USE_CASE', 'DEMAND', 'COMPUTE_FACILITY'], ['DATA_SERIES', 'DATA_SERVICE', 'STANDARD']),
  distributions: rule(list(distribution, LIST), [], ['DATASET']),
  conformsTo: rule(list(link('STANDARD'), LIST), [], ['DATASET', 'DATA_SERVICE']),
  series: rule(link('DATA_SERIES'), [], ['DATASET']),
  themes: rule(list(theme, LIST), ['DATASET'], ['DATA_SERIES', 'DATA_SERVICE', 'STANDARD', 'DATA_PRODUCT', 'USE_CASE', 'DEMAND']),
  industries: rule(list(industry, LIST), ['USE_CASE'], ['DATASET', 'DEMAND']),
  region: rule(region, ['COMPUTE_FACILITY'], ['DATASET', 'DATA_SERIES', 'DATA_SERVICE', 'ORGANIZATION', 'DATA_PRODUCT', 'USE_CASE', 'DEMAND']),
  bbox: rule(boundingBox, [], ['DATASET']),
  temporal: rule(period, [], ['DATASET', 'DATA_SERIES']),
  frequency: rule(oneOf(FREQUENCIES), ['DATASET'], ['DATA_SERIES']),
  shareType: rule(oneOf(SHARE_TYPES), ['DATASET', 'DATA_SERVICE']),
  shareCondition: rule(text(PARAGRAPH), [], ['DATASET', 'DATA_SERVICE']),
  openness: rule(oneOf(OPENNESS), ['DATASET', 'DATA_SERVICE']),
  grade: rule(oneOf(GRADES), [], ['DATASET']),
  license: rule(text(PARAGRAPH), [], ['DATASET', 'DATA_SERVICE']),
  policy: rule(policy, [], ['DATASET', 'DATA_SERVICE', 'COMPUTE_FACILITY']),
  items: rule(list(dataItem, LIST), [], ['DATASET']),
  derivedFrom: rule(list(link('DATASET'), LIST), [], ['DATASET', 'DATA_PRODUCT']),
  endpointURL: rule(webAddress, ['DATA_SERVICE']),
  endpointDescription: rule(webAddress, [], ['DATA_SERVICE']),
  servesDatasets: rule(list(link('DATASET'), LIST), [], ['DATA_SERVICE']),
  number: rule(standardNumber, ['STANDARD']),
  status: rule(oneOf(STATUSES), [], ['STANDARD']),
  supersedes: rule(list(link('STANDARD'), LIST), [], ['STANDARD']),
  uscc: rule(uscc, [], ['ORGANIZATION']),
  homepage: rule(webAddress, [], ['ORGANIZATION']),
  parent: rule(link('ORGANIZATION'), [], ['ORGANIZATION']),
  registrationCode: rule(registrationCode, [], ['DATA_PRODUCT']),
  offers: rule(offers, [], ['DATA_PRODUCT']),
  uses: rule(list(link('DATASET'), LIST), ['USE_CASE']),
  outcomes: rule(langTexts(PARAGRAPH), [], ['USE_CASE']),
  neededBy: rule(date, [], ['DEMAND']),
  state: rule(oneOf(DEMAND_STATES), ['DEMAND']),
  metBy: rule(list(link('DATASET'), LIST), [], ['DEMAND']),
  hub: rule(hub, [], ['COMPUTE_FACILITY']),
  cluster: rule(cluster, [], ['COMPUTE_FACILITY']),
  capacity: rule(computeCapacity, [], ['COMPUTE_FACILITY']),
  accelerators: rule(accelerators, [], ['COMPUTE_FACILITY']),
  energy: rule(energyUse, [], ['COMPUTE_FACILITY']),
  environments: rule(environments, ['COMPUTE_FACILITY']),
} as const;

export type ContentField = keyof typeof FIELDS;
