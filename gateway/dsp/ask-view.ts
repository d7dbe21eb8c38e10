import type { IncomingMessage } from 'node:http';
import type { Answerer } from '../../subgraphs/kit/apollo-handler.js';
import type { RequestScope } from '../../subgraphs/kit/observe/request-scope.js';
import type { WireError } from '../../subgraphs/kit/transport/transport.js';
import { asPost } from '../http/as-post.js';

export interface ViewAnswer {
  /** Of HTTP. */
  readonly status: number;
  /** Such as `retry-after`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly WireError[];
}

/** Asks the national view in the name of whoever sent a request, under the same limits as at `/graphql`. */
export async function askView(answer: Answerer, message: IncomingMessage, scope: RequestScope, query: string, variables: Readonly<Record<string, unknown>>): Promise<ViewAnswer> {
  const { status, headers, body } = await answer({ message: asPost(message), body: Buffer.from(JSON.stringify({ query, variables })), scope });
  const { data = null, errors = [] } = JSON.parse(body.toString('utf8')) as Partial<ViewAnswer>;
  return { status, headers, data, errors };
}
