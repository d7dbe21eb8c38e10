import { keyOf, RdfGraph } from '../../../schema/formats/dcat-ap/rdf-graph.js';
import { readGraph } from '../formats/dcat-ap/read-graph.js';
import type { SourceEntry } from '../readers/source-reader.js';
import { LineageClaims, type LineageEnd } from './lineage-claims.js';

/** Reads PROV-O in Turtle, JSON-LD or RDF/XML: what was derived from what, in all the ways to say so. Gives out what can't be read. */
export async function* readProv(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<SourceEntry, LineageClaims | null> {
  const graph = new RdfGraph();
  if ((yield* readGraph(bytes, graph)) === 'NOTHING') return null;
  const claims = new LineageClaims();
  for (const resource of graph) {
    const sources = resource.all('prov:wasDerivedFrom').flatMap((term) => (term.kind === 'literal' ? [] : [endOf(keyOf(term), graph)]));
    if (sources.length > 0) claims.add(endOf(resource.key, graph), sources, resource.line);
  }
  return claims;
}

/** A resource by its IRI, and by the identifiers that it says it has. */
function endOf(key: string, graph: RdfGraph): LineageEnd {
  const told = graph.get(key)?.all('dct:identifier').map(({ value }) => value) ?? [];
  return { label: key, names: [...(key.startsWith('_:') ? [] : [key]), ...told].map((identifier) => ({ identifier })) };
}
