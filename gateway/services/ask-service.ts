import type { GraphQLDataSource } from '@apollo/gateway';
import { TransportFailure, type Transport, type TransportAnswer } from '../../subgraphs/kit/transport/transport.js';
import { scopeOf } from '../apollo-types.js';
import { deadlineOf, timeLeft } from '../deadline.js';
import { inServiceSpan } from './service-span.js';

export interface AskedService {
  /** Name of the subgraph. */
  readonly name: string;
  readonly url: string;
  readonly send: Transport;
  /** How long it may take for one request; less where the client's request has less time left. */
  readonly timeoutMillis: number;
}

/** Asks a subgraph, in the time that the client's request has left. @throws TransportFailure without an answer in that time */
export async function askService({ name, url, send, timeoutMillis }: AskedService, { request: { query = '', variables = {} }, context }: Parameters<GraphQLDataSource['process']>[0]): Promise<TransportAnswer> {
  const left = timeLeft(timeoutMillis, deadlineOf(context));
  if (left <= 0) throw new TransportFailure(`${url} was not asked: the time of the request is over.`);
  return inServiceSpan(name, scopeOf(context), async (scope) => send({ url, query, variables, timeoutMillis: left, audience: [name], scope, signal: scope?.signal }));
}
