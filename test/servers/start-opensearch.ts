import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buildJavaServer } from './build-java-server.js';
import { makeQuickFolder } from './quick-folder.js';
import { startProcess } from './server-process.js';

export interface OpenSearchOptions {
  /** Folder of its data and its log; made where it is missing. @default one that is gone afterwards, in memory where there is room: making and removing an index waits for the disk again and again */
  readonly folder?: string;
  /** @default 0, any that is free */
  readonly port?: number;
  /** Size of the heap, in MiB. @default 512 */
  readonly heapMebibytes?: number;
  /** Compiles all that is run often, as in production, where it is measured. @default false: it starts in half the time */
  readonly optimized?: boolean;
}

/** An OpenSearch 2.19 of our own: one node on the loopback interface, open to everyone there. */
export interface OpenSearchServer extends AsyncDisposable {
  /** Its address. The same after `startAgain`. */
  readonly url: string;
  /** Of the process that runs now, or ran last. */
  readonly pid: number;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to stop and waits; a folder of its own is gone then. */
  stop(): Promise<void>;
  /** Starts it on the same port and folder, after `kill`. */
  startAgain(): Promise<void>;
}

/** Fetches and compiles OpenSearch if need be and starts it. Resolves when it answers. @throws Error saying what its log says */
export async function startOpenSearch(options: OpenSearchOptions = {}): Promise<OpenSearchServer> {
  const classPath = await buildJavaServer({ name: 'OpenSearch', folder: 'opensearch', launcher: 'TestServer', variable: 'OPENSEARCH_URL' });
  const folder = options.folder === undefined ? await makeQuickFolder('ucat-opensearch-') : resolve(options.folder);
  await mkdir(join(folder, 'home'), { recursive: true });
  const remove = async (): Promise<void> => {
    if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
  };
  const server = await startProcess({
    // It says its port once it answers there.
    name: 'OpenSearch', folder, startMillis: 120_000, says: /^port (\d+)$/m,
    command: (at) => ['java', ...machineWords(options), '-cp', classPath, 'TestServer', folder, String(at)],
  }, options.port ?? 0).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  const stop = async (): Promise<void> => {
    await server.end('SIGTERM');
    await remove();
  };
  return {
    url: `http://127.0.0.1:${String(server.port)}`,
    get pid() {
      return server.pid;
    },
    kill: async () => server.end('SIGKILL'),
    stop,
    startAgain: async () => server.startAgain(),
    [Symbol.asyncDispose]: stop,
  };
}

const machineWords = ({ heapMebibytes = 512, optimized = false }: OpenSearchOptions): readonly string[] => [
  `-Xms${String(heapMebibytes)}m`,
  `-Xmx${String(heapMebibytes)}m`,
  ...(optimized ? [] : ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1']),
];
