import type { RecordInput } from '../../../generated/catalog.js';
import type { Openness, RecordKind } from '../../../generated/common.js';
import { usccProblem } from '../../../uscc.js';
import type { DataItem, LangText } from '../../export-record.js';
import type { RdfGraph, RdfResource, RdfTerm } from '../rdf-graph.js';
import { CONCEPTS, expandName } from '../vocabulary.js';
import { readShareTerms } from './access.js';
import { readFrequency, readThemes } from './codes.js';
import { oneDate, onePeriod } from './dates.js';
import { readDistributions, readLicense } from './distributions.js';
import type { Findings } from './findings.js';
import { readAudience, readPolicy } from './guard.js';
import type { Identity } from './identity.js';
import type { Links } from './links.js';
import { readBbox, readRegion } from './places.js';
import { isLiteralTerm, langTexts, nameTexts, oneName, oneText, plainTexts } from './texts.js';
import { described, oneAddress, ourWord, ourWords, ownId, readableSegment } from './values.js';

/** A resource that becomes a record, and what is needed to read it. */
export interface Reading {
  readonly graph: RdfGraph;
  readonly resource: RdfResource;
  readonly kind: RecordKind;
  readonly identity: Identity;
  readonly links: Links;
  readonly findings: Findings;
  /** What to take for data whose access nobody states. */
  readonly access?: Openness | undefined;
}

/** What a resource says, in the contract's words. Links to records of the same source are in `links` only. */
export function readRecord(reading: Reading): RecordInput {
  const { kind, identity } = reading;
  const fields = { ...readCommon(reading), ...READERS[kind](reading), ...reading.links.known() };
  const said = Object.entries(fields).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0));
  return { ...(identity.id !== null && { id: identity.id }), kind, ...Object.fromEntries(said) };
}

type Fields = { readonly [Field in keyof RecordInput]?: RecordInput[Field] | undefined };

const READERS: Readonly<Record<RecordKind, (reading: Reading) => Fields>> = {
  DATASET: readDataset,
  DATA_SERIES: readSeries,
  DATA_SERVICE: readService,
  STANDARD: readStandard,
  ORGANIZATION: readOrganization,
  // DCAT-AP has no class for them, so none is ever read.
  DATA_PRODUCT: () => ({}),
  USE_CASE: () => ({}),
  DEMAND: () => ({}),
  COMPUTE_FACILITY: () => ({}),
};

function readCommon({ graph, resource, kind, identity, findings }: Reading): Fields {
  const titles = readTitles(resource, identity, findings);
  const page = kind === 'ORGANIZATION' ? 'foaf:page' : 'dcat:landingPage';
  return {
    titles: [...titles],
    descriptions: [...readDescriptions(resource, kind, titles, findings)],
    keywords: [...plainTexts(resource, 'keywords', 'dcat:keyword', findings)],
    landingPage: oneAddress(graph, resource, 'landingPage', page, findings),
    issued: oneDate(resource, 'issued', ['dct:issued'], findings),
    modified: oneDate(resource, 'modified', ['dct:modified'], findings),
    sources: identity.sources.map((source) => ({ ...source })),
    ...readAudience(resource, findings),
  };
}

/** A resource without a title is known by the end of its IRI. */
function readTitles(resource: RdfResource, { identifier }: Identity, findings: Findings): readonly LangText[] {
  const titles = nameTexts(resource, 'titles', findings);
  if (titles.length > 0) return titles;
  findings.note('no title: the end of its IRI');
  return [{ lang: 'en', text: readableSegment(resource.isBlank ? identifier : resource.key) }];
}

/** The kinds that must have a description are given their title where the source has none. */
function readDescriptions(resource: RdfResource, kind: RecordKind, titles: readonly LangText[], findings: Findings): readonly LangText[] {
  const descriptions = langTexts(resource, 'descriptions', ['dct:description', 'rdfs:comment', 'schema:description', 'sdo:description'], findings);
  if (descriptions.length > 0 || (kind !== 'DATASET' && kind !== 'DATA_SERIES')) return descriptions;
  findings.note('no description: the title');
  return titles;
}

