import { followMembers, type FollowMembersOptions, type MemberTable } from '../../subgraphs/kit/follow-members.js';
import type { NodeTable } from './plan.js';

export interface FollowedNodeTable {
  /** The nodes as the registry named them last; null before it was heard. */
  readonly current: () => NodeTable | null;
  /** Whether the registry was heard at least once. */
  readonly known: () => boolean;
  close(): Promise<void>;
}

export interface FollowNodeTableOptions extends Omit<FollowMembersOptions, 'onTable' | 'signal'> {
  /** Told of each new table. */
  readonly onNodes?: (nodes: NodeTable) => void;
}

/** Follows the registry in the background. A change is taken up as soon as the registry tells it. */
export function followNodeTable({ onNodes = () => undefined, ...options }: FollowNodeTableOptions): FollowedNodeTable {
  let table: MemberTable | null = null;
  const ending = new AbortController();
  const onTable = (next: MemberTable): void => {
    table = next;
    onNodes(next.authorities);
  };
  const following = followMembers({ ...options, signal: ending.signal, onTable });
  const close = async (): Promise<void> => {
    ending.abort();
    await following;
  };
  return { current: () => table?.authorities ?? null, known: () => table !== null, close };
}
