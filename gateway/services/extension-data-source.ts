import type { GraphQLDataSource } from '@apollo/gateway';
import { catalogError } from '../../schema/errors.js';
import { TransportFailure, type Transport } from '../../subgraphs/kit/transport/transport.js';
import type { GraphQLResponse } from '../apollo-types.js';
import { askService } from './ask-service.js';
import { checkedAnswer, MisformedAnswer } from './checked-answer.js';
import { failedAnswer } from './failed-answer.js';

export interface ExtensionDataSourceOptions {
  /** Name of the subgraph, for messages. */
  readonly name: string;
  readonly url: string;
  readonly send: Transport;
  /** How long it may take for one request. */
  readonly timeoutMillis: number;
}

/** A subgraph of somebody else's behind the gateway. Whatever it answers costs or changes no field but its own. */
export class ExtensionDataSource implements GraphQLDataSource {
  readonly #options: ExtensionDataSourceOptions;

  constructor(options: ExtensionDataSourceOptions) {
    this.#options = options;
  }

  async process(asked: Parameters<GraphQLDataSource['process']>[0]): Promise<GraphQLResponse> {
    const { name } = this.#options;
    const { query = '', variables = {} } = asked.request;
    try {
      return checkedAnswer(name, query, variables, await askService(this.#options, asked)) as GraphQLResponse;
    } catch (error) {
      if (!(error instanceof TransportFailure || error instanceof MisformedAnswer)) throw error;
      const { message, extensions } = catalogError('SUBGRAPH_UNAVAILABLE', `The subgraph "${name}" ${error instanceof TransportFailure ? 'did not answer' : error.message}.`, { subgraph: name, retryable: true });
      return failedAnswer(query, variables, { message, extensions }) as GraphQLResponse;
    }
  }
}
