import { keyOf, termOf, type RdfGraph, type RdfResource, type RdfTerm, type ResourceTerm } from '../rdf-graph.js';
import type { ForeignName } from '../vocabulary.js';

/**
 * Adds `prov:wasDerivedFrom` where PROV-O says the same in other words: a primary source or a quotation, a qualified derivation, and
 * what an activity used of that which it generated. A revision is left out: it is the same thing, later.
 *
 * @throws GraphTooLarge
 */
export function addDerivations(graph: RdfGraph): void {
  const known = new Map<string, Set<string>>();
  const sourcesOf = (derived: string): Set<string> => {
    const sources = known.get(derived) ?? new Set(linked(graph.get(derived), 'prov:wasDerivedFrom'));
    known.set(derived, sources);
    return sources;
  };
  // One by one, so that the graph's limit ends it where an activity used and generated many.
  for (const resource of graph) {
    for (const { derived, source, line } of derivationsOf(resource, graph)) {
      if (derived === source || sourcesOf(derived).has(source)) continue;
      sourcesOf(derived).add(source);
      graph.add(termOf(derived), DERIVED_FROM, termOf(source), line);
    }
  }
}

const DERIVED_FROM = 'http://www.w3.org/ns/prov#wasDerivedFrom';

interface Derivation {
  readonly derived: string;
  readonly source: string;
  readonly line: number;
}

function* derivationsOf(resource: RdfResource, graph: RdfGraph): Generator<Derivation> {
  const { key, line } = resource;
  const sources = [...linked(resource, 'prov:hadPrimarySource', 'prov:wasQuotedFrom'), ...through(resource, graph, 'prov:qualifiedDerivation', 'prov:entity')];
  for (const source of sources) yield { derived: key, source, line };
  const generated = linked(resource, 'prov:generated');
  const used = generated.length > 0 ? usedBy(resource, graph) : [];
  for (const derived of generated) for (const source of used) yield { derived, source, line };
  const activities = new Set([...linked(resource, 'prov:wasGeneratedBy'), ...through(resource, graph, 'prov:qualifiedGeneration', 'prov:activity')]);
  for (const activity of activities) for (const source of usedBy(graph.get(activity), graph)) yield { derived: key, source, line };
}

const usedBy = (activity: RdfResource | undefined, graph: RdfGraph): readonly string[] =>
  activity === undefined ? [] : [...linked(activity, 'prov:used'), ...through(activity, graph, 'prov:qualifiedUsage', 'prov:entity')];

/** What a property of the resources that another property names leads to. */
const through = (resource: RdfResource, graph: RdfGraph, first: ForeignName, second: ForeignName): readonly string[] =>
  linked(resource, first).flatMap((key) => linked(graph.get(key), second));

/** The resources that properties name, each once. */
const linked = (resource: RdfResource | undefined, ...names: readonly ForeignName[]): readonly string[] => [...new Set((resource?.all(...names) ?? []).filter(isResource).map(keyOf))];

const isResource = (term: RdfTerm): term is ResourceTerm => term.kind !== 'literal';
