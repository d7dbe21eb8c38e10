import type { AcceleratorKind, ComputeHub, DemandState, Frequency, Grade, Openness, PriceModel, ProtectedEnvironment, RecordKind, ShareType } from '../../../schema/generated/common.js';

/** What the index knows of a record to filter, count and sort by. Texts that are absent are empty, dates as published. */
export interface RecordFacts {
  readonly id: string;
  readonly kind: RecordKind;
  /** Titles to show when asked in Chinese and in English; the second is empty where it would be the same. */
  readonly title: string;
  readonly titleEn: string;
  readonly region: string;
  readonly themes: readonly string[];
  readonly formats: readonly string[];
  readonly shareType: ShareType | '';
  readonly openness: Openness | '';
  readonly grade: Grade | '';
  readonly license: string;
  readonly frequency: Frequency | '';
  readonly owner: string;
  readonly standards: readonly string[];
  readonly keywords: readonly string[];
  readonly issued: string;
  readonly modified: string;
  readonly temporal: readonly [start: string, end: string] | null;
  readonly bbox: readonly [west: number, south: number, east: number, north: number] | null;
  /** Whether one of its own distributions is an API. */
  readonly hasApiFormat: boolean;
  /** Datasets that a data service gives access to. */
  readonly serves: readonly string[];
  /** Tokens of its texts. */
  readonly length: number;
  /** How complete its metadata are, 0 to 1000: what ranks hits that match alike. */
  readonly completeness: number;
  /** The metrics of the MQA that it does not meet, a bit for each; null where its kind is not judged. */
  readonly unmetMetrics: number | null;
  /** Whether it is a standard that is current. */
  readonly inForce: boolean;
  /** Hashes of its duplicate keys. */
  readonly keyHashes: readonly number[];
  /** Name of the log that tells who may know of it; empty where everybody may. */
  readonly log: string;
  /** Actions of ODRL that its policy permits. */
  readonly permits: readonly string[];
  /** When this version was published; empty where its node did not say. */
  readonly published: string;
  /** Codes of GB/T 4754, each with all that it is part of. */
  readonly industries: readonly string[];
  /** Of data products: how they can be paid for. */
  readonly priceModels: readonly PriceModel[];
  /** Of demands: how it stands with them. */
  readonly demandState: DemandState | '';
  /** Datasets that a use case uses which tells what came of it. */
  readonly usedWell: readonly string[];
  /** Ids of the records that it was made from, or uses. */
  readonly derivedFrom: readonly string[];
  /** Of computing facilities: the hub that they are part of, what they process data in, and with what accelerators. */
  readonly hub: ComputeHub | '';
  readonly environments: readonly ProtectedEnvironment[];
  readonly accelerators: readonly AcceleratorKind[];
  /** Other records that it refers to: its series, its parent, what it replaces, what it is met by. */
  readonly links: readonly string[];
}

/** The facts as one compact text; a million of them are read at every start. */
export function encodeFacts(facts: RecordFacts): string {
  const { id, kind, title, titleEn, region, themes, formats, shareType, openness, grade, license, frequency, owner, standards, keywords, issued, modified, temporal, bbox, hasApiFormat, serves, length, completeness, unmetMetrics, inForce, keyHashes, log, permits, published, industries, priceModels, demandState, usedWell, derivedFrom, hub, environments, accelerators, links } = facts;
  return JSON.stringify([id, kind, title, titleEn, region, themes, formats, shareType, openness, grade, license, frequency, owner, standards, keywords, issued, modified, temporal, bbox, hasApiFormat, serves, length, completeness, unmetMetrics, inForce, keyHashes, log, permits, published, industries, priceModels, demandState, usedWell, derivedFrom, hub, environments, accelerators, links]);
}

type Values<Names extends readonly (keyof RecordFacts)[]> = { readonly [Position in keyof Names]: RecordFacts[Names[Position]] };
type Encoded = Values<['id', 'kind', 'title', 'titleEn', 'region', 'themes', 'formats', 'shareType', 'openness', 'grade', 'license', 'frequency', 'owner', 'standards', 'keywords', 'issued', 'modified', 'temporal', 'bbox', 'hasApiFormat', 'serves', 'length', 'completeness', 'unmetMetrics', 'inForce', 'keyHashes', 'log', 'permits', 'published', 'industries', 'priceModels', 'demandState', 'usedWell', 'derivedFrom', 'hub', 'environments', 'accelerators', 'links']>;

/**
 * Facts of version 4 have neither log nor permits: all was public then. Those of version 5 do not say when they were published,
 * nor of what industry they are. Those of before there were data products have no price models, and those of before demands and
 * use cases neither a state nor what is used. Those of version
 * 8 do not say what they were made from. Those of before computing facilities have nothing of these.
 * Those of version 9 have no links.
 */
export function decodeFacts(text: string): RecordFacts {
  const [id, kind, title, titleEn, region, themes, formats, shareType, openness, grade, license, frequency, owner, standards, keywords, issued, modified, temporal, bbox, hasApiFormat, serves, length, completeness, unmetMetrics, inForce, keyHashes, log = '', permits = [], published = '', industries = [], priceModels = [], demandState = '', usedWell = [], derivedFrom = [], hub = '', environments = [], accelerators = [], links = []] = JSON.parse(text) as Encoded;
  return { id, kind, title, titleEn, region, themes, formats, shareType, openness, grade, license, frequency, owner, standards, keywords, issued, modified, temporal, bbox, hasApiFormat, serves, length, completeness, unmetMetrics, inForce, keyHashes, log, permits, published, industries, priceModels, demandState, usedWell, derivedFrom, hub, environments, accelerators, links };
}
