/** What an IRI reference of Turtle must not contain (IRIREF). Addresses may: browsers send them percent-encoded. */
const FORBIDDEN = /[\u0000-\u0020<>"{}|^`\\]/g;

/** A step to the same or the upper folder: readers of RDF that resolve IRIs take it out (RFC 3986, 5.2.4). */
const DOT_SEGMENT = /\/(\.{1,2})(?=[/?#]|$)/g;

/** An address as an IRI that every reader leaves as it is: the same where it is one already. */
export const asIri = (address: string): string =>
  address
    .toWellFormed()
    .replace(FORBIDDEN, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
    .replace(DOT_SEGMENT, (_, dots: string) => `/${dots.replaceAll('.', '%2E')}`);

/** The part of an IRI behind its last `/`, `#` or `:`. */
export const lastSegment = (iri: string): string => iri.slice(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#'), iri.lastIndexOf(':')) + 1);
