import type { Logger } from '../../../kit/logger.js';
import { BulkSender } from './bulk-sender.js';
import type { BulkOperation, Cluster } from './cluster.js';
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

/** Records that are read together. */
const STEP = 500;

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
    const records = recordsOf(referrers, this.#options.ledger);
    const named = new Set(await this.#namedThen(index, referrers));
    for (const id of referrers) for (const dataset of this.#referred().put(id, records.get(id) ?? null)) named.add(dataset);
    const numberOf = (id: string): number => (named.has(id) ? last : (numbers.get(id) ?? last));
    const others = [...named].filter((id) => !numbers.has(id));
    await this.#send(index, [...ids.filter((id) => !isReferrer(id)), ...others], numberOf);
    // As they were when it was told whom they name: the ledger may have them otherwise by now.
    await this.#send(index, referrers, numberOf, (id) => records.get(id) ?? null);
  }

  /** Writes these as the ledger has them now, unless it is told how. */
  async #send(index: string, ids: readonly string[], numberOf: (id: string) => number, given?: (id: string) => LedgerRecord | null): Promise<void> {
    const sender = new BulkSender(this.#options.cluster, index, this.#options.logger);
    try {
      for (let from = 0; from < ids.length; from += STEP) {
        this.#options.signal.throwIfAborted();
        const some = ids.slice(from, from + STEP);
        const records = given ? some.map(given) : this.#options.ledger.records(some);
        await sender.add(records.map((record, at) => this.#operation({ id: some[at] as string, record, number: numberOf(some[at] as string) })));
      }
      await sender.finish();
    } finally {
      await sender.settle();
    }
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
