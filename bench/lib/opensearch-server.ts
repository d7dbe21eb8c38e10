import { startServer } from './started-server.js';

/** The OpenSearch server that a bench runs on. */
export interface OpenSearchServer extends AsyncDisposable {
  readonly url: string;
  /** Product and version. */
  readonly name: string;
  /** Folder of its data; null where it was given by OPENSEARCH_URL. */
  readonly folder: string | null;
  /** Its process; null where it was given by OPENSEARCH_URL. */
  readonly pid: () => Promise<number | null>;
  readonly stop: () => Promise<void>;
}

/**
 * The server of OPENSEARCH_URL, else one that is started as the tests do it, with a heap of this size.
 *
 * @throws Error where there is neither
 */
export async function openOpenSearchServer(heapMebibytes = 512): Promise<OpenSearchServer> {
  const given = process.env['OPENSEARCH_URL'];
  if (given) return { url: given, name: await nameOf(given), folder: null, pid: async () => null, stop: async () => undefined, [Symbol.asyncDispose]: async () => undefined };
  const { address: url, folder, stop } = await startServer('serve-opensearch.js', ['0', String(heapMebibytes)], 'Expected an OpenSearch server: set OPENSEARCH_URL, or install a JDK and Maven.');
  return { url, name: await nameOf(url), folder, pid: () => pidOf(url), stop, [Symbol.asyncDispose]: stop };
}

async function nameOf(url: string): Promise<string> {
  const { version } = (await (await fetch(url)).json()) as { readonly version: { readonly number: string } };
  return `OpenSearch ${version.number}`;
}

async function pidOf(url: string): Promise<number | null> {
  const { nodes } = (await (await fetch(`${url}/_nodes/process?filter_path=nodes.*.process.id`)).json()) as { readonly nodes: Readonly<Record<string, { readonly process: { readonly id: number } }>> };
  return Object.values(nodes)[0]?.process.id ?? null;
}
