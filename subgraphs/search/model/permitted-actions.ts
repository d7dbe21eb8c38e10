/** What the terms of ODRL 2.2 begin with, in full and as its JSON-LD context abbreviates it. */
const ODRL = /^(?:http:\/\/www\.w3\.org\/ns\/odrl\/2\/|odrl:)/;
const LONGEST_POLICY = 100_000;
const MOST_ACTIONS = 50;

type Node = Readonly<Record<string, unknown>>;

/**
 * Actions that a policy permits and does not prohibit, by their names in ODRL 2.2: `use`, `distribute`. The policy is read
 * as JSON in the shape that ODRL's own context gives it; its duties and constraints are for whoever reads it whole.
 *
 * @param policy JSON-LD text, as a document carries it; what is none permits nothing that could be searched
 */
export function permittedActions(policy: unknown): readonly string[] {
  const root = parse(policy);
  const prohibited = new Set(actionsOf(root, 'prohibition'));
  return [...new Set(actionsOf(root, 'permission'))].filter((action) => !prohibited.has(action)).sort().slice(0, MOST_ACTIONS);
}

function parse(policy: unknown): unknown {
  if (typeof policy !== 'string' || policy.length > LONGEST_POLICY) return null;
  try {
    return JSON.parse(policy) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const actionsOf = (root: unknown, rule: 'permission' | 'prohibition'): readonly string[] =>
  nodesOf(root).flatMap((policy) => valuesOf(policy, rule)).flatMap((one) => (isNode(one) ? valuesOf(one, 'action') : [])).flatMap(actionName);

/** Policies of a document: itself, or those of its graph. */
const nodesOf = (root: unknown): readonly Node[] => list(root).filter(isNode).flatMap((node) => ('@graph' in node ? list(node['@graph']).filter(isNode) : [node]));

/** An action is an IRI, or a node that refines one. */
function actionName(action: unknown): readonly string[] {
  const iri = isNode(action) ? (action['@id'] ?? action['@value'] ?? valuesOf(action, 'value', 'rdf:').map((value) => (isNode(value) ? value['@id'] : value))[0]) : action;
  const name = typeof iri === 'string' ? iri.replace(ODRL, '').trim() : '';
  return name === '' || name.length > 200 ? [] : [name];
}

const valuesOf = (node: Node, name: string, prefix = 'odrl:'): readonly unknown[] => [name, `${prefix}${name}`].flatMap((key) => list(node[key]));
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : value === undefined || value === null ? [] : [value]);
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
