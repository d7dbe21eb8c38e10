import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { MongoClient } from 'mongodb';
import { packagePath } from '../../schema/package-path.js';
import { describeServer } from '../../subgraphs/kit/mongo/server-facts.js';

/** The MongoDB server that a bench runs on. */
export interface MongoServer extends AsyncDisposable {
  readonly uri: string;
  /** Product and version. */
  readonly name: string;
}

/** The server of MONGODB_URI, else a FerretDB that is built and started as the tests do it. @throws Error where there is neither */
export async function openMongoServer(): Promise<MongoServer> {
  const given = process.env['MONGODB_URI'];
  if (given) return { uri: given, name: await nameOf(given), [Symbol.asyncDispose]: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), 'ucat-bench-mongo-'));
  const child = spawn(process.execPath, ['--no-warnings', packagePath('test', 'servers', 'serve-ferretdb.js'), folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'exit');
  const uri = await Promise.race([once(lines, 'line').then(([line]) => String(line)), ended.then(() => undefined)]);
  if (uri === undefined) throw new Error('Expected a MongoDB server: set MONGODB_URI, or install Go, to build FerretDB with.');
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true });
  };
  return { uri, name: await nameOf(uri), [Symbol.asyncDispose]: close };
}

async function nameOf(uri: string): Promise<string> {
  await using client = new MongoClient(uri);
  return (await describeServer(client.db('admin'))).name;
}

/** Lets work be done on a database of its own, which is gone afterwards. */
export async function onFreshDatabase<Result>(uri: string, work: (env: Readonly<Record<string, string>>) => Promise<Result>): Promise<Result> {
  const name = `bench_${String(process.pid)}_${String(Date.now())}`;
  try {
    return await work({ MONGODB_URI: uri, MONGODB_DATABASE: name });
  } finally {
    await using client = new MongoClient(uri);
    await client.db(name).dropDatabase();
  }
}
