import type { Grade, Openness, ShareType } from '../generated/common.js';
import { actionsAround } from './actions.js';
import { judgeConstraint, type Circumstances, type Judgement } from './judge-constraint.js';
import { termName } from './odrl-node.js';
import { readOdrlRules, type OdrlRule } from './odrl-rules.js';

/** Who wants to use the data: staff of the authority that owns them, staff of another member, or anybody. */
export type PolicyViewer = 'OWNER' | 'MEMBER' | 'PUBLIC';

export interface PolicyQuestion extends Circumstances {
  /** An action of ODRL, or of Creative Commons. @default 'use' */
  readonly action?: string;
  readonly viewer: PolicyViewer;
  readonly shareType?: ShareType | null | undefined;
  readonly openness?: Openness | null | undefined;
  readonly grade?: Grade | null | undefined;
  /** ODRL 2.2 policies that all hold, as JSON-LD texts: the dataset's, and those of an offer or a facility. */
  readonly policies: readonly string[];
}

/** Names of the rows of the decision table in docs/policies.md, in its order: the first that applies decides. */
export const POLICY_RULES = [
  'POLICY_UNREADABLE',
  'POLICY_CONFLICT',
  'OWNER',
  'GRADE_CORE',
  'PROHIBITED',
  'NOT_SHARED',
  'TERMS_UNSAID',
  'PURPOSE',
  'NOT_PERMITTED',
  'SHARE_CONDITION',
  'GRADE_IMPORTANT',
  'CONSTRAINTS',
  'DUTIES',
  'PERMITTED',
] as const;
export type PolicyRule = (typeof POLICY_RULES)[number];

export type Verdict = 'PERMITTED' | 'CONDITIONAL' | 'REFUSED';

export interface PolicyAnswer {
  readonly verdict: Verdict;
  /** The row of the table that decided. */
  readonly rule: PolicyRule;
  /** Of CONDITIONAL: every row that sets a condition, the deciding one first. Else the deciding row alone. */
  readonly rules: readonly PolicyRule[];
}

/** What policies say of the action that is asked about. */
interface Readable {
  /** Permissions of each policy. */
  readonly policies: readonly (readonly Judged[])[];
  readonly prohibitions: readonly Judged[];
}

/** A rule about the action that is asked about. */
interface Judged {
  readonly rule: OdrlRule;
  readonly judgement: Judgement;
  /** Whether what it fails by is the purpose, or would be if one were said. */
  readonly byPurpose: boolean;
  /** How far out the action it names is: 0 where it names the action itself. */
  readonly distance: number;
}

/** Whether data may be used so, by the decision table of docs/policies.md. Pure; the stricter of any two readings is taken. */
export function evaluatePolicy(question: PolicyQuestion): PolicyAnswer {
  const read = question.policies.map(readOdrlRules);
  if (read.includes(null)) return refused('POLICY_UNREADABLE');
  const readable = judge(read as readonly (readonly OdrlRule[])[], question);
  return refusalOf(question, readable) ?? conditionsOf(question, readable);
}

function refusalOf(question: PolicyQuestion, { policies, prohibitions }: Readable): PolicyAnswer | null {
  const forbidding = prohibitions.filter(({ judgement }) => judgement === 'HOLDS');
  const permitting = policies.flat().filter(({ judgement }) => judgement === 'HOLDS');
  if (forbidding.some(({ distance }) => permitting.some((one) => one.distance === distance))) return refused('POLICY_CONFLICT');
  if (question.viewer === 'OWNER') return { verdict: 'PERMITTED', rule: 'OWNER', rules: ['OWNER'] };
  if (question.grade === 'CORE') return refused('GRADE_CORE');
  if (forbidding.length > 0) return refused('PROHIBITED');
  const access = accessOf(question);
  if (access === 'CLOSED') return refused('NOT_SHARED');
  if (access === 'UNSAID') return refused('TERMS_UNSAID');
  const silent = policies.find((permissions) => usable(permissions).length === 0);
  return silent ? refused(silent.some(({ byPurpose }) => byPurpose) ? 'PURPOSE' : 'NOT_PERMITTED') : null;
}

