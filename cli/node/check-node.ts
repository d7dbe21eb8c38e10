import { verifyLog } from '../../subgraphs/catalog/log/verify-log.js';
import type { RecordStore } from '../../subgraphs/catalog/stores/record-store.js';
import type { MovedLog } from '../../subgraphs/catalog/transfer/node-file.js';
import type { Environment } from '../../subgraphs/kit/env.js';
import { requireLogs, runOnStore } from './node-store.js';
import { spellLog } from './spell-log.js';

/** Exit codes of `ucat node check`. */
const EXIT = { AGREES: 0, DISAGREES: 1, NOT_CHECKED: 2 } as const;

export interface CheckedLog extends MovedLog {
  /** What does not agree, as sentences. */
  readonly problems: readonly string[];
}

const ADVICE = `What to do: other hands have changed this store; the node itself writes nothing that does not agree.
  1. Stop the node, and keep the store as it is now, as evidence.
  2. Restore the newest export into an empty store: ucat node restore FILE (see docs/moving-a-node.md).
  3. Import again what was published since. The records that did not change stay as they are.
  Never repair the store by hand: whoever follows the log compares hashes, and takes a changed past for a forgery.`;

/** Checks the node of an environment and prints what was found. @returns the exit code */
export async function checkNode({ json }: { readonly json: boolean }, env: Environment): Promise<number> {
  return runOnStore({
    name: 'node check',
    create: false,
    failed: EXIT.NOT_CHECKED,
    work: async (store, config) => {
      const logs: CheckedLog[] = [];
      for (const authority of config.authorities) for (const log of await store.logsOf(authority)) logs.push(await checkLog(store, log));
      const agrees = logs.every(({ problems }) => problems.length === 0);
      if (agrees) await requireLogs(store, config);
      console.log(json ? JSON.stringify({ agrees, logs }) : spell(logs, agrees));
      return agrees ? EXIT.AGREES : EXIT.DISAGREES;
    },
  }, env);
}

async function checkLog(store: RecordStore, authority: string): Promise<CheckedLog> {
  const problems = await verifyLog(store, authority);
  return { authority, ...(await store.head(authority)), problems };
}

function spell(logs: readonly CheckedLog[], agrees: boolean): string {
  const blocks = logs.map((log) => [spellLog(log), ...log.problems.map((problem) => `  ${problem}`)].join('\n'));
  return [...blocks, agrees ? 'Logs and records agree.' : ADVICE].join('\n');
}
