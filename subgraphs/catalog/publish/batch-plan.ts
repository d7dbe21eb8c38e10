import { canonicalJson } from '../../../schema/canonical-json.js';
import { formatId, TYPE_NAMES } from '../../../schema/ids.js';
import { departed, isDeparted, publishRecord, type CatalogRecord, type RecordContent, type RecordKind, type Source } from '../model.js';
import { kindOf, versionOf, type Change, type StoredRecord } from '../stores/record-store.js';
import { problem, type Problem } from '../validate/report.js';
import { hiddenSerial } from './hidden-serial.js';
import { keepAudience } from './keep-audience.js';

/** A valid record of one authority that waits to be published. */
export interface Draft {
  /** Position in the request. */
  readonly index: number;
  readonly id: string | null;
  readonly content: RecordContent;
  readonly contentHash: string;
  /** Whether its steward said who may know of it, if only that everybody may. */
  readonly saysAudience: boolean;
}

/** What became of a record of the request. */
export type Outcome = { readonly index: number } & (
  | { readonly outcome: 'CREATED' | 'UPDATED' | 'UNCHANGED'; readonly id: string; readonly version: number }
  | { readonly outcome: 'REJECTED'; readonly id: string | null; readonly problems: readonly Problem[] }
);

/** What the store holds of all that the drafts name. */
export interface Holdings {
  readonly records: ReadonlyMap<string, StoredRecord>;
  /** Ids by `sourceKey`. */
  readonly sources: ReadonlyMap<string, string>;
  /** Highest serial in use, the ones named in the request included. */
  readonly serials: ReadonlyMap<RecordKind, number>;
}

/** Changes of one log, for one append. */
export interface LogChanges {
  readonly log: string;
  readonly changes: readonly Change[];
}

export interface BatchPlan {
  /** In the order in which they are to be appended. */
  readonly appends: readonly LogChanges[];
  readonly outcomes: readonly Outcome[];
}

export const sourceKey = ({ system, identifier }: Source): string => JSON.stringify([system, identifier]);

/** Decides what each draft is: new, changed, unchanged or in conflict. Each sees what those before it did. */
export function planBatch(authority: string, drafts: readonly Draft[], holdings: Holdings, at: string): BatchPlan {
  const plan = new Plan(authority, holdings, at);
  const outcomes = drafts.map((draft) => plan.add(draft));
  return { appends: plan.appends, outcomes };
}

class Plan {
  readonly appends: { readonly log: string; readonly changes: Change[] }[] = [];
  readonly #authority: string;
  readonly #at: string;
  readonly #records: Map<string, StoredRecord>;
  readonly #sources: Map<string, string>;
  readonly #serials: Map<RecordKind, number>;

  constructor(authority: string, { records, sources, serials }: Holdings, at: string) {
    this.#authority = authority;
    this.#at = at;
    this.#records = new Map(records);
    this.#sources = new Map(sources);
    this.#serials = new Map(serials);
  }

