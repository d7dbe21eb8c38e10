import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packagePath } from '../../schema/package-path.js';

const run = promisify(execFile);
const PARTS = ['pom.xml', 'TestServer.java'] as const;

/** Folder that the jars are kept in from run to run, outside the repository: `UCAT_TEST_CACHE`, else the user's cache. */
const cacheFolder = (env: NodeJS.ProcessEnv): string => env['UCAT_TEST_CACHE'] || join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'ucat');

/** @returns what `java -version` says in its first line; undefined where there is no Java */
export async function javaVersion(): Promise<string | undefined> {
  try {
    return (await run('java', ['-version'])).stderr.split('\n')[0]?.trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * OpenSearch's jars and the compiled launcher, fetched and compiled once for each version of them and of Java. The first
 * time takes half a minute.
 *
 * @returns the class path
 * @throws Error where they can't be had, saying what Maven or the compiler said
 */
export async function buildOpenSearch(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const java = await javaVersion();
  if (java === undefined) throw new Error('Expected a JDK 17 or newer and Maven in the PATH, to run OpenSearch with: install them, or set OPENSEARCH_URL');
  const program = join(cacheFolder(env), `opensearch-${await keyOf(java)}`);
  if (!existsSync(program)) {
    await mkdir(cacheFolder(env), { recursive: true });
    await compile(program);
  }
  return `${program}:${join(program, 'lib', '*')}`;
}

const sourcePath = (file: string): string => packagePath('test', 'servers', 'opensearch', file);

async function keyOf(java: string): Promise<string> {
  const hash = createHash('sha256').update(java);
  for (const file of PARTS) hash.update(await readFile(sourcePath(file)));
  return hash.digest('hex').slice(0, 16);
}

/** Leaves the folder in place in one step: several test runs may build at the same time. */
async function compile(program: string): Promise<void> {
  const folder = await mkdtemp(`${program}-`);
  try {
    for (const file of PARTS) await copyFile(sourcePath(file), join(folder, file));
    const lib = join(folder, 'lib');
    await run('mvn', ['-q', '-B', '-f', join(folder, 'pom.xml'), 'dependency:copy-dependencies', `-DoutputDirectory=${lib}`], { maxBuffer: 64 * 1024 * 1024 });
    await run('javac', ['-cp', join(lib, '*'), '-d', folder, join(folder, 'TestServer.java')]);
    await rename(folder, program);
  } catch (error) {
    // Another run was quicker.
    if (existsSync(program)) return;
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`OpenSearch could not be built: ${`${stdout}${stderr}`.trim() || String(error)}`, { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
