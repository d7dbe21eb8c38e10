import { NO_HUB } from '../../../schema/compute/facility.js';
import { unmetMetrics } from '../../../schema/quality/mqa.js';
import { industryPath } from '../../../schema/industries.js';
import { parseStandardNumber } from '../../../schema/standard-number.js';
import { firstOf } from '../text/first-of.js';
import { textHash } from '../text/text-hash.js';
import type { IndexTokens, RecordTexts } from '../text/index-tokens.js';
import { formatName, isApiFormat } from './api-formats.js';
import { completeness } from './completeness.js';
import { duplicateKeys } from './duplicate-keys.js';
import { encodeFacts, type RecordFacts } from './facts.js';
import { licenceOf } from './licence-of.js';
import { inLanguage, type PublishedDocument } from './published-document.js';

/** The name of records that are located by a key. A registration code is the same in any case, an id in its own only. */
export const nameOfKey = (key: 'uscc' | 'link' | 'registration' | 'owner' | 'hub', value: string): string => `${key}:${key === 'link' || key === 'owner' ? value.trim() : value.trim().toUpperCase()}`;

/** Another name by which a record can be located. */
export interface RecordName {
  /** `number:GBT2260`, `uscc:91350100M000100Y43`, `link:310000-DS-0000000001-8`, `registration:SDE2026000001`, `hub:GUIZHOU` */
  readonly name: string;
  /** Year of a standard's edition; empty for anything else. */
  readonly edition: string;
}

/** All that the index keeps of a record beside its document. */
export interface IndexEntry {
  /** Its `RecordFacts`, encoded. */
  readonly facts: string;
  /** Tokens for the full-text table. */
  readonly tokens: string;
  /** What a result list shows: summaries in Chinese and English. */
  readonly summaries: readonly [zh: string, en: string];
  /** When it was last changed, as published. */
  readonly modified: string;
  readonly names: readonly RecordName[];
}

const SUMMARY_CHARACTERS = 200;

/**
 * Makes the function that turns a document, the name of the log by which it is shown, and the moment at which it was
 * published (empty where that is not known) into its index entry.
 */
export function createEntryBuilder(indexTokens: (texts: RecordTexts) => IndexTokens) {
  return function indexEntry(document: PublishedDocument, logName: string, published: string): IndexEntry {
    const { text, length } = indexTokens(searchedTexts(document));
    return {
      facts: encodeFacts(factsOf(document, logName, published, length)),
      tokens: text,
      summaries: [firstOf(inLanguage(document.descriptions, 'zh'), SUMMARY_CHARACTERS), firstOf(inLanguage(document.descriptions, 'en'), SUMMARY_CHARACTERS)],
      modified: document.modified,
      names: namesOf(document),
    };
  };
}

function searchedTexts({ id, titles, number, uscc, keywords, descriptions, items }: PublishedDocument): RecordTexts {
  const standard = number ? parseStandardNumber(number) : null;
  const spellings = standard ? [standard.base, `${standard.base}${String(standard.year ?? '')}`] : [];
  return {
    titles: [...titles.map((title) => title.text), ...(number ? [number] : [])],
    keywords,
    descriptions: [...descriptions.map((description) => description.text), ...(items.length > 0 ? [items.join(' ')] : [])],
    names: [id, uscc, ...spellings].filter(Boolean).map((name) => name.toLowerCase().replace(/[^0-9a-z]/g, '')),
  };
}

function factsOf(document: PublishedDocument, logName: string, published: string, length: number): RecordFacts {
  const { id, kind, titles, distributions, region, themes, industries, shareType, openness, grade, license, frequency, owner, conformsTo, keywords, issued, modified, temporal, bbox, servesDatasets, inForce } = document;
  const title = inLanguage(titles, 'zh');
  const titleEn = inLanguage(titles, 'en');
  return {
    id,
    kind,
    title,
    titleEn: titleEn === title ? '' : titleEn,
    region,
    themes: unique(themes),
    formats: unique(distributions.map(({ format }) => format).filter(Boolean).map(formatName)),
    shareType,
    openness,
    grade,
    license: licenceOf(license),
    frequency,
    owner,
    standards: unique(conformsTo),
    keywords: unique(keywords),
    issued,
    modified,
    temporal,
    bbox,
    hasApiFormat: kind === 'DATASET' && distributions.some(({ format }) => isApiFormat(format)),
    serves: kind === 'DATA_SERVICE' ? unique(servesDatasets) : [],
    length,
    completeness: completeness(document),
    unmetMetrics: unmetMetrics(document),
    inForce,
    keyHashes: duplicateKeys(document).map(({ key }) => textHash(key)),
    log: logName === 'PUBLIC' ? '' : logName,
    permits: document.permits,
    industries: unique(industries.flatMap(industryPath)),
    published,
    priceModels: kind === 'DATA_PRODUCT' ? unique(document.priceModels) : [],
    demandState: kind === 'DEMAND' ? document.demandState : '',
    usedWell: kind === 'USE_CASE' && document.hasOutcome ? unique(document.uses) : [],
    derivedFrom: unique(sourcesOf(document)),
    ...facilityFacts(document),
    links: unique([document.series, document.parent, ...document.supersedes, ...document.metBy].filter((link) => link !== '')),
  };
}

/** Ids of what a record was made from, or uses. */
function sourcesOf({ kind, derivedFrom, uses }: PublishedDocument): readonly string[] {
  if (kind === 'USE_CASE') return uses;
  return kind === 'DATASET' || kind === 'DATA_PRODUCT' ? derivedFrom : [];
}

const facilityFacts = ({ kind, hub, environments, accelerators }: PublishedDocument): Pick<RecordFacts, 'hub' | 'environments' | 'accelerators'> =>
  kind === 'COMPUTE_FACILITY' ? { hub, environments, accelerators: unique(accelerators) } : { hub: '', environments: [], accelerators: [] };

function namesOf(document: PublishedDocument): readonly RecordName[] {
  const { kind, number, uscc, servesDatasets, registrationCode, owner, hub } = document;
  const standard = number ? parseStandardNumber(number) : null;
  return [
    ...(standard ? [{ name: `number:${standard.base}`, edition: String(standard.year ?? '') }] : []),
    ...(uscc ? [{ name: nameOfKey('uscc', uscc), edition: '' }] : []),
    ...unique(kind === 'DATA_SERVICE' ? servesDatasets : sourcesOf(document)).map((id) => ({ name: nameOfKey('link', id), edition: '' })),
    ...(kind === 'DATA_PRODUCT' && registrationCode ? [{ name: nameOfKey('registration', registrationCode), edition: '' }] : []),
    ...(kind === 'DEMAND' && owner ? [{ name: nameOfKey('owner', owner), edition: '' }] : []),
    ...(kind === 'COMPUTE_FACILITY' ? [{ name: nameOfKey('hub', hub || NO_HUB), edition: '' }] : []),
  ];
}

const unique = <Value extends string>(values: readonly Value[]): readonly Value[] => (values.length < 2 ? values : [...new Set(values)]);
