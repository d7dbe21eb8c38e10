import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packagePath } from '../../schema/package-path.js';

/** A server of the tests that was started for a bench. */
export interface StartedServer {
  readonly address: string;
  /** Folder of its data, gone once it has stopped. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

/** Starts a server by its script in test/servers, in a folder of its own. @throws Error with `expected` where it does not start */
export async function startServer(script: string, words: readonly string[], expected: string): Promise<StartedServer> {
  const folder = await mkdtemp(join(tmpdir(), 'ucat-bench-'));
  const child = spawn(process.execPath, ['--no-warnings', packagePath('test', 'servers', script), folder, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const address = await Promise.race([once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line)), ended.then(() => undefined)]);
  if (address !== undefined) return { address, folder, stop };
  await stop();
  throw new Error(expected);
}
