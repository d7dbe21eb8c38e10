import { MongoClient, ReadConcern, ReadPreference, WriteConcern, type Db } from 'mongodb';
import { describeServer, type ServerFacts } from './server-facts.js';
import type { Logger } from '../logger.js';
import { withoutPassword, type MongoConfig } from './config.js';
import { storeFailure, StoreClosed, type StoreFailure } from './store-failure.js';
import { within } from './within.js';

export interface MongoPlaceOptions extends MongoConfig {
  readonly logger: Logger;
  /** Makes indexes and whatever else must be there before the first read. Done again after a failure. */
  readonly prepare: (db: Db, facts: ServerFacts) => Promise<void>;
}

/** A database that is open: `facts` say what its server can do. */
export interface OpenDatabase {
  readonly client: MongoClient;
  readonly db: Db;
  readonly facts: ServerFacts;
}

/**
 * A database of a MongoDB deployment, which may be away: when the service starts, or later. Whatever is asked meanwhile
 * fails with `STORE_UNAVAILABLE`, and the first call after its return finds it again.
 *
 * Writes are acknowledged by a majority of the deployment's members, each with the write in its journal; reads are of
 * what a majority has, at the primary: nothing that was read or acknowledged is ever rolled back.
 */
export class MongoPlace {
  readonly #options: MongoPlaceOptions;
  #client: MongoClient | undefined;
  #open: Promise<OpenDatabase> | undefined;
  #reachable = false;
  /** Whether the log has been told that the deployment is lost. */
  #told = false;
  #closed = false;

  constructor(options: MongoPlaceOptions) {
    this.#options = options;
  }

  /** Whether the last that was asked of it was answered. */
  get reachable(): boolean {
    return this.#reachable && !this.#closed;
  }

  /** @throws GraphQLError with the code STORE_UNAVAILABLE; its cause goes to the log */
  async run<Result>(work: (open: OpenDatabase) => Promise<Result>): Promise<Result> {
    try {
      if (this.#closed) throw new StoreClosed();
      const result = await within(this.#options.timeoutMillis * PATIENCE, this.#opened().then(work));
      this.#reachable = true;
      this.#told = false;
      return result;
    } catch (error) {
      const failure = storeFailure(error, this.#where);
      if (failure === null) throw error;
      this.#tell(failure, error);
      throw failure.answer;
    }
  }

  /** Asks whether the deployment answers. @throws as `run` does */
  async ping(): Promise<OpenDatabase> {
    return this.run(async (open) => {
      await open.db.command({ ping: 1 });
      return open;
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#client?.close();
  }

  /** One line for each time that the deployment is lost, not one for each request until it is back. */
  #tell({ explanation, lost }: StoreFailure, error: unknown): void {
    const known = this.#closed || (lost && this.#told);
    if (lost) {
      this.#reachable = false;
      this.#told = true;
    }
    this.#options.logger[known ? 'debug' : 'error']({ err: error }, explanation);
  }

  get #where(): string {
    return `${withoutPassword(this.#options.uri)}, database ${this.#options.database}`;
  }

  async #opened(): Promise<OpenDatabase> {
    this.#open ??= this.#connect();
    try {
      return await this.#open;
    } catch (error) {
      this.#open = undefined;
      throw error;
    }
  }

  async #connect(): Promise<OpenDatabase> {
    // A client that could not connect is of no more use.
    const client = new MongoClient(this.#options.uri, clientOptions(this.#options));
    // Also while it connects: a store that is closed just then must not leave its connections behind.
    this.#client = client;
    try {
      await client.connect();
      return await this.#prepare(client);
    } catch (error) {
      await client.close();
      throw error;
    }
  }

  async #prepare(client: MongoClient): Promise<OpenDatabase> {
    const db = client.db(this.#options.database, concerns(this.#options));
    const facts = await describeServer(db);
    await this.#options.prepare(db, facts);
    this.#options.logger.info({ server: facts.name, database: this.#options.database }, 'the store is open');
    return { client, db, facts };
  }
}

/**
 * Operations that one call may wait for, one after the other. The driver limits each of them; but one on a socket that
 * broke at the wrong moment may never end, and must not hold its caller for ever.
 */
const PATIENCE = 3;

function clientOptions({ timeoutMillis, poolSize }: MongoConfig) {
  return {
    appName: 'ucat',
    maxPoolSize: poolSize,
    serverSelectionTimeoutMS: timeoutMillis,
    connectTimeoutMS: timeoutMillis,
    socketTimeoutMS: timeoutMillis,
    waitQueueTimeoutMS: timeoutMillis,
    retryReads: true,
    retryWrites: true,
  } as const;
}

/** Of the database and not of the client, whose `journal` and `readConcernLevel` a connection string overrides. */
function concerns({ timeoutMillis }: MongoConfig) {
  return {
    readPreference: ReadPreference.primary,
    readConcern: new ReadConcern('majority'),
    writeConcern: new WriteConcern('majority', timeoutMillis, true),
  };
}
