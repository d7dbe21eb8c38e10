import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../../schema/canonical-json.js';
import type { Frequency, Grade, Openness, RecordKind, ShareType } from '../../schema/generated/common.js';
import type { StandardStatus } from '../../schema/generated/catalog.js';

export type LangText = { readonly lang: string; readonly text: string };
export type Source = { readonly system: string; readonly identifier: string };
export type Period = { readonly start?: string; readonly end?: string };
export type DataItem = { readonly name: string; readonly dataType?: string };
export type Distribution = {
  readonly title?: string;
  readonly accessURL: string;
  readonly downloadURL?: string;
  readonly format?: string;
  readonly mediaType?: string;
  readonly byteSize?: number;
  readonly license?: string;
};

/** What a steward can say of anything. Whatever is not set is absent, empty lists too; links are ids. */
type Common = {
  readonly titles: readonly LangText[];
  readonly descriptions?: readonly LangText[];
  readonly keywords?: readonly string[];
  readonly landingPage?: string;
  readonly issued?: string;
  readonly modified?: string;
  readonly sources?: readonly Source[];
};

export type DatasetContent = Common & {
  readonly kind: 'DATASET';
  readonly owner: string;
  readonly distributions?: readonly Distribution[];
  readonly conformsTo?: readonly string[];
  readonly series?: string;
  readonly themes: readonly string[];
  readonly region?: string;
  readonly bbox?: readonly number[];
  readonly temporal?: Period;
  readonly frequency: Frequency;
  readonly shareType: ShareType;
  readonly shareCondition?: string;
  readonly openness: Openness;
  readonly grade?: Grade;
  readonly license?: string;
  readonly items?: readonly DataItem[];
  readonly derivedFrom?: readonly string[];
};

export type DataSeriesContent = Common & {
  readonly kind: 'DATA_SERIES';
  readonly owner?: string;
  readonly themes?: readonly string[];
  readonly region?: string;
  readonly temporal?: Period;
  readonly frequency?: Frequency;
};

export type DataServiceContent = Common & {
  readonly kind: 'DATA_SERVICE';
  readonly owner?: string;
  readonly endpointURL: string;
  readonly endpointDescription?: string;
  readonly servesDatasets?: readonly string[];
  readonly conformsTo?: readonly string[];
  readonly themes?: readonly string[];
  readonly region?: string;
  readonly shareType: ShareType;
  readonly shareCondition?: string;
  readonly openness: Openness;
  readonly license?: string;
};

export type StandardContent = Common & {
  readonly kind: 'STANDARD';
  readonly number: string;
  readonly status?: StandardStatus;
  readonly supersedes?: readonly string[];
  readonly owner?: string;
  readonly themes?: readonly string[];
};

export type OrganizationContent = Common & {
  readonly kind: 'ORGANIZATION';
  readonly uscc?: string;
  readonly region?: string;
  readonly homepage?: string;
  readonly parent?: string;
};

/** A record as its steward wrote it, checked and cleaned: all of it but what publishing adds. */
export type RecordContent = DatasetContent | DataSeriesContent | DataServiceContent | StandardContent | OrganizationContent;

/** A record as it was published. `modified` is its owner's word, else the moment of publishing. */
export type CatalogRecord = RecordContent & { readonly id: string; readonly version: number; readonly modified: string };

/** What is left of a withdrawn record. */
export type Tombstone = { readonly id: string; readonly version: number; readonly reason: string; readonly replacedBy?: string };

/** A text as it is published, with the hash that the log keeps of it. */
export interface Published<Body> {
  readonly body: Body;
  /** RFC 8785 canonical JSON of `body`. */
  readonly document: string;
  /** SHA-256, in hex, over the UTF-8 bytes of `document`. */
  readonly recordHash: string;
}

export function publishRecord(content: RecordContent, id: string, version: number, at: string): Published<CatalogRecord> {
  return published({ ...content, id, version, modified: content.modified ?? at });
}

export function publishTombstone(tombstone: Tombstone): Published<Tombstone> {
  return published(tombstone);
}

/** The same for two records that say the same, whatever their versions and whenever they were published. */
export const contentHash = (content: RecordContent): string => sha256Hex(canonicalJson(content));

/** The authority that an id names: its first part. */
export const authorityOf = (id: string): string => id.slice(0, id.indexOf('-'));

export type { RecordKind };

export const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

function published<Body extends Json>(body: Body): Published<Body> {
  const document = canonicalJson(body);
  return { body, document, recordHash: sha256Hex(document) };
}
