import { EMPTY_MEMBER_TABLE, followMembers, type FollowMembersOptions, type MemberTable } from '../../subgraphs/kit/follow-members.js';
import type { NodeTable } from './plan.js';

export interface FollowedNodeTable {
  /** The nodes as the registry named them last; empty before it was heard. */
  readonly current: () => NodeTable;
  /** Whether the registry was heard at least once. */
  readonly known: () => boolean;
  close(): Promise<void>;
}

/** Follows the registry in the background. A change is taken up as soon as the registry tells it. */
export function followNodeTable(options: Omit<FollowMembersOptions, 'onTable' | 'signal'>): FollowedNodeTable {
  let table: MemberTable = EMPTY_MEMBER_TABLE;
  const ending = new AbortController();
  const following = followMembers({ ...options, signal: ending.signal, onTable: (next) => (table = next) });
  const close = async (): Promise<void> => {
    ending.abort();
    await following;
  };
  return { current: () => table.authorities, known: () => table !== EMPTY_MEMBER_TABLE, close };
}
