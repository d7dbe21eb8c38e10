import type { Logger } from '../../../kit/logger.js';
import { ClusterError, type BulkOperation, type Cluster } from './cluster.js';
import { differingRecords } from './differing-records.js';
import { indexDocument } from './index-document.js';
import { isCurrent, isServable, parseIndexName } from './index-names.js';
import type { Ledger, LedgerRecord } from './ledger/ledger.js';
import { isReferrer, ReferredBy, REFERRERS } from './referred-by.js';
import { TargetIndex, type KeptPlace } from './target-index.js';

export interface ProjectionOptions {
  readonly ledger: Ledger;
  readonly cluster: Cluster;
  /** Name that the index is served under. */
  readonly name: string;
  readonly logger: Logger;
}

/** Changes, and records of a first filling, that are sent together. */
const STEP = 1_000;
/** Characters of one request to the cluster. */
const MOST_CHARACTERS = 4_000_000;
const CONFLICT = 409;

interface Target {
  readonly index: string;
  place: KeptPlace;
}

/**
 * Makes the engine's index what the ledger says. The number of a change is the external version of the documents that it
 * changes, and how far the index has come is written after them: so a step that was cut off is done again, and changes
 * nothing that it had done.
 */
export class Projection {
  readonly #options: ProjectionOptions;
  readonly #indices: TargetIndex;
  #referredBy: ReferredBy | null = null;
  #target: Target | null = null;
  #following: Promise<void> | null = null;
  #again: Promise<void> | null = null;
  #isClosed = false;

  constructor(options: ProjectionOptions) {
    this.#options = options;
    this.#indices = new TargetIndex(options.cluster, options.name, options.logger);
  }

  /** Resolves when all that the ledger has committed before the call can be found. @throws ClusterError */
  follow(): Promise<void> {
    if (!this.#following) return (this.#following = this.#followOnce().finally(() => (this.#following = null)));
    // The one under way may have begun before the change that the caller means; all who wait share the next one.
    return (this.#again ??= this.#following.catch(() => undefined).then(() => {
      this.#again = null;
      return this.follow();
    }));
  }

  /** Whether an index of this ledger is served that another version of the program made, and that this one may search while it makes its own. */
  async servesFormer(): Promise<boolean> {
    const served = await this.#indices.served();
    const parsed = served === null ? null : parseIndexName(this.#options.name, served);
    return parsed !== null && parsed.ledger === this.#options.ledger.name && !isCurrent(parsed, parsed.ledger) && isServable(parsed);
  }

  /** Notes what the index has of a log otherwise than the ledger, and mends it. @returns how many records that were */
  async audit(log: string): Promise<number> {
    await this.follow();
    const { ledger, cluster } = this.#options;
    const differing = await differingRecords(log, (this.#target as Target).index, ledger, cluster);
    ledger.note(differing);
    if (differing.length > 0) this.#options.logger.warn({ log, records: differing.length }, 'the index in the cluster was not what the ledger says, and is mended');
    await this.follow();
    return differing.length;
  }

  /** Gives up what is under way at its next step, from which the next process goes on or begins again. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled([this.#following, this.#again]);
  }

  async #followOnce(): Promise<void> {
    try {
      this.#target ??= await this.#open();
      await this.#takeChanges(this.#target);
    } catch (error) {
      // Another has written, or the index is not what it was: it is looked at anew.
      this.#target = null;
      throw error;
    }
  }

  async #takeChanges(target: Target): Promise<void> {
    const { ledger } = this.#options;
    let isNew = false;
    for (;;) {
      const changes = ledger.changesAfter(target.place.number ?? 0, STEP);
      if (changes.length === 0) break;
      const numbers = new Map(changes.map(({ id, number }) => [id, number]));
      const last = changes.at(-1)?.number as number;
      await this.#write(target.index, numbers, last);
      target.place = await this.#indices.keepPlace(target.index, { number: last }, target.place);
      isNew = true;
    }
    if (isNew) await this.#indices.refresh(target.index);
    else await this.#check(target);
    ledger.forgetChanges(target.place.number ?? 0);
  }

  /** What was deleted or put back from a copy meanwhile must not pass for what is there. */
  async #check({ index, place }: Target): Promise<void> {
    const kept = await this.#indices.place(index);
    if (kept?.seqNo !== place.seqNo || kept.term !== place.term) throw new ClusterError(`The index ${index} is not what it was.`, CONFLICT);
  }

  async #open(): Promise<Target> {
    const { ledger } = this.#options;
    this.#referredBy ??= this.#readReferrers();
    const index = await this.#indices.open(ledger.name);
    const place = await this.#indices.place(index);
    const isFollowed = place?.number !== undefined && place.number !== null && place.number >= ledger.forgotten && place.number <= ledger.lastChange;
    if (place !== null && isFollowed) {
      await this.#indices.refresh(index);
      await this.#indices.serve(index);
      return { index, place };
    }
    // One that holds what nobody knows is not mended but made anew, beside what is served.
    await this.#indices.refresh(index);
    const isEmpty = place === null && (await this.#count(index)) === 0;
    return this.#fill(isEmpty ? index : await this.#replace(index));
  }

  async #replace(index: string): Promise<string> {
    const number = parseIndexName(this.#options.name, index)?.number ?? 0;
    if ((await this.#indices.served()) !== index) await this.#indices.remove(index);
    return this.#indices.create(this.#options.ledger.name, number);
  }

  /** Takes all records over. Changes meanwhile come after, by their numbers. */
  async #fill(index: string): Promise<Target> {
    const { ledger, logger } = this.#options;
    const begun = await this.#indices.keepPlace(index, { number: null }, null);
    const number = ledger.lastChange;
    let records = 0;
    for (let after = ''; ; ) {
      const ids = ledger.idsAfter(after, STEP);
      await this.#write(index, new Map(ids.map((id) => [id, Math.max(1, number)])), Math.max(1, number));
      records += ids.length;
      if (ids.length < STEP) break;
      after = ids.at(-1) as string;
    }
    const place = await this.#indices.keepPlace(index, { number }, begun);
    await this.#indices.refresh(index);
    await this.#indices.serve(index);
    if (records > 0) logger.info({ index, records }, 'an index was filled from the ledger');
    return { index, place };
  }

  /**
   * Writes these records, and the datasets that the services and use cases among them name or named before. These go
   * last: until then the index still tells which datasets they named, also to whoever begins again after a crash.
   */
  async #write(index: string, numbers: ReadonlyMap<string, number>, last: number): Promise<void> {
    if (this.#isClosed) throw new Error('The index is closed before all of it is in the cluster.');
    const ids = [...numbers.keys()];
    const referrers = ids.filter(isReferrer);
    const records = recordsOf(ids, this.#options.ledger);
    const named = new Set(await this.#namedThen(index, referrers));
    for (const id of referrers) for (const dataset of (this.#referredBy as ReferredBy).put(id, records.get(id) ?? null)) named.add(dataset);
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
    return record === null ? [{ delete: action }] : [{ index: action }, indexDocument({ ...record, ...(this.#referredBy as ReferredBy).of(id) }, number)];
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

  async #count(index: string): Promise<number> {
    return (await this.#options.cluster.ask<{ readonly count: number }>('GET', `/${index}/_count`)).count;
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