const usable = (permissions: readonly Judged[]): readonly Judged[] => permissions.filter(({ judgement }) => judgement !== 'FAILS');

function conditionsOf(question: PolicyQuestion, { policies, prohibitions }: Readable): PolicyAnswer {
  const used = policies.map(easiest);
  const isOpen = [...prohibitions, ...used].some((one) => one?.judgement === 'OPEN');
  const rules: readonly PolicyRule[] = [
    ...(accessOf(question) === 'CONDITIONAL' ? (['SHARE_CONDITION'] as const) : []),
    ...(question.grade === 'IMPORTANT' ? (['GRADE_IMPORTANT'] as const) : []),
    ...(isOpen ? (['CONSTRAINTS'] as const) : []),
    ...(used.some((one) => one && one.rule.duties.length > 0) ? (['DUTIES'] as const) : []),
  ];
  const [rule] = rules;
  return rule === undefined ? { verdict: 'PERMITTED', rule: 'PERMITTED', rules: ['PERMITTED'] } : { verdict: 'CONDITIONAL', rule, rules };
}

/** The permission of a policy that asks least: one without open constraints first, then one without duties. */
function easiest(permissions: readonly Judged[]): Judged | undefined {
  const asks = ({ judgement, rule }: Judged): number => (judgement === 'OPEN' ? 2 : 0) + (rule.duties.length > 0 ? 1 : 0);
  return usable(permissions).toSorted((one, other) => asks(one) - asks(other))[0];
}

const refused = (rule: PolicyRule): PolicyAnswer => ({ verdict: 'REFUSED', rule, rules: [rule] });

/**
 * How the data may be had at all: openness is for everybody, the share type for members' staff, who are of everybody too and so
 * have the better of both.
 */
function accessOf({ viewer, shareType, openness }: PolicyQuestion): 'FREE' | 'CONDITIONAL' | 'CLOSED' | 'UNSAID' {
  const said = [OPENNESS[openness ?? ''], ...(viewer === 'MEMBER' ? [SHARE_TYPES[shareType ?? '']] : [])];
  return (['FREE', 'CONDITIONAL', 'CLOSED'] as const).find((access) => said.includes(access)) ?? 'UNSAID';
}

type Access = 'FREE' | 'CONDITIONAL' | 'CLOSED';
const OPENNESS: Readonly<Record<string, Access>> = { OPEN: 'FREE', CONDITIONAL: 'CONDITIONAL', CLOSED: 'CLOSED' };
const SHARE_TYPES: Readonly<Record<string, Access>> = { UNCONDITIONAL: 'FREE', CONDITIONAL: 'CONDITIONAL', NOT_SHARED: 'CLOSED' };

function judge(policies: readonly (readonly OdrlRule[])[], question: PolicyQuestion): Readable {
  const around = actionsAround(termName(question.action ?? 'use'));
  const judged = policies.map((rules) =>
    rules.flatMap((rule): readonly Judged[] => {
      const distance = around.findIndex((action) => rule.actions.includes(action));
      return distance < 0 ? [] : [{ rule, distance, ...judgeRule(rule, question) }];
    }),
  );
  const ofSort = (sort: OdrlRule['sort']) => judged.map((rules) => rules.filter(({ rule }) => rule.sort === sort));
  return { policies: ofSort('PERMISSION'), prohibitions: ofSort('PROHIBITION').flat() };
}

function judgeRule({ constraints }: OdrlRule, circumstances: Circumstances): Pick<Judged, 'judgement' | 'byPurpose'> {
  const judgements = constraints.map((constraint) => ({ constraint, judgement: judgeConstraint(constraint, circumstances) }));
  const failed = judgements.filter(({ judgement }) => judgement === 'FAILS');
  const judgement = failed.length > 0 ? 'FAILS' : judgements.some((one) => one.judgement === 'OPEN') ? 'OPEN' : 'HOLDS';
  return { judgement, byPurpose: failed.some(({ constraint }) => constraint.left === 'purpose') };
}
