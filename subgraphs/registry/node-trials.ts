import { bulkhead, BulkheadRejectedError } from 'cockatiel';
import { catalogError } from '../../schema/errors.js';
import { readChanges, type FeedEntry } from '../kit/conformance/feed-reading.js';
import type { Ask } from '../kit/conformance/check.js';
import { runConformance } from '../kit/conformance/run-conformance.js';
import type { CallProofs } from '../kit/identity/calls/call-proofs.js';
import { challengeNode } from '../kit/identity/node-description.js';
import type { Transport } from '../kit/transport/transport.js';
import type { RefusesAddress } from '../kit/transport/refused-addresses.js';
import type { ClientTls } from '../kit/tls.js';
import type { NodeTrials } from './context.js';

/** Nodes that are tried at the same time, and that may wait for it: whoever asks makes the registry work. */
const AT_ONCE = 4;
const WAITING = 32;
/** Challenges are short, but the address is anybody's: one that never answers holds a place for five seconds. */
const CHALLENGES_AT_ONCE = 16;
const CHALLENGES_WAITING = 64;
/** Entries at the beginning of two logs that are compared. */
const COMPARED = 500;

export interface NodeTrialsOptions {
  /** Addresses that are not asked, whoever names them. */
  readonly refuses: RefusesAddress;
  /** Prove who asks nodes: one in production answers nobody else. @default nothing does */
  readonly proofs?: CallProofs | undefined;
  readonly tls?: ClientTls | undefined;
}

/** Tries nodes over HTTP. */
export function nodeTrials(send: Transport, { refuses, proofs, tls }: NodeTrialsOptions): NodeTrials {
  const challenges = inTurn(CHALLENGES_AT_ONCE, CHALLENGES_WAITING);
  const trials = inTurn(AT_ONCE, WAITING);
  return {
    challenge: (challenge) => challenges(() => challengeNode(challenge, { refuses, tls })),
    conformance: (url, authorities) => trials(() => runConformance(url, { authorities, refuses, proofs, tls })),
    successor: (authority, from, to) => successorProblem(authority, askOf(send, from, authority), askOf(send, to, authority)),
  };
}

/** Does so many at a time, and lets so many wait. @throws GraphQLError SUBGRAPH_UNAVAILABLE where more would have to */
function inTurn(atOnce: number, waiting: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const turns = bulkhead(atOnce, waiting);
  return async (work) => {
    try {
      return await turns.execute(work);
    } catch (error) {
      if (!(error instanceof BulkheadRejectedError)) throw error;
      throw catalogError('SUBGRAPH_UNAVAILABLE', 'Many nodes are being tried just now; ask again in a minute.', { retryable: true });
    }
  };
}

const askOf = (send: Transport, url: string, authority: string): Ask => (query, variables) => send({ url, query, variables, timeoutMillis: 5_000, audience: [authority] });

/** Compares the beginnings and lengths of two logs. Where the first node can't be heard, only the second can say anything. */
async function successorProblem(authority: string, from: Ask, to: Ask): Promise<string | null> {
  const [before, after] = await Promise.all([from, to].map((ask) => readChanges(ask, { authority, after: null, first: COMPARED }).catch((error: unknown) => (error as Error).message)));
  if (typeof after !== 'object') return `its node does not serve the log: ${String(after)}`;
  if (typeof before !== 'object') return null;
  if (after.head < before.head) return `its node has ${String(after.head)} entries of the log, and the node before has ${String(before.head)}.`;
  const other = before.entries.find((entry, index) => !isSame(entry, after.entries[index]));
  return other ? `its node has another entry ${String(other.seq)} than the node before: a copy of the log is needed, not the same records published anew.` : null;
}

const isSame = (one: FeedEntry, other: FeedEntry | undefined): boolean => one.id === other?.id && one.version === other.version && one.recordHash === other.recordHash;
