import { MongoClient } from 'mongodb';
import { describeServer } from '../../subgraphs/kit/mongo/server-facts.js';
import { startServer } from './started-server.js';

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
  const { address: uri, stop } = await startServer('serve-ferretdb.js', [], 'Expected a MongoDB server: set MONGODB_URI, or install Go, to build FerretDB with.');
  return { uri, name: await nameOf(uri), [Symbol.asyncDispose]: stop };
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
