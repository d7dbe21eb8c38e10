import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../../schema/canonical-json.js';
import type { ExportRecord, RecordContent } from '../../schema/formats/export-record.js';
import type { RecordKind } from '../../schema/generated/common.js';

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

/** The same for two records that say the same, whatever their versions and whenever they were published. */
export const contentHash = (content: RecordContent): string => sha256Hex(canonicalJson(content));

/** The authority that an id names: its first part. */
export const authorityOf = (id: string): string => id.slice(0, id.indexOf('-'));

export type { DataItem, Distribution, LangText, Period, RecordContent, Source } from '../../schema/formats/export-record.js';
export type { RecordKind };

export const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

function published<Body extends Json>(body: Body): Published<Body> {
  const document = canonicalJson(body);
  return { body, document, recordHash: sha256Hex(document) };
}
