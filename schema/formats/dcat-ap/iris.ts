/** What an IRI reference of Turtle must not contain (IRIREF). Addresses may: browsers send them percent-encoded. */
const FORBIDDEN = /[\u0000-\u0020<>"{}|^`\\]/g;

/** An address as an IRI: the same where it is one already. */
export const asIri = (address: string): string =>
  address.toWellFormed().replace(FORBIDDEN, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

/** The part of an IRI behind its last `/`, `#` or `:`. */
export const lastSegment = (iri: string): string => iri.slice(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#'), iri.lastIndexOf(':')) + 1);
