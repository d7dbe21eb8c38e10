/** A rule of an ODRL 2.2 policy, with what of it can be judged. */
export interface OdrlRule {
  readonly sort: 'PERMISSION' | 'PROHIBITION';
  /** Names of its actions in the ODRL vocabulary: `use`, `distribute`. */
  readonly actions: readonly string[];
  readonly constraints: readonly OdrlConstraint[];
  /** Duties that come with it, what the actions refine, and whom alone it is for: nobody here can tell whether they are met. */
  readonly duties: readonly string[];
}

/** One constraint; null operands are of a form, or a combination, that is not judged here. */
export interface OdrlConstraint {
  readonly left: string | null;
  readonly operator: string;
  readonly right: readonly string[];
}

type Node = Readonly<Record<string, unknown>>;

/** What the terms of ODRL begin with, in full and as its JSON-LD context abbreviates it. */
const ODRL = /^(?:http:\/\/www\.w3\.org\/ns\/odrl\/2\/|odrl:)/;
const LONGEST = 100_000;

/**
 * The permissions and prohibitions of a policy, as JSON in the shape that ODRL's own context gives it. Null where it can't be
 * read, or says neither: what can't be read permits nothing. Obligations of the whole policy are duties of each permission.
 */
export function readOdrlRules(text: string): readonly OdrlRule[] | null {
  const root = text.length > LONGEST ? null : parse(text);
  const policies = list(root).filter(isNode).flatMap((node) => ('@graph' in node ? list(node['@graph']) : [node]));
  if (policies.length === 0 || !policies.every(isNode)) return null;
  const rules: OdrlRule[] = [];
  for (const policy of policies as readonly Node[]) {
    const found = rulesOf(policy);
    if (found === null) return null;
    rules.push(...found);
  }
  return rules.length > 0 ? rules : null;
}

function rulesOf(policy: Node): readonly OdrlRule[] | null {
  const duties = valuesOf(policy, 'obligation').map(dutyName);
  const permissions = valuesOf(policy, 'permission').map((one) => readRule('PERMISSION', one, duties));
  const prohibitions = valuesOf(policy, 'prohibition').map((one) => readRule('PROHIBITION', one, []));
  const rules = [...permissions, ...prohibitions];
  return rules.every((rule) => rule !== null) ? rules : null;
}

function readRule(sort: OdrlRule['sort'], value: unknown, duties: readonly string[]): OdrlRule | null {
  if (!isNode(value)) return null;
  const written = valuesOf(value, 'action');
  const actions = written.map(actionName);
  if (actions.length === 0 || actions.some((action) => action === '')) return null;
  const refined = written.some((action) => isNode(action) && valuesOf(action, 'refinement').length > 0) ? ['refinement'] : [];
  const assigned = valuesOf(value, 'assignee').length > 0 ? ['assignee'] : [];
  return { sort, actions, constraints: valuesOf(value, 'constraint').map(readConstraint), duties: [...duties, ...valuesOf(value, 'duty').map(dutyName), ...refined, ...assigned] };
}

function readConstraint(value: unknown): OdrlConstraint {
  const node = isNode(value) ? value : {};
  const [left] = valuesOf(node, 'leftOperand').map(nameOf);
  const [operator = ''] = valuesOf(node, 'operator').map(nameOf);
  const right = valuesOf(node, 'rightOperand').flatMap((one) => (isNode(one) && '@list' in one ? list(one['@list']) : [one])).map(nameOf);
  return left === undefined || left === '' || right.length === 0 || right.includes('') ? { left: null, operator, right: [] } : { left, operator, right };
}

const dutyName = (value: unknown): string => (isNode(value) ? valuesOf(value, 'action').map(actionName)[0] : undefined) || 'duty';

const actionName = (action: unknown): string => nameOf(isNode(action) ? (action['@id'] ?? action['@value'] ?? action['rdf:value'] ?? action['value']) : action);

/** The name of a term, or the text of a literal, without what ODRL's terms begin with. */
function nameOf(value: unknown): string {
  const plain = isNode(value) ? (value['@id'] ?? value['@value']) : value;
  return typeof plain === 'string' || typeof plain === 'number' || typeof plain === 'boolean' ? String(plain).replace(ODRL, '').trim() : '';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

const valuesOf = (node: Node, name: string): readonly unknown[] => [name, `odrl:${name}`, `http://www.w3.org/ns/odrl/2/${name}`].flatMap((key) => list(node[key]));
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : value === undefined || value === null ? [] : [value]);
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
