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
    ...common(record, 'Dataset', context),
    description: describe(textIn(record.descriptions, 'zh')?.text, facts(record, context)),
    creator: agent(record.owner, context),
    publisher: agent(record.owner, context),
    isAccessibleForFree: record.openness === 'OPEN' ? true : undefined,
    conditionsOfAccess: record.shareCondition,
    license: record.license,
    spatialCoverage: places(record),
    temporalCoverage: interval(record.temporal),
    variableMeasured: record.items?.map(({ name }) => name),
    isPartOf: record.series === undefined ? undefined : { '@type': 'Dataset', '@id': context.iriOf(record.series), name: nameOf(record.series, context) },
    isBasedOn: record.derivedFrom?.map((id) => ({ '@type': 'Dataset', '@id': context.iriOf(id), name: nameOf(id, context) })),
    distribution: record.distributions?.map(download),
  };
}

const series = (record: Own<DataSeriesContent>, context: Context): JsonObject => ({
  ...common(record, 'Dataset', context),
  description: describe(textIn(record.descriptions, 'zh')?.text, facts(record, context)),
  creator: record.owner === undefined ? undefined : agent(record.owner, context),
  spatialCoverage: places(record),
  temporalCoverage: interval(record.temporal),
});

const service = (record: Own<DataServiceContent>, context: Context): JsonObject => ({
  ...common(record, 'WebAPI', context),
  description: textIn(record.descriptions, 'zh')?.text,
  provider: record.owner === undefined ? undefined : agent(record.owner, context),
  url: record.landingPage ?? record.endpointURL,
  documentation: record.endpointDescription,
  license: record.license,
});

const standard = (record: Own<StandardContent>, context: Context): JsonObject => ({
  ...common(record, 'CreativeWork', context),
  description: textIn(record.descriptions, 'zh')?.text,
  alternateName: record.number,
  creativeWorkStatus: record.status,
  publisher: record.owner === undefined ? undefined : agent(record.owner, context),
});

const organization = (record: Own<OrganizationContent>, context: Context): JsonObject => ({
  ...common(record, 'Organization', context),
  dateModified: undefined,
  datePublished: undefined,
  keywords: undefined,
  version: undefined,
  description: textIn(record.descriptions, 'zh')?.text,
  taxID: record.uscc,
  url: record.homepage ?? record.landingPage,
  parentOrganization: record.parent === undefined ? undefined : agent(record.parent, context),
});

const product = (record: Own<DataProductContent>, context: Context): JsonObject => ({
  ...common(record, 'Product', context),
  description: textIn(record.descriptions, 'zh')?.text,
  productID: record.registrationCode,
  brand: agent(record.owner, context),
  isBasedOn: record.derivedFrom?.map((id) => ({ '@type': 'Dataset', '@id': context.iriOf(id), name: nameOf(id, context) })),
  offers: record.offers?.map(offer),
});

const useCase = (record: Own<UseCaseContent>, context: Context): JsonObject => ({
  ...common(record, 'CreativeWork', context),
  description: textIn(record.descriptions, 'zh')?.text,
  abstract: textIn(record.outcomes, 'zh')?.text,
  creator: agent(record.owner, context),
  spatialCoverage: places(record),
  isBasedOn: record.uses.map((id) => ({ '@type': 'Dataset', '@id': context.iriOf(id), name: nameOf(id, context) })),
});

/** Who needs something seeks the demand: schema.org has no word for the other way round. */
const demand = (record: Own<DemandContent>, context: Context): JsonObject => ({
  ...common(record, 'Demand', context),
  datePublished: undefined,
  dateModified: undefined,
  keywords: undefined,
  version: undefined,
  description: textIn(record.descriptions, 'zh')?.text,
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
  ...common(record, 'Service', context),
  description: textIn(record.descriptions, 'zh')?.text,
  serviceType: '算力服务',
  provider: agent(record.owner, context),
});

function common({ id, titles, keywords, landingPage, issued, modified, sources, version }: ExportRecord, type: string, { iriOf }: Context): JsonObject {
  const name = textIn(titles, 'zh');
  return {
    '@type': type,
    '@id': iriOf(id),
    identifier: [id, ...(sources ?? []).map(({ system, identifier }) => ({ '@type': 'PropertyValue', propertyID: system, value: identifier }))],
    name: name?.text,
    alternateName: titles.filter((one) => one !== name).map(({ text }) => text),
    keywords,
    url: landingPage,
    datePublished: issued,
    dateModified: modified,
    version,
  };
}

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

const agent = (id: string, context: Context): JsonObject => ({ '@type': 'Organization', '@id': context.iriOf(id), name: nameOf(id, context) });

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
