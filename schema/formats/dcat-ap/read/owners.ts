import { keyOf, RdfResource, type RdfGraph, type RdfTerm } from '../rdf-graph.js';
import { expandName, type ForeignName } from '../vocabulary.js';
import { isLiteralTerm } from './texts.js';

/** Who a dataset is of where it does not say so itself: the publishers of the catalogs that list it. */
export function catalogPublishers(graph: RdfGraph): ReadonlyMap<string, RdfTerm> {
  const publishers = new Map<string, RdfTerm>();
  for (const catalog of graph) {
    if (!catalog.isA('dcat:Catalog')) continue;
    const [publisher] = catalog.all('dct:publisher');
    if (!publisher) continue;
    for (const dataset of catalog.all('dcat:dataset')) if (!isLiteralTerm(dataset) && !publishers.has(keyOf(dataset))) publishers.set(keyOf(dataset), publisher);
  }
  return publishers;
}

/** A publisher as a resource, be it described, only named or a mere text. */
export function agentOf(graph: RdfGraph, term: RdfTerm): RdfResource {
  if (isLiteralTerm(term)) return agentNamed(`_:${term.value.trim()}`, term.value);
  return graph.get(keyOf(term)) ?? new RdfResource(keyOf(term), 0);
}

/** The site that a dataset's IRI is of: the last that can be said of whose it is. */
export function siteOf(resource: RdfResource): RdfResource | undefined {
  if (!/^https?:\/\//.test(resource.key) || !URL.canParse(resource.key)) return undefined;
  const { origin, host } = new URL(resource.key);
  return agentNamed(`${origin}/`, host);
}

function agentNamed(key: string, name: string): RdfResource {
  const agent = new RdfResource(key, 0);
  agent.add(expandName('foaf:name' satisfies ForeignName), { kind: 'literal', value: name });
  return agent;
}
