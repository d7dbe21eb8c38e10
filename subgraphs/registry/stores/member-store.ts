import type { MemberData, MemberStatus, MemberTable } from '../model.js';

/** Keeps the registry. A change and the next revision become durable together, before the promise resolves. */
export interface MemberStore {
  table(): Promise<MemberTable>;
  /**
   * Adds the member or replaces what is known of it. Authorities that it names move to it; those that it named
   * before and no longer names are withdrawn.
   *
   * @returns whether anything changed: the same member twice changes no revision
   */
  put(member: MemberData): Promise<boolean>;
  /** @returns whether anything changed; false for an unknown member too */
  setStatus(code: string, status: MemberStatus): Promise<boolean>;
  close(): Promise<void>;
}
