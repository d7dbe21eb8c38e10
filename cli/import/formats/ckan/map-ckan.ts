import type { DistributionInput, RecordInput } from '../../../../schema/generated/catalog.js';
import { REGIONS } from '../../../../schema/formats/gov-sheet/words.js';
import { readDate, readInterval, readPeriod } from '../json/dates.js';
import { readFrequency } from '../json/frequencies.js';
import { readBox } from '../json/geometry.js';
import { readAddress, readMediaType, readPage } from '../json/links.js';
import { dropUnset, inLanguage, ownerRecord, problem, withNotes, withoutIdentifier } from '../json/record-parts.js';
import { readThemes } from '../json/themes.js';
import { asObject, objectsOf, textOf, textsOf, type JsonObject } from '../json/values.js';
import type { MappedLine, Mapping } from '../../mapping/mapping.js';
import { isObject, type Value } from '../../mapping/value.js';
import { EXTRAS, readExtras, type Extras } from './extras.js';

export interface CkanMappingOptions {
  /** Names the portal: records keep it as `sources[].system`. */
  readonly system: string;
  /** The portal's address, where its pages are. */
  readonly portal?: string | undefined;
}

/** Turns a package of CKAN's Action API (version 3) into a dataset and its owner. Deleted and private ones are left out. */
export const ckanMapping =
  ({ system, portal }: CkanMappingOptions): Mapping =>
  (entry) => {
    const found = unwrap(entry);
    if (!isObject(found)) return { outcome: 'REJECTED', identifier: null, problems: [problem('(package)', found, 'SHAPE', 'Expected a package, which is an object.')] };
    const left = leftOut(found);
    if (left) return left;
    const identifier = textOf(found['id']) ?? textOf(found['name']);
    if (identifier === undefined) return withoutIdentifier('id', found['id']);
    const extras = readExtras(found);
    const page = pageOf(found, portal);
    const record = dropUnset({
      kind: 'DATASET',
      sources: [{ system, identifier }],
      ...describe(found, extras),
      ...terms(found, extras),
      landingPage: readPage(textOf(found['url'])) ?? page ?? null,
      distributions: distributions(found, page),
    });
    return { outcome: 'RECORD', identifier, record, owner: ownerOf(found, system), ...withNotes(notesOn(found, record)) };
  };

/** What the portal left open and was supplied, and what the record can't say. */
const notesOn = (found: JsonObject, { distributions: kept }: RecordInput): readonly string[] => [
  ...(textOf(found['notes']) === undefined ? ['notes: none, so the title stands as description'] : []),
  ...(objectsOf(found['resources']).filter(isActive).length > (kept?.length ?? 0) ? ['resources: one without an address was left out'] : []),
];

/** `package_show` answers with the package as its `result`. */
const unwrap = (entry: Value): Value => (isObject(entry) && 'success' in entry && isObject(entry['result']) ? entry['result'] : entry);

function leftOut(found: JsonObject): MappedLine | undefined {
  const state = textOf(found['state']) ?? 'active';
  if (state !== 'active') return { outcome: 'SKIPPED', because: `${state} at the portal` };
  if (found['private'] === true) return { outcome: 'SKIPPED', because: 'private at the portal' };
  const type = textOf(found['type']) ?? 'dataset';
  return type === 'harvest' ? { outcome: 'SKIPPED', because: 'a harvest source, no dataset' } : undefined;
}

function pageOf(found: JsonObject, portal: string | undefined): string | undefined {
  const name = textOf(found['name']) ?? textOf(found['id']);
  return portal === undefined || name === undefined ? undefined : `${portal.replace(/\/+$/, '')}/dataset/${encodeURIComponent(name)}`;
}

function ownerOf(found: JsonObject, system: string) {
  const organization = asObject(found['organization']);
  const name = textOf(organization['title']) ?? textOf(organization['name']) ?? textOf(found['author']) ?? textOf(found['maintainer']);
  return ownerRecord({ system, name, identifier: textOf(organization['name']) ?? textOf(organization['id']) ?? name });
}

function describe(found: JsonObject, extras: Extras): Partial<RecordInput> {
  const tags = textsOf(found['tags']);
  const groups = textsOf(found['groups']);
  const { themes } = readThemes([...groups, ...textsOf(extras(EXTRAS.theme)), ...tags]);
  return {
    titles: inLanguage(textOf(found['title']) ?? textOf(found['name']), textOf(extras(EXTRAS.language))),
    // Portals do not ask for it, and nodes do.
    descriptions: inLanguage(textOf(found['notes']) ?? textOf(found['title']) ?? textOf(found['name']), textOf(extras(EXTRAS.language))),
    keywords: tags,
    themes,
    issued: readDate(textOf(extras(EXTRAS.issued))) ?? readDate(textOf(found['metadata_created']), 'UTC') ?? null,
    modified: readDate(textOf(extras(EXTRAS.modified))) ?? readDate(textOf(found['metadata_modified']), 'UTC') ?? null,
  };
}

/** What a portal shows to everybody is open and shared; a licence may say more. */
function terms(found: JsonObject, extras: Extras): Partial<RecordInput> {
  const start = textOf(extras(EXTRAS.start));
  const end = textOf(extras(EXTRAS.end));
  return {
    shareType: 'UNCONDITIONAL',
    openness: 'OPEN',
    license: textOf(found['license_url']) ?? textOf(found['license_title']) ?? textOf(found['license_id']) ?? null,
    frequency: readFrequency(textOf(found['frequency']) ?? textOf(extras(EXTRAS.frequency))) ?? 'UNKNOWN',
    temporal: readPeriod(start, end) ?? readInterval(textOf(extras(EXTRAS.temporal))) ?? null,
    bbox: readBox(found['spatial'] ?? extras(EXTRAS.spatial)) ?? null,
    region: REGIONS.read(textOf(extras(EXTRAS.region)) ?? '') ?? null,
  };
}

function distributions(found: JsonObject, page: string | undefined): readonly DistributionInput[] {
  return objectsOf(found['resources'])
    .filter(isActive)
    .flatMap((resource) => {
      const address = readAddress(textOf(resource['url'])) ?? page;
      return address === undefined ? [] : [distribution(resource, address)];
    });
}

const isActive = ({ state }: JsonObject): boolean => (textOf(state) ?? 'active') === 'active';

function distribution(resource: JsonObject, accessURL: string): DistributionInput {
  const size = Number(textOf(resource['size']));
  return {
    title: textOf(resource['name']) ?? null,
    accessURL,
    format: textOf(resource['format']) ?? null,
    mediaType: readMediaType(textOf(resource['mimetype'])) ?? null,
    byteSize: Number.isSafeInteger(size) && size > 0 ? size : null,
    license: textOf(resource['license']) ?? null,
  };
}
