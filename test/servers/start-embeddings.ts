import { startJavaServer, type JavaServerOptions, type RunningServer } from './start-java-server.js';

/** The model of `embeddings/EmbeddingServer.java`. */
export const EMBEDDINGS_MODEL = 'bge-small-zh-v1.5-q';

/** A model of embeddings of our own, on the loopback interface. */
export interface EmbeddingsServer extends RunningServer {
  /** What `/embeddings` stands below. The same after `startAgain`. */
  readonly url: string;
}

/** Fetches and compiles it if need be and starts it. Resolves when it answers. @throws Error saying what its log says */
export async function startEmbeddings(options: JavaServerOptions = {}): Promise<EmbeddingsServer> {
  const program = { name: 'Embeddings', folder: 'embeddings', launcher: 'EmbeddingServer', variable: 'EMBEDDINGS_URL', startMillis: 60_000, machine: ['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'], words: (_: string, port: number) => [String(port)] };
  const server = await startJavaServer(program, options);
  return Object.assign(server, { url: `http://127.0.0.1:${String(server.port)}/v1` });
}
