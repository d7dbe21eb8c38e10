import { kindResolvers } from './kinds.js';
import { mutationResolvers } from './mutation.js';
import { queryResolvers } from './query.js';

export { createContext, type CatalogContext, type NodeServices } from './context.js';

/** All resolvers of a node. */
export const resolvers = { Query: queryResolvers, Mutation: mutationResolvers, ...kindResolvers };
