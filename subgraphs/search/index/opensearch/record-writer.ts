import type { Logger } from '../../../kit/logger.js';
import { ClusterError, type BulkOperation, type Cluster } from './cluster.js';
import { indexDocument } from './index-document.js';
import type { Ledger, LedgerRecord } from './ledger/ledger.js';
import { isReferrer, ReferredBy, REFERRERS } from './referred-by.js';

export interface RecordWriterOptions {
  readonly ledger: Ledger;
  readonly cluster: Cluster;
  readonly logger: Logger;
  /** Ends what is under way, at its next step. */
  readonly signal: AbortSignal;
}

/** Records that are read, and sent, together. */
const STEP = 1_000;
/** Characters of one request to the cluster. */
const MOST_CHARACTERS = 4_000_000;

/** Writes records as the ledger has them into one index of the cluster. */
export class RecordWriter {
  readonly #options: RecordWriterOptions;
  #referredBy: ReferredBy | null = null;

  constructor(options: RecordWriterOptions) {
    this.#options = options;
  }

  /**
   * Writes these records, and the datasets that the services and use cases among them name or named before. These go
   * last: until then the index still tells which datasets they named, also to whoever begins again after a crash.
   */
  async write(index: string, numbers: ReadonlyMap<string, number>, last: number): Promise<void> {
    if (this.#options.signal.aborted) throw new Error('The index is closed before all of it is in the cluster.');
    const ids = [...numbers.keys()];
    const referrers = ids.filter(isReferrer);
    const records = recordsOf(ids, this.#options.ledger);
    const named = new Set(await this.#namedThen(index, referrers));
    for (const id of referrers) for (const dataset of this.#referred().put(id, records.get(id) ?? null)) named.add(dataset);
    const numberOf = (id: string): number => (named.has(id) ? last : (numbers.get(id) ?? last));
    const operations = (all: ReadonlyMap<string, LedgerRecord | null>, passes: (id: string) => boolean): readonly BulkOperation[] =>
      [...all].filter(([id]) => passes(id)).map(([id, record]) => this.#operation({ id, record, number: numberOf(id) }));
    await this.#send(index, operations(records, (id) => !isReferrer(id)));
    const others = [...named].filter((id) => !records.has(id));
    for (let from = 0; from < others.length; from += STEP) {
      // They may name more datasets than the memory holds at once.
      const ids = others.slice(from, from + STEP);
      await this.#send(index, operations(recordsOf(ids, this.#options.ledger), () => true));
    }
    await this.#send(index, operations(records, isReferrer));
  }

  #operation({ id, record, number }: { readonly id: string; readonly record: LedgerRecord | null; readonly number: number }): BulkOperation {
    const action = { _id: id, version: number, version_type: 'external_gte' };
    return record === null ? [{ delete: action }] : [{ index: action }, indexDocument({ ...record, ...this.#referred().of(id) }, number)];
  }

  /** Datasets that these services and use cases name as the index has them. */
  async #namedThen(index: string, referrers: readonly string[]): Promise<string[]> {
    if (referrers.length === 0) return [];
    const { docs } = await this.#options.cluster.ask<{ readonly docs: readonly { readonly _source?: { readonly refersTo?: readonly string[] } }[] }>('POST', `/${index}/_mget`, { ids: referrers }, { _source: 'refersTo' });
    return docs.flatMap(({ _source }) => _source?.refersTo ?? []);
  }

  async #send(index: string, operations: readonly BulkOperation[]): Promise<void> {
    let part: BulkOperation[] = [];
    let characters = 0;
    for (const operation of operations) {
      part.push(operation);
      characters += JSON.stringify(operation).length;
      if (characters < MOST_CHARACTERS) continue;
      await this.#sendPart(index, part);
      part = [];
      characters = 0;
    }
    if (part.length > 0) await this.#sendPart(index, part);
  }

  async #sendPart(index: string, operations: readonly BulkOperation[]): Promise<void> {
    for (const { id, status, reason } of await this.#options.cluster.bulk(index, operations)) {
      if (status === 404) continue;
      // One record that the engine refuses must not hold up all others; the audit names it again.
      if (status === 400) this.#options.logger.error({ id, reason }, 'a record is refused by the cluster and can not be found');
      else throw new ClusterError(`${id}: ${reason}`, status);
    }
  }

  #referred(): ReferredBy {
    return (this.#referredBy ??= this.#readReferrers());
  }

  #readReferrers(): ReferredBy {
    const { ledger } = this.#options;
    const referredBy = new ReferredBy();
    for (const { pattern } of REFERRERS) {
      for (let after = ''; ; ) {
        const ids = ledger.idsAfter(after, STEP, pattern);
        ledger.records(ids).forEach((record, at) => referredBy.put(ids[at] as string, record));
        if (ids.length < STEP) break;
        after = ids.at(-1) as string;
      }
    }
    return referredBy;
  }
}

const recordsOf = (ids: readonly string[], ledger: Ledger): ReadonlyMap<string, LedgerRecord | null> => new Map(ledger.records(ids).map((record, at) => [ids[at] as string, record]));
