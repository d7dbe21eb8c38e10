import type { DcatCatalog } from '../../schema/formats/dcat-ap/catalog-node.js';
import type { RecordKind } from '../../schema/generated/common.js';
import { isDcatKind } from '../../schema/formats/export-record.js';
import type { FindLinked, Records } from '../../schema/formats/linked.js';

export const EXPORT_FORMATS = ['turtle', 'jsonld', 'rdfxml', 'dcat-us', 'csv', 'schema-org', 'ndjson'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What a format has no word for. A record that is not for everybody is never written in one that can't say for whom it is. */
const LACKS: Readonly<Record<ExportFormat, readonly ('audience' | 'policy' | 'layers')[]>> = {
  turtle: ['layers'],
  jsonld: ['layers'],
  rdfxml: ['layers'],
  'dcat-us': ['audience', 'policy', 'layers'],
  csv: ['policy', 'layers'],
  'schema-org': ['audience', 'policy'],
  ndjson: [],
};

export const saysAudience = (format: ExportFormat): boolean => !LACKS[format].includes('audience');
export const saysPolicy = (format: ExportFormat): boolean => !LACKS[format].includes('policy');
/** Whether a record has a place in the format. Those of datasets alone pass over the other kinds, which belong to these. */
export const saysKind = (format: ExportFormat, kind: RecordKind): boolean => isDcatKind(kind) || !LACKS[format].includes('layers');

/** Why a record of this kind is not written in this format. */
export const formatProblem = (kind: RecordKind, format: ExportFormat): string => `--format: expected one of ${EXPORT_FORMATS.filter((one) => saysKind(one, kind)).join(', ')} for a record of the kind ${kind} but got ${format}, which has no word for it.`;

export interface WriterOptions {
  readonly linked: FindLinked;
  readonly iriBase: string | undefined;
  /** The catalog that the records are of; undefined for a single record. */
  readonly catalog: DcatCatalog | undefined;
}

/** Writes records in a format, chunk by chunk, as they come. */
export type Writer = (records: Records, options: WriterOptions) => AsyncIterable<string>;

/** The code of a format is loaded when it is used. */
const WRITERS: Readonly<Record<ExportFormat, () => Promise<Writer>>> = {
  turtle: async () => (await import('../../schema/formats/dcat-ap/write-turtle.js')).writeTurtle,
  jsonld: async () => (await import('../../schema/formats/dcat-ap/write-json-ld.js')).writeJsonLd,
  rdfxml: async () => (await import('../../schema/formats/dcat-ap/write-rdf-xml.js')).writeRdfXml,
  'dcat-us': async () => {
    const { writeDcatUs } = await import('../../schema/formats/dcat-us/write-dcat-us.js');
    return (records, { catalog, ...options }) => writeDcatUs(records, { ...options, title: catalog?.titles[0]?.text });
  },
  csv: async () => (await import('../../schema/formats/gov-sheet/write-gov-sheet.js')).writeGovSheet,
  'schema-org': async () => (await import('../../schema/formats/schema-org/write-schema-org.js')).writeSchemaOrg,
  ndjson: async () => writeNdjson,
};

export const findWriter = async (format: ExportFormat): Promise<Writer> => WRITERS[format]();

/** The documents as they were published, one a line. */
async function* writeNdjson(records: Records): AsyncGenerator<string> {
  for await (const record of records) yield `${JSON.stringify(record)}\n`;
}
