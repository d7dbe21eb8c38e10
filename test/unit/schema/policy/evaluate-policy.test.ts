import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { packagePath } from '../../../../schema/package-path.js';
import { evaluatePolicy, POLICY_RULES, type PolicyQuestion, type PolicyRule, type Verdict } from '../../../../schema/policy/evaluate-policy.js';

type Rule = Readonly<Record<string, unknown>>;
const rule = (action: string, more: Rule = {}): Rule => ({ action, ...more });
const policy = (permission: readonly Rule[], prohibition: readonly Rule[] = [], more: Rule = {}): string => JSON.stringify({ '@context': 'http://www.w3.org/ns/odrl.jsonld', '@type': 'Set', permission, prohibition, ...more });
const when = (leftOperand: string, operator: string, rightOperand: unknown): Rule => ({ constraint: [{ leftOperand, operator, rightOperand }] });
const research = when('purpose', 'eq', 'research');

const open: PolicyQuestion = { viewer: 'PUBLIC', openness: 'OPEN', shareType: 'UNCONDITIONAL', grade: 'GENERAL', policies: [] };
type Case = readonly [string, Partial<PolicyQuestion>];

/** The cases of each row of the decision table. */
const TABLE: Readonly<Record<PolicyRule, { readonly verdict: Verdict; readonly cases: readonly Case[] }>> = {
  POLICY_UNREADABLE: {
    verdict: 'REFUSED',
    cases: [
      ['no JSON', { policies: ['use it'] }],
      ['a list of texts', { policies: ['["use"]'] }],
      ['neither permits nor prohibits', { policies: [policy([])] }],
      ['a rule without an action', { policies: [policy([{}])] }],
      ['one of two', { policies: [policy([rule('use')]), '{}'] }],
      ['says what is not understood', { policies: [policy([rule('use')], [], { inheritFrom: 'urn:other' })] }],
      ['a rule that says what is not understood', { policies: [policy([rule('use', { failure: 'x' })])] }],
      ['a prefix of its own', { policies: [JSON.stringify({ '@context': ['http://www.w3.org/ns/odrl.jsonld', { o: 'http://www.w3.org/ns/odrl/2/' }], permission: rule('use'), 'o:prohibition': rule('use') })] }],
      ['an action by such a prefix', { policies: [policy([rule('read')], [rule('o:use')])] }],
      ['a context that turns terms round', { policies: [policy([rule('use')], [], { '@context': { permission: 'http://www.w3.org/ns/odrl/2/prohibition' } })] }],
      ['a graph beside rules', { policies: [JSON.stringify({ '@graph': [{ permission: rule('use') }], prohibition: rule('use') })] }],
      ['a rule about something else', { policies: [policy([rule('use', { target: 'urn:other' })], [], { target: 'urn:data' })] }],
      ['rules about different things', { policies: [policy([rule('use', { target: 'urn:other' }), rule('read')])] }],
      ['the same name twice', { policies: [policy([rule('use')], [], { 'odrl:permission': [rule('read')] })] }],
      ['even the owner is told', { viewer: 'OWNER', policies: ['{'] }],
    ],
  },
  POLICY_CONFLICT: {
    verdict: 'REFUSED',
    cases: [
      ['in one policy', { policies: [policy([rule('use')], [rule('use')])] }],
      ['between two', { policies: [policy([rule('use')]), policy([rule('read')], [rule('use')])] }],
      ['about the action asked for', { action: 'read', policies: [policy([rule('read')], [rule('read')])] }],
      ['about what it is within', { action: 'read', policies: [policy([rule('use')], [rule('use')])] }],
      ['whatever the policy says of conflicts', { policies: [policy([rule('use')], [rule('use')], { conflict: 'perm' })] }],
      ['with conditions that hold', { purpose: 'research', policies: [policy([rule('use', research)], [rule('use', research)])] }],
      ['for the owner too', { viewer: 'OWNER', policies: [policy([rule('use')], [rule('use')])] }],
    ],
  },
  OWNER: {
    verdict: 'PERMITTED',
    cases: [
      ['core data', { viewer: 'OWNER', grade: 'CORE' }],
      ['not shared', { viewer: 'OWNER', shareType: 'NOT_SHARED', openness: 'CLOSED' }],
      ['prohibited to others', { viewer: 'OWNER', policies: [policy([], [rule('use')])] }],
    ],
  },
  GRADE_CORE: { verdict: 'REFUSED', cases: [['open and permitted', { grade: 'CORE', policies: [policy([rule('use')])] }], ['to a member', { grade: 'CORE', viewer: 'MEMBER' }]] },
  PROHIBITED: {
    verdict: 'REFUSED',
    cases: [
      ['itself', { action: 'sell', policies: [policy([rule('use')], [rule('sell')])] }],
      ['in full names, asked by a short one', { action: 'cc:CommercialUse', policies: [policy([rule('use')], [rule('http://creativecommons.org/ns#CommercialUse')])] }],
      ['by what it is within', { action: 'sell', policies: [policy([rule('sell')], [rule('transfer')])] }],
      ['though a wider action is permitted', { action: 'distribute', policies: [policy([rule('use')], [rule('distribute')])] }],
      ['for this purpose', { purpose: 'marketing', policies: [policy([rule('use', when('purpose', 'neq', 'marketing'))], [rule('use', when('purpose', 'eq', 'marketing'))])] }],
      ['until a day to come', { at: new Date('2026-06-01T00:00:00Z'), policies: [policy([rule('read')], [rule('use', when('dateTime', 'lteq', '2026'))])] }],
    ],
  },
  NOT_SHARED: {
    verdict: 'REFUSED',
    cases: [
      ['closed to the public', { openness: 'CLOSED' }],
      ['not shared with members', { viewer: 'MEMBER', shareType: 'NOT_SHARED', openness: 'CLOSED' }],
      ['a share type is not for the public', { openness: 'CLOSED', shareType: 'UNCONDITIONAL' }],
    ],
  },
  TERMS_UNSAID: { verdict: 'REFUSED', cases: [['nothing is said', { openness: null, shareType: undefined }], ['only to members', { openness: undefined, shareType: 'UNCONDITIONAL' }]] },
  PURPOSE: { verdict: 'REFUSED', cases: [['another', { purpose: 'marketing', policies: [policy([rule('use', research)])] }], ['an excluded one', { purpose: 'marketing', policies: [policy([rule('use', when('purpose', 'isNoneOf', ['marketing', 'credit']))])] }]] },
  NOT_PERMITTED: {
    verdict: 'REFUSED',
    cases: [
      ['another action', { action: 'distribute', policies: [policy([rule('read')])] }],
      ['a wider one', { policies: [policy([rule('read')])] }],
      ['one of two policies', { action: 'distribute', policies: [policy([rule('use')]), policy([rule('read')])] }],
      ['only prohibits', { policies: [policy([], [rule('sell')])] }],
      ['over', { at: new Date('2027-01-01T00:00:00Z'), policies: [policy([rule('use', when('dateTime', 'lteq', '2026'))])] }],
    ],
  },
  SHARE_CONDITION: {
    verdict: 'CONDITIONAL',
    cases: [
      ['open on application', { openness: 'CONDITIONAL' }],
      ['shared on conditions', { viewer: 'MEMBER', openness: 'CLOSED', shareType: 'CONDITIONAL' }],
      ['a member has the better of both', { viewer: 'MEMBER', openness: 'CONDITIONAL', shareType: 'NOT_SHARED' }],
    ],
  },
  GRADE_IMPORTANT: { verdict: 'CONDITIONAL', cases: [['open', { grade: 'IMPORTANT' }], ['permitted', { grade: 'IMPORTANT', policies: [policy([rule('use')])] }]] },
  CONSTRAINTS: {
    verdict: 'CONDITIONAL',
    cases: [
      ['a purpose with a unit', { purpose: 'research', policies: [policy([rule('use', { constraint: { leftOperand: 'purpose', operator: 'eq', rightOperand: 'research', unit: 'x' } })])] }],
      ['no purpose was said', { policies: [policy([rule('use', research)])] }],
      ['a place', { policies: [policy([rule('use', when('spatial', 'eq', 'CN'))])] }],
      ['a prohibition that may hold', { policies: [policy([rule('use')], [rule('use', when('spatial', 'neq', 'CN'))])] }],
      ['several at once', { purpose: 'research', policies: [policy([rule('use', { constraint: [{ or: [] }] })])] }],
    ],
  },
  DUTIES: {
    verdict: 'CONDITIONAL',
    cases: [
      ['of the rule', { policies: [policy([rule('use', { duty: [{ action: 'attribute' }] })])] }],
      ['of the policy', { policies: [policy([rule('use')], [], { obligation: [{ action: 'compensate' }] })] }],
      ['for one party', { policies: [policy([rule('use', { assignee: 'urn:party' })])] }],
      ['the whole policy for one party', { policies: [policy([rule('use')], [], { assignee: 'urn:party' })] }],
      ['refined', { policies: [policy([{ action: { '@id': 'odrl:use', refinement: [{}] } }])] }],
      ['of one of two policies', { policies: [policy([rule('use')]), policy([rule('use', { duty: [{ action: 'attribute' }] })])] }],
    ],
  },
  PERMITTED: {
    verdict: 'PERMITTED',
    cases: [
      ['open, without a policy', {}],
      ['shared, without a policy', { viewer: 'MEMBER', openness: 'CLOSED' }],
      ['by the action', { action: 'read', policies: [policy([rule('read')])] }],
      ['by what it is within', { action: 'extract', policies: [policy([rule('reproduce')])] }],
      ['in full names', { policies: [policy([rule('http://www.w3.org/ns/odrl/2/use')])] }],
      ['in a graph', { policies: [JSON.stringify({ '@context': 'http://www.w3.org/ns/odrl.jsonld', '@graph': [{ '@type': 'Set', permission: rule('use') }] })] }],
      ['with a target, named once or twice', { policies: [policy([rule('use', { target: { '@id': 'urn:data' } })], [], { target: 'urn:data' })] }],
      ['with prefixes of its own', { policies: [policy([rule('use')], [], { '@context': ['http://www.w3.org/ns/odrl.jsonld', { ex: 'https://example.org/' }] })] }],
      ['for the purpose', { purpose: 'research', policies: [policy([rule('use', when('purpose', 'isAnyOf', ['credit', 'research']))])] }],
      ['at the time', { at: new Date('2026-12-31T23:59:59Z'), policies: [policy([rule('use', when('dateTime', 'lteq', '2026'))])] }],
      ['by the easier of two permissions', { policies: [policy([rule('use', { duty: [{ action: 'attribute' }] }), rule('use')])] }],
      ['beside a prohibition of something else', { policies: [policy([rule('use')], [rule('distribute')])] }],
      ['beside one that does not hold', { purpose: 'research', policies: [policy([rule('use')], [rule('use', when('purpose', 'eq', 'marketing'))])] }],
    ],
  },
};

