import { followMembers, type FollowMembersOptions, type MemberSource, type MemberTable } from '../../subgraphs/kit/follow-members.js';
import type { NodeTable } from './plan.js';

export interface FollowedNodeTable {
  /** The nodes as the registry named them last, over a restart too; null before there is any table. */
  readonly current: () => NodeTable | null;
  /** Where that is from; null before there is any. */
  readonly source: () => MemberSource | null;
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
  let source: MemberSource | null = null;
  const onTable = (next: MemberTable, from: MemberSource): void => {
    table = next;
    source = from;
    onNodes(next.authorities);
  };
  const following = followMembers({ ...options, signal: ending.signal, onTable });
  const close = async (): Promise<void> => {
    ending.abort();
    await following;
  };
  return { current: () => table?.authorities ?? null, source: () => source, close };
}
