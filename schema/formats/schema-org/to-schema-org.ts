import type { Json } from '../../canonical-json.js';
import { inMajorUnits } from '../../market/money.js';
import type { ComputeFacilityContent, DatasetContent, DataProductContent, DataSeriesContent, DataServiceContent, DemandContent, Distribution, ExportRecord, OrganizationContent, Period, StandardContent, UseCaseContent } from '../export-record.js';
import { FREQUENCIES, REGIONS, THEMES } from '../gov-sheet/words.js';
import type { PublishedOffer } from '../../market/offer.js';
import { DEFAULT_IRI_BASE, textIn, type FindLinked, type WriteOptions } from '../linked.js';
import { describe } from './describe.js';

export type JsonObject = { readonly [key: string]: Json | undefined };
type Own<Content> = Content & Pick<ExportRecord, 'id' | 'version' | 'modified'>;

interface Context {
  readonly linked: FindLinked;
  readonly iriOf: (id: string) => string;
}

/** A record in schema.org's vocabulary, as search engines for datasets read it. Without its `@context`. */
export function toSchemaOrg(record: ExportRecord, { linked = () => undefined, iriBase = DEFAULT_IRI_BASE }: WriteOptions = {}): JsonObject {
  const context: Context = { linked, iriOf: (id) => iriBase + id };
  switch (record.kind) {
    case 'DATASET':
      return dataset(record, context);
    case 'DATA_SERIES':
      return series(record, context);
    case 'DATA_SERVICE':
      return service(record, context);
    case 'STANDARD':
      return standard(record, context);
    case 'ORGANIZATION':
      return organization(record, context);
    case 'DATA_PRODUCT':
      return product(record, context);
    case 'USE_CASE':
      return useCase(record, context);
    case 'DEMAND':
      return demand(record, context);
    case 'COMPUTE_FACILITY':
      return facility(record, context);
  }
}

function dataset(record: Own<DatasetContent>, context: Context): JsonObject {
  return {
    ...edited(record, 'Dataset', context),
    description: describe(textIn(record.descriptions, 'zh')?.text, facts(record, context)),
    creator: agent(record.owner, context),
    publisher: agent(record.owner, context),
    isAccessibleForFree: record.openness === 'OPEN' ? true : undefined,
    conditionsOfAccess: record.shareCondition,
    license: record.license,
    spatialCoverage: places(record),
    temporalCoverage: interval(record.temporal),
    variableMeasured: record.items?.map(({ name }) => name),
    isPartOf: record.series === undefined ? undefined : named('Dataset', record.series, context),
    isBasedOn: record.derivedFrom?.map((id) => named('Dataset', id, context)),
    distribution: record.distributions?.map(download),
  };
}

const series = (record: Own<DataSeriesContent>, context: Context): JsonObject => ({
  ...edited(record, 'Dataset', context),
  description: describe(textIn(record.descriptions, 'zh')?.text, facts(record, context)),
  creator: agent(record.owner, context),
  spatialCoverage: places(record),
  temporalCoverage: interval(record.temporal),
});

const service = (record: Own<DataServiceContent>, context: Context): JsonObject => ({
  ...edited(record, 'WebAPI', context),
  provider: agent(record.owner, context),
  url: record.landingPage ?? record.endpointURL,
  documentation: record.endpointDescription,
  license: record.license,
});

const standard = (record: Own<StandardContent>, context: Context): JsonObject => ({
  ...edited(record, 'CreativeWork', context),
  alternateName: record.number,
  creativeWorkStatus: record.status,
  publisher: agent(record.owner, context),
});

const organization = (record: Own<OrganizationContent>, context: Context): JsonObject => ({
  ...thing(record, 'Organization', context),
  taxID: record.uscc,
  url: record.homepage ?? record.landingPage,
  parentOrganization: agent(record.parent, context),
});

const product = (record: Own<DataProductContent>, context: Context): JsonObject => ({
  ...edited(record, 'Product', context),
  productID: record.registrationCode,
  brand: agent(record.owner, context),
  isBasedOn: record.derivedFrom?.map((id) => named('Dataset', id, context)),
  offers: record.offers?.map(offer),
});

const useCase = (record: Own<UseCaseContent>, context: Context): JsonObject => ({
  ...edited(record, 'CreativeWork', context),
  abstract: textIn(record.outcomes, 'zh')?.text,
  creator: agent(record.owner, context),
  spatialCoverage: places(record),
  isBasedOn: record.uses.map((id) => named('Dataset', id, context)),
});

