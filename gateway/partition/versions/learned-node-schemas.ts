import { setMaxListeners } from 'node:events';
import type { Logger } from '../../../subgraphs/kit/logger.js';
import { readSdl } from '../../../subgraphs/kit/transport/read-sdl.js';
import type { Transport } from '../../../subgraphs/kit/transport/transport.js';
import { groupBy } from '../group-by.js';
import type { NodeTable } from '../plan.js';
import type { KnownContracts } from './known-contracts.js';
import type { NodeSchema } from './node-schema.js';
import type { NodeAddress, NodeSchemas } from './node-schemas.js';

export interface LearnedNodeSchemasOptions {
  readonly contracts: KnownContracts;
  readonly send: Transport;
  readonly logger: Logger;
  /** How often a node that answers is asked again, for it may have been upgraded in its place. @default 300000 */
  readonly everyMillis?: number;
  /** First pause after a node gave no schema; it doubles with each. @default 1000 */
  readonly retryMillis?: number;
  /** Longest pause after a node gave no schema. @default 30000 */
  readonly retryLimitMillis?: number;
  /** A node that refuses request upon request is asked for its schema no more often than this, and waited for no longer. @default 1000 */
  readonly refusedMillis?: number;
  /** How long a node may take to give its schema. @default 5000 */
  readonly timeoutMillis?: number;
}

export interface LearnedNodeSchemas extends NodeSchemas {
  /** Takes up a new member table: nodes that are new or of another version are asked at once, others are forgotten. */
  follow(table: NodeTable): void;
  close(): Promise<void>;
}

/** What is known of one node. */
interface Known {
  readonly address: NodeAddress;
  /** The authorities that are at this address. */
  audience: readonly string[];
  schema: NodeSchema | null;
  /** Attempts since it gave its schema last. */
  attempts: number;
  /** When a refusal last turned out to have another reason than its schema, in the milliseconds of `performance.now`. */
  refusedInVainAt: number;
  timer: NodeJS.Timeout | null;
  learning: Promise<void> | null;
}

/** Asks nodes for their schemas in the background, and keeps what they said. */
export function learnedNodeSchemas({ contracts, send, logger, everyMillis = 300_000, retryMillis = 1_000, retryLimitMillis = 30_000, refusedMillis = 1_000, timeoutMillis = 5_000 }: LearnedNodeSchemasOptions): LearnedNodeSchemas {
  const nodes = new Map<string, Known>();
  const ending = new AbortController();
  // Every node that is asked listens: that is no leak.
  setMaxListeners(0, ending.signal);

  const learn = (known: Known): Promise<void> => {
    known.learning ??= ask(known).finally(() => (known.learning = null));
    return known.learning;
  };

  const ask = async (known: Known): Promise<void> => {
    const { url, contractVersion } = known.address;
    try {
      const schema = contracts.heard(await readSdl({ url, send, timeoutMillis, audience: known.audience, signal: ending.signal }), contractVersion);
      if (schema.id !== known.schema?.id) logger.info({ url, contractVersion: schema.contractVersion, complete: schema.complete }, 'learned what a node can be asked');
      known.schema = schema;
      known.attempts = 0;
    } catch (error) {
      known.attempts += 1;
      if (!ending.signal.aborted) logger.debug({ url, err: error }, 'a node gave no schema; what was known of it stays');
    }
    schedule(known, known.attempts === 0 ? everyMillis : Math.min(retryLimitMillis, retryMillis * 2 ** (known.attempts - 1)));
  };

  const schedule = (known: Known, millis: number): void => {
    if (known.timer) clearTimeout(known.timer);
    known.timer = nodes.get(known.address.url) === known && !ending.signal.aborted ? setTimeout(() => void learn(known), millis) : null;
  };

  const forget = (known: Known): void => {
    nodes.delete(known.address.url);
    schedule(known, 0);
  };

  return {
    of(node) {
      return nodes.get(node.url)?.schema ?? contracts.assumed(node.contractVersion);
    },
    async refused(url, asked) {
      const known = nodes.get(url);
      if (!known) return false;
      const current = (): NodeSchema => known.schema ?? contracts.assumed(known.address.contractVersion);
      if (current().id !== asked.id) return true;
      if (performance.now() - known.refusedInVainAt < refusedMillis) return false;
      await within(refusedMillis, learn(known));
      if (current().id !== asked.id) return true;
      known.refusedInVainAt = performance.now();
      return false;
    },
    wasAway(url) {
      const known = nodes.get(url);
      if (!known || known.attempts > 0 || known.learning) return;
      known.attempts = 1;
      schedule(known, retryMillis);
    },
    follow(table) {
      const active = [...table.values()].filter(({ status }) => status === 'ACTIVE');
      const addresses = new Map(active.map((entry) => [entry.url, entry]));
      const audiences = new Map([...groupBy(active, ({ url }) => url)].map(([url, entries]) => [url, entries.map(({ code }) => code)]));
      for (const [url, known] of nodes) if (addresses.get(url)?.contractVersion !== known.address.contractVersion) forget(known);
      for (const [url, { contractVersion }] of addresses) {
        const audience = audiences.get(url) ?? [];
        const before = nodes.get(url);
        if (before) before.audience = audience;
        if (before) continue;
        const known: Known = { address: { url, contractVersion }, audience, schema: null, attempts: 0, refusedInVainAt: -Infinity, timer: null, learning: null };
        nodes.set(url, known);
        void learn(known);
      }
    },
    async close() {
      ending.abort();
      const learning = [...nodes.values()].map((known) => known.learning);
      for (const known of [...nodes.values()]) forget(known);
      await Promise.all(learning);
    },
  };
}

/** Waits for work, but no longer than a while. */
async function within(millis: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, millis)));
  await Promise.race([work, enough]);
  clearTimeout(timer);
}
