import { CC_ACTIONS, ODRL_ACTIONS } from '../../../../schema/policy/actions.js';
import { ccName, isNode, list, LONGEST_POLICY, odrlName, parsePolicy, valuesOf, type OdrlNode } from '../../../../schema/policy/odrl-node.js';
import type { Check } from '../report.js';

/** An agreement is with somebody, so it is no part of a catalog. */
const TYPES = new Set(['Policy', 'Set', 'Offer']);

/** An ODRL 2.2 policy as JSON-LD text, in the terms that ODRL's own context gives; kept as it was written. */
export const policy: Check<string, string> = (value, field, report) => {
  const wrong = (what: string): undefined => report('POLICY', field, value, `Expected an ODRL 2.2 policy as JSON-LD: ${what}.`);
  if (value.length > LONGEST_POLICY) return report('TOO_LONG', field, value, `Expected at most ${String(LONGEST_POLICY)} characters but got ${String(value.length)}: shorten it.`);
  if (!value.isWellFormed()) return report('CHARACTERS', field, value, 'Expected well-formed Unicode but got half of a surrogate pair: the text was cut or decoded wrongly.');
  const root = parsePolicy(value);
  if (!isNode(root)) return wrong('one JSON object');
  const problem = typeProblem(root) ?? rulesProblem(root);
  return problem === null ? value.trim() : wrong(problem);
};

function typeProblem(root: OdrlNode): string | null {
  const types = [...valuesOf(root, 'type'), ...list(root['@type'])];
  const isKnown = types.some((type) => typeof type === 'string' && TYPES.has(odrlName(type)));
  return isKnown ? null : `its type is one of ${[...TYPES].join(', ')}, but it says ${excerpt(types)}`;
}

function rulesProblem(root: OdrlNode): string | null {
  const rules = ['permission', 'prohibition', 'obligation'].flatMap((name) => valuesOf(root, name).map((rule) => ({ name, rule })));
  if (rules.length === 0) return 'it has a permission, a prohibition or an obligation';
  for (const { name, rule } of rules) {
    const actions = isNode(rule) ? valuesOf(rule, 'action') : [];
    if (actions.length === 0) return `each ${name} has an action`;
    const unknown = actions.find((action) => !isAction(action));
    if (unknown !== undefined) return `the action of a ${name} is one of its vocabulary, such as use, reproduce or distribute, but it says ${excerpt(unknown)}`;
  }
  return null;
}

/** An action is its name, or a node that refines one. */
function isAction(action: unknown): boolean {
  const inner = isNode(action) ? (action['@id'] ?? [action['value'], action['rdf:value']].flatMap(list)[0]) : action;
  const name = isNode(inner) ? inner['@id'] : inner;
  if (typeof name !== 'string') return false;
  const ofCc = ccName(name);
  return ofCc === null ? ODRL_ACTIONS.has(odrlName(name)) : CC_ACTIONS.has(ofCc);
}

const excerpt = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 80);
