import { audienceOf, logKey, logNameOf } from '../../schema/audience.js';
import { canonicalJson, type Json } from '../../schema/canonical-json.js';
import type { ExportRecord, RecordContent } from '../../schema/formats/export-record.js';
import type { RecordKind } from '../../schema/generated/common.js';
import { sha256Hex } from '../../schema/sha256-hex.js';

/** A record as it was published. `modified` is its owner's word, else the moment of publishing. */
export type CatalogRecord = ExportRecord;

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

/**
 * The tombstone of a record that has gone to a log of another audience. It tells nothing but that, and can be made again
 * from its entry, for a store keeps the text of a record's newest entry only.
 */
export const departed = (id: string, version: number): Published<Tombstone> => publishTombstone({ id, version, reason: DEPARTED });

const DEPARTED = 'not published here any more';

/** Whether a tombstone is one of `departed`. */
export const isDeparted = ({ reason, replacedBy }: Tombstone): boolean => reason === DEPARTED && replacedBy === undefined;

/** The same for two records that say the same, whatever their versions and whenever they were published. */
export const contentHash = (content: RecordContent): string => sha256Hex(canonicalJson(content));

/** Key of the log that a record of an authority belongs in, by what it says of who may know of it. */
export const logOf = (authority: string, content: RecordContent): string => logKey(authority, logNameOf(audienceOf(content)));

export type { DataItem, Distribution, LangText, Period, RecordContent, Source } from '../../schema/formats/export-record.js';
export type { RecordKind };

function published<Body extends Json>(body: Body): Published<Body> {
  const document = canonicalJson(body);
  return { body, document, recordHash: sha256Hex(document) };
}
