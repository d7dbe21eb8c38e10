import type { AcceleratorKind, ComputeHub, DemandState, Frequency, Grade, Openness, PriceModel, ProtectedEnvironment, RecordKind, ShareType } from '../../../schema/generated/common.js';
import { audienceOf, AUDIENCES, type Audience } from '../../../schema/audience.js';
import { ACCELERATOR_KINDS, COMPUTE_HUBS, ENVIRONMENTS } from '../../../schema/compute/facility.js';
import { DEMAND_STATES, FREQUENCIES, GRADES, OPENNESS, SHARE_TYPES } from '../../../schema/enum-words.js';
import { parseId } from '../../../schema/ids.js';
import { PRICE_MODELS } from '../../../schema/market/offer.js';
import { isHighSurrogate } from '../text/character-class.js';
import { permittedActions } from './permitted-actions.js';

export interface LangText {
  readonly lang: string;
  readonly text: string;
}

export interface PublishedDistribution {
  readonly accessURL: string;
  readonly downloadURL: string;
  readonly format: string;
  readonly mediaType: string;
  readonly byteSize: number | null;
  readonly license: string;
}

/** The system that a record came from, and its identifier there. */
export interface PublishedSource {
  readonly system: string;
  readonly identifier: string;
}

/** A record as its owner published it, as far as the index looks at it. What is absent is empty or null. */
export interface PublishedDocument {
  readonly id: string;
  readonly kind: RecordKind;
  readonly titles: readonly LangText[];
  readonly descriptions: readonly LangText[];
  readonly keywords: readonly string[];
  readonly landingPage: string;
  readonly sources: readonly PublishedSource[];
  readonly issued: string;
  readonly modified: string;
  readonly owner: string;
  readonly distributions: readonly PublishedDistribution[];
  readonly conformsTo: readonly string[];
  readonly themes: readonly string[];
  readonly industries: readonly string[];
  readonly region: string;
  readonly bbox: readonly [number, number, number, number] | null;
  readonly temporal: readonly [start: string, end: string] | null;
  readonly frequency: Frequency | '';
  readonly shareType: ShareType | '';
  readonly shareCondition: string;
  readonly openness: Openness | '';
  readonly grade: Grade | '';
  readonly license: string;
  readonly items: readonly string[];
  readonly endpointURL: string;
  readonly endpointDescription: string;
  readonly servesDatasets: readonly string[];
  readonly number: string;
  readonly uscc: string;
  /** Whether it is a standard that says of itself that it is current. */
  readonly inForce: boolean;
  /** Who may know of it, by its own word. */
  readonly audience: Audience;
  /** Actions of ODRL that its policy permits. */
  readonly permits: readonly string[];
  /** Whether it has a policy, of whatever form. */
  readonly hasPolicy: boolean;
  readonly derivedFrom: readonly string[];
  readonly series: string;
  readonly parent: string;
  readonly supersedes: readonly string[];
  readonly metBy: readonly string[];
  readonly registrationCode: string;
  /** Price models of its offers. */
  readonly priceModels: readonly PriceModel[];
  readonly demandState: DemandState | '';
  /** Datasets that it uses. */
  readonly uses: readonly string[];
  /** Whether it tells what came of it. */
  readonly hasOutcome: boolean;
  readonly hub: ComputeHub | '';
  readonly environments: readonly ProtectedEnvironment[];
  readonly accelerators: readonly AcceleratorKind[];
}

