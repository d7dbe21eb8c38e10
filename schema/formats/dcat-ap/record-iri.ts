import { parseId } from '../../ids.js';

/** The id that an IRI ends with, whichever node, gateway or file gave it its beginning; null where there is none. */
export function idInIri(iri: string): string | null {
  const tail = tailOf(iri);
  return parseId(tail).ok ? tail : null;
}

/** Why an identifier that ends with all of an id's form has none, so that no new record is made of it; null for any other. */
export function mistypedId(iri: string): string | null {
  const parsed = parseId(tailOf(iri));
  return !parsed.ok && parsed.rule === 'CHECK_CHARACTER' ? parsed.problem : null;
}

const tailOf = (iri: string): string => iri.slice(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf(':'), iri.lastIndexOf('#')) + 1);
