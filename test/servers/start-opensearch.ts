import { startJavaServer, type JavaServerOptions, type RunningServer } from './start-java-server.js';

export interface OpenSearchOptions extends JavaServerOptions {
  /** Size of the heap, in MiB. @default 512 */
  readonly heapMebibytes?: number;
  /** Compiles all that is run often, as in production, where it is measured. @default false: it starts in half the time */
  readonly optimized?: boolean;
}

/** An OpenSearch 2.19 of our own: one node on the loopback interface, open to everyone there. */
export interface OpenSearchServer extends RunningServer {
  /** Its address. The same after `startAgain`. */
  readonly url: string;
}

/** Fetches and compiles OpenSearch if need be and starts it. Resolves when it answers. @throws Error saying what its log says */
export async function startOpenSearch(options: OpenSearchOptions = {}): Promise<OpenSearchServer> {
  const program = { name: 'OpenSearch', folder: 'opensearch', launcher: 'TestServer', variable: 'OPENSEARCH_URL', startMillis: 120_000, machine: machineWords(options), words: (folder: string, port: number) => [folder, String(port)] };
  const server = await startJavaServer(program, options);
  return Object.assign(server, { url: `http://127.0.0.1:${String(server.port)}` });
}

const machineWords = ({ heapMebibytes = 512, optimized = false }: OpenSearchOptions): readonly string[] => [
  `-Xms${String(heapMebibytes)}m`,
  `-Xmx${String(heapMebibytes)}m`,
  ...(optimized ? [] : ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1']),
];
