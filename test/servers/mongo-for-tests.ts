import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { withoutPassword } from '../../subgraphs/kit/mongo/config.js';
import { describeServer } from '../../subgraphs/kit/mongo/server-facts.js';
import { goVersion } from './build-ferretdb.js';
import { startFerretDb, type FerretDb } from './start-ferretdb.js';

type Environment = NodeJS.ProcessEnv;

/** The server that a run of the tests has. */
export interface MongoForTests extends AsyncDisposable {
  /** For the run's last lines: the server and its version, or why there is none. */
  readonly told: string;
  readonly isThere: boolean;
}

/**
 * Finds the MongoDB server of a run and leaves its connection string in `TEST_MONGODB_URI`, for the tests: the one of
 * `MONGODB_URI`, else a FerretDB that is built and started here, where there is Go.
 *
 * `MONGODB_URI` itself is taken out of the environment: the services that tests start would follow it, also those that
 * are to run on the embedded store.
 *
 * @throws Error where a given server does not answer, which is a mistake to be told, not a reason to test less
 */
export async function findMongoForTests(env: Environment): Promise<MongoForTests> {
  const given = env['TEST_MONGODB_URI'] || env['MONGODB_URI'];
  delete env['MONGODB_URI'];
  if (given) return { ...(await announce(env, given, 'which was given')), [Symbol.asyncDispose]: async () => undefined };
  if ((await goVersion()) === undefined) return none('MONGODB_URI is not set, and there is no Go to build FerretDB with');
  const folder = await mkdtemp(join(tmpdir(), 'ucat-mongo-'));
  try {
    const server = await startFerretDb({ folder });
    return { ...(await announce(env, server.uri, 'built from its sources')), [Symbol.asyncDispose]: async () => remove(env, server, folder) };
  } catch (error) {
    await rm(folder, { recursive: true });
    return none((error as Error).message);
  }
}

const none = (told: string): MongoForTests => ({ told, isThere: false, [Symbol.asyncDispose]: async () => undefined });

async function announce(env: Environment, uri: string, origin: string): Promise<Pick<MongoForTests, 'told' | 'isThere'>> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 10_000 });
  try {
    await client.connect();
    const { name } = await describeServer(client.db('admin'));
    env['TEST_MONGODB_URI'] = uri;
    return { told: `${name}, ${origin}`, isThere: true };
  } catch (error) {
    throw new Error(`Expected a MongoDB server at ${withoutPassword(uri)}, but got: ${(error as Error).message}`, { cause: error });
  } finally {
    await client.close();
  }
}

async function remove(env: Environment, server: FerretDb, folder: string): Promise<void> {
  delete env['TEST_MONGODB_URI'];
  await server.stop();
  await rm(folder, { recursive: true });
}
