import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packagePath } from '../../schema/package-path.js';

const run = promisify(execFile);

/** A server that is run from jars, by a launcher of ours: both stand in a folder of `test/servers`. */
export interface JavaServer {
  /** What it is called. */
  readonly name: string;
  /** Its folder, and what its own folder in the cache begins with. */
  readonly folder: string;
  /** Name of the launcher's class and file. */
  readonly launcher: string;
  /** Variable that names another one. */
  readonly variable: string;
}

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
 * The jars and the compiled launcher, fetched and compiled once for each version of them and of Java. The first time takes
 * half a minute.
 *
 * @returns the class path
 * @throws Error where they can't be had, saying what Maven or the compiler said
 */
export async function buildJavaServer(server: JavaServer, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const java = await javaVersion();
  if (java === undefined) throw new Error(`Expected a JDK 17 or newer and Maven in the PATH, to run ${server.name} with: install them, or set ${server.variable}`);
  const program = join(cacheFolder(env), `${server.folder}-${await keyOf(server, java)}`);
  if (!existsSync(program)) {
    await mkdir(cacheFolder(env), { recursive: true });
    await compile(server, program);
  }
  return `${program}:${join(program, 'lib', '*')}`;
}

const partsOf = ({ launcher }: JavaServer): readonly string[] => ['pom.xml', `${launcher}.java`];
const sourcePath = ({ folder }: JavaServer, file: string): string => packagePath('test', 'servers', folder, file);

async function keyOf(server: JavaServer, java: string): Promise<string> {
  const hash = createHash('sha256').update(java);
  for (const file of partsOf(server)) hash.update(await readFile(sourcePath(server, file)));
  return hash.digest('hex').slice(0, 16);
}

/** Leaves the folder in place in one step: several test runs may build at the same time. */
async function compile(server: JavaServer, program: string): Promise<void> {
  const folder = await mkdtemp(`${program}-`);
  try {
    for (const file of partsOf(server)) await copyFile(sourcePath(server, file), join(folder, file));
    const lib = join(folder, 'lib');
    await run('mvn', ['-q', '-B', '-f', join(folder, 'pom.xml'), 'dependency:copy-dependencies', `-DoutputDirectory=${lib}`], { maxBuffer: 64 * 1024 * 1024 });
    await run('javac', ['-cp', join(lib, '*'), '-d', folder, join(folder, `${server.launcher}.java`)]);
    await rename(folder, program);
  } catch (error) {
    // Another run was quicker.
    if (existsSync(program)) return;
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`${server.name} could not be built: ${`${stdout}${stderr}`.trim() || String(error)}`, { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
