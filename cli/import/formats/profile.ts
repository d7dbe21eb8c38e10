import type { Openness } from '../../../schema/generated/common.js';
import type { Source } from '../../../schema/formats/export-record.js';
import type { Mapping } from '../mapping/mapping.js';
import type { SourceEntry } from '../readers/source-reader.js';

export interface ProfileOptions {
  /** Names the source: records keep it as `sources[].system`. @default the format's own name */
  readonly system?: string | undefined;
  /** Id of the organization that owns what the source names no owner of. @default as the format says */
  readonly owner?: string | undefined;
  /** Openness of data of which the source does not state it. @default as the format says */
  readonly access?: Openness | undefined;
}

/** A source that says by itself what its entries mean: its entries, and how each becomes a record. */
export interface ProfiledSource {
  readonly entries: AsyncIterable<SourceEntry>;
  readonly mapping: Mapping;
  /** What the source calls a field of the record, for what a node says of it. @default the field's own path */
  readonly nameField?: (field: string) => string;
  /** What the source is a part of by a record's source, where it says all there is (`--complete`). @default the system */
  readonly scopeOf?: (source: Source) => string;
  /** What was noticed of the source as a whole, once it was read. @default nothing */
  readonly warnings?: () => readonly string[];
}

/**
 * Opens a file of a built-in format, which needs no mapping file. Opening reads nothing yet; whatever is wrong with the
 * file is an entry that is not `ok`, so that it is reported with its place.
 */
export type ImportProfile = (file: string, options: ProfileOptions) => ProfiledSource;
