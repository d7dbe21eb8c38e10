import type { DistributionInput, RecordInput } from '../../../../schema/generated/catalog.js';
import { mistypedId } from '../../../../schema/formats/dcat-ap/record-iri.js';
import { readDate, readInterval, readPeriod } from '../json/dates.js';
import { readFrequency } from '../json/frequencies.js';
import { readAddress, readIds, readMediaType, readPage } from '../json/links.js';
import { dropUnset, inLanguage, ownerRecord, problem, withNotes, withoutIdentifier } from '../json/record-parts.js';
import { readThemes } from '../json/themes.js';
import { asObject, elementsOf, objectsOf, textOf, textsOf, type JsonObject } from '../json/values.js';
import type { Mapping } from '../../mapping/mapping.js';
import { isObject, type Value } from '../../mapping/value.js';
import { readAccess } from './access.js';
import { readPlace } from './place.js';

/**
 * Turns a dataset of a `data.json` into a record and its owner: of DCAT-US 1.1, and of DCAT-US 3, whose values may be objects
 * where the older had texts. `system` names the file as their source.
 */
export const dcatUsMapping =
  (system: string): Mapping =>
  (entry) => {
    if (!isObject(entry)) return { outcome: 'REJECTED', identifier: null, problems: [problem('(dataset)', entry, 'SHAPE', 'Expected an object.')] };
    const identifier = identifierOf(entry);
    if (identifier === undefined) return withoutIdentifier('identifier', entry['identifier']);
    const mistyped = mistypedId(identifier);
    if (mistyped !== null) return { outcome: 'REJECTED', identifier: null, problems: [problem('identifier', identifier, 'CHECK_CHARACTER', mistyped)] };
    const access = readAccess(entry);
    if ('problem' in access) return { outcome: 'REJECTED', identifier, problems: [access.problem] };
    const lang = textsOf(entry['language'])[0];
    const [ownerId] = readIds(entry['publisher'], 'ORGANIZATION');
    const owner = ownerId === undefined ? ownerOf(entry, system, lang) : undefined;
    const record = dropUnset({ kind: 'DATASET', ...identity(entry, system, identifier), ...(ownerId !== undefined && { owner: ownerId }), ...describe(entry, lang), ...access.access, ...terms(entry), ...links(entry), distributions: distributions(entry) });
    return { outcome: 'RECORD', identifier, record, owner, ...withNotes([...(access.notes ?? []), ...notesOn(entry, record)]) };
  };

/** A record is replaced as a whole, by what the file has of it. */
const NOT_CARRIED = 'a data.json carries no items, no grade and one language: what the record known by its id had beyond that is removed';

/** What the source says and the record can't, and what becomes of the record for it. */
const notesOn = (entry: JsonObject, { id, distributions: kept, issued }: RecordInput): readonly string[] => [
  ...(id == null ? [] : [NOT_CARRIED]),
  ...(objectsOf(entry['distribution']).length > (kept?.length ?? 0) ? ['distribution: one without an address was left out'] : []),
  ...(textOf(entry['issued']) !== undefined && issued == null ? ['issued: no date that can be read'] : []),
  ...(textOf(entry['modified']) !== undefined && readDate(textOf(entry['modified'])) === undefined && readFrequency(textOf(entry['modified'])) === undefined ? ['modified: no date that can be read'] : []),
];

const identifierOf = (entry: JsonObject): string | undefined => textOf(asObject(entry['identifier'])['@id']) ?? textOf(entry['identifier']) ?? textOf(entry['@id']);

/** An identifier that is an id of the catalog names the record itself: what was exported from here finds its way back. */
function identity(entry: JsonObject, system: string, identifier: string): Pick<RecordInput, 'id' | 'sources'> {
  const [id] = readIds(identifier, 'DATASET');
  if (id === undefined) return { sources: [{ system, identifier }] };
  return { id, sources: objectsOf(entry['otherIdentifier']).flatMap((other) => sourceOf(textOf(other['schemaAgency']), textOf(other['notation']))) };
}

