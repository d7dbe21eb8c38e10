import { isNode, keepsOdrl, list, LONGEST_POLICY, membersOf, namesOf, parsePolicy, saysOnly, termName, type OdrlNode } from './odrl-node.js';

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

const OF_GRAPH: readonly string[] = ['@context', '@graph', '@id'];
const OF_POLICY: readonly string[] = ['@context', 'permission', 'prohibition', 'obligation', 'assignee', 'target', 'profile', 'conflict'];
const OF_RULE: readonly string[] = ['action', 'constraint', 'duty', 'assignee', 'target', 'remedy'];
const OF_CONSTRAINT: readonly string[] = ['leftOperand', 'operator', 'rightOperand'];
const OF_ACTION: readonly string[] = ['@id', '@value', 'rdf:value', 'value', 'refinement'];

/**
 * The permissions and prohibitions of a policy, as JSON in the shape that ODRL's own context gives it. Null where it can't be
 * read, or says neither, or says anything that is not understood: that could take back what the rest permits. Obligations and
 * the assignee of the whole policy are duties of each permission.
 */
export function readOdrlRules(text: string): readonly OdrlRule[] | null {
  const policies = text.length > LONGEST_POLICY ? null : policiesOf(parsePolicy(text));
  if (policies === null || policies.length === 0) return null;
  const rules: OdrlRule[] = [];
  for (const policy of policies) {
    const found = isNode(policy) ? rulesOf(policy) : null;
    if (found === null) return null;
    rules.push(...found);
  }
  return rules.length > 0 ? rules : null;
}

function policiesOf(root: unknown): readonly unknown[] | null {
  const found: unknown[] = [];
  for (const one of list(root)) {
    const isGraph = isNode(one) && '@graph' in one;
    if (isGraph && !(keepsOdrl(one['@context']) && Object.keys(one).every((name) => OF_GRAPH.includes(name)))) return null;
    found.push(...(isGraph ? list(one['@graph']) : [one]));
  }
  return found;
}

function rulesOf(written: OdrlNode): readonly OdrlRule[] | null {
  const policy = membersOf(written);
  if (policy === null || !saysOnly(policy, OF_POLICY) || !keepsOdrl(policy['@context'])) return null;
  const duties = [...list(policy['obligation']).map(dutyName), ...assigneeOf(policy)];
  const permissions = list(policy['permission']).map((one) => readRule('PERMISSION', one, duties));
  const prohibitions = list(policy['prohibition']).map((one) => readRule('PROHIBITION', one, []));
  const rules = [...permissions, ...prohibitions];
  return rules.every((rule) => rule !== null) && isAboutOneThing(policy) ? rules : null;
}

/** What the policy is about is where it stands; rules about different things can't all be about that. */
function isAboutOneThing(policy: OdrlNode): boolean {
  const shared = list(policy['target']);
  const targets = [...list(policy['permission']), ...list(policy['prohibition'])].map((rule) => {
    const own = isNode(rule) ? list(membersOf(rule)?.['target']) : [];
    return namesOf([...shared, ...own]);
  });
  return !targets.includes(null) && targets.every((names) => new Set(names).size < 2) && new Set(targets.map((names) => names?.[0])).size < 2;
}

function readRule(sort: OdrlRule['sort'], value: unknown, duties: readonly string[]): OdrlRule | null {
  const rule = isNode(value) ? membersOf(value) : null;
  if (rule === null || !saysOnly(rule, OF_RULE)) return null;
  const written = list(rule['action']);
  const actions = written.map(actionName);
  if (actions.length === 0 || actions.includes('')) return null;
  const refined = written.some((action) => isNode(action) && list(membersOf(action)?.['refinement']).length > 0) ? ['refinement'] : [];
  return { sort, actions, constraints: list(rule['constraint']).map(readConstraint), duties: [...duties, ...list(rule['duty']).map(dutyName), ...refined, ...assigneeOf(rule)] };
}

const assigneeOf = (node: OdrlNode): readonly string[] => (list(node['assignee']).length > 0 ? ['assignee'] : []);

function readConstraint(value: unknown): OdrlConstraint {
  const node = isNode(value) ? membersOf(value) : null;
  const [left, ...others] = list(node?.['leftOperand']).map(nameOf);
  const [operator = '', ...more] = list(node?.['operator']).map(nameOf);
  const right = list(node?.['rightOperand']).flatMap((one) => (isNode(one) && '@list' in one ? list(one['@list']) : [one])).map(nameOf);
  const isJudged = node !== null && saysOnly(node, OF_CONSTRAINT) && others.length + more.length === 0 && left !== undefined && left !== '' && right.length > 0 && !right.includes('');
  return isJudged ? { left, operator, right } : { left: null, operator, right: [] };
}

function dutyName(value: unknown): string {
  const duty = isNode(value) ? membersOf(value) : null;
  return list(duty?.['action']).map(actionName)[0] || 'duty';
}

/** An action of ODRL, or of Creative Commons; empty where it is of another vocabulary, or nobody knows of which. */
function actionName(written: unknown): string {
  const action = isNode(written) ? membersOf(written) : null;
  if (isNode(written) && (action === null || !Object.keys(action).every((name) => name === '@type' || OF_ACTION.includes(name)))) return '';
  const [name = '', ...others] = action ? ['@id', '@value', 'rdf:value', 'value'].flatMap((member) => list(action[member])).map(nameOf) : [nameOf(written)];
  return others.length > 0 || name.includes(':') ? '' : name;
}

/** The name of a term, or the text of a literal. */
function nameOf(value: unknown): string {
  const plain = isNode(value) ? (value['@id'] ?? value['@value']) : value;
  return typeof plain === 'string' || typeof plain === 'number' || typeof plain === 'boolean' ? termName(String(plain)) : '';
}
