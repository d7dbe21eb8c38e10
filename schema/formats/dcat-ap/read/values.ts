import { idInIri } from '../record-iri.js';
import { keyOf, type RdfGraph, type RdfResource, type RdfTerm } from '../rdf-graph.js';
import { lastSegment } from '../iris.js';
import type { ForeignName } from '../vocabulary.js';
import type { Findings } from './findings.js';
import { isLiteralTerm, oneName, readText } from './texts.js';

/** The resource that a term names, if the graph says anything of it. */
export const described = (graph: RdfGraph, term: RdfTerm): RdfResource | undefined => (isLiteralTerm(term) ? undefined : graph.get(keyOf(term)));

/** The address that a term stands for: as it was written before it had to become an IRI, where that is said. */
export function addressOf(graph: RdfGraph, term: RdfTerm | undefined, field: string, findings: Findings): string | undefined {
  if (!term) return undefined;
  if (isLiteralTerm(term)) return readText(term, field, findings);
  const [written] = described(graph, term)?.all('ucat:address').filter(isLiteralTerm) ?? [];
  if (written) return readText(written, field, findings);
  return term.kind === 'iri' ? term.value : undefined;
}

/** The address of the first value of a property; further ones are left out. */
export function oneAddress(graph: RdfGraph, resource: RdfResource, field: string, name: ForeignName, findings: Findings): string | undefined {
  const terms = resource.all(name);
  const addresses = new Set(terms.map((term) => addressOf(graph, term, field, findings)).filter((address) => address !== undefined));
  if (addresses.size > 1) findings.note(`a further ${field} was left out`);
  return [...addresses][0];
}

/** What a term is called: the name of its resource, else a text, else the end of an IRI. */
export function nameOf(graph: RdfGraph, term: RdfTerm, field: string, findings: Findings): string | undefined {
  if (isLiteralTerm(term)) return readText(term, field, findings);
  const resource = described(graph, term);
  const name = resource && oneName(resource, field, findings);
  return name ?? (term.kind === 'iri' ? readableSegment(term.value) : undefined);
}

/** The end of an IRI that says something: of its path, else its host. */
export function readableSegment(iri: string): string {
  const tail = lastSegment(iri.replace(/[/#]+$/, ''));
  try {
    return decodeURIComponent(tail);
  } catch {
    return tail;
  }
}

/** The words of a vocabulary that terms name: the ends of their IRIs, or texts. */
export const codes = (terms: readonly RdfTerm[]): readonly string[] => terms.map((term) => (term.kind === 'blank' ? '' : lastSegment(term.value.trim())));

/** The word of one of our vocabularies, by the IRI of its concept. */
export function ourWord(resource: RdfResource, name: ForeignName, base: string): string | undefined {
  const term = resource.all(name).find(({ kind, value }) => kind === 'iri' && value.startsWith(base));
  return term?.value.slice(base.length);
}

/** The words of ours that a property has, in order, each once. */
export function ourWords(resource: RdfResource, name: ForeignName, base: string): readonly string[] {
  const words = resource.all(name).filter(({ kind, value }) => kind === 'iri' && value.startsWith(base)).map(({ value }) => value.slice(base.length));
  return [...new Set(words)];
}

/** The record's own id: its IRI ends with it and `dct:identifier` says so. One that is only named lacks the latter. */
export function ownId(resource: RdfResource): string | null {
  const id = resource.isBlank ? null : idInIri(resource.key);
  return id !== null && resource.all('dct:identifier').some(({ value }) => value === id) ? id : null;
}
