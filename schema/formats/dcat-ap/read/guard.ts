import type { RecordInput } from '../../../generated/catalog.js';
import { audienceNamed } from '../audience.js';
import { writePolicy, type PlainPolicy } from '../policy.js';
import type { RdfGraph, RdfResource, RdfTerm } from '../rdf-graph.js';
import { PREFIXES, expandName, type ForeignName } from '../vocabulary.js';
import type { Findings } from './findings.js';
import { isLiteralTerm, plainTexts, readText } from './texts.js';
import { described } from './values.js';

/** Who may know of the record, where the source says so in our words: no other vocabulary has any. */
export function readAudience(resource: RdfResource, findings: Findings): Pick<RecordInput, 'audience' | 'named'> {
  const words = resource.all('ucat:audience').map(({ value }) => value.trim());
  if (words.length === 0) return {};
  const { audience, named } = audienceNamed(words, plainTexts(resource, 'named', 'ucat:named', findings));
  return { audience, ...(audience === 'NAMED' && { named: [...named] }) };
}

/** Statements about a policy and its rules that are understood; a policy that says anything beside them is left out. */
const OF_POLICY = ['rdf:type', 'odrl:uid', 'odrl:permission', 'odrl:prohibition', 'odrl:obligation'] as const satisfies readonly ForeignName[];
const OF_RULE = ['rdf:type', 'odrl:action'] as const satisfies readonly ForeignName[];

/** The policy word for word, where it was written here; else one of actions alone. */
export function readPolicy(graph: RdfGraph, resource: RdfResource, findings: Findings): string | undefined {
  const terms = resource.all('odrl:hasPolicy');
  if (terms.length === 0) return undefined;
  if (terms.length > 1) return findings.note('odrl:hasPolicy was left out: a record has one policy, and several were said');
  const policy = terms.map((term) => described(graph, term))[0];
  const [written, ...others] = policy?.all('ucat:policy').filter(isLiteralTerm) ?? [];
  if (written && others.length === 0) return readText(written, 'policy', findings);
  const plain = policy && !written ? plainPolicyOf(graph, policy) : null;
  return plain === null ? findings.note('odrl:hasPolicy was left out: it says more than which actions are permitted') : writePolicy(plain);
}

function plainPolicyOf(graph: RdfGraph, policy: RdfResource): PlainPolicy | null {
  const rules = (name: ForeignName): readonly string[] | null => {
    const found = policy.all(name).map((term) => actionsOf(described(graph, term)));
    return found.some((actions) => actions === null) ? null : found.flatMap((actions) => actions ?? []);
  };
  const [permission, prohibition, obligation] = [rules('odrl:permission'), rules('odrl:prohibition'), rules('odrl:obligation')];
  if (!policy.saysOnly(...OF_POLICY) || permission === null || prohibition === null || obligation === null) return null;
  if (permission.length + prohibition.length + obligation.length === 0 || policy.isA('odrl:Agreement')) return null;
  return { type: policy.isA('odrl:Offer') ? 'Offer' : 'Set', actions: { permission, prohibition, obligation } };
}

function actionsOf(rule: RdfResource | undefined): readonly string[] | null {
  const actions = rule?.saysOnly(...OF_RULE) ? rule.all('odrl:action').map(actionNamed) : [];
  return actions.length > 0 && actions.every((action) => action !== null) ? actions : null;
}

const actionNamed = ({ kind, value }: RdfTerm): string | null => (kind === 'iri' && value.startsWith(PREFIXES.odrl) && value !== expandName('odrl:') ? value.slice(PREFIXES.odrl.length) : null);
