import type { MemberData, MemberRequest, MemberTable } from '../model.js';

/**
 * Keeps the registry: the member table, and beside it what was asked of the registry and is not decided yet, so that a
 * request changes no revision and wakes nobody. What is written is durable before the promise resolves.
 */
export interface MemberStore {
  /** Whether the store answered when it was last asked. */
  readonly reachable: boolean;
  table(): Promise<MemberTable>;
  /**
   * Adds the member or replaces what is known of it; the change and the next revision become durable together.
   * Authorities that it names move to it; those that it named before and no longer names are withdrawn.
   *
   * @param expected the revision that the caller decided upon
   * @returns whether anything changed: the same member twice changes no revision
   * @throws TableChanged where the table is at another revision than `expected`
   */
  put(member: MemberData, expected?: number): Promise<boolean>;
  /** The last request under each code, in the order of codes. */
  requests(): Promise<readonly MemberRequest[]>;
  /**
   * Keeps a request in place of the last one under its member's code, if that is still the one that the caller knows.
   *
   * @param replaces id of the request that is there; null: none is
   * @returns false where another is there; then nothing is written
   */
  putRequest(request: MemberRequest, replaces: string | null): Promise<boolean>;
  /** Calls `changed` when the table may have been changed by another process, until the store is closed. */
  watch(changed: () => void): void;
  close(): Promise<void>;
}

/** Somebody else changed the table. Read it again and decide again. */
export class TableChanged extends Error {
  override readonly name = 'TableChanged';
}
