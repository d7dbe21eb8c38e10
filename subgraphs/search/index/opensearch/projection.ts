import type { Logger } from '../../../kit/logger.js';
import { ClusterError, type Cluster } from './cluster.js';
import { differingRecords } from './differing-records.js';
import { isServable, parseIndexName } from './index-names.js';
import type { Ledger } from './ledger/ledger.js';
import { RecordWriter } from './record-writer.js';
import { TargetIndex, type KeptPlace } from './target-index.js';

export interface ProjectionOptions {
  readonly ledger: Ledger;
  readonly cluster: Cluster;
  /** Name that the index is served under. */
  readonly name: string;
  readonly logger: Logger;
}

/** Changes, and records of a first filling, behind which it is written how far the index has come. */
const STEP = 5_000;
const CONFLICT = 409;

interface Target {
  readonly index: string;
  /** Knows which datasets the services and use cases name that it has written. */
  readonly writer: RecordWriter;
  place: KeptPlace;
}

/** An index that is filled beside the one that is served. */
interface Making {
  readonly index: string;
  /** Number of the change that it is filled from: the outbox keeps those behind it until this index is served. */
  readonly from: number;
  /** The index once all is in it but what came in its last moments; null until then. */
  made: Target | null;
  readonly done: Promise<void>;
}

/**
 * Makes the engine's index what the ledger says. The number of a change is the external version of the documents that it
 * changes, and how far the index has come is written after them: so a step that was cut off is done again, and changes
 * nothing that it had done.
 *
 * Where the index has to be made anew and what is served can be searched meanwhile, that is followed until the new one has
 * everything: no search, total or facet is of less than the ledger has, or of more.
 */
export class Projection {
  readonly #options: ProjectionOptions;
  readonly #indices: TargetIndex;
  /** What is served, and followed. */
  #target: Target | null = null;
  #making: Making | null = null;
  #following: Promise<string> | null = null;
  #again: Promise<string> | null = null;
  readonly #closing = new AbortController();

  constructor(options: ProjectionOptions) {
    this.#options = options;
    this.#indices = new TargetIndex(options.cluster, options.name, options.logger);
  }

