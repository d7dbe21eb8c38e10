import type { GraphQLDataSource } from '@apollo/gateway';
import { scopeOf, type GraphQLResponse } from '../apollo-types.js';
import { deadlineOf } from '../deadline.js';
import type { PartitionRouter } from './partition-router.js';

/** The router's door inside our gateway. */
export class PartitionedDataSource implements GraphQLDataSource {
  readonly #route: PartitionRouter;

  constructor(route: PartitionRouter) {
    this.#route = route;
  }

  async process({ request, context }: Parameters<GraphQLDataSource['process']>[0]): Promise<GraphQLResponse> {
    return (await this.#route({ query: request.query ?? '', variables: request.variables, scope: scopeOf(context), deadline: deadlineOf(context) })) as GraphQLResponse;
  }
}
