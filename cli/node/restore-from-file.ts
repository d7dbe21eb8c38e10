import { statSync } from 'node:fs';
import type { MovedLog } from '../../subgraphs/catalog/transfer/node-file.js';
import { restoreNode } from '../../subgraphs/catalog/transfer/restore-node.js';
import type { Environment } from '../../subgraphs/kit/env.js';
import { fileLines } from './file-streams.js';
import { NotDone, runOnStore } from './node-store.js';
import { spellLog } from './spell-log.js';

/** A long restore says this often how far it is. */
const PROGRESS_MILLIS = 10_000;

/** Restores a file into the store of an environment. @returns the exit code */
export async function restoreFromFile(file: string, env: Environment): Promise<number> {
  return runOnStore({
    name: 'node restore',
    prepare: () => requireFile(file),
    create: true,
    failed: 1,
    work: async (store, { authorities }) => {
      const logs = await restoreNode({ store, open: () => fileLines(file), served: authorities, onWritten: progressView() });
      console.log(`Restored from ${file}; every log is now as it was exported:`);
      for (const log of logs) console.log(spellLog(log) + (log.before > 0 ? `  (${String(log.before)} entries were there)` : ''));
      return 0;
    },
  }, env);
}

function requireFile(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) throw new NotDone(`FILE: expected a file of \`ucat node export\` but found none at ${file}.`);
}

function progressView(): (log: MovedLog) => void {
  let toldAt = performance.now();
  return (log) => {
    if (performance.now() - toldAt < PROGRESS_MILLIS) return;
    toldAt = performance.now();
    console.error(`so far: ${spellLog(log)}`);
  };
}
