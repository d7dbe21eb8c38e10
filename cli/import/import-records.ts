import type { RecordInput } from '../../schema/generated/catalog.js';
import { Batch, sizeOf, type BatchLimits, type Pending } from './batch.js';
import { ImportTally, type ImportReport, type Rejection } from './import-report.js';
import { LinkTable, ownerProblem } from './link-table.js';
import type { MappedRecord, Mapping } from './mapping/mapping.js';
import type { Problem } from './mapping/rule.js';
import { publishOwners, type OwnerState } from './publish-owners.js';
import type { SourceEntry } from './readers/source-reader.js';
import type { Steward, StewardResult } from './steward.js';

export interface ImportOptions {
  readonly entries: AsyncIterable<SourceEntry>;
  readonly mapping: Mapping;
  readonly steward: Steward;
  /** The authority that the records are to be of; needed where the node serves several. */
  readonly authority?: string | undefined;
  readonly limits?: BatchLimits;
  /** What the source calls a field of the record, for what the node says of it. @default the field's own path */
  readonly nameField?: ((field: string) => string) | undefined;
  /** Told of each record that the node has now, with its id and the line that it comes from. */
  readonly onPublished?: (id: string, record: RecordInput, line: number) => void;
  /** Told of each entry that did not become a record. */
  readonly onRejected?: (rejection: Rejection) => void;
  /** Told after each request how far it is. */
  readonly onProgress?: (report: ImportReport) => void;
  /** Ends the import after the request under way. */
  readonly signal?: AbortSignal;
}

/** The import could not go on. What `report` counts as done is done; doing it again changes nothing. */
export class ImportStopped extends Error {
  override readonly name = 'ImportStopped';
  constructor(
    reason: string,
    readonly report: ImportReport,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}

/** What a node reads at most; a record near it could not be sent with anything else. */
const RECORD_LIMIT_BYTES = 15 * 1024 * 1024;

/**
 * Maps a source's entries and publishes them at a node, batch by batch, each record's owner first. An entry that is
 * wrong costs itself only.
 *
 * @throws ImportStopped where the node no longer answers, the source no longer reads, or `signal` says so
 */
export async function importRecords(options: ImportOptions): Promise<ImportReport> {
  const run = new ImportRun(options);
  try {
    return await run.finish();
  } catch (error) {
    throw new ImportStopped(error instanceof Error ? error.message : String(error), run.report(), { cause: error });
  }
}

class ImportRun {
  readonly #options: ImportOptions;
  readonly #tally = new ImportTally();
  readonly #batch: Batch;
  readonly #owners = new Map<string, OwnerState>();
  readonly #links = new LinkTable();
  readonly #lineOf = new Map<string, number>();

  constructor(options: ImportOptions) {
    this.#options = options;
    this.#batch = new Batch(options.limits);
  }

  report(): ImportReport {
    return this.#tally.report();
  }

  async finish(): Promise<ImportReport> {
    for await (const entry of this.#options.entries) {
      this.#options.signal?.throwIfAborted();
      this.#tally.read();
      const item = this.#accept(entry);
      if (item) await this.#enqueue(item);
    }
    await this.#flush();
    return this.report();
  }

  #accept(entry: SourceEntry): Pending | undefined {
    const { line } = entry;
    if (!entry.ok) return this.#reject(line, null, [sourceProblem(entry)]);
    const mapped = this.#options.mapping(entry.value);
    if (mapped.outcome === 'SKIPPED') return void this.#tally.skip(mapped.because);
    if (mapped.outcome === 'REJECTED') return this.#reject(line, mapped.identifier, mapped.problems);
    const { identifier } = mapped;
    const before = this.#lineOf.get(identifier);
    if (before !== undefined) return this.#reject(line, identifier, [duplicateOf(identifier, before)]);
    this.#lineOf.set(identifier, line);
    this.#tally.note(mapped.notes);
    return { ...mapped, line };
  }

  async #enqueue(item: Pending): Promise<void> {
    const bytes = sizeOf(item.record);
    if (bytes > RECORD_LIMIT_BYTES) {
      this.#reject(item.line, item.identifier, [tooLarge(bytes)]);
      return;
    }
    if (this.#batch.isFullFor(bytes) || this.#batch.hasAny(item.links)) await this.#flush();
    this.#batch.add(item, bytes);
  }

  async #flush(): Promise<void> {
    const items = this.#batch.take();
    if (items.length === 0) return;
    const { steward, onProgress } = this.#options;
    await publishOwners(items, { steward, tally: this.#tally, known: this.#owners, prepare: (owner) => this.#addressed(owner.record) });
    const ready = items.flatMap((item) => this.#withOwner(item)).flatMap((item) => this.#withLinks(item));
    const results = ready.length > 0 ? await steward(ready.map(({ record }) => record)) : [];
    for (const [index, result] of results.entries()) this.#settle(ready[index] as Pending, result);
    onProgress?.(this.report());
  }

  #settle({ line, identifier, alias, record }: Pending, { outcome, id, problems }: StewardResult): void {
    if (outcome === 'REJECTED') return this.#reject(line, identifier, this.#named(problems));
    this.#tally.record(outcome);
    if (id == null) return;
    this.#links.add(identifier, id, alias);
    this.#options.onPublished?.(id, record, line);
  }

  #named(problems: readonly Problem[]): readonly Problem[] {
    const { nameField } = this.#options;
    return nameField ? problems.map((problem) => ({ ...problem, field: nameField(problem.field) })) : problems;
  }

  /** The record with its owner's id; none where the node would not have the owner. */
  #withOwner(item: Pending): readonly Pending[] {
    const owner: OwnerState | undefined = item.owner && this.#owners.get(item.owner.identifier);
    if (owner && 'problems' in owner) {
      this.#reject(item.line, item.identifier, this.#named(owner.problems));
      return [];
    }
    const record = this.#addressed(item.record);
    return [{ ...item, record: owner ? { ...record, owner: owner.id } : record }];
  }

  /** The record with the ids of those that it is linked to; none where the node would not have its owner. */
  #withLinks(item: Pending): readonly Pending[] {
    const { record, lost } = this.#links.resolve(item.record, item.links);
    const problem = ownerProblem(lost);
    if (problem) {
      this.#reject(item.line, item.identifier, this.#named([problem]));
      return [];
    }
    if (lost.length > 0) this.#tally.note(lost.map(({ field }) => `${field}: a link to a record that was rejected was left out`));
    return [{ ...item, record }];
  }

  #addressed(record: MappedRecord['record']): RecordInput {
    const { authority } = this.#options;
    return authority === undefined ? record : { ...record, authority };
  }

  #reject(line: number, identifier: string | null, problems: readonly Problem[]): undefined {
    this.#tally.reject();
    this.#options.onRejected?.({ line, identifier, problems });
  }
}

const sourceProblem = ({ column, rule, excerpt, message }: Extract<SourceEntry, { ok: false }>): Problem => ({
  field: column === undefined ? '(line)' : `(line, column ${String(column)})`,
  value: excerpt,
  rule,
  message,
});

const duplicateOf = (identifier: string, line: number): Problem => ({
  field: 'sources[0].identifier',
  value: identifier,
  rule: 'DUPLICATE',
  message: `Expected an identifier of its own but line ${String(line)} has the same: the later of the two is left out.`,
});

const tooLarge = (bytes: number): Problem => ({
  field: '(record)',
  value: null,
  rule: 'TOO_LARGE',
  message: `Expected a record of at most ${String(RECORD_LIMIT_BYTES)} bytes but it has ${String(bytes)}.`,
});
