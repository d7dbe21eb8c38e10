import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgeUse, leastProtection, type UseOfData } from '../../../../schema/compute/judge-use.js';
import type { Grade, Openness, ShareType } from '../../../../schema/generated/common.js';
import { evaluatePolicy, type PolicyViewer } from '../../../../schema/policy/evaluate-policy.js';

const set = (more: object): string => JSON.stringify({ '@context': 'http://www.w3.org/ns/odrl.jsonld', '@type': 'Set', ...more });
const FREE = set({ permission: [{ action: 'use' }] });
const RESEARCH = set({ permission: [{ action: 'use', constraint: [{ leftOperand: 'purpose', operator: 'isA', rightOperand: 'research' }] }] });
const NEVER = set({ prohibition: [{ action: 'use' }] });
const PAID = set({ permission: [{ action: 'use', duty: [{ action: 'compensate' }] }] });
const OPEN: UseOfData = { viewer: 'PUBLIC', openness: 'OPEN', shareType: 'UNCONDITIONAL' };
const rulesOf = (use: UseOfData, terms?: string) => judgeUse(use, terms).rules;

describe('whether data may be processed at a facility', () => {
  test('without terms the data decide alone', () => {
    expect(rulesOf(OPEN)).toEqual(['PERMITTED']);
    expect(rulesOf({ ...OPEN, openness: 'CLOSED' })).toEqual(['NOT_SHARED']);
    expect(rulesOf({ ...OPEN, viewer: 'MEMBER', openness: 'CLOSED', shareType: 'CONDITIONAL' })).toEqual(['SHARE_CONDITION']);
    expect(rulesOf({ ...OPEN, grade: 'IMPORTANT' })).toEqual(['GRADE_IMPORTANT']);
  });

  test('the terms of the facility hold beside them', () => {
    expect(rulesOf(OPEN, FREE)).toEqual(['PERMITTED']);
    expect(rulesOf({ ...OPEN, purpose: 'sale' }, RESEARCH)).toEqual(['PURPOSE']);
    expect(rulesOf({ ...OPEN, purpose: 'research' }, RESEARCH)).toEqual(['PERMITTED']);
    expect(rulesOf(OPEN, PAID)).toEqual(['DUTIES']);
    expect(rulesOf(OPEN, '{')).toEqual(['POLICY_UNREADABLE']);
    expect(rulesOf({ ...OPEN, policy: FREE }, NEVER)).toEqual(['POLICY_CONFLICT']);
  });

  test('they bind the owner of the data, who is free of what the data say', () => {
    const own: UseOfData = { ...OPEN, viewer: 'OWNER', openness: 'CLOSED', shareType: 'NOT_SHARED' };
    expect([rulesOf(own), rulesOf(own, FREE), rulesOf(own, NEVER), rulesOf(own, PAID), rulesOf({ ...own, purpose: 'sale' }, RESEARCH)]).toEqual([['OWNER'], ['PERMITTED'], ['PROHIBITED'], ['DUTIES'], ['PURPOSE']]);
  });

  test('core data go nowhere, not for their owner either', () => {
    for (const viewer of ['OWNER', 'MEMBER', 'PUBLIC'] as const) expect(judgeUse({ ...OPEN, viewer, grade: 'CORE', policy: FREE }, FREE)).toEqual({ verdict: 'REFUSED', rule: 'GRADE_CORE', rules: ['GRADE_CORE'] });
  });

  test('terms never permit what the data do not', () => {
    const strictness = { PERMITTED: 0, CONDITIONAL: 1, REFUSED: 2 } as const;
    const use = fc.record({
      viewer: fc.constantFrom<PolicyViewer>('OWNER', 'MEMBER', 'PUBLIC'), shareType: fc.constantFrom<ShareType>('UNCONDITIONAL', 'CONDITIONAL', 'NOT_SHARED'), openness: fc.constantFrom<Openness>('OPEN', 'CONDITIONAL', 'CLOSED'),
      grade: fc.constantFrom<Grade | undefined>(undefined, 'GENERAL', 'IMPORTANT', 'CORE'), policy: fc.constantFrom(undefined, FREE, RESEARCH, NEVER, PAID, '{'), purpose: fc.constantFrom(undefined, 'research', 'sale'),
    });
    fc.assert(fc.property(use, fc.constantFrom(FREE, RESEARCH, NEVER, PAID, '{'), (asked, terms) => {
      expect(strictness[judgeUse(asked, terms).verdict]).toBeGreaterThanOrEqual(strictness[judgeUse(asked, undefined).verdict]);
      expect(strictness[judgeUse(asked, terms).verdict]).toBeGreaterThanOrEqual(strictness[evaluatePolicy({ viewer: 'PUBLIC', openness: 'OPEN', purpose: asked.purpose, policies: [terms] }).verdict]);
    }), { numRuns: 500 });
  });
});

test.each<[Grade | undefined, Parameters<typeof leastProtection>[1]['verdict'], string]>([
  [undefined, 'PERMITTED', 'PLAIN'],
  ['GENERAL', 'PERMITTED', 'PLAIN'],
  ['GENERAL', 'CONDITIONAL', 'SANDBOX'],
  ['IMPORTANT', 'CONDITIONAL', 'TEE'],
  ['IMPORTANT', 'PERMITTED', 'TEE'],
])('data of the grade %s that are %s need at least %s', (grade, verdict, expected) => {
  expect(leastProtection(grade, { verdict, rule: 'PERMITTED', rules: [] })).toBe(expected);
});