/** Who needs something seeks the demand: schema.org has no word for the other way round. */
const demand = (record: Own<DemandContent>, context: Context): JsonObject => ({
  ...thing(record, 'Demand', context),
  availabilityEnds: record.neededBy,
  eligibleRegion: places(record),
  '@reverse': { seeks: agent(record.owner, context) },
});

/** A price is said where one sale costs it; of other price models schema.org has no word that every reader takes alike. */
const offer = ({ code, priceModel, amount, currency, validFrom, validThrough }: PublishedOffer): Json => ({
  '@type': 'Offer',
  sku: code,
  category: priceModel,
  price: priceModel === 'FREE' ? '0' : priceModel === 'ONCE' && amount !== undefined && currency !== undefined ? inMajorUnits({ amount, currency }) : undefined,
  priceCurrency: currency,
  validFrom,
  validThrough,
});

const facility = (record: Own<ComputeFacilityContent>, context: Context): JsonObject => ({
  ...edited(record, 'Service', context),
  serviceType: '算力服务',
  provider: agent(record.owner, context),
});

/** What schema.org says of anything. */
function thing({ id, titles, descriptions, landingPage, sources }: ExportRecord, type: string, { iriOf }: Context): JsonObject {
  const name = textIn(titles, 'zh');
  return {
    '@type': type,
    '@id': iriOf(id),
    identifier: [id, ...(sources ?? []).map(({ system, identifier }) => ({ '@type': 'PropertyValue', propertyID: system, value: identifier }))],
    name: name?.text,
    alternateName: titles.filter((one) => one !== name).map(({ text }) => text),
    description: textIn(descriptions, 'zh')?.text,
    url: landingPage,
  };
}

/** The same of what has editions. */
const edited = (record: ExportRecord, type: string, context: Context): JsonObject => ({
  ...thing(record, type, context),
  keywords: record.keywords,
  datePublished: record.issued,
  dateModified: record.modified,
  version: record.version,
});

/** Sentences that fill up a description that says too little to be taken. */
function facts(record: Own<DatasetContent> | Own<DataSeriesContent>, context: Context): readonly string[] {
  const { owner, themes = [], frequency, keywords = [], id } = record;
  const formats = record.kind === 'DATASET' ? [...new Set((record.distributions ?? []).flatMap(({ format = '' }) => format))].filter(Boolean) : [];
  return [
    ...(owner === undefined ? [] : [`提供方：${nameOf(owner, context)}。`]),
    ...(themes.length === 0 ? [] : [`主题：${themes.map(THEMES.write).join('、')}。`]),
    ...(frequency === undefined ? [] : [`更新周期：${FREQUENCIES.write(frequency)}。`]),
    ...(formats.length === 0 ? [] : [`格式：${formats.join('、')}。`]),
    ...(keywords.length === 0 ? [] : [`关键字：${keywords.join('、')}。`]),
    `统一目录标识：${id}。`,
    '由国家数据目录的所属节点发布，元数据可在统一目录中检索。',
  ];
}

const nameOf = (id: string, { linked }: Context): string => textIn(linked(id)?.titles, 'zh')?.text ?? id;

const named = (type: string, id: string, context: Context): JsonObject => ({ '@type': type, '@id': context.iriOf(id), name: nameOf(id, context) });

const agent = (id: string | undefined, context: Context): JsonObject | undefined => (id === undefined ? undefined : named('Organization', id, context));

function places({ region, bbox }: { readonly region?: string; readonly bbox?: readonly number[] }): Json | undefined {
  const [west, south, east, north] = bbox ?? [];
  if (region === undefined && !bbox) return undefined;
  return {
    '@type': 'Place',
    name: region === undefined ? undefined : REGIONS.write(region),
    identifier: region,
    // South and west first: schema.org has latitude before longitude.
    geo: bbox ? { '@type': 'GeoShape', box: `${String(south)} ${String(west)} ${String(north)} ${String(east)}` } : undefined,
  };
}

/** ISO 8601 with an open end written `..`, as schema.org asks. */
const interval = (period: Period | undefined): string | undefined => period && `${period.start ?? '..'}/${period.end ?? '..'}`;

const download = ({ title, accessURL, downloadURL, format, mediaType, byteSize, license }: Distribution): Json => ({
  '@type': 'DataDownload',
  name: title,
  url: accessURL,
  contentUrl: downloadURL ?? accessURL,
  encodingFormat: mediaType ?? format,
  contentSize: byteSize === undefined ? undefined : `${String(byteSize)} B`,
  license,
});