function readDataset(reading: Reading): Fields {
  const { graph, resource, links, findings, access } = reading;
  links.follow(resource, 'conformsTo', 'dct:conformsTo');
  links.follow(resource, 'series', 'dcat:inSeries');
  links.follow(resource, 'derivedFrom', 'prov:wasDerivedFrom', 'dct:source');
  return {
    distributions: [...readDistributions(graph, resource, findings)],
    themes: [...readThemes(graph, resource, true, findings)],
    ...industriesOf(resource),
    region: readRegion(graph, resource, findings),
    bbox: readBbox(graph, resource)?.slice(),
    temporal: onePeriod(graph, resource, findings),
    frequency: readFrequency(resource, true, findings),
    ...readShareTerms(graph, resource, access, findings),
    grade: ourWord(resource, 'ucat:grade', CONCEPTS.grade),
    license: readLicense(graph, resource, 'license', findings),
    policy: readPolicy(graph, resource, findings),
    items: readItems(graph, resource, findings),
  };
}

function industriesOf(resource: RdfResource): Fields {
  const industries = ourWords(resource, 'ucat:industry', CONCEPTS.industry);
  return industries.length === 0 ? {} : { industries: [...industries] };
}

function readSeries({ graph, resource, findings }: Reading): Fields {
  return {
    themes: [...readThemes(graph, resource, false, findings)],
    region: readRegion(graph, resource, findings),
    temporal: onePeriod(graph, resource, findings),
    frequency: readFrequency(resource, false, findings),
  };
}

function readService({ graph, resource, links, findings, access }: Reading): Fields {
  links.follow(resource, 'servesDatasets', 'dcat:servesDataset');
  links.follow(resource, 'conformsTo', 'dct:conformsTo');
  return {
    endpointURL: oneAddress(graph, resource, 'endpointURL', 'dcat:endpointURL', findings),
    endpointDescription: oneAddress(graph, resource, 'endpointDescription', 'dcat:endpointDescription', findings),
    themes: [...readThemes(graph, resource, false, findings)],
    region: readRegion(graph, resource, findings),
    ...readShareTerms(graph, resource, access, findings),
    license: readLicense(graph, resource, 'license', findings),
    policy: readPolicy(graph, resource, findings),
  };
}

/** A standard without a notation is known by another identifier, or by its title. */
function readStandard({ graph, resource, links, findings }: Reading): Fields {
  links.follow(resource, 'supersedes', 'dct:replaces');
  const identifiers = ownId(resource) === null ? oneText(resource, 'number', ['dct:identifier'], findings) : undefined;
  return {
    number: oneText(resource, 'number', ['skos:notation'], findings) ?? identifiers ?? oneName(resource, 'number', findings),
    status: ourWord(resource, 'adms:status', CONCEPTS.status),
    themes: [...readThemes(graph, resource, false, findings)],
  };
}

function readOrganization({ graph, resource, links, findings }: Reading): Fields {
  links.follow(resource, 'parent', 'org:subOrganizationOf', 'org:unitOf');
  return {
    uscc: resource.all('org:identifier').map(({ value }) => value.trim()).find((code) => usccProblem(code) === null), // prettier-ignore
    region: readRegion(graph, resource, findings),
    homepage: oneAddress(graph, resource, 'homepage', 'foaf:homepage', findings),
  };
}

function readItems(graph: RdfGraph, resource: RdfResource, findings: Findings): DataItem[] {
  return resource.all('ucat:items').flatMap((head) =>
    listMembers(graph, head).map((item, index) => {
      const name = item && oneText(item, `items[${String(index)}].name`, ['rdfs:label'], findings);
      const dataType = item && oneText(item, `items[${String(index)}].dataType`, ['ucat:dataType'], findings);
      return { name: name ?? '', ...(dataType !== undefined && { dataType }) };
    }),
  );
}

/** The members of an rdf:List; one that runs in a circle ends where it began. */
function listMembers(graph: RdfGraph, head: RdfTerm): readonly (RdfResource | undefined)[] {
  const members: (RdfResource | undefined)[] = [];
  const seen = new Set<RdfResource>();
  for (let cell = described(graph, head); cell && !seen.has(cell); cell = next(graph, cell)) {
    seen.add(cell);
    const [first] = cell.all('rdf:first');
    if (first) members.push(described(graph, first));
  }
  return members;
}

function next(graph: RdfGraph, cell: RdfResource): RdfResource | undefined {
  const [rest] = cell.all('rdf:rest');
  return rest && !isLiteralTerm(rest) && rest.value !== expandName('rdf:nil') ? described(graph, rest) : undefined;
}
