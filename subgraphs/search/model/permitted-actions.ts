import { isNode, list, LONGEST_POLICY, odrlName, parsePolicy, valuesOf, type OdrlNode } from '../../../schema/policy/odrl-node.js';

const MOST_ACTIONS = 50;

/**
 * Actions that a policy permits and does not prohibit, by their names in ODRL 2.2: `use`, `distribute`. The policy is read
 * as JSON in the shape that ODRL's own context gives it; its duties and constraints are for whoever reads it whole.
 *
 * @param policy JSON-LD text, as a document carries it; what is none permits nothing that could be searched
 */
export function permittedActions(policy: unknown): readonly string[] {
  const root = typeof policy === 'string' && policy.length <= LONGEST_POLICY ? parsePolicy(policy) : null;
  const prohibited = new Set(actionsOf(root, 'prohibition'));
  return [...new Set(actionsOf(root, 'permission'))].filter((action) => !prohibited.has(action)).sort().slice(0, MOST_ACTIONS);
}

const actionsOf = (root: unknown, rule: 'permission' | 'prohibition'): readonly string[] =>
  nodesOf(root).flatMap((policy) => valuesOf(policy, rule)).flatMap((one) => (isNode(one) ? valuesOf(one, 'action') : [])).flatMap(actionName);

/** Policies of a document: itself, or those of its graph. */
const nodesOf = (root: unknown): readonly OdrlNode[] => list(root).filter(isNode).flatMap((node) => ('@graph' in node ? list(node['@graph']).filter(isNode) : [node]));

/** An action is an IRI, or a node that refines one. */
function actionName(action: unknown): readonly string[] {
  const iri = isNode(action) ? (action['@id'] ?? action['@value'] ?? [action['value'], action['rdf:value']].flatMap(list).map((value) => (isNode(value) ? value['@id'] : value))[0]) : action;
  const name = typeof iri === 'string' ? odrlName(iri).trim() : '';
  return name === '' || name.length > 200 ? [] : [name];
}
