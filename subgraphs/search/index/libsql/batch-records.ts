import type { Newest, RecordLogs, Said } from './record-logs.js';
import type { LogValues } from './schema.js';

/** What is known of the records of a batch, read at once and kept up with what the batch does. */
export class BatchRecords {
  readonly #place: LogValues;
  readonly #logs: RecordLogs;
  readonly #newest: Map<string, Newest>;
  readonly #moved: Map<string, Said>;

  constructor(place: LogValues, logs: RecordLogs, ids: readonly string[]) {
    this.#place = place;
    this.#logs = logs;
    this.#newest = logs.newest(ids);
    this.#moved = logs.moved(place.log, ids);
  }

  /** The newest entry of a record, of whichever log. */
  newest(id: string): Newest | undefined {
    return this.#newest.get(id);
  }

  /** What the batch's log says of a record. */
  said(id: string): Said | undefined {
    const newest = this.#newest.get(id);
    return newest?.confined === this.#place.confined ? { version: newest.version, live: newest.row !== null } : this.#moved.get(id);
  }

  /** The record stands in the batch's log from now on. */
  keepNewest(id: string, newest: Newest): void {
    this.#logs.stand(id, this.#place, this.#newest.get(id));
    this.#newest.set(id, newest);
  }

  /** The record stands in another log, and this is what the batch's says of it. */
  keepSaid(id: string, said: Said): void {
    this.#logs.keepSaid(this.#place.log, id, said);
    this.#moved.set(id, said);
  }
}
