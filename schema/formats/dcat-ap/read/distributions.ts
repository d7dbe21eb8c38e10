import type { DistributionInput } from '../../../generated/catalog.js';
import { keyOf, type RdfGraph, type RdfResource } from '../rdf-graph.js';
import { EU_FILE_TYPES, SPDX_LICENSES } from '../vocabulary.js';
import type { Findings } from './findings.js';
import { isLiteralTerm, oneName, oneText, readText } from './texts.js';
import { described, nameOf, oneAddress } from './values.js';

const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;.*)?$/;
const MEDIA_TYPE_IRI = /\/media-types\/(.+)$/;
const FORMAT_OF_FILE_TYPE = new Map(Object.entries(EU_FILE_TYPES).map(([format, fileType]) => [fileType, format]));

/** The distributions that can be reached. One without an address gives nobody the data. */
export function readDistributions(graph: RdfGraph, dataset: RdfResource, findings: Findings): readonly DistributionInput[] {
  const keys = new Set(dataset.all('dcat:distribution').map((term) => (isLiteralTerm(term) ? '' : keyOf(term))));
  const found: DistributionInput[] = [];
  for (const key of keys) {
    const resource = graph.get(key);
    const distribution = resource && readDistribution(graph, resource, `distributions[${String(found.length)}]`, findings);
    if (distribution) found.push(distribution);
    else findings.note('a distribution without an address was left out');
  }
  return found;
}

function readDistribution(graph: RdfGraph, resource: RdfResource, field: string, findings: Findings): DistributionInput | undefined {
  const downloadURL = oneAddress(graph, resource, `${field}.downloadURL`, 'dcat:downloadURL', findings);
  const accessURL = oneAddress(graph, resource, `${field}.accessURL`, 'dcat:accessURL', findings) ?? downloadURL;
  if (accessURL === undefined) return undefined;
  return present({
    title: oneName(resource, `${field}.title`, findings),
    accessURL,
    downloadURL,
    format: readFormat(graph, resource, `${field}.format`, findings),
    mediaType: readMediaType(graph, resource, `${field}.mediaType`, findings),
    byteSize: readByteSize(resource, findings),
    license: readLicense(graph, resource, `${field}.license`, findings),
  });
}

const present = (distribution: { readonly [Key in keyof DistributionInput]: DistributionInput[Key] | undefined }): DistributionInput =>
  Object.fromEntries(Object.entries(distribution).filter(([, value]) => value !== undefined));

function readFormat(graph: RdfGraph, resource: RdfResource, field: string, findings: Findings): string | undefined {
  const [term] = resource.all('dct:format');
  if (!term) return undefined;
  const named = described(graph, term);
  const label = (named && oneName(named, field, findings)) ?? nameOf(graph, term, field, findings);
  return named || label === undefined ? label : (FORMAT_OF_FILE_TYPE.get(label) ?? label);
}

function readMediaType(graph: RdfGraph, resource: RdfResource, field: string, findings: Findings): string | undefined {
  const [term] = resource.all('dcat:mediaType');
  if (!term) return undefined;
  const registered = MEDIA_TYPE_IRI.exec(term.value)?.[1];
  const value = described(graph, term);
  const type = registered ?? (value && oneText(value, field, ['rdf:value'], findings)) ?? nameOf(graph, term, field, findings);
  return type !== undefined && MEDIA_TYPE.test(type) ? type : findings.note('a media type that is none was left out');
}

function readByteSize(resource: RdfResource, findings: Findings): number | undefined {
  const [term] = resource.all('dcat:byteSize');
  if (!term) return undefined;
  const size = Math.round(Number(term.value));
  return term.value.trim() !== '' && Number.isSafeInteger(size) && size >= 0 ? size : findings.note('a size that is no number of bytes was left out');
}

/** An SPDX identifier, an address, or what the licence is called. */
export function readLicense(graph: RdfGraph, resource: RdfResource, field: string, findings: Findings): string | undefined {
  const [term] = resource.all('dct:license');
  if (!term) return undefined;
  if (isLiteralTerm(term)) return readText(term, field, findings);
  if (term.kind === 'iri' && term.value.startsWith(SPDX_LICENSES)) return term.value.slice(SPDX_LICENSES.length);
  return oneAddress(graph, resource, field, 'dct:license', findings) ?? nameOf(graph, term, field, findings);
}
