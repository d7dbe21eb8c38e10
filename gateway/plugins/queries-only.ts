import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { ErrorCode } from '../../schema/errors.js';
import { fragmentsOf, rootFields } from '../../subgraphs/kit/root-fields.js';

const CODE: ErrorCode = 'BAD_INPUT';

/**
 * Says before anything is planned what the national view takes: queries, and the mutations that a viewer asks of an owner.
 *
 * @param mutations names of those that pass
 */
export function queriesOnly(mutations: ReadonlySet<string>): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, document, request }) {
          if (!operation) throw refusal(`Expected the request to name one of its operations but got ${request.operationName ? `"${request.operationName}", which is none of them` : 'no operationName'}.`);
          if (operation.operation === OperationTypeNode.QUERY) return;
          const names = rootFields(operation.selectionSet.selections, fragmentsOf(document)).map(({ field }) => field.name.value);
          const isTaken = operation.operation === OperationTypeNode.MUTATION && names.some((name) => mutations.has(name)) && names.every((name) => name === '__typename' || mutations.has(name));
          if (!isTaken) throw refusal(`Expected a query but got a ${operation.operation}: records are written at the node that owns them, members at the registry. Mutations taken here: ${[...mutations].join(', ')}.`);
        },
      };
    },
  };
}

const refusal = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: CODE, http: { status: 400 } } });
