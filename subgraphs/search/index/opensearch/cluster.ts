import { Client, errors } from '@opensearch-project/opensearch';

/** What a cluster said, or that it said nothing: without the address, which may hold a password. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError';
  /** HTTP status; null where the cluster did not answer. */
  readonly status: number | null;

  constructor(message: string, status: number | null) {
    super(message);
    this.status = status;
  }
}

export interface ClusterOptions {
  /** Address, with name and password where it needs them. */
  readonly url: string;
  /** How long one request may take. @default 30000 */
  readonly timeoutMillis?: number;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';

/** One operation of a bulk request: its action, and the document unless it deletes. */
export type BulkOperation = readonly [action: object, document?: object];

/** An operation in the form in which it is sent. */
export const bulkLines = (operation: BulkOperation): string => operation.map((line) => `${JSON.stringify(line)}\n`).join('');

/** What became of an operation that failed. */
export interface BulkFailure {
  readonly id: string;
  readonly status: number;
  readonly reason: string;
}

/** Requests to an OpenSearch cluster. All reject with a `ClusterError`. */
export class Cluster {
  readonly #client: Client;

  constructor({ url, timeoutMillis = 30_000 }: ClusterOptions) {
    this.#client = new Client({ node: url, maxRetries: 0, requestTimeout: timeoutMillis });
  }

  async ask<Answer>(method: Method, path: string, body?: object, query: Readonly<Record<string, string | number | boolean>> = {}): Promise<Answer> {
    return this.#send<Answer>({ method, path, querystring: { ...query }, ...(body !== undefined && { body: body as Record<string, unknown> }) });
  }

  /** The answer, or null where there is no such thing. */
  async find<Answer>(path: string): Promise<Answer | null> {
    try {
      return await this.ask<Answer>('GET', path);
    } catch (error) {
      if (error instanceof ClusterError && error.status === 404) return null;
      throw error;
    }
  }

  /** Sends operations, as `bulkLines` writes them, to one index. @returns those that failed */
  async bulk(index: string, operations: readonly string[]): Promise<readonly BulkFailure[]> {
    type Item = Readonly<Record<string, { readonly _id: string; readonly status: number; readonly error?: { readonly type?: string; readonly reason?: string } }>>;
    const querystring = { filter_path: 'errors,items.*._id,items.*.status,items.*.error' };
    const { errors: failed, items } = await this.#send<{ readonly errors: boolean; readonly items: readonly Item[] }>({ method: 'POST', path: `/${index}/_bulk`, querystring, bulkBody: operations.join('') });
    if (!failed) return [];
    return items.flatMap((item) => Object.values(item)).flatMap(({ _id, status, error }) => (error === undefined ? [] : [{ id: _id, status, reason: `${error.type ?? ''}: ${error.reason ?? ''}` }]));
  }

  /** Searches that are independent of each other, answered in their order. */
  async searchEach<Answer>(index: string, bodies: readonly object[]): Promise<readonly Answer[]> {
    if (bodies.length === 0) return [];
    const bulkBody = bodies.flatMap((body) => [{}, body]) as Record<string, unknown>[];
    const { responses } = await this.#send<{ readonly responses: readonly (Answer & { readonly error?: { readonly reason?: string }; readonly status: number })[] }>({ method: 'POST', path: `/${index}/_msearch`, bulkBody });
    for (const { error, status } of responses) if (error !== undefined) throw new ClusterError(error.reason ?? 'A search failed.', status);
    return responses;
  }

  async close(): Promise<void> {
    await this.#client.close();
  }

  async #send<Answer>(request: Parameters<Client['transport']['request']>[0]): Promise<Answer> {
    try {
      return (await this.#client.transport.request(request)).body as Answer;
    } catch (error) {
      throw toClusterError(error);
    }
  }
}

function toClusterError(error: unknown): ClusterError {
  if (error instanceof errors.ResponseError) return new ClusterError(`OpenSearch answered ${String(error.statusCode)}: ${reasonIn(error.body) ?? error.message}`.slice(0, 500), error.statusCode ?? null);
  return new ClusterError(`OpenSearch does not answer: ${error instanceof Error ? error.name : 'unknown'}`, null);
}

/** What the body of a refusal says. */
function reasonIn(body: unknown): string | null {
  const { error } = (body ?? {}) as { readonly error?: { readonly type?: string; readonly reason?: string } };
  return typeof error === 'object' ? `${error.type ?? ''}: ${error.reason ?? ''}` : null;
}
