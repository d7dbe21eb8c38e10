import { GraphTooLarge, keyOf, termOf, type RdfGraph, type RdfResource, type RdfTerm, type ResourceTerm } from '../rdf-graph.js';
import type { ForeignName } from '../vocabulary.js';

export interface DerivationLimits {
  /** Most pairs of source and derived that are looked at: activities that say the same add no statement, which would end it. @default 4000000 */
  readonly mostPairs?: number;
}

/**
 * Adds `prov:wasDerivedFrom` where PROV-O says the same in other words: a primary source or a quotation, a qualified derivation, and
 * what an activity used of that which it generated. A revision is left out: it is the same thing, later.
 *
 * @throws GraphTooLarge
 */
export function addDerivations(graph: RdfGraph, { mostPairs = 4_000_000 }: DerivationLimits = {}): void {
  const sourcesOf = remembered((derived) => new Set(linked(graph.get(derived), 'prov:wasDerivedFrom')));
  const ways = waysIn(graph);
  let pairs = 0;
  // One by one, so that a limit ends it where activities used and generated many.
  for (const resource of graph) {
    for (const { derived, source, line } of derivationsOf(resource, ways)) {
      pairs += 1;
      if (pairs > mostPairs) throw new GraphTooLarge(`Expected at most ${String(mostPairs)} pairs of what activities used and generated: split the file by its activities.`);
      const sources = sourcesOf(derived);
      if (derived === source || sources.has(source)) continue;
      sources.add(source);
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

/** What a resource that others lead to names. */
interface Ways {
  readonly entities: (qualified: string) => readonly string[];
  readonly activities: (qualified: string) => readonly string[];
  readonly used: (activity: string) => readonly string[];
}

/** Each resource is looked through once: many may lead to one of which much is said. */
function waysIn(graph: RdfGraph): Ways {
  const entities = remembered((key) => linked(graph.get(key), 'prov:entity'));
  const activities = remembered((key) => linked(graph.get(key), 'prov:activity'));
  const used = remembered((key) => [...new Set([...linked(graph.get(key), 'prov:used'), ...linked(graph.get(key), 'prov:qualifiedUsage').flatMap(entities)])]);
  return { entities, activities, used };
}

function* derivationsOf(resource: RdfResource, { entities, activities, used }: Ways): Generator<Derivation> {
  const { key, line } = resource;
  const sources = [...linked(resource, 'prov:hadPrimarySource', 'prov:wasQuotedFrom'), ...linked(resource, 'prov:qualifiedDerivation').flatMap(entities)];
  for (const source of sources) yield { derived: key, source, line };
  for (const derived of linked(resource, 'prov:generated')) for (const source of used(key)) yield { derived, source, line };
  const generating = new Set([...linked(resource, 'prov:wasGeneratedBy'), ...linked(resource, 'prov:qualifiedGeneration').flatMap(activities)]);
  for (const activity of generating) for (const source of used(activity)) yield { derived: key, source, line };
}

function remembered<Found>(find: (key: string) => Found): (key: string) => Found {
  const known = new Map<string, Found>();
  return (key) => {
    const found = known.get(key) ?? find(key);
    known.set(key, found);
    return found;
  };
}

/** The resources that properties name, each once. */
const linked = (resource: RdfResource | undefined, ...names: readonly ForeignName[]): readonly string[] => [...new Set((resource?.all(...names) ?? []).filter(isResource).map(keyOf))];

const isResource = (term: RdfTerm): term is ResourceTerm => term.kind !== 'literal';
