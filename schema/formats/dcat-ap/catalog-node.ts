import type { LangText } from '../export-record.js';
import { node, reference, type DcatNode } from './dcat-node.js';
import { inLanguages, typed } from './literals.js';

/** The catalog that a document is an extract of: what DCAT-AP makes mandatory of one. */
export interface DcatCatalog {
  readonly iri: string;
  readonly titles: readonly LangText[];
  readonly descriptions: readonly LangText[];
  /** Names of who publishes it. */
  readonly publisher: readonly LangText[];
  /** Its page for people. */
  readonly homepage?: string | undefined;
  /** Catalogs that are parts of it. */
  readonly parts?: readonly DcatCatalog[] | undefined;
  /** Which page of the catalog the document is; missing where it is all of it. */
  readonly page?: DcatPage | undefined;
}

/** A page of a catalog, as Hydra's partial views are: the addresses of documents. */
export interface DcatPage {
  readonly iri: string;
  readonly first: string;
  /** Missing of the last page. */
  readonly next?: string | undefined;
  /** Records of the whole catalog. */
  readonly total: number;
}

/** Its publisher has no IRI: what else is said of that agent would be said twice. */
const catalogNode = ({ iri, titles, descriptions, publisher, homepage, parts, page }: DcatCatalog): DcatNode =>
  node(iri, ['dcat:Catalog', ...(page ? ['hydra:Collection' as const] : [])], {
    'dct:title': inLanguages(titles),
    'dct:description': inLanguages(descriptions),
    'dct:publisher': node(undefined, ['foaf:Agent'], { 'foaf:name': inLanguages(publisher) }),
    'foaf:homepage': homepage === undefined ? undefined : node(homepage, ['foaf:Document']),
    'dcat:catalog': parts?.map((part) => reference(part.iri)),
    'hydra:totalItems': page && typed(String(page.total), 'xsd:integer'),
    'hydra:view': page && reference(page.iri),
  });

/** A catalog, its parts and its page, each a resource of the document. */
export function* catalogNodes(catalog: DcatCatalog): Generator<DcatNode> {
  const { parts = [], page } = catalog;
  yield catalogNode(catalog);
  for (const part of parts) yield catalogNode(part);
  if (page) yield node(page.iri, ['hydra:PartialCollectionView'], { 'hydra:first': reference(page.first), 'hydra:next': page.next === undefined ? undefined : reference(page.next) });
}
