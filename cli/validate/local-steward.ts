import type { RecordInput } from '../../schema/generated/catalog.js';
import { formatId, parseId } from '../../schema/ids.js';
import { qualityOf, type Quality } from '../../schema/quality/quality.js';
import type { RecordContent } from '../../subgraphs/catalog/model.js';
import { validateRecord } from '../../subgraphs/catalog/validate/validate-record.js';
import type { Steward, StewardResult } from '../import/steward.js';

export interface LocalStewardOptions {
  /** Whose the records are to be. Without one, an id may be of any authority, and new records get made-up ids. */
  readonly authority?: string | undefined;
  /** The day to judge quality on, as `2026-03-01`. */
  readonly on: string;
  /** Told of each valid record what its quality is; null of a kind that is not judged. */
  readonly onJudged: (id: string, quality: Quality | null) => void;
}

/** Stands for an authority in ids that leave this process nowhere. */
const ANY_AUTHORITY = 'LOCAL';

/** A steward without a node: it judges each record by the node's own rules and publishes nothing. */
export function createLocalSteward({ authority, on, onJudged }: LocalStewardOptions): Steward {
  let serial = 0;
  const judge = (record: RecordInput, index: number): StewardResult => {
    const validated = validateRecord(record, servedFor(record, authority));
    if (!validated.ok) return { index, outcome: 'REJECTED', id: validated.id, problems: [...validated.problems] };
    const id = validated.id ?? formatId(validated.authority ?? authority ?? ANY_AUTHORITY, validated.content.kind, ++serial);
    onJudged(id, qualityOf(asPublished(validated.content, on), on));
    return { index, outcome: 'CREATED', id, problems: [] };
  };
  return async (records) => records.map(judge);
}

/** A node serves its own authorities; without one to ask for, whatever the record names is served. */
function servedFor({ id, authority: named }: RecordInput, authority: string | undefined): ReadonlySet<string> {
  if (authority !== undefined) return new Set([authority]);
  const parsed = parseId(id?.trim() ?? '');
  return new Set([named?.trim() ?? (parsed.ok ? parsed.authority : ANY_AUTHORITY)]);
}

/** A node gives a record without a date of change that of its publishing. */
const asPublished = (content: RecordContent, on: string): RecordContent => ({ ...content, modified: content.modified ?? on });
