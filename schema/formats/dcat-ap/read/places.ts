import { boxFromWkt } from '../bounding-box.js';
import type { RdfGraph, RdfResource } from '../rdf-graph.js';
import { REGIONS } from '../concepts.js';
import { CONCEPTS } from '../vocabulary.js';
import type { Findings } from './findings.js';
import { isLiteralTerm } from './texts.js';
import { codes, described, ourWord } from './values.js';

const PROVINCES = new Set([...REGIONS.keys()].map((code) => code.slice(0, 2)));
const CHINA = 'CHN';

/** A GB/T 2260 code begins with a province; 10 is the whole country and has no parts. */
const isRegion = (code: string): boolean => /^\d{6}$/.test(code) && PROVINCES.has(code.slice(0, 2)) && (!code.startsWith('10') || code === '100000');

/** The region among the places: by a code of ours, else by one that its IRI or its identifier says is of GB/T 2260, else the whole country. */
export function readRegion(graph: RdfGraph, resource: RdfResource, findings: Findings): string | undefined {
  const terms = resource.all('dct:spatial');
  const ours = ourWord(resource, 'dct:spatial', CONCEPTS.region);
  if (ours !== undefined) return ours;
  // Gazetteers number their places too: six digits at the end of any IRI would be taken for a region.
  const said = terms.flatMap((term) => [...(isLiteralTerm(term) || term.value.includes('2260') ? codes([term]) : []), ...codes(described(graph, term)?.all('dct:identifier', 'skos:notation') ?? [])]);
  const region = said.find(isRegion) ?? (codes(terms).includes(CHINA) ? '100000' : undefined);
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
