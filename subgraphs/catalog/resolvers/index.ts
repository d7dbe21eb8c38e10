import { accessMutations, accessStewardQueries, accessTypes } from './access.js';
import { resolveAuditLog } from './audit.js';
import { kindResolvers } from './kinds.js';
import { mutationResolvers } from './mutation.js';
import { queryResolvers } from './query.js';

export { createContext, type CatalogContext, type NodeServices, type StewardContext } from './context.js';

/** Resolvers of the node contract. */
export const contractResolvers = { Query: queryResolvers, Mutation: accessMutations, ...kindResolvers, ...accessTypes };

/** All resolvers of a node. */
export const resolvers = { ...contractResolvers, Query: { ...queryResolvers, ...accessStewardQueries, auditLog: resolveAuditLog }, Mutation: { ...accessMutations, ...mutationResolvers } };
