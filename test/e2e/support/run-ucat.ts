import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { packagePath } from '../../../schema/package-path.js';

export interface UcatRun {
  /** Null where it was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `ucat <words>` to its end. `signal` kills it as a power cut would. */
export async function runUcat(words: readonly string[], env: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<UcatRun> {
  const child = spawn(process.execPath, [packagePath('dist', 'cli', 'ucat.js'), ...words], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  signal?.addEventListener('abort', () => child.kill('SIGKILL'), { once: true });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name].setEncoding('utf8').on('data', (text: string) => (output[name] += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output };
}
