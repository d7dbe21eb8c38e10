import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packagePath } from '../../schema/package-path.js';

const run = promisify(execFile);
const COMMAND = 'github.com/FerretDB/FerretDB/cmd/ferretdb';
/** SQLite is the one backend that needs no further server. */
const FLAGS = ['-mod=vendor', '-trimpath', '-tags=ferretdb_no_postgresql'];

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
 * FerretDB as a program, made from its sources once for each version of them and of Go.
 *
 * @returns the program's path
 * @throws Error where it can't be built, saying what Go said
 */
export async function buildFerretDb(): Promise<string> {
  const go = await goVersion();
  if (go === undefined) throw new Error('Expected Go 1.24 or newer in the PATH, to build FerretDB with. Install it (Debian: golang-go) or set MONGODB_URI.');
  const sources = packagePath('test', 'servers', 'ferretdb');
  const sums = await readFile(join(sources, 'go.sum'));
  const key = createHash('sha256').update(sums).update(go).update(FLAGS.join(' ')).digest('hex').slice(0, 16);
  const cache = packagePath('node_modules', '.cache', 'ferretdb');
  const program = join(cache, `ferretdb-${key}`);
  if (!existsSync(program)) {
    await mkdir(cache, { recursive: true });
    await compile(sources, program);
  }
  return program;
}

/** Leaves the program in place in one step: several test runs may build at the same time. */
async function compile(sources: string, program: string): Promise<void> {
  const folder = await mkdtemp(`${program}-`);
  const go = async (...words: readonly string[]) => run('go', words, { cwd: folder, maxBuffer: 64 * 1024 * 1024 });
  try {
    for (const file of ['go.mod', 'go.sum']) await copyFile(join(sources, file), join(folder, file));
    await go('mod', 'vendor');
    await writeVersion(folder);
    await go('build', ...FLAGS, '-o', 'ferretdb', COMMAND);
    await rename(join(folder, 'ferretdb'), program);
  } catch (error) {
    throw new Error(`FerretDB could not be built: ${(error as { stderr?: string }).stderr || String(error)}`, { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** FerretDB's program reads its version from a file that its makers generate and its module does not hold; the copy gets one. */
async function writeVersion(folder: string): Promise<void> {
  const version = /FerretDB\/FerretDB (v\S+)/.exec(await readFile(join(folder, 'go.mod'), 'utf8'))?.[1];
  if (version === undefined) throw new Error(`Expected github.com/FerretDB/FerretDB and its version in ${join(folder, 'go.mod')}.`);
  await writeFile(join(folder, 'vendor', 'github.com', 'FerretDB', 'FerretDB', 'build', 'version', 'version.txt'), `${version}\n`);
}
