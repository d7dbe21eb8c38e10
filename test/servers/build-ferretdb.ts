import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packagePath } from '../../schema/package-path.js';
import { prepareFerretDb } from './prepare-ferretdb.js';

const run = promisify(execFile);
const COMMAND = 'github.com/FerretDB/FerretDB/cmd/ferretdb';
/** SQLite is the one backend that needs no further server. */
const FLAGS = ['-mod=vendor', '-trimpath', '-tags=ferretdb_no_postgresql'];

export interface FerretDbBuild {
  /** Builds it as its makers released it: without its index over `_id` in use. @default false */
  readonly asReleased?: boolean;
}

/** @returns what `go version` says; undefined where there is no Go */
export async function goVersion(): Promise<string | undefined> {
  try {
    return (await run('go', ['version'])).stdout.trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * FerretDB as a program, made from its sources once for each version of them and of Go. The first time takes a minute.
 *
 * @returns the program's path
 * @throws Error where it can't be built, saying what Go said
 */
export async function buildFerretDb({ asReleased = false }: FerretDbBuild = {}): Promise<string> {
  const go = await goVersion();
  if (go === undefined) throw new Error('Expected Go 1.24 or newer in the PATH, to build FerretDB with: install it, or set MONGODB_URI');
  const cache = packagePath('node_modules', '.cache', 'ferretdb');
  const program = join(cache, `ferretdb-${asReleased ? 'released-' : ''}${await keyOf(go)}`);
  if (!existsSync(program)) {
    await mkdir(cache, { recursive: true });
    await compile(program, asReleased);
  }
  return program;
}

const sourcePath = (file: string): string => packagePath('test', 'servers', ...file.split('/'));

async function keyOf(go: string): Promise<string> {
  const hash = createHash('sha256').update(go).update(FLAGS.join(' '));
  for (const file of ['ferretdb/go.mod', 'ferretdb/go.sum', 'prepare-ferretdb.ts']) hash.update(await readFile(sourcePath(file)));
  return hash.digest('hex').slice(0, 16);
}

/** Leaves the program in place in one step: several test runs may build at the same time. */
async function compile(program: string, asReleased: boolean): Promise<void> {
  const folder = await mkdtemp(`${program}-`);
  const go = async (...words: readonly string[]) => run('go', words, { cwd: folder, maxBuffer: 64 * 1024 * 1024 });
  try {
    for (const file of ['go.mod', 'go.sum']) await copyFile(sourcePath(`ferretdb/${file}`), join(folder, file));
    await go('mod', 'vendor');
    await prepareFerretDb(folder, asReleased);
    await go('build', ...FLAGS, '-o', 'ferretdb', COMMAND);
    await rename(join(folder, 'ferretdb'), program);
  } catch (error) {
    throw new Error(`FerretDB could not be built: ${(error as { stderr?: string }).stderr || String(error)}`, { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