  add(draft: Draft): Outcome {
    const { index } = draft;
    const conflict = this.#conflict(draft);
    if (conflict) return { index, outcome: 'REJECTED', id: draft.id, problems: [conflict] };
    const known = draft.id ?? this.#bySources(draft.content)[0] ?? null;
    const before = known === null ? null : (this.#records.get(known) ?? null);
    const placed = keepAudience(this.#authority, draft, before);
    if ('rule' in placed) return { index, outcome: 'REJECTED', id: known, problems: [placed] };
    const { content, contentHash, log } = placed;
    const id = known ?? this.#mint(content.kind, log);
    const loop = selfLink(content, id);
    if (loop) return { index, outcome: 'REJECTED', id, problems: [loop] };
    if (before?.state === 'LIVE' && before.log === log && (before.contentHash === contentHash || isAsPublished(content, before.record))) return { index, outcome: 'UNCHANGED', id, version: before.record.version };
    const version = 1 + (before && before.log !== log ? this.#leave(before, id) : versionOf(before));
    this.#stage(log, { op: 'UPSERT', published: publishRecord(content, id, version, this.#at), contentHash, at: this.#at });
    return { index, outcome: before ? 'UPDATED' : 'CREATED', id, version };
  }

  /** Records that any of the sources names; more than one is a conflict. */
  #bySources({ sources = [] }: RecordContent): readonly string[] {
    const ids = sources.map((source) => this.#sources.get(sourceKey(source))).filter((id) => id !== undefined);
    return [...new Set(ids)];
  }

  #conflict({ id, content }: Draft): Problem | null {
    const named = this.#bySources(content);
    const claimed = id === null ? named : [...new Set([id, ...named])];
    if (claimed.length > 1) {
      return problem('SOURCE_CONFLICT', 'sources', claimed.join(', '), `Expected all sources to name one record but they name ${claimed.join(' and ')}: take the source out of one, or retire the other.`);
    }
    const found = claimed[0] === undefined ? undefined : this.#records.get(claimed[0]);
    if (!found) return null;
    if (kindOf(found) === content.kind) return id === null ? replaced(found) : null;
    return problem('SOURCE_CONFLICT', 'kind', content.kind, `Expected the kind of ${String(claimed[0])}, which its sources name: a ${TYPE_NAMES[kindOf(found)]} does not become a ${TYPE_NAMES[content.kind]}.`);
  }

  /** Of an append that is not complete yet a reader may see a record before the serial that it took: what is held is never minted. */
  #mint(kind: RecordKind, log: string): string {
    if (log !== this.#authority) return formatId(this.#authority, kind, hiddenSerial());
    const serial = (this.#serials.get(kind) ?? 0) + 1;
    this.#serials.set(kind, serial);
    const id = formatId(this.#authority, kind, serial);
    return this.#records.has(id) ? this.#mint(kind, log) : id;
  }

  /** Ends a record in the log that it stands in, before another audience is told of it. @returns the version of its tombstone */
  #leave(before: StoredRecord, id: string): number {
    // Its tombstone is there already where the node stopped before the record was published in the other log.
    if (before.state === 'RETIRED' && isDeparted(before.tombstone)) return versionOf(before);
    const version = versionOf(before) + 1;
    this.#append(before.log, { op: 'TOMBSTONE', kind: kindOf(before), published: departed(id, version), at: this.#at });
    return version;
  }

  /** Changes are appended in their order, so that each finds what those before it did. */
  #append(log: string, change: Change): void {
    const last = this.appends.at(-1);
    if (last?.log === log) last.changes.push(change);
    else this.appends.push({ log, changes: [change] });
  }

  #stage(log: string, change: Change & { readonly op: 'UPSERT' }): void {
    const record = change.published.body;
    for (const [key, id] of this.#sources) if (id === record.id) this.#sources.delete(key);
    for (const source of record.sources ?? []) this.#sources.set(sourceKey(source), record.id);
    this.#records.set(record.id, { log, state: 'LIVE', record, contentHash: change.contentHash, at: change.at });
    this.#append(log, change);
  }
}

/** Whether this is the record as it was published, with the date that publishing gave it: what an export brings back. */
function isAsPublished(content: RecordContent, record: CatalogRecord): boolean {
  return content.modified === record.modified && publishRecord(content, record.id, record.version, record.modified).document === canonicalJson(record);
}

/** A record that was merged into another: an import that still brings its source must not undo that unseen. */
function replaced(found: StoredRecord): Problem | null {
  if (found.state === 'LIVE' || found.tombstone.replacedBy === undefined) return null;
  const { id, replacedBy } = found.tombstone;
  return problem('REPLACED', 'sources', id, `Expected a source of a live record but it names ${id}, which ${replacedBy} has replaced: publish under that id, or name ${id} itself to bring it back.`);
}

/** A record that is made from, replaces or is part of itself. */
function selfLink(content: RecordContent, id: string): Problem | null {
  const field = (['parent', 'derivedFrom', 'supersedes'] as const).find((name) => [(content as Links)[name]].flat().includes(id));
  return field ? problem('SELF_LINK', field, id, 'Expected another record: this one can not be linked to itself.') : null;
}

interface Links {
  readonly parent?: string;
  readonly derivedFrom?: string[];
  readonly supersedes?: string[];
}
