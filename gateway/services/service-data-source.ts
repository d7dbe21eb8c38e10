import type { GraphQLDataSource } from '@apollo/gateway';
import { catalogError, type ErrorCode } from '../../schema/errors.js';
import type { Transport } from '../../subgraphs/kit/transport/transport.js';
import { scopeOf, type GraphQLResponse } from '../apollo-types.js';
import { inServiceSpan } from './service-span.js';
import { failedAnswer } from './failed-answer.js';

export interface ServiceDataSourceOptions {
  /** Name of the subgraph, for messages. */
  readonly name: string;
  readonly url: string;
  readonly send: Transport;
  /** Code of the error where it does not answer. */
  readonly unavailable: ErrorCode;
  /** How long it may take for one request. @default 5000 */
  readonly timeoutMillis?: number;
}

/** An ordinary subgraph behind the gateway. When it does not answer, each field it was asked for says so. */
export class ServiceDataSource implements GraphQLDataSource {
  readonly #options: ServiceDataSourceOptions;

  constructor(options: ServiceDataSourceOptions) {
    this.#options = options;
  }

  async process({ request, context }: Parameters<GraphQLDataSource['process']>[0]): Promise<GraphQLResponse> {
    const { name, url, send, unavailable, timeoutMillis = 5_000 } = this.#options;
    const { query = '', variables = {} } = request;
    try {
      return (await inServiceSpan(name, scopeOf(context), async (scope) => send({ url, query, variables, timeoutMillis, audience: [name], scope, signal: scope?.signal }))) as GraphQLResponse;
    } catch {
      const { message, extensions } = catalogError(unavailable, `The subgraph "${name}" did not answer.`, { retryable: true });
      return failedAnswer(query, variables, { message, extensions }) as GraphQLResponse;
    }
  }
}