/** A document that can't be shown as a record; the message says why. */
export class UnreadableDocument extends Error {
  override readonly name = 'UnreadableDocument';
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the document of the record `id`. Eighty offices write these, so what has an unexpected form is passed over
 * and the rest is used; what is longer than any record needs is cut, so that none of them fills the memory of all.
 *
 * @throws UnreadableDocument unless it is a JSON object about that record with a title
 */
export function readDocument(id: string, document: string): PublishedDocument {
  const fields = parseObject(document);
  const parsed = parseId(id);
  if (!parsed.ok) throw new UnreadableDocument(parsed.problem);
  if (fields['id'] !== id) throw new UnreadableDocument(`Expected the document of ${id} but got that of another.`);
  const titles = langTexts(fields['titles'], LONGEST.title);
  if (titles.length === 0) throw new UnreadableDocument('Expected a title but got none.');
  return {
    id,
    kind: parsed.kind,
    titles,
    ...textsOf(fields),
    keywords: texts(fields['keywords'], MOST.keywords),
    landingPage: text(fields['landingPage'], LONGEST.address),
    sources: objects(fields['sources'], MOST.sources).map((one) => ({ system: text(one['system']), identifier: text(one['identifier'], LONGEST.address) })).filter(({ system, identifier }) => system !== '' && identifier !== ''),
    issued: text(fields['issued']),
    modified: text(fields['modified']),
    owner: text(fields['owner']),
    distributions: objects(fields['distributions'], MOST.distributions).map((one) => ({ accessURL: text(one['accessURL'], LONGEST.address), downloadURL: text(one['downloadURL'], LONGEST.address), format: text(one['format']), mediaType: text(one['mediaType']), byteSize: typeof one['byteSize'] === 'number' ? one['byteSize'] : null, license: text(one['license']) })),
    conformsTo: texts(fields['conformsTo'], MOST.references),
    themes: texts(fields['themes'], MOST.themes),
    industries: texts(fields['industries'], MOST.themes),
    region: text(fields['region']),
    bbox: box(fields['bbox']),
    temporal: period(fields['temporal']),
    frequency: oneOf(FREQUENCIES, fields['frequency']),
    shareType: oneOf(SHARE_TYPES, fields['shareType']),
    shareCondition: text(fields['shareCondition']),
    openness: oneOf(OPENNESS, fields['openness']),
    grade: oneOf(GRADES, fields['grade']),
    license: text(fields['license']),
    endpointURL: text(fields['endpointURL'], LONGEST.address),
    endpointDescription: text(fields['endpointDescription'], LONGEST.address),
    servesDatasets: texts(fields['servesDatasets'], MOST.references),
    number: text(fields['number']),
    uscc: text(fields['uscc']),
    inForce: fields['status'] === 'CURRENT',
    audience: audience(fields),
    permits: permittedActions(fields['policy']),
    hasPolicy: text(fields['policy'], 1) !== '',
    derivedFrom: texts(fields['derivedFrom'], MOST.references),
    series: text(fields['series']),
    parent: text(fields['parent']),
    supersedes: texts(fields['supersedes'], MOST.references),
    metBy: texts(fields['metBy'], MOST.references),
    registrationCode: text(fields['registrationCode']),
    priceModels: objects(fields['offers'], MOST.offers).map((offer) => oneOf(PRICE_MODELS, offer['priceModel'])).filter((model) => model !== ''),
    demandState: oneOf(DEMAND_STATES, fields['state']),
    uses: texts(fields['uses'], MOST.references),
    hasOutcome: langTexts(fields['outcomes'], LONGEST.value).length > 0,
    hub: oneOf(COMPUTE_HUBS, fields['hub']),
    environments: ENVIRONMENTS.filter((environment) => list(fields['environments']).includes(environment)),
    accelerators: objects(fields['accelerators'], MOST.accelerators).map((one) => oneOf(ACCELERATOR_KINDS, one['kind'])).filter((kind) => kind !== ''),
  };
}

/** Descriptions and items of a document that was read before, and nothing else of it. @throws UnreadableDocument unless it is a JSON object */
export const readTexts = (document: string): DocumentTexts => textsOf(parseObject(document));

type DocumentTexts = Pick<PublishedDocument, 'descriptions' | 'items'>;

const textsOf = (fields: Fields): DocumentTexts => ({
  descriptions: langTexts(fields['descriptions'], LONGEST.description),
  items: objects(fields['items'], MOST.items).map((item) => text(item['name'])).filter(Boolean),
});

/** The id that a document has, '' for none. @throws UnreadableDocument unless it is a JSON object */
export function idIn(document: string): string {
  return text(parseObject(document)['id']);
}

/** The text in the language asked for, else the first in another one. */
export function inLanguage(candidates: readonly LangText[], language: 'zh' | 'en'): string {
  const match = candidates.find(({ lang }) => lang.slice(0, 2).toLowerCase() === language) ?? candidates[0];
  return match?.text ?? '';
}

/** Characters of each kind of text, and how many of a list the index looks at. */
const LONGEST = { value: 200, title: 2_000, address: 2_000, description: 100_000 } as const;
const MOST = { languages: 50, sources: 100, keywords: 500, themes: 100, distributions: 1_000, items: 5_000, references: 10_000, offers: 1_000, accelerators: 1_000 } as const;


/** A word that is not known here may mean anything, so it is taken for the strictest. */
function audience({ audience: word = 'PUBLIC', named, grade }: Fields): Audience {
  const known = AUDIENCES.find((one) => one === word) ?? (word === null ? 'PUBLIC' : 'OWNER');
  return audienceOf({ audience: known, named: list(named).filter((code) => typeof code === 'string'), ...(grade === 'CORE' && { grade }) });
}

function parseObject(document: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(document);
  } catch (error) {
    // The parser's own words have a piece of the text in them, and a reason is shown to everybody.
    throw new UnreadableDocument('Expected JSON but got another text.', { cause: error });
  }
  if (!isObject(value)) throw new UnreadableDocument('Expected a JSON object.');
  return value;
}

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown, longest: number = LONGEST.value): string => (typeof value === 'string' ? cut(value.trim(), longest) : '');
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const texts = (value: unknown, most: number): readonly string[] => list(value).map((one) => text(one)).filter(Boolean).slice(0, most);
const objects = (value: unknown, most: number): readonly Fields[] => list(value).filter(isObject).slice(0, most);
const langTexts = (value: unknown, longest: number): readonly LangText[] => objects(value, MOST.languages).map((one) => ({ lang: text(one['lang']), text: text(one['text'], longest) })).filter((one) => one.text !== '');
const oneOf = <Value extends string>(values: readonly Value[], value: unknown): Value | '' => values.find((known) => known === value) ?? '';

/** The beginning of a text, not through the middle of a character. */
function cut(text: string, longest: number): string {
  return text.length <= longest ? text : text.slice(0, isHighSurrogate(text.charCodeAt(longest - 1)) ? longest - 1 : longest);
}

function box(value: unknown): PublishedDocument['bbox'] {
  const numbers = list(value).filter((part) => typeof part === 'number' && Number.isFinite(part));
  return numbers.length === 4 ? (numbers as [number, number, number, number]) : null;
}

function period(value: unknown): PublishedDocument['temporal'] {
  if (!isObject(value)) return null;
  const ends = [text(value['start']), text(value['end'])] as const;
  return ends[0] || ends[1] ? ends : null;
}
