import { boxFromWkt } from '../bounding-box.js';
import type { RdfGraph, RdfResource } from '../rdf-graph.js';
import { CONCEPTS } from '../vocabulary.js';
import type { Findings } from './findings.js';
import { isLiteralTerm } from './texts.js';
import { codes, described, ourWord } from './values.js';

/** A GB/T 2260 code; it begins with a province. */
const REGION = /^(?:100000|[1-8]\d{5})$/;
const CHINA = 'CHN';

/** The region among the places: by a code of ours, else by any code of GB/T 2260, else the whole country. */
export function readRegion(graph: RdfGraph, resource: RdfResource, findings: Findings): string | undefined {
  const terms = resource.all('dct:spatial');
  const ours = ourWord(resource, 'dct:spatial', CONCEPTS.region);
  if (ours !== undefined) return ours;
  const said = terms.flatMap((term) => [...codes([term]), ...codes(described(graph, term)?.all('dct:identifier') ?? [])]);
  const region = said.find((code) => REGION.test(code)) ?? (said.includes(CHINA) ? '100000' : undefined);
  if (region === undefined && terms.some((term) => readBox(graph, [term]) === undefined)) findings.note('a place without a GB/T 2260 code was left out');
  return region;
}

export const readBbox = (graph: RdfGraph, resource: RdfResource): readonly number[] | undefined => readBox(graph, resource.all('dct:spatial'));

function readBox(graph: RdfGraph, terms: ReturnType<RdfResource['all']>): readonly number[] | undefined {
  for (const term of terms) {
    const shapes = described(graph, term)?.all('dcat:bbox', 'locn:geometry').filter(isLiteralTerm) ?? [];
    const box = shapes.map(({ value }) => boxFromWkt(value)).find((found) => found !== null);
    if (box) return box;
  }
  return undefined;
}
