import type { GraphQLDataSource } from '@apollo/gateway';

/** What a data source of the gateway answers; the package names the type in a version of its own. */
export type GraphQLResponse = Awaited<ReturnType<GraphQLDataSource['process']>>;
