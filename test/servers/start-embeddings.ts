import { rm } from 'node:fs/promises';
import { buildJavaServer } from './build-java-server.js';
import { makeQuickFolder } from './quick-folder.js';
import { startProcess } from './server-process.js';

/** The model of `embeddings/EmbeddingServer.java`. */
export const EMBEDDINGS_MODEL = 'bge-small-zh-v1.5-q';

export interface EmbeddingsOptions {
  /** Folder of its log. @default one that is gone afterwards */
  readonly folder?: string;
  /** @default 0, any that is free */
  readonly port?: number;
}

/** A model of embeddings of our own, on the loopback interface. */
export interface EmbeddingsServer extends AsyncDisposable {
  /** What `/embeddings` stands below. The same after `startAgain`. */
  readonly url: string;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** Starts it on the same port, after `kill`. */
  startAgain(): Promise<void>;
}

/** Fetches and compiles it if need be and starts it. Resolves when it answers. @throws Error saying what its log says */
export async function startEmbeddings(options: EmbeddingsOptions = {}): Promise<EmbeddingsServer> {
  const classPath = await buildJavaServer({ name: 'the server of embeddings', folder: 'embeddings', launcher: 'EmbeddingServer', variable: 'EMBEDDINGS_URL' });
  const folder = options.folder ?? (await makeQuickFolder('ucat-embeddings-'));
  const remove = async (): Promise<void> => {
    if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
  };
  const server = await startProcess({
    name: 'Embeddings', folder, startMillis: 60_000, says: /^port (\d+)$/m,
    command: (at) => ['java', '-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', classPath, 'EmbeddingServer', String(at)],
  }, options.port ?? 0).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  const stop = async (): Promise<void> => {
    await server.end('SIGTERM');
    await remove();
  };
  return {
    url: `http://127.0.0.1:${String(server.port)}/v1`,
    kill: async () => server.end('SIGKILL'),
    stop,
    startAgain: async () => server.startAgain(),
    [Symbol.asyncDispose]: stop,
  };
}