const rows = POLICY_RULES.flatMap((name) => TABLE[name].cases.map(([what, question]) => [name, what, question, TABLE[name].verdict] as const));

describe('the decision table', () => {
  test.each(rows)('%s: %s', (name, _, question, verdict) => {
    expect(evaluatePolicy({ ...open, ...question })).toMatchObject({ verdict, rule: name });
  });

  test('stands in the document, row by row', () => {
    const text = readFileSync(packagePath('docs', 'policies.md'), 'utf8');
    const told = [...text.matchAll(/^\| `([A-Z_]+)` \|.*\| ([A-Z]+) \|$/gm)].map(([, name, verdict]) => [name, verdict]);
    expect(told).toEqual(POLICY_RULES.map((name) => [name, TABLE[name].verdict]));
  });

  test('tells every condition, the deciding one first', () => {
    const question: PolicyQuestion = { ...open, openness: 'CONDITIONAL', grade: 'IMPORTANT', policies: [policy([rule('use', { ...research, duty: [{ action: 'attribute' }] })])] };
    expect(evaluatePolicy(question).rules).toEqual(['SHARE_CONDITION', 'GRADE_IMPORTANT', 'CONSTRAINTS', 'DUTIES']);
  });
});

describe('whatever is asked', () => {
  const action = fc.constantFrom('use', 'read', 'distribute', 'transfer', 'sell', 'extract');
  const someRule = fc.tuple(action, fc.constantFrom({}, research, when('spatial', 'eq', 'CN'), { duty: [{ action: 'attribute' }] })).map(([name, more]) => rule(name, more));
  const somePolicy = fc.tuple(fc.array(someRule, { minLength: 1, maxLength: 3 }), fc.array(someRule, { maxLength: 3 })).map(([permissions, prohibitions]) => policy(permissions, prohibitions));
  const question: fc.Arbitrary<PolicyQuestion> = fc.record({
    viewer: fc.constantFrom('OWNER', 'MEMBER', 'PUBLIC'),
    action,
    openness: fc.constantFrom('OPEN', 'CONDITIONAL', 'CLOSED', null),
    shareType: fc.constantFrom('UNCONDITIONAL', 'CONDITIONAL', 'NOT_SHARED', null),
    grade: fc.constantFrom('GENERAL', 'IMPORTANT', 'CORE', null),
    policies: fc.array(somePolicy, { maxLength: 3 }),
    purpose: fc.constantFrom(undefined, 'research', 'marketing'),
  });
  const strictness = (asked: PolicyQuestion): number => ['PERMITTED', 'CONDITIONAL', 'REFUSED'].indexOf(evaluatePolicy(asked).verdict);

  test('rules that contradict each other refuse', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const torn = policy([rule(asked.action ?? 'use')], [rule(asked.action ?? 'use')]);
        expect(evaluatePolicy({ ...asked, policies: [...asked.policies, torn] })).toMatchObject({ verdict: 'REFUSED', rule: 'POLICY_CONFLICT' });
      }),
    );
  });

  test('one policy more never permits more', () => {
    fc.assert(
      fc.property(question, somePolicy, (asked, more) => {
        expect(strictness({ ...asked, policies: [...asked.policies, more] })).toBeGreaterThanOrEqual(strictness(asked));
      }),
    );
  });

  test('the order of policies does not matter', () => {
    fc.assert(
      fc.property(question, (asked) => {
        expect(evaluatePolicy({ ...asked, policies: asked.policies.toReversed() }).verdict).toBe(evaluatePolicy(asked).verdict);
      }),
    );
  });

  test('core data are for their owner alone', () => {
    fc.assert(
      fc.property(question, (asked) => {
        if (asked.viewer !== 'OWNER') expect(evaluatePolicy({ ...asked, grade: 'CORE' }).verdict).toBe('REFUSED');
      }),
    );
  });
});
