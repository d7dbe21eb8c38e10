import type { GraphQLDataSource } from '@apollo/gateway';
import type { ScopedContext } from '../subgraphs/kit/apollo-handler.js';
import type { RequestScope } from '../subgraphs/kit/observe/request-scope.js';

/** What a data source of the gateway answers; the package names the type in a version of its own. */
export type GraphQLResponse = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** The request of a client that a data source is asked for; none where the gateway asks for itself. */
export const scopeOf = (context: unknown): RequestScope | undefined => (context as Partial<ScopedContext> | undefined)?.scope;
