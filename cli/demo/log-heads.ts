import type { Transport } from '../../subgraphs/kit/transport/transport.js';
import { ask } from './ask.js';
import type { NodeUrls } from './demo-nodes.js';

/** How far a node's log is, and how many records are live at its end. */
export interface NodeLog {
  readonly authority: string;
  readonly head: number;
  readonly live: number;
}

const HEAD = 'query ($authority: ID!) { changes(authority: $authority, first: 1) { head live } }';

/** The state of every node's log, as the nodes themselves say. */
export async function readLogs(urls: NodeUrls, send: Transport): Promise<readonly NodeLog[]> {
  return Promise.all(
    Object.entries(urls).map(async ([authority, url]) => {
      const { changes } = (await ask(send, url, HEAD, { authority })) as { changes: Omit<NodeLog, 'authority'> };
      return { authority, ...changes };
    }),
  );
}
