import type { Name } from './vocabulary.js';

/*
 * A record as linked data, before it is written down: a tree that both Turtle and JSON-LD are a spelling of. It keeps the
 * order of its values, which a set of triples would not.
 */

/** A resource. Without an `iri` it has no name; with nothing but one it is a mere reference. */
export interface DcatNode {
  readonly iri?: string;
  readonly types: readonly Name[];
  readonly properties: readonly (readonly [Name, readonly DcatValue[]])[];
}

/** A text in a language, a value of a datatype, or else a plain text. */
export interface DcatLiteral {
  readonly text: string;
  readonly lang?: string;
  readonly datatype?: Name;
}

/** Resources whose order counts (rdf:List). */
export interface DcatList {
  readonly list: readonly DcatNode[];
}

export type DcatValue = DcatNode | DcatLiteral | DcatList;

export const isLiteral = (value: DcatValue): value is DcatLiteral => 'text' in value;
export const isList = (value: DcatValue): value is DcatList => 'list' in value;

type Properties = { readonly [Property in Name]?: DcatValue | readonly DcatValue[] | undefined };

/** A resource with the properties that have a value. */
export function node(iri: string | undefined, types: readonly Name[], properties: Properties = {}): DcatNode {
  const said = Object.entries(properties).map(([name, value]) => [name as Name, toArray(value)] as const);
  return { ...(iri !== undefined && { iri }), types, properties: said.filter(([, values]) => values.length > 0) };
}

export const reference = (iri: string): DcatNode => node(iri, []);

function toArray(value: DcatValue | readonly DcatValue[] | undefined): readonly DcatValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly DcatValue[]) : [value as DcatValue];
}
