import { parseId } from '../../ids.js';

/** Records are named by their ids. Where no gateway is known to resolve them, the name alone has to do. */
export const DEFAULT_IRI_BASE = 'urn:ucat:id:';

/** The id that an IRI ends with, whichever node, gateway or file gave it its beginning; null where there is none. */
export function idInIri(iri: string): string | null {
  const tail = iri.slice(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf(':'), iri.lastIndexOf('#')) + 1);
  return parseId(tail).ok ? tail : null;
}
