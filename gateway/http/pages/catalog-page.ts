import type { DcatCatalog } from '../../../schema/formats/dcat-ap/catalog-node.js';
import type { ExportRecord } from '../../../schema/formats/export-record.js';
import type { LinkedRecord } from '../../../schema/formats/linked.js';
import { linkedOfAnswer, recordFields, recordOfAnswer } from '../../../schema/formats/record-query.js';
import type { WireError } from '../../../subgraphs/kit/transport/transport.js';
import type { ViewAnswer } from '../ask-view.js';

/** Records of one page: each may be at another node, and has up to a thousand distributions. */
export const PAGE_RECORDS = 50;

const SEARCH = `search(filter: $filter, sort: TITLE, first: ${String(PAGE_RECORDS)}, after: $after) {
  total edges { node { record { ${recordFields({ names: true, newer: true })} } } } pageInfo { hasNextPage endCursor }
}`;
const NAMES = 'code zh: name(lang: ZH) en: name(lang: EN)';

/** The questions for a page of the nation's catalog, and of one authority's. */
export const QUERIES = {
  nation: `query CatalogPage($filter: SearchFilter, $after: String) { authorities { ${NAMES} status } ${SEARCH} }`,
  authority: `query AuthorityCatalogPage($filter: SearchFilter, $after: String, $code: ID!) { authority(code: $code) { ${NAMES} } ${SEARCH} }`,
} as const;

/** Kinds that DCAT-AP has a class for, of those that everybody may know of. */
export const filterOf = (code: string | null): object => ({ kinds: ['DATASET', 'DATA_SERIES', 'DATA_SERVICE', 'STANDARD', 'ORGANIZATION'], audiences: ['PUBLIC'], ...(code !== null && { authorities: [code] }) });

export interface NamedAuthority {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly status?: string;
}

/** What a page has of the catalog. */
export interface CatalogPage {
  readonly records: readonly ExportRecord[];
  readonly linked: ReadonlyMap<string, LinkedRecord>;
  readonly total: number;
  /** Cursor of the next page; null behind the last. */
  readonly next: string | null;
  /** Of the nation's catalog all that are members, of an authority's that one. */
  readonly authorities: readonly NamedAuthority[];
}

type Answered = Readonly<Record<string, unknown>>;
interface AnsweredSearch {
  readonly total: number;
  readonly edges: readonly { readonly node: { readonly record: Answered | null } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Why there is no page: the first error that the answer has. */
export class NoPage extends Error {
  constructor(readonly failure: WireError | undefined) {
    super(failure?.message ?? 'The index did not answer.');
  }
}

/** Records that went away since they were found: the page is whole without them. */
const GONE = new Set<unknown>(['RECORD_RETIRED', 'RECORD_NOT_FOUND']);

/**
 * Reads an answer to one of `QUERIES`.
 *
 * @throws NoPage where a part of it is missing: a harvester would take what is not said for what is not there
 */
export function readPage({ data, errors }: ViewAnswer): CatalogPage {
  const search = data?.['search'] as AnsweredSearch | null | undefined;
  const one = data?.['authority'] as NamedAuthority | null | undefined;
  const authorities = (one ? [one] : data?.['authorities']) as readonly NamedAuthority[] | null | undefined;
  if (one === null && errors.length === 0) throw new NoPage({ message: 'No member has this code.', extensions: { code: 'UNKNOWN_AUTHORITY' } });
  if (!search || !authorities) throw new NoPage(errors[0]);
  const missing = search.edges.findIndex(({ node }, place) => node.record === null && !GONE.has(errorAt(place, errors)?.extensions?.['code']));
  if (missing >= 0) throw new NoPage(errorAt(missing, errors) ?? errors[0]);
  const records = search.edges.flatMap(({ node }) => (node.record ? [node.record] : []));
  return {
    records: records.map(recordOfAnswer),
    linked: new Map(records.flatMap((record) => [...linkedOfAnswer(record)])),
    total: search.total,
    next: search.pageInfo.hasNextPage ? search.pageInfo.endCursor : null,
    authorities,
  };
}

const errorAt = (place: number, errors: readonly WireError[]): WireError | undefined => errors.find(({ path }) => path?.[0] === 'search' && path[2] === place && path.length <= 5);

const both = (zh: string, en: string) => [{ lang: 'zh', text: zh }, { lang: 'en', text: en }];

/** The catalog of an authority, as DCAT-AP wants it said. */
export const catalogOf = ({ code, zh, en }: NamedAuthority, origin: string): DcatCatalog => ({
  iri: `${origin}/catalogs/${code}`,
  titles: both(`${zh}数据目录`, `Data catalog of ${en}`),
  descriptions: both(`${zh}在联合目录中公开的元数据。`, `Metadata that ${en} has published in the union catalog.`),
  publisher: both(zh, en),
  homepage: `${origin}/authority/${code}`,
});

/** The catalog of the nation, of which those of the authorities are parts. */
export const nationalCatalog = (authorities: readonly NamedAuthority[], origin: string): DcatCatalog => ({
  iri: `${origin}/catalog`,
  titles: both('国家数据统一目录', 'Union Catalog'),
  descriptions: both('全国各地区各部门公开的元数据。', 'Metadata that regions and ministries have published.'),
  publisher: both('国家数据统一目录', 'Union Catalog'),
  homepage: `${origin}/`,
  parts: authorities.filter(({ status }) => status === 'ACTIVE').map((one) => catalogOf(one, origin)),
});
