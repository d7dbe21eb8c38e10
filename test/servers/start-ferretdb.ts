import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { MongoClient } from 'mongodb';
import { buildFerretDb, type FerretDbBuild } from './build-ferretdb.js';
import { startProcess } from './server-process.js';

export interface FerretDbOptions extends FerretDbBuild {
  /** Folder of its data and its log; made where it is missing. */
  readonly folder: string;
  /** @default 0, any that is free */
  readonly port?: number;
  /** The one user that it lets in. @default none: it lets everyone in */
  readonly auth?: Readonly<Record<'username' | 'password', string>>;
}

/** A FerretDB of our own: speaks MongoDB's protocol, keeps its data in SQLite files. */
export interface FerretDb extends AsyncDisposable {
  /** Connection string, with the user if there is one. The same after `startAgain`. */
  readonly uri: string;
  readonly port: number;
  /** Of the process that runs now, or ran last. */
  readonly pid: number;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to stop and waits. */
  stop(): Promise<void>;
  /** Starts it on the same port and folder, after `kill` or `stop`. */
  startAgain(): Promise<void>;
}

/** Builds FerretDB if need be and starts it. Resolves when it answers. @throws Error saying what its log says */
export async function startFerretDb({ folder, port = 0, auth, asReleased = false }: FerretDbOptions): Promise<FerretDb> {
  const program = await buildFerretDb({ asReleased });
  const place = resolve(folder);
  await mkdir(place, { recursive: true });
  const server = await startProcess({
    name: 'FerretDB', folder: place, startMillis: 60_000, says: /Listening on TCP 127\.0\.0\.1:(\d+)/,
    command: (at) => [program, ...words(place, at, auth)],
    answers: (at, isOver) => answers(uriOf(at, auth), isOver),
  }, port);
  const stop = async (): Promise<void> => server.end('SIGTERM');
  return {
    uri: uriOf(server.port, auth),
    port: server.port,
    get pid() {
      return server.pid;
    },
    kill: async () => server.end('SIGKILL'),
    stop,
    startAgain: async () => server.startAgain(),
    [Symbol.asyncDispose]: stop,
  };
}

/** Every commit goes to the disk before it is acknowledged: `synchronous(full)`. Nothing is reported to anyone: telemetry. */
const words = (folder: string, port: number, auth: FerretDbOptions['auth']): readonly string[] => [
  '--handler=sqlite',
  `--sqlite-url=file:${folder}/?_pragma=synchronous(full)`,
  `--state-dir=${folder}`,
  `--listen-addr=127.0.0.1:${String(port)}`,
  '--debug-addr=-',
  '--telemetry=disable',
  '--log-format=json',
  ...(auth ? ['--test-enable-new-auth', '--setup-database=admin', `--setup-username=${auth.username}`, `--setup-password=${auth.password}`] : []),
];

function uriOf(port: number, auth: FerretDbOptions['auth']): string {
  const user = auth ? `${encodeURIComponent(auth.username)}:${encodeURIComponent(auth.password)}@` : '';
  return `mongodb://${user}127.0.0.1:${String(port)}/`;
}

async function answers(uri: string, isOver: () => boolean): Promise<void> {
  await using client = new MongoClient(uri, { serverSelectionTimeoutMS: 1_000 });
  for (;;) {
    try {
      await client.db('admin').command({ ping: 1 });
      return;
    } catch (error) {
      if (isOver()) throw error;
    }
  }
}
