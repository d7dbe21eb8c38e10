import { isGiven, type DescribedRecord } from '../described-record.js';
import { holds, type Check, type Gbt36344Dimension } from './check.js';

const filled = (zh: string, en: string, field: string, isFilled: (record: DescribedRecord) => boolean): Check => ({
  weight: 1,
  share: (record) => holds(isFilled(record)),
  fix: { zh: `缺少${zh}：请填写 ${field}。`, en: `${en} is missing: fill in ${field}.` },
});

const TITLE = filled('名称', 'The title', 'titles', ({ titles }) => isGiven(titles));
const DESCRIPTION = filled('摘要', 'The description', 'descriptions', ({ descriptions }) => isGiven(descriptions));
const PROVIDER = filled('提供方', 'The provider', 'owner', ({ owner }) => isGiven(owner));
const THEME = filled('信息资源分类', 'The theme', 'themes', ({ themes }) => isGiven(themes));
const ISSUED = filled('发布日期', 'The date of issue', 'issued', ({ issued }) => isGiven(issued));
const FREQUENCY = filled('更新周期', 'How often it changes', 'frequency', ({ frequency }) => isGiven(frequency) && frequency !== 'UNKNOWN');
const SHARE_TYPE = filled('共享类型', 'The share type', 'shareType', ({ shareType }) => isGiven(shareType));
const SHARE_CONDITION: Check = {
  ...filled('共享条件', 'The condition or ground of sharing', 'shareCondition', ({ shareCondition }) => isGiven(shareCondition)),
  share: ({ shareType, shareCondition }) => (shareType === 'CONDITIONAL' || shareType === 'NOT_SHARED' ? holds(isGiven(shareCondition)) : null),
};
const OPENNESS = filled('开放属性', 'Whether the public may have it', 'openness', ({ openness }) => isGiven(openness));
const FORMAT = filled('信息资源格式', 'The format', 'distributions.format', ({ distributions }) => (distributions ?? []).some(({ format }) => isGiven(format)));
const ITEMS = filled('信息项', 'The list of fields', 'items', ({ items }) => isGiven(items));
const RELATED = filled('关联资源', 'What it is related to', 'series, derivedFrom or conformsTo', ({ series, derivedFrom, conformsTo }) => isGiven(series) || isGiven(derivedFrom) || isGiven(conformsTo));
const ENDPOINT = filled('接口地址', 'The endpoint', 'endpointURL', ({ endpointURL }) => isGiven(endpointURL));
const ENDPOINT_DESCRIPTION = filled('接口说明', 'The description of the endpoint', 'endpointDescription', ({ endpointDescription }) => isGiven(endpointDescription));
const SERVED = filled('所服务的数据集', 'What it gives access to', 'servesDatasets', ({ servesDatasets }) => isGiven(servesDatasets));

/** 完整性: how much of the core metadata of the 政务信息资源目录编制指南 is filled in. */
export const COMPLETENESS: Gbt36344Dimension<'COMPLETENESS'> = {
  code: 'COMPLETENESS',
  name: { zh: '完整性', en: 'Completeness' },
  checks: {
    DATASET: [TITLE, DESCRIPTION, PROVIDER, THEME, SHARE_TYPE, SHARE_CONDITION, OPENNESS, FREQUENCY, FORMAT, ITEMS, ISSUED, RELATED],
    DATA_SERIES: [TITLE, DESCRIPTION, PROVIDER, THEME, FREQUENCY, ISSUED],
    DATA_SERVICE: [TITLE, DESCRIPTION, PROVIDER, THEME, SHARE_TYPE, SHARE_CONDITION, OPENNESS, ENDPOINT, ENDPOINT_DESCRIPTION, SERVED, ISSUED],
  },
  well: { zh: '核心元数据已填写齐全。', en: 'All core metadata are filled in.' },
  unknown: { zh: '没有可判断的内容。', en: 'It says nothing that could be judged.' },
};
