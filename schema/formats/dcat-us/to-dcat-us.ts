import type { Frequency, Openness } from '../../generated/common.js';
import type { Json } from '../../canonical-json.js';
import type { DatasetContent, Distribution, ExportRecord } from '../export-record.js';
import { REGIONS, THEMES } from '../gov-sheet/words.js';
import { DEFAULT_IRI_BASE, textIn, type FindLinked, type WriteOptions } from '../linked.js';

type Dataset = Extract<ExportRecord, DatasetContent>;
export type JsonObject = { readonly [key: string]: Json | undefined };

const FREQUENCIES: Readonly<Record<Frequency, string>> = {
  REALTIME: 'continual',
  HOURLY: 'R/PT1H',
  DAILY: 'R/P1D',
  WEEKLY: 'R/P1W',
  MONTHLY: 'R/P1M',
  QUARTERLY: 'R/P3M',
  SEMIANNUAL: 'R/P6M',
  YEARLY: 'R/P1Y',
  IRREGULAR: 'irregular',
  NEVER: 'notPlanned',
  UNKNOWN: 'unknown',
};

const ACCESS: Readonly<Record<Openness, string>> = { OPEN: 'public', CONDITIONAL: 'restricted public', CLOSED: 'non-public' };

/**
 * A dataset as one of DCAT-US 3. Its contact point has no address: the catalog keeps no one's, so that a strict reader
 * misses `hasEmail`.
 */
export function toDcatUs(record: Dataset, { linked = () => undefined, iriBase = DEFAULT_IRI_BASE }: WriteOptions = {}): JsonObject {
  const publisher = nameOf(record.owner, linked);
  return {
    '@type': 'Dataset',
    '@id': iriBase + record.id,
    identifier: record.id,
    otherIdentifier: record.sources?.map(({ system, identifier }) => ({ '@type': 'Identifier', schemaAgency: system, notation: identifier })),
    title: textIn(record.titles, 'zh')?.text,
    description: textIn(record.descriptions, 'zh')?.text,
    language: [...new Set(record.titles.map(({ lang }) => lang.slice(0, 2)))],
    publisher: { '@type': 'Organization', '@id': iriBase + record.owner, name: publisher },
    contactPoint: { '@type': 'Kind', fn: publisher },
    keyword: record.keywords,
    theme: record.themes.map((code) => ({ '@type': 'Concept', prefLabel: THEMES.write(code), notation: code })),
    issued: record.issued,
    modified: record.modified,
    accrualPeriodicity: FREQUENCIES[record.frequency],
    accessRights: ACCESS[record.openness],
    rights: record.shareCondition === undefined ? undefined : [record.shareCondition],
    license: record.license,
    landingPage: record.landingPage === undefined ? undefined : { '@type': 'Document', title: textIn(record.titles, 'zh')?.text, accessURL: record.landingPage },
    spatial: places(record),
    temporal: record.temporal && [{ '@type': 'PeriodOfTime', startDate: record.temporal.start, endDate: record.temporal.end }],
    conformsTo: record.conformsTo?.map((id) => ({ '@type': 'Standard', '@id': iriBase + id, title: nameOf(id, linked) })),
    inSeries: record.series === undefined ? undefined : [{ '@type': 'DatasetSeries', '@id': iriBase + record.series, title: nameOf(record.series, linked) }],
    source: record.derivedFrom?.map((id) => ({ '@type': 'Dataset', '@id': iriBase + id, identifier: id, title: nameOf(id, linked) })),
    distribution: record.distributions?.map(toDistribution),
  };
}

/** Where nothing is known, the id has to do as a name. */
function nameOf(id: string, linked: FindLinked): string {
  const known = linked(id);
  return textIn(known?.titles, 'zh')?.text ?? id;
}

function places({ region, bbox }: Dataset): Json | undefined {
  const [west, south, east, north] = bbox ?? [];
  const named = region === undefined ? [] : [{ '@type': 'Location', prefLabel: REGIONS.write(region), identifier: { '@type': 'Identifier', notation: region } }];
  const ring = [`${String(west)} ${String(south)}`, `${String(east)} ${String(south)}`, `${String(east)} ${String(north)}`, `${String(west)} ${String(north)}`, `${String(west)} ${String(south)}`];
  const boxed = bbox ? [{ '@type': 'Location', bbox: `POLYGON((${ring.join(', ')}))` }] : [];
  return named.length + boxed.length > 0 ? [...named, ...boxed] : undefined;
}

const toDistribution = ({ title, accessURL, downloadURL, format, mediaType, byteSize, license }: Distribution): Json => ({
  '@type': 'Distribution',
  title,
  accessURL,
  downloadURL,
  format,
  mediaType,
  byteSize: byteSize === undefined ? undefined : String(byteSize),
  license,
});
