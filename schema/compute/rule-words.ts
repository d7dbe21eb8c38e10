import type { Lang } from '../generated/common.js';
import type { ComputeRule } from './rank-options.js';

const WORDS: Readonly<Record<ComputeRule, readonly [zh: string, en: string]>> = {
  POLICY_UNREADABLE: ['数据或设施的政策无法解读', 'A policy, the dataset’s or the facility’s, can’t be read'],
  POLICY_CONFLICT: ['政策对同一行为既许可又禁止', 'The use is permitted and prohibited alike'],
  OWNER: ['本单位的数据', 'The data are the viewer’s own'],
  GRADE_CORE: ['核心数据不出提供方', 'Core data never leave their owner'],
  PROHIBITED: ['政策禁止该行为', 'A policy prohibits the use'],
  NOT_SHARED: ['数据不向询问者共享或开放', 'The data are closed to who asks'],
  TERMS_UNSAID: ['没有说明询问者如何取得数据', 'Nothing says how who asks may have the data'],
  PURPOSE: ['政策只许可其他用途', 'A policy permits the use for other purposes only'],
  NOT_PERMITTED: ['政策未许可该行为', 'A policy does not permit the use'],
  SHARE_CONDITION: ['须先满足共享或开放条件', 'The conditions of sharing or opening must be met first'],
  GRADE_IMPORTANT: ['重要数据，须先经审批', 'Important data: to be approved first'],
  CONSTRAINTS: ['政策附有此处无法判断的限制', 'A policy has a constraint that is not judged here'],
  DUTIES: ['许可附有义务', 'A permission comes with a duty'],
  PERMITTED: ['许可', 'Permitted'],
  ENVIRONMENT: ['没有足以保护数据或符合要求的环境', 'It has no environment that protects the data enough, or that is wanted'],
  ACCELERATOR: ['没有所需种类的加速器', 'It has no accelerator of the kinds that are needed'],
  CAPACITY: ['可用算力不足或未说明', 'Less can be had than is needed, or it does not say how much'],
};

/** What a row of the decision tables says, for people. */
export const ruleText = (rule: ComputeRule, lang: Lang): string => WORDS[rule][lang === 'EN' ? 1 : 0];
