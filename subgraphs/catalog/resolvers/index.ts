import { kindResolvers } from './kinds.js';
import { mutationResolvers } from './mutation.js';
import { queryResolvers } from './query.js';

export { createContext, type CatalogContext, type NodeServices, type StewardContext } from './context.js';

/** Resolvers of the node contract. */
export const contractResolvers = { Query: queryResolvers, ...kindResolvers };

/** All resolvers of a node. */
export const resolvers = { Query: queryResolvers, Mutation: mutationResolvers, ...kindResolvers };
