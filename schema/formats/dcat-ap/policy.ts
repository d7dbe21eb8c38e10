import { isNode, keepsOdrl, list, membersOf, odrlName, parsePolicy, saysOnly } from '../../policy/odrl-node.js';
import { node, reference, type DcatNode } from './dcat-node.js';
import { plain } from './literals.js';
import { PREFIXES, type Name } from './vocabulary.js';

const RULES = ['permission', 'prohibition', 'obligation'] as const;
type Rule = (typeof RULES)[number];

/** A policy that says nothing but which actions are permitted, prohibited and due. */
export interface PlainPolicy {
  readonly type: 'Policy' | 'Set' | 'Offer';
  readonly actions: Readonly<Record<Rule, readonly string[]>>;
}

/**
 * A policy as `odrl:hasPolicy`: its text word for word and, where it is nothing but actions, its rules as statements.
 * Of one that says more, such as a constraint, only the text: rules without it would permit more.
 */
export function policyNode(text: string | undefined): DcatNode | undefined {
  if (text === undefined) return undefined;
  const policy = plainPolicy(text);
  const types: readonly Name[] = policy === null || policy.type === 'Policy' ? ['odrl:Policy'] : ['odrl:Policy', `odrl:${policy.type}`];
  const rules = policy === null ? [] : RULES.map((rule) => [`odrl:${rule}`, policy.actions[rule].map((action) => node(undefined, [], { 'odrl:action': reference(PREFIXES.odrl + action) }))] as const);
  return node(undefined, types, { 'ucat:policy': plain(text), ...Object.fromEntries(rules) });
}

/** Null where a policy says anything else. */
function plainPolicy(text: string): PlainPolicy | null {
  const written = parsePolicy(text);
  const root = isNode(written) ? membersOf(written) : null;
  if (root === null || !saysOnly(root, ['@context', ...RULES]) || !keepsOdrl(root['@context'])) return null;
  const type = list(root['@type'] ?? root['type']).map((one) => local(one));
  const actions = RULES.map((rule) => [rule, list(root[rule]).flatMap(actionsOf)] as const);
  const [only] = type;
  if (type.length !== 1 || (only !== 'Policy' && only !== 'Set' && only !== 'Offer') || actions.some(([, found]) => found.includes(null))) return null;
  return { type: only, actions: Object.fromEntries(actions) as unknown as PlainPolicy['actions'] };
}

function actionsOf(written: unknown): readonly (string | null)[] {
  const rule = isNode(written) ? membersOf(written) : null;
  if (rule === null || !saysOnly(rule, ['action'])) return [null];
  const found = list(rule['action']).map((action) => local(action));
  return found.length > 0 ? found : [null];
}

/** `odrl:use`, or the whole IRI, is `use`; of another vocabulary null. */
function local(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const bare = odrlName(value);
  return /^[A-Za-z]+$/.test(bare) ? bare : null;
}

/** The text of a policy that others state. */
export const writePolicy = ({ type, actions }: PlainPolicy): string =>
  JSON.stringify({ '@context': 'http://www.w3.org/ns/odrl.jsonld', '@type': type, ...Object.fromEntries(RULES.filter((rule) => actions[rule].length > 0).map((rule) => [rule, actions[rule].map((action) => ({ action }))])) });