  /**
   * Resolves when all that the ledger has committed before the call can be found.
   *
   * @returns what can be found, in a word that is another one after a change
   * @throws ClusterError
   */
  follow(): Promise<string> {
    if (!this.#following) return (this.#following = this.#followOnce().finally(() => (this.#following = null)));
    // The one under way may have begun before the change that the caller means; all who wait share the next one.
    return (this.#again ??= this.#following.catch(() => undefined).then(() => {
      this.#again = null;
      return this.follow();
    }));
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
    this.#closing.abort();
    await Promise.allSettled([this.#following, this.#again, this.#making?.done]);
  }

  async #followOnce(): Promise<string> {
    try {
      if (this.#making?.made) this.#target = await this.#takeOver(this.#making.made);
      const target = (this.#target ??= await this.#open());
      await this.#takeChanges(target);
      return `${target.index} ${String(target.place.number)}`;
    } catch (error) {
      // Another has written, or the index is not what it was: it is looked at anew.
      this.#target = null;
      throw error;
    }
  }

  async #takeChanges(target: Target): Promise<void> {
    const { ledger } = this.#options;
    // What comes meanwhile is for the next, so that this one ends.
    if (await this.#writeChanges(target, { upTo: ledger.lastChange })) await this.#indices.refresh(target.index);
    else await this.#check(target);
    ledger.forgetChanges(Math.min(target.place.number ?? 0, this.#making?.from ?? Infinity));
  }

  /**
   * Writes what an index lacks, without making it seen.
   *
   * @param least fewer changes than these are left
   * @param upTo number of the last change that is wanted
   * @returns whether it lacked anything
   */
  async #writeChanges(target: Target, { least = 1, upTo = Infinity }: { readonly least?: number; readonly upTo?: number } = {}): Promise<boolean> {
    let isNew = false;
    for (;;) {
      const changes = (target.place.number ?? 0) >= upTo ? [] : this.#options.ledger.changesAfter(target.place.number ?? 0, STEP);
      if (changes.length < least) return isNew;
      const numbers = new Map(changes.map(({ id, number }) => [id, number]));
      const last = changes.at(-1)?.number as number;
      await target.writer.write(target.index, numbers, last);
      target.place = await this.#indices.keepPlace(target.index, { number: last }, target.place);
      isNew = true;
    }
  }

  /** What was deleted or put back from a copy meanwhile must not pass for what is there. */
  async #check({ index, place }: Target): Promise<void> {
    const kept = await this.#indices.place(index);
    if (kept?.seqNo !== place.seqNo || kept.term !== place.term) throw new ClusterError(`The index ${index} is not what it was.`, CONFLICT);
  }

  async #open(): Promise<Target> {
    if (this.#making) return (await this.#former()) ?? this.#whenMade(this.#making);
    const index = await this.#indices.open(this.#options.ledger.name);
    const place = await this.#indices.place(index);
    if (place !== null && this.#isFollowed(place)) return this.#serve(this.#targetAt(index, place));
    // One that holds what nobody knows is not mended but made anew, beside what is served.
    await this.#indices.refresh(index);
    const isEmpty = place === null && (await this.#count(index)) === 0;
    const target = isEmpty ? index : await this.#replace(index);
    const former = await this.#former();
    const making = this.#make(target);
    return former ?? this.#whenMade(making);
  }

  /** An index that is served, is not the one that this program would make, may be searched by it, and has its place in the outbox. */
  async #former(): Promise<Target | null> {
    const { name, ledger } = this.#options;
    const index = await this.#indices.served();
    const parsed = index === null ? null : parseIndexName(name, index);
    if (index === null || parsed?.ledger !== ledger.name || !isServable(parsed)) return null;
    const place = await this.#indices.place(index);
    return place !== null && this.#isFollowed(place) ? this.#targetAt(index, place) : null;
  }

  #targetAt(index: string, place: KeptPlace): Target {
    return { index, place, writer: new RecordWriter({ ...this.#options, signal: this.#closing.signal }) };
  }

  #isFollowed({ number }: KeptPlace): boolean {
    const { ledger } = this.#options;
    return number !== null && number >= ledger.forgotten && number <= ledger.lastChange;
  }

  async #replace(index: string): Promise<string> {
    const number = parseIndexName(this.#options.name, index)?.number ?? 0;
    if ((await this.#indices.served()) !== index) await this.#indices.remove(index);
    return this.#indices.create(this.#options.ledger.name, number);
  }

  #make(index: string): Making {
    const from = this.#options.ledger.lastChange;
    const fill = async (): Promise<void> => {
      const target = await this.#fill(index, from);
      // What came meanwhile, but for a step: the rest is written while changes wait.
      await this.#writeChanges(target, { least: STEP });
      making.made = target;
    };
    const making: Making = { index, from, made: null, done: fill() };
    this.#making = making;
    making.done.catch((error: unknown) => {
      this.#options.logger.error({ err: error, index }, 'a new index could not be filled, and is begun again');
      if (this.#making === making) this.#making = null;
      this.#target = null;
    });
    return making;
  }

  async #whenMade(making: Making): Promise<Target> {
    await making.done;
    return this.#takeOver(making.made as Target);
  }

  /** Makes the new index the served one, in one step, once it has all that the ledger has. */
  async #takeOver(made: Target): Promise<Target> {
    try {
      await this.#writeChanges(made, { upTo: this.#options.ledger.lastChange });
      return await this.#serve(made);
    } finally {
      // Where that failed, the index is looked at as after a restart: its place says what it lacks.
      this.#making = null;
    }
  }

  async #serve(target: Target): Promise<Target> {
    await this.#indices.refresh(target.index);
    await this.#indices.serve(target.index);
    return target;
  }

  /** Takes all records over. Changes meanwhile come after, by their numbers. */
  async #fill(index: string, number: number): Promise<Target> {
    const { ledger, logger } = this.#options;
    const target = this.#targetAt(index, await this.#indices.keepPlace(index, { number: null }, null));
    let records = 0;
    for (let after = ''; ; ) {
      const ids = ledger.idsAfter(after, STEP);
      await target.writer.write(index, new Map(ids.map((id) => [id, Math.max(1, number)])), Math.max(1, number));
      records += ids.length;
      if (ids.length < STEP) break;
      after = ids.at(-1) as string;
    }
    if (records > 0) logger.info({ index, records }, 'an index was filled from the ledger');
    target.place = await this.#indices.keepPlace(index, { number }, target.place);
    return target;
  }

  async #count(index: string): Promise<number> {
    return (await this.#options.cluster.ask<{ readonly count: number }>('GET', `/${index}/_count`)).count;
  }
}
