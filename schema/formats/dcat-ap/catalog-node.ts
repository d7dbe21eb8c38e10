import type { LangText } from '../export-record.js';
import { node, type DcatNode } from './dcat-node.js';
import { inLanguages } from './literals.js';

/** The catalog that a document is an extract of: what DCAT-AP makes mandatory of one. */
export interface DcatCatalog {
  readonly iri: string;
  readonly titles: readonly LangText[];
  readonly descriptions: readonly LangText[];
  /** Names of who publishes it. */
  readonly publisher: readonly LangText[];
}

/** Its publisher has no IRI: what else is said of that agent would be said twice. */
export const catalogNode = ({ iri, titles, descriptions, publisher }: DcatCatalog): DcatNode =>
  node(iri, ['dcat:Catalog'], {
    'dct:title': inLanguages(titles),
    'dct:description': inLanguages(descriptions),
    'dct:publisher': node(undefined, ['foaf:Agent'], { 'foaf:name': inLanguages(publisher) }),
  });
