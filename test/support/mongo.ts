import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { describeWhere } from './describe-where.js';

export interface FreshDatabase extends AsyncDisposable {
  /** Connection string of its server: `MONGODB_URI` of a service. */
  readonly uri: string;
  /** A name that nobody else uses: `MONGODB_DATABASE` of a service. */
  readonly name: string;
  drop(): Promise<void>;
}

/** Connection string of the server that this run has; undefined where it has none. */
const serverUri = (): string | undefined => process.env['TEST_MONGODB_URI'];

/** A suite that needs a MongoDB server: listed as skipped where this run has none, and failed in CI. */
export function describeWithMongo(name: string, body: () => void): void {
  const expected = 'Expected a MongoDB server, for CI leaves no suite out: set MONGODB_URI, or install Go, to build one with.';
  describeWhere({ isThere: serverUri() !== undefined, what: 'a MongoDB server', expected }, name, body);
}

/** A suite that starts, kills and restarts a server of its own: listed as skipped where there is no Go, and failed in CI. */
export function describeWithFerretDb(name: string, body: () => void): void {
  const isThere = spawnSync('go', ['version']).status === 0;
  describeWhere({ isThere, what: 'Go, to build FerretDB with', expected: 'Expected Go in the PATH, for CI leaves no suite out: install it (Debian: golang-go).' }, name, body);
}

/** A database of this run's server, for one file or one test. The first write into it makes it. */
export function freshDatabase(): FreshDatabase {
  const uri = serverUri();
  if (uri === undefined) throw new Error('Expected TEST_MONGODB_URI: ask for a database in a describeWithMongo only.');
  const name = `test_${randomBytes(8).toString('hex')}`;
  const drop = async (): Promise<void> => {
    await using client = new MongoClient(uri);
    await client.db(name).dropDatabase();
  };
  return { uri, name, drop, [Symbol.asyncDispose]: drop };
}
