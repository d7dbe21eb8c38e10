import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import type { ScopedContext } from '../../apollo-handler.js';
import { fragmentsOf, rootFields } from '../../root-fields.js';
import type { CallerRole } from '../identity.js';
import { forbidden } from '../refuse.js';

/** What a role may ask of a service: names of root fields, by `query` and `mutation`; `*` is every one. */
export type Permissions = Readonly<Record<CallerRole, { readonly query: readonly string[]; readonly mutation: readonly string[] }>>;

/** What anybody asks who wants to know what a service is. */
const DESCRIBING = ['__typename', '__schema', '__type', '_service'];

/** Refuses a service's call, before anything of it is done, that asks what its role does not need. */
export function permittedRoots(permissions: Permissions): ApolloServerPlugin<BaseContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, document, contextValue }) {
          const { caller } = contextValue as Partial<ScopedContext>;
          if (!operation || !caller) return;
          const type = operation.operation === OperationTypeNode.MUTATION ? 'mutation' : 'query';
          const permitted = permissions[caller.role][type];
          if (permitted.includes('*')) return;
          const names = rootFields(operation.selectionSet.selections, fragmentsOf(document)).map(({ field }) => field.name.value);
          const refused = names.find((name) => !permitted.includes(name) && !(type === 'query' && DESCRIBING.includes(name)));
          if (refused !== undefined) throw forbidden(`A service of the role ${caller.role} may not ask the ${type} \`${refused}\` here.`);
        },
      };
    },
  };
}
