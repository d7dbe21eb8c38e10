import type { ApolloServerPlugin, BaseContext, GraphQLRequestListener } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import type { ScopedContext } from '../../apollo-handler.js';
import { unauthenticated } from '../refuse.js';

/**
 * Refuses, before anything of it is done, to write for a call that its caller's own key has not signed. The service has
 * agreed keys too and could make such a call itself; and what nobody can write by one is never sent twice for want of it.
 */
export function signedWrites(): ApolloServerPlugin<BaseContext> {
  const listener: GraphQLRequestListener<BaseContext> = {
    async didResolveOperation({ operation }) {
      if (operation?.operation !== OperationTypeNode.QUERY) throw unauthenticated('A call that writes has to be signed with EdDSA; agreed keys are for those that read.');
    },
  };
  return {
    async requestDidStart({ contextValue }) {
      return (contextValue as Partial<ScopedContext>).caller?.byAgreedKey === true ? listener : undefined;
    },
  };
}
