import { MongoClient } from 'mongodb';
import { BadSetting, readInteger, type Environment } from '../env.js';

/** Where a service keeps its data when it keeps them in MongoDB. */
export interface MongoConfig {
  /** Connection string, as MongoDB defines it. */
  readonly uri: string;
  readonly database: string;
  /** How long one operation may take, and how long a server is looked for. @default 10000 */
  readonly timeoutMillis: number;
  /** Connections to each server of the deployment, at most. @default 20 */
  readonly poolSize: number;
}

/** What MongoDB takes for a name on every platform, less what would need quoting in a shell. */
const DATABASE_NAME = /^[\w-]{1,63}$/;

/**
 * Reads MONGODB_URI, MONGODB_DATABASE, MONGODB_TIMEOUT_MILLIS and MONGODB_POOL_SIZE. The database is the one of
 * MONGODB_DATABASE, else the one that the URI names, else `fallbackDatabase`.
 *
 * @returns undefined where MONGODB_URI is not set
 * @throws BadSetting, with no password in it
 */
export function readMongoConfig(env: Environment, fallbackDatabase: string): MongoConfig | undefined {
  const uri = env['MONGODB_URI'];
  if (!uri) return undefined;
  const database = env['MONGODB_DATABASE'] || databaseOf(uri) || fallbackDatabase;
  if (!DATABASE_NAME.test(database)) throw new BadSetting('MONGODB_DATABASE', 'a name of 1 to 63 letters, digits, hyphens and underscores', database);
  return Object.freeze({
    uri,
    database,
    timeoutMillis: readInteger(env, 'MONGODB_TIMEOUT_MILLIS', 10_000, { min: 100, max: 600_000 }),
    poolSize: readInteger(env, 'MONGODB_POOL_SIZE', 20, { min: 1, max: 1_000 }),
  });
}

/** The database that a connection string names; none if it names none. @throws BadSetting */
export function databaseOf(uri: string): string | undefined {
  try {
    new MongoClient(uri);
  } catch (error) {
    throw badUri(uri, error as Error);
  }
  const path = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]*)/.exec(uri)?.[1];
  return path ? decodeURIComponent(path) : undefined;
}

/** A connection string as it may be shown: without what is before the `@`, and without secrets among its options. */
export const withoutPassword = (uri: string): string => uri.replace(/\/\/.*@/, '//…@').replace(/((?:password|authMechanismProperties)=)[^&]*/gi, '$1…');

function badUri(uri: string, { message }: Error): BadSetting {
  return new BadSetting('MONGODB_URI', `a MongoDB connection string such as mongodb://user:password@host:27017/database (${withoutPassword(message)})`, withoutPassword(uri));
}
