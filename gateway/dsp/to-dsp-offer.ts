import type { DspConstraint, DspOffer, DspRule } from './messages.js';

type Node = Readonly<Record<string, unknown>>;

const ODRL = /^(?:http:\/\/www\.w3\.org\/ns\/odrl\/2\/|odrl:)/;
const OPERATORS: ReadonlySet<string> = new Set(['eq', 'gt', 'gteq', 'lteq', 'hasPart', 'isA', 'isAllOf', 'isAnyOf', 'isNoneOf', 'isPartOf', 'lt', 'term-lteq', 'neq']);
const LOGICAL = ['and', 'andSequence', 'or', 'xone'] as const;
/** What tells nothing of the terms themselves: names, and what the policy is about, which a catalog says by where it stands. */
const SILENT: ReadonlySet<string> = new Set(['@context', '@id', '@type', 'type', 'uid', 'target', 'profile', 'assigner']);
const DEEPEST = 10;

/** What the Dataspace Protocol has no place for. */
class Inexpressible extends Error {}

/**
 * An ODRL policy, as JSON-LD text, as an offer of the Dataspace Protocol's profile. Null where it says anything that has no
 * place there: terms are told whole or not at all.
 */
export function toDspOffer(policy: string, id: string): DspOffer | null {
  try {
    const root = members(JSON.parse(policy));
    const rules = {
      permission: list(root['permission']).map((rule) => toRule(rule)),
      prohibition: list(root['prohibition']).map((rule) => toRule(rule)),
      obligation: list(root['obligation']).map((rule) => toRule(rule)),
    };
    only(root, [...Object.keys(rules), 'conflict']);
    if (rules.permission.length + rules.prohibition.length === 0) return null;
    return { '@type': 'Offer', '@id': id, ...Object.fromEntries(Object.entries(rules).filter(([, some]) => some.length > 0)) };
  } catch (error) {
    if (error instanceof Inexpressible || error instanceof SyntaxError) return null;
    throw error;
  }
}

function toRule(value: unknown, depth = 0): DspRule {
  if (depth > DEEPEST) throw new Inexpressible();
  const rule = members(value);
  only(rule, ['action', 'constraint', 'duty']);
  const actions = list(rule['action']).map(term);
  const [action] = actions;
  if (action === undefined || actions.length > 1) throw new Inexpressible();
  const constraint = list(rule['constraint']).map((one) => toConstraint(one));
  const duty = list(rule['duty']).map((one) => toRule(one, depth + 1));
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

/** The members of a node, by their names without what ODRL's terms begin with. */
function members(value: unknown): Node {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Inexpressible();
  return Object.fromEntries(Object.entries(value).map(([name, member]: [string, unknown]) => [name.replace(ODRL, ''), member]));
}

function only(node: Node, names: readonly string[]): void {
  if (Object.keys(node).some((name) => !names.includes(name) && !SILENT.has(name))) throw new Inexpressible();
}

function term(value: unknown): string {
  const named = typeof value === 'object' && value !== null && Object.keys(value).length === 1 ? (value as Node)['@id'] : value;
  if (typeof named !== 'string' || named === '') throw new Inexpressible();
  return named.replace(ODRL, '');
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : value === undefined || value === null ? [] : [value]);
