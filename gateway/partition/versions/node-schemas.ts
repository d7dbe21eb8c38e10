import type { AuthorityEntry } from '../../../subgraphs/kit/follow-members.js';
import type { NodeSchema } from './node-schema.js';

/** Where a node is and which contract its member says it serves. */
export type NodeAddress = Pick<AuthorityEntry, 'url' | 'contractVersion'>;

/** What is known of the schemas of the nodes. */
export interface NodeSchemas {
  /** What a node can be asked, as far as is known; before it was heard, what the contract of its version has. Never waits. */
  of(node: NodeAddress): NodeSchema;
  /**
   * A node refused what was made for `asked`: asks it for its schema, unless that was done a moment ago.
   *
   * @returns whether its schema is another one now, so that asking again can help
   */
  refused(url: string, asked: NodeSchema): Promise<boolean>;
  /** A node did not answer: when it is back it may be of another version. */
  wasAway(url: string): void;
}

/** Where every node serves the very contract that the router has. */
export const sameEverywhere = (schema: NodeSchema): NodeSchemas => ({ of: () => schema, refused: async () => false, wasAway: () => undefined });
