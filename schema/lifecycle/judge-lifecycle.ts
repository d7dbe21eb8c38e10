import type { LifecycleStageCode, LifecycleState } from '../generated/search.js';
import type { Texts } from '../quality/described-record.js';
import type { LifecycleEvidence } from './lifecycle-evidence.js';
import { LIFECYCLE_RULES, type Found, type LifecycleRule } from './lifecycle-rules.js';

/** One thing that a stage can be evidenced by, and whether it is. */
export interface JudgedEvidence extends Found {
  readonly code: LifecycleRule['code'];
  readonly name: Texts;
  readonly state: LifecycleState;
}

export interface JudgedStage {
  readonly stage: LifecycleStageCode;
  readonly name: Texts;
  readonly state: LifecycleState;
  readonly evidence: readonly JudgedEvidence[];
}

/** The stages in the order of the 国家数据基础设施建设指引. */
export const LIFECYCLE_STAGES: readonly { readonly stage: LifecycleStageCode; readonly name: Texts }[] = [
  { stage: 'COLLECTION', name: { zh: '采集', en: 'collection' } },
  { stage: 'AGGREGATION', name: { zh: '汇聚', en: 'aggregation' } },
  { stage: 'TRANSMISSION', name: { zh: '传输', en: 'transmission' } },
  { stage: 'PROCESSING', name: { zh: '加工', en: 'processing' } },
  { stage: 'CIRCULATION', name: { zh: '流通', en: 'circulation' } },
  { stage: 'USE', name: { zh: '利用', en: 'use' } },
  { stage: 'OPERATION', name: { zh: '运营', en: 'operation' } },
  { stage: 'SECURITY', name: { zh: '安全', en: 'security' } },
];

/** What each of the eight stages is evidenced by. A stage is blank only where all that could evidence it is known not to be there. */
export function judgeLifecycle(evidence: LifecycleEvidence): readonly JudgedStage[] {
  return LIFECYCLE_STAGES.map(({ stage, name }) => {
    const judged = LIFECYCLE_RULES.filter((rule) => rule.stage === stage).map((rule) => judge(rule, evidence));
    return { stage, name, state: stateOf(judged), evidence: judged };
  });
}

function judge({ code, name, find }: LifecycleRule, evidence: LifecycleEvidence): JudgedEvidence {
  const found = find(evidence);
  return { code, name, state: found === undefined ? 'UNKNOWN' : found === null ? 'BLANK' : 'EVIDENCED', ...found };
}

function stateOf(judged: readonly JudgedEvidence[]): LifecycleState {
  return (['EVIDENCED', 'UNKNOWN'] as const).find((state) => judged.some((one) => one.state === state)) ?? 'BLANK';
}
