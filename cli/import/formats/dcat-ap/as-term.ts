import type { Term } from 'n3';
import type { RdfTerm, ResourceTerm } from '../../../../schema/formats/dcat-ap/rdf-graph.js';

/** A term of a parser as the graph keeps it. Variables and triple terms, which no catalog has, are read as texts. */
export function asTerm(term: Term): RdfTerm {
  switch (term.termType) {
    case 'NamedNode':
      return { kind: 'iri', value: term.value };
    case 'BlankNode':
      return { kind: 'blank', value: term.value };
    case 'Literal':
      // Datatypes are not kept: what a value must be is known from what it is said of.
      return term.language === '' ? { kind: 'literal', value: term.value } : { kind: 'literal', value: term.value, lang: term.language };
    default:
      return { kind: 'literal', value: term.value };
  }
}

export const asResource = (term: Term): ResourceTerm => ({ kind: term.termType === 'BlankNode' ? 'blank' : 'iri', value: term.value });
