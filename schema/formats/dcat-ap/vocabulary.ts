import type { Frequency } from '../../generated/common.js';

/** Prefixes of a document of ours. */
export const PREFIXES = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  adms: 'http://www.w3.org/ns/adms#',
  org: 'http://www.w3.org/ns/org#',
  prov: 'http://www.w3.org/ns/prov#',
  geo: 'http://www.opengis.net/ont/geosparql#',
  odrl: 'http://www.w3.org/ns/odrl/2/',
  hydra: 'http://www.w3.org/ns/hydra/core#',
  /** What the national guides say and DCAT-AP has no word for. */
  ucat: 'urn:ucat:def:',
} as const;

/** Prefixes of what others write and is understood beside it. */
const FOREIGN_PREFIXES = {
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  time: 'http://www.w3.org/2006/time#',
  locn: 'http://www.w3.org/ns/locn#',
  schema: 'http://schema.org/',
  sdo: 'https://schema.org/',
} as const;

/** A prefixed name of a class, property or datatype: `dct:title`. */
export type Name = `${keyof typeof PREFIXES}:${string}`;
export type ForeignName = Name | `${keyof typeof FOREIGN_PREFIXES}:${string}`;

/** `dct:title` → `http://purl.org/dc/terms/title`. */
export function expandName(name: ForeignName): string {
  const colon = name.indexOf(':');
  return ALL_PREFIXES[name.slice(0, colon) as keyof typeof ALL_PREFIXES] + name.slice(colon + 1);
}

const ALL_PREFIXES = { ...PREFIXES, ...FOREIGN_PREFIXES };

/** Words of the contract's vocabularies are concepts: `urn:ucat:theme:environment`. */
export const CONCEPTS = {
  theme: 'urn:ucat:theme:',
  region: 'urn:ucat:region:',
  industry: 'urn:ucat:industry:',
  shareType: 'urn:ucat:share-type:',
  openness: 'urn:ucat:openness:',
  grade: 'urn:ucat:grade:',
  status: 'urn:ucat:standard-status:',
} as const;

export const EU = 'http://publications.europa.eu/resource/authority/';
export const IANA_MEDIA_TYPES = 'https://www.iana.org/assignments/media-types/';
export const SPDX_LICENSES = 'https://spdx.org/licenses/';

/** Each frequency in the EU vocabulary. */
export const EU_FREQUENCIES: Readonly<Record<Frequency, string>> = {
  REALTIME: 'UPDATE_CONT',
  HOURLY: 'HOURLY',
  DAILY: 'DAILY',
  WEEKLY: 'WEEKLY',
  MONTHLY: 'MONTHLY',
  QUARTERLY: 'QUARTERLY',
  SEMIANNUAL: 'ANNUAL_2',
  YEARLY: 'ANNUAL',
  IRREGULAR: 'IRREG',
  NEVER: 'NEVER',
  UNKNOWN: 'UNKNOWN',
};

/** How openness reads in the EU vocabulary of access rights. */
export const EU_ACCESS_RIGHTS = { OPEN: 'PUBLIC', CONDITIONAL: 'RESTRICTED', CLOSED: 'NON_PUBLIC' } as const;

/** Formats that the EU file type vocabulary has under (nearly) the same name. */
export const EU_FILE_TYPES: Readonly<Record<string, string>> = {
  CSV: 'CSV', TSV: 'TSV', TXT: 'TXT', JSON: 'JSON', XML: 'XML', HTML: 'HTML', PDF: 'PDF', XLS: 'XLS', XLSX: 'XLSX', ODS: 'ODS',
  DOC: 'DOC', DOCX: 'DOCX', ZIP: 'ZIP', KML: 'KML', KMZ: 'KMZ', GML: 'GML', SHP: 'SHP', GeoJSON: 'GEOJSON', NetCDF: 'NETCDF',
  TIFF: 'TIFF', JPEG: 'JPEG', PNG: 'PNG', Parquet: 'PARQUET', 'JSON-LD': 'JSON_LD', 'RDF/XML': 'RDF_XML', Turtle: 'RDF_TURTLE',
}; // prettier-ignore
