import type { Grade, ProtectedEnvironment } from '../generated/common.js';
import { evaluatePolicy, type PolicyAnswer, type PolicyQuestion } from '../policy/evaluate-policy.js';

/** Whether data may be processed, without a word of where: who asks for what, and what the data say of themselves. */
export type UseOfData = Omit<PolicyQuestion, 'policies'> & {
  /** The dataset's own policy, as JSON-LD text. */
  readonly policy?: string | undefined;
};

const CORE: PolicyAnswer = { verdict: 'REFUSED', rule: 'GRADE_CORE', rules: ['GRADE_CORE'] };

/**
 * Whether data may be processed at a facility, by the table of docs/policies.md: the dataset's policy and the facility's terms
 * hold together. The terms bind the owner of the data too, who is not the operator. Core data never leave their owner.
 *
 * @param terms the facility's policy, as JSON-LD text; undefined where it has none, or where the owner of the data who asks operates it too
 */
export function judgeUse({ policy, ...question }: UseOfData, terms: string | undefined): PolicyAnswer {
  if (question.grade === 'CORE') return CORE;
  const policies = [policy, terms].filter((one) => one !== undefined);
  const joint = evaluatePolicy({ ...question, policies });
  if (question.viewer !== 'OWNER' || terms === undefined || joint.verdict === 'REFUSED') return joint;
  const { action, purpose, at } = question;
  return evaluatePolicy({ ...(action !== undefined && { action }), purpose, at, viewer: 'PUBLIC', openness: 'OPEN', policies: [terms] });
}

/** The environment that protects data least of those that they may be processed in: the table of docs/compute.md. */
export function leastProtection(grade: Grade | null | undefined, data: PolicyAnswer): ProtectedEnvironment {
  if (grade === 'IMPORTANT') return 'TEE';
  return data.verdict === 'PERMITTED' ? 'PLAIN' : 'SANDBOX';
}
