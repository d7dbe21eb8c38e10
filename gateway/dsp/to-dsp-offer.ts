import { isNode, keepsOdrl, list, membersOf, namesOf, odrlName, saysOnly, type OdrlNode } from '../../schema/policy/odrl-node.js';
import type { DspConstraint, DspOffer, DspRule } from './messages.js';

const OPERATORS: ReadonlySet<string> = new Set(['eq', 'gt', 'gteq', 'lteq', 'hasPart', 'isA', 'isAllOf', 'isAnyOf', 'isNoneOf', 'isPartOf', 'lt', 'term-lteq', 'neq']);
const LOGICAL = ['and', 'andSequence', 'or', 'xone'] as const;
const DEEPEST = 10;

/** What the Dataspace Protocol has no place for. */
class Inexpressible extends Error {}

const RULES = ['permission', 'prohibition', 'obligation'] as const;

/**
 * An ODRL policy, as JSON-LD text, as an offer of the Dataspace Protocol's profile. Null where it says anything that has no
 * place there: terms are told whole or not at all.
 *
 * @param about what the data are called, which a catalog says by where the offer stands; a policy may name no other target
 */
export function toDspOffer(policy: string, id: string, about: readonly string[]): DspOffer | null {
  try {
    const root = members(JSON.parse(policy));
    only(root, [...RULES, '@context', 'profile', 'target'], about);
    if (!keepsOdrl(root['@context'])) throw new Inexpressible();
    const rules = RULES.map((name) => [name, list(root[name]).map((rule) => toRule(rule, about))] as const).filter(([, some]) => some.length > 0);
    return rules.some(([name]) => name !== 'obligation') ? { '@type': 'Offer', '@id': id, ...Object.fromEntries(rules) } : null;
  } catch (error) {
    if (error instanceof Inexpressible || error instanceof SyntaxError) return null;
    throw error;
  }
}

function toRule(value: unknown, about: readonly string[], depth = 0): DspRule {
  if (depth > DEEPEST) throw new Inexpressible();
  const rule = members(value);
  only(rule, ['action', 'constraint', 'duty', 'target'], about);
  const actions = list(rule['action']).map(term);
  const [action] = actions;
  if (action === undefined || actions.length > 1) throw new Inexpressible();
  const constraint = list(rule['constraint']).map((one) => toConstraint(one));
  const duty = list(rule['duty']).map((one) => toRule(one, about, depth + 1));
  return { action, ...(constraint.length > 0 && { constraint }), ...(duty.length > 0 && { duty }) };
}

function toConstraint(value: unknown, depth = 0): DspConstraint {
  if (depth > DEEPEST) throw new Inexpressible();
  const constraint = members(value);
  const logical = LOGICAL.find((name) => name in constraint);
  if (logical) {
    only(constraint, [logical]);
    return { [logical]: list(constraint[logical]).map((one) => toConstraint(one, depth + 1)) };
  }
  only(constraint, ['leftOperand', 'operator', 'rightOperand']);
  const [leftOperand, operator, right] = [term(constraint['leftOperand']), term(constraint['operator']), constraint['rightOperand']];
  if (!OPERATORS.has(operator) || right === undefined || right === null) throw new Inexpressible();
  return { leftOperand, operator, rightOperand: typeof right === 'object' ? right : String(right as string | number | boolean) };
}

/** The members of a node, by the names of their terms. */
function members(value: unknown): OdrlNode {
  const named = isNode(value) ? membersOf(value) : null;
  if (named === null) throw new Inexpressible();
  return named;
}

function only(node: OdrlNode, names: readonly string[], about: readonly string[] = []): void {
  const targets = namesOf(node['target']);
  if (!saysOnly(node, names) || !targets?.every((target) => about.includes(target))) throw new Inexpressible();
}

function term(value: unknown): string {
  const named = isNode(value) && Object.keys(value).length === 1 ? value['@id'] : value;
  if (typeof named !== 'string' || named === '') throw new Inexpressible();
  return odrlName(named);
}
