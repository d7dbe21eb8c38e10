import type { DataItem, Distribution, Period, Source } from '../export-record.js';
import { boxToWkt } from './bounding-box.js';
import { node, type DcatList, type DcatNode } from './dcat-node.js';
import { asIri } from './iris.js';
import { dateLiteral, plain, typed } from './literals.js';
import { EU, EU_FILE_TYPES, IANA_MEDIA_TYPES, SPDX_LICENSES, type Name } from './vocabulary.js';

const SPDX_ID = /^(?:MIT|[A-Za-z0-9][A-Za-z0-9.+-]*-\d+(?:\.\d+)*)$/;
const MEDIA_TYPE = /^[\w!$&.+-]+\/[\w!$&.+-]+$/;
const WEB_ADDRESS = /^https?:\/\/./i;

/** An address as a resource. Where it had to be percent-encoded to be an IRI, it says what was written. */
export function addressed(address: string | undefined, ...types: readonly Name[]): DcatNode | undefined {
  if (address === undefined) return undefined;
  const iri = asIri(address);
  return node(iri, types, { 'ucat:address': iri === address ? undefined : plain(address) });
}

export const page = (address: string | undefined): DcatNode | undefined => addressed(address, 'foaf:Document');

/** An SPDX identifier or an address names a licence; of any other only its name is known. */
export function licence(license: string | undefined): DcatNode | undefined {
  if (license === undefined) return undefined;
  if (SPDX_ID.test(license)) return node(SPDX_LICENSES + license, ['dct:LicenseDocument']);
  const isAddress = WEB_ADDRESS.test(license) && URL.canParse(license) && !license.startsWith(SPDX_LICENSES);
  return isAddress ? addressed(license, 'dct:LicenseDocument') : node(undefined, ['dct:LicenseDocument'], { 'rdfs:label': plain(license) });
}

export function distributionNode({ title, accessURL, downloadURL, format, mediaType, byteSize, license }: Distribution): DcatNode {
  return node(undefined, ['dcat:Distribution'], {
    'dct:title': title === undefined ? undefined : plain(title),
    'dcat:accessURL': addressed(accessURL),
    'dcat:downloadURL': addressed(downloadURL),
    'dct:format': format === undefined ? undefined : formatNode(format),
    'dcat:mediaType': mediaType === undefined ? undefined : mediaTypeNode(mediaType),
    'dcat:byteSize': byteSize === undefined ? undefined : typed(BigInt(byteSize).toString(), 'xsd:nonNegativeInteger'),
    'dct:license': licence(license),
  });
}

function formatNode(format: string): DcatNode {
  const known = Object.hasOwn(EU_FILE_TYPES, format) ? EU_FILE_TYPES[format] : undefined;
  return node(known && `${EU}file-type/${known}`, ['dct:MediaTypeOrExtent'], { 'rdfs:label': plain(format) });
}

/** A media type with parameters has no IRI. */
const mediaTypeNode = (type: string): DcatNode =>
  MEDIA_TYPE.test(type) ? node(IANA_MEDIA_TYPES + type, ['dct:MediaType']) : node(undefined, ['dct:MediaType'], { 'rdfs:label': plain(type) });

export const periodNode = ({ start, end }: Period): DcatNode =>
  node(undefined, ['dct:PeriodOfTime'], {
    'dcat:startDate': start === undefined ? undefined : dateLiteral(start),
    'dcat:endDate': end === undefined ? undefined : dateLiteral(end),
  });

export const boxLocation = (bbox: readonly number[]): DcatNode => node(undefined, ['dct:Location'], { 'dcat:bbox': typed(boxToWkt(bbox), 'geo:wktLiteral') });

/** Where a record came from: its identifier there, and the system as the one that gave it. */
export const identifierNode = ({ system, identifier }: Source): DcatNode =>
  node(undefined, ['adms:Identifier'], { 'skos:notation': plain(identifier), 'adms:schemaAgency': plain(system) });

/** 信息项, in their order. */
export const itemList = (items: readonly DataItem[]): DcatList => ({
  list: items.map(({ name, dataType }) =>
    node(undefined, ['ucat:DataItem'], { 'rdfs:label': plain(name), 'ucat:dataType': dataType === undefined ? undefined : plain(dataType) }),
  ),
});
