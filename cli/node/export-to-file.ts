import { exportNode } from '../../subgraphs/catalog/transfer/export-node.js';
import type { MovedLog } from '../../subgraphs/catalog/transfer/node-file.js';
import type { Environment } from '../../subgraphs/kit/env.js';
import { writeFileWhole, writeTo } from './file-streams.js';
import { requireFolder, requireLogs, runOnStore, type StoreWork } from './node-store.js';
import { spellLog } from './spell-log.js';

const RESTRICTED = 'It has records that are not for everybody, as its first line says: keep it as you keep the store.';

/** Exports the node of an environment. @param output a file, `-` for standard output @returns the exit code */
export async function exportToFile(output: string | undefined, env: Environment): Promise<number> {
  const work: StoreWork['work'] = async (store, config) => {
    const { authorities } = config;
    await requireLogs(store, config);
    const at = new Date();
    const file = output ?? `ucat-node-${String(authorities[0])}-${at.toISOString().replace(/[:.]/g, '')}.ndjson.gz`;
    const kept = keepResult(exportNode(store, authorities, at));
    await (file === '-' ? writeTo(process.stdout, kept.lines) : writeFileWhole(file, kept.lines));
    const logs = kept.result();
    console.error([`Exported to ${file === '-' ? 'standard output' : file}:`, ...logs.map(spellLog), ...(logs.length > authorities.length ? [RESTRICTED] : [])].join('\n'));
    return 0;
  };
  const prepare = (): void => void (output !== undefined && output !== '-' && requireFolder('--output', output));
  return runOnStore({ name: 'node export', prepare, create: false, failed: 1, work }, env);
}

/** The lines of an export, and what the logs came to once all lines were taken. */
function keepResult(lines: AsyncGenerator<string, readonly MovedLog[]>): { readonly lines: AsyncIterable<string>; readonly result: () => readonly MovedLog[] } {
  let result: readonly MovedLog[] = [];
  async function* passOn(): AsyncGenerator<string> {
    result = yield* lines;
  }
  return { lines: passOn(), result: () => result };
}
