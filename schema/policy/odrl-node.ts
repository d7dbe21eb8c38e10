/** A JSON object of a policy, as it was written. */
export type OdrlNode = Readonly<Record<string, unknown>>;

const ODRL_IRI = 'http://www.w3.org/ns/odrl/2/';
const CC_IRI = 'http://creativecommons.org/ns#';
/** What the terms of ODRL begin with, in full and as its JSON-LD context abbreviates it. */
const ODRL = /^(?:http:\/\/www\.w3\.org\/ns\/odrl\/2\/|odrl:)/;
const CC = /^(?:http:\/\/creativecommons\.org\/ns#|cc:)/;
/** What tells nothing of the terms themselves. */
const SILENT: ReadonlySet<string> = new Set(['@id', '@type', 'type', 'uid', 'assigner']);
/** Names that a context of the policy's own may not give another meaning. */
const TERMS: ReadonlySet<string> = new Set('permission prohibition obligation action constraint duty assignee assigner target use leftOperand operator rightOperand refinement conflict profile'.split(' '));

/** The longest policy that is read, in UTF-16 code units. */
export const LONGEST_POLICY = 100_000;

/** The JSON of a policy; null where it is none. */
export function parsePolicy(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** A term of ODRL, or of Creative Commons among its actions, by its name alone. */
export const termName = (written: string): string => odrlName(written).replace(CC, '').trim();

/** A term of ODRL by its name alone; of other vocabularies as it is written. */
export const odrlName = (written: string): string => written.replace(ODRL, '');

/** A term of Creative Commons by its name alone; null for any other. */
export const ccName = (written: string): string | null => (CC.test(written) ? written.replace(CC, '') : null);

/** The members of a node by the names of their terms; null where two bear the same name, for then one would be lost. */
export function membersOf(node: OdrlNode): OdrlNode | null {
  const named = Object.entries(node).map(([name, member]) => [odrlName(name), member] as const);
  return new Set(named.map(([name]) => name)).size === named.length ? Object.fromEntries(named) : null;
}

/** What all members of a name say, in whatever ways that is written. */
export const valuesOf = (node: OdrlNode, name: string): readonly unknown[] => Object.entries(node).flatMap(([written, value]) => (odrlName(written) === name ? list(value) : []));

/** Whether a node says nothing beside these and what tells nothing: any other member could narrow what is understood. */
export const saysOnly = (node: OdrlNode, names: readonly string[]): boolean => Object.keys(node).every((name) => names.includes(name) || SILENT.has(name));

/** Whether terms mean here what they mean in ODRL: a context of the policy's own may add prefixes and no more. */
export function keepsOdrl(context: unknown): boolean {
  return list(context).every((one) => typeof one === 'string' || (isNode(one) && Object.entries(one).every(([name, meaning]) => keepsTerm(name, meaning))));
}

function keepsTerm(name: string, meaning: unknown): boolean {
  if (name === 'odrl' || name === '@vocab') return meaning === ODRL_IRI;
  if (name === 'cc') return meaning === CC_IRI;
  return name === '@language' || name === '@base' || (typeof meaning === 'string' && /[#/:]$/.test(meaning) && !TERMS.has(name));
}

/** The names of what is meant, such as targets; null where one is described rather than named. */
export function namesOf(value: unknown): readonly string[] | null {
  const names = list(value).map((one) => (isNode(one) && Object.keys(one).length === 1 ? (one['@id'] ?? one['uid']) : one));
  return names.every((name) => typeof name === 'string') ? names : null;
}

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : value === undefined || value === null ? [] : [value]);
export const isNode = (value: unknown): value is OdrlNode => typeof value === 'object' && value !== null && !Array.isArray(value);