const sourceOf = (system: string | undefined, identifier: string | undefined) => (system === undefined || identifier === undefined ? [] : [{ system, identifier }]);

function ownerOf({ publisher }: JsonObject, system: string, lang: string | undefined) {
  return ownerRecord({ system, name: textOf(publisher), lang });
}

function describe(entry: JsonObject, lang: string | undefined): Partial<RecordInput> {
  const { themes, others } = readThemes(textsOf(entry['theme']));
  return {
    titles: inLanguage(textOf(entry['title']), lang),
    descriptions: inLanguage(textOf(entry['description']), lang),
    keywords: [...new Set([...textsOf(entry['keyword']), ...others])],
    themes,
    landingPage: pageOf(entry['landingPage']) ?? null,
    issued: readDate(textOf(entry['issued'])) ?? null,
    modified: readDate(textOf(entry['modified'])) ?? null,
  };
}

/** A page is a text or, in DCAT-US 3, a document. */
const pageOf = (value: Value): string | undefined => readPage(textOf(asObject(value)['accessURL']) ?? textOf(asObject(value)['@id']) ?? textOf(value));

function terms(entry: JsonObject): Partial<RecordInput> {
  return {
    ...readPlace(entry['spatial']),
    license: textOf(entry['license']) ?? null,
    // Of 1.1 `modified` may say how often instead of when.
    frequency: readFrequency(textOf(entry['accrualPeriodicity'])) ?? readFrequency(textOf(entry['modified'])) ?? 'UNKNOWN',
    temporal: periodOf(entry['temporal']) ?? null,
  };
}

function periodOf(value: Value) {
  for (const one of elementsOf(value)) {
    const { startDate, endDate } = asObject(one);
    const found = isObject(one) ? readPeriod(textOf(startDate), textOf(endDate)) : readInterval(textOf(one));
    if (found) return found;
  }
  return undefined;
}

/** Links to records of the catalog itself; what others name can't be told from here. */
function links(entry: JsonObject): Partial<RecordInput> {
  return {
    conformsTo: readIds(entry['conformsTo'], 'STANDARD'),
    derivedFrom: readIds(entry['source'], 'DATASET'),
    series: readIds(entry['inSeries'], 'DATA_SERIES')[0] ?? null,
  };
}

function distributions(entry: JsonObject): readonly DistributionInput[] {
  const page = pageOf(entry['landingPage']);
  return objectsOf(entry['distribution']).flatMap((one) => {
    const downloadURL = readAddress(textOf(one['downloadURL']));
    const accessURL = readAddress(textOf(one['accessURL'])) ?? downloadURL ?? page;
    return accessURL === undefined ? [] : [distribution(one, accessURL, downloadURL)];
  });
}

function distribution(one: JsonObject, accessURL: string, downloadURL: string | undefined): DistributionInput {
  const mediaType = readMediaType(textOf(one['mediaType']));
  const format = textOf(one['format'])?.split('/').at(-1) ?? formatOf(mediaType);
  const byteSize = Number(textOf(one['byteSize']));
  return {
    title: textOf(one['title']) ?? null,
    accessURL,
    downloadURL: downloadURL ?? null,
    format: format ?? null,
    mediaType: mediaType ?? null,
    byteSize: Number.isSafeInteger(byteSize) && byteSize > 0 ? byteSize : null,
    license: textOf(one['license']) ?? null,
  };
}

const FORMATS: Readonly<Record<string, string>> = { 'text/csv': 'CSV', 'application/json': 'JSON', 'application/xml': 'XML', 'text/xml': 'XML', 'application/pdf': 'PDF', 'text/html': 'HTML', 'application/zip': 'ZIP', 'application/geo+json': 'GeoJSON', 'application/vnd.ms-excel': 'XLS', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX' };

const formatOf = (mediaType: string | undefined): string | undefined => (mediaType === undefined ? undefined : FORMATS[mediaType]);
