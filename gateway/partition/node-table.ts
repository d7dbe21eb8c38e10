import { followMembers, type FollowMembersOptions, type MemberTable } from '../../subgraphs/kit/follow-members.js';
import type { NodeTable } from './plan.js';

export interface FollowedNodeTable {
  /** The nodes as the registry named them last; null before it was heard. */
  readonly current: () => NodeTable | null;
  /** Whether the registry was heard at least once. */
  readonly known: () => boolean;
  close(): Promise<void>;
}

/** Follows the registry in the background. A change is taken up as soon as the registry tells it. */
export function followNodeTable(options: Omit<FollowMembersOptions, 'onTable' | 'signal'>): FollowedNodeTable {
  let table: MemberTable | null = null;
  const ending = new AbortController();
  const following = followMembers({ ...options, signal: ending.signal, onTable: (next) => (table = next) });
  const close = async (): Promise<void> => {
    ending.abort();
    await following;
  };
  return { current: () => table?.authorities ?? null, known: () => table !== null, close };
}
