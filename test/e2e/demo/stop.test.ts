import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packagePath } from '../../../schema/package-path.js';
import { freePorts } from '../support/free-ports.js';
import { until } from '../support/until.js';

let folder: string;
let running: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-stop-'));
});
afterEach(() => {
  running?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** Runs `ucat <words>`; `ended` gives its exit code, `opened` is true once it told its address, `said` is its standard error. */
function run(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = fork(packagePath('dist', 'cli', 'ucat.js'), words, {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'error', DATA_DIR: folder, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  running = child;
  const state = { opened: false, said: '' };
  child.stderr!.on('data', (text: Buffer) => (state.said += text.toString()));
  child.on('message', () => (state.opened = true));
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return { pid: child.pid!, child, state, ended };
}

const childrenOf = (pid: number, pattern = ''): readonly number[] => {
  try {
    return execFileSync('pgrep', ['-P', String(pid), '-f', pattern], { encoding: 'utf8' }).trim().split('\n').map(Number);
  } catch {
    return [];
  }
};
const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('stopping the demonstration', () => {
  test.each([1, 3])('SIGTERM while it starts, with %i processes started: ends with code 0 at once', async (count) => {
    const { pid, child, state, ended } = run(['demo']);
    const children = await until('the first processes', async () => {
      const found = childrenOf(pid);
      return found.length >= count && found;
    });
    const asked = performance.now();
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(performance.now() - asked).toBeLessThan(5_000);
    expect(state.opened).toBe(false);
    expect(children.filter(isRunning)).toEqual([]);
  });

  test.each([
    ['the registry', 3, '(registry)'],
    ['one of the nodes', 110, '(node 10)'],
  ])('a port that is taken from %s ends it with code 1, saying which', async (_, offset, service) => {
    const first = await freePorts();
    const port = first + offset;
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(port, '127.0.0.1', resolve));
    try {
      const { ended, state } = run(['demo'], { PORT: String(first) });
      expect(await ended).toBe(1);
      expect(state.said).toContain(`port ${String(port)} ${service} can't be had: another process listens there`);
    } finally {
      taken.close();
    }
  });

  test('a service that dies later ends all with code 1, saying which', async () => {
    const { pid, state, ended } = run(['demo']);
    await until('the national catalog', async () => state.opened);
    const children = childrenOf(pid);
    const [search] = childrenOf(pid, 'search start');
    process.kill(search!, 'SIGKILL');
    expect(await ended).toBe(1);
    expect(state.said).toContain('ucat search start ended by SIGKILL');
    expect(children.filter(isRunning)).toEqual([]);
  }, 60_000);
});
