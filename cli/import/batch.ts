import type { RecordInput } from '../../schema/generated/catalog.js';
import type { MappedRecord } from './mapping/mapping.js';

/** A record on its way, with the line that it comes from. */
export interface Pending extends MappedRecord {
  readonly line: number;
  readonly owner: MappedRecord | undefined;
}

export interface BatchLimits {
  /** Most records to a request. @default 200 */
  readonly records?: number;
  /** Most bytes of JSON to a request; one record alone may have more. @default 4 MiB */
  readonly bytes?: number;
}

/** Gathers records until a request is full. */
export class Batch {
  readonly #most: Required<BatchLimits>;
  #items: Pending[] = [];
  readonly #identifiers = new Set<string>();
  #bytes = 0;

  constructor({ records = 200, bytes = 4 * 1024 * 1024 }: BatchLimits = {}) {
    this.#most = { records, bytes };
  }

  /** Whether a record of this size must wait for the next request. */
  isFullFor(bytes: number): boolean {
    return this.#items.length > 0 && (this.#items.length >= this.#most.records || this.#bytes + bytes > this.#most.bytes);
  }

  /** Whether it has the record that one of these links leads to: it must be sent first. */
  hasAny(links: MappedRecord['links'] = []): boolean {
    return links.some(({ to, orTo }) => this.#identifiers.has(to) || (orTo !== undefined && this.#identifiers.has(orTo)));
  }

  add(item: Pending, bytes: number): void {
    this.#items.push(item);
    this.#identifiers.add(item.identifier);
    if (item.alias !== undefined) this.#identifiers.add(item.alias);
    this.#bytes += bytes;
  }

  /** What was gathered; the batch is empty then. */
  take(): readonly Pending[] {
    const items = this.#items;
    this.#items = [];
    this.#identifiers.clear();
    this.#bytes = 0;
    return items;
  }
}

/** The bytes that a record takes in a request. */
export const sizeOf = (record: RecordInput): number => Buffer.byteLength(JSON.stringify(record));
