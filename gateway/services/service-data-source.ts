import type { GraphQLDataSource } from '@apollo/gateway';
import { catalogError, type ErrorCode } from '../../schema/errors.js';
import type { Transport } from '../../subgraphs/kit/transport/transport.js';
import type { GraphQLResponse } from '../apollo-types.js';
import { askService } from './ask-service.js';
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

  async process(asked: Parameters<GraphQLDataSource['process']>[0]): Promise<GraphQLResponse> {
    const { name, url, send, unavailable, timeoutMillis = 5_000 } = this.#options;
    const { query = '', variables = {} } = asked.request;
    try {
      return (await askService({ name, url, send, timeoutMillis }, asked)) as GraphQLResponse;
    } catch {
      const { message, extensions } = catalogError(unavailable, `The subgraph "${name}" did not answer.`, { retryable: true });
      return failedAnswer(query, variables, { message, extensions }) as GraphQLResponse;
    }
  }
}
