import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { ErrorCode } from '../../schema/errors.js';

const CODE: ErrorCode = 'BAD_INPUT';

/** Says before anything is planned that the national view answers queries only, and which operation it missed. */
export function queriesOnly(): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, request }) {
          if (!operation) throw refusal(`Expected the request to name one of its operations but got ${request.operationName ? `"${request.operationName}", which is none of them` : 'no operationName'}.`);
          if (operation.operation !== OperationTypeNode.QUERY) throw refusal(`Expected a query but got a ${operation.operation}: records are written at the node that owns them, members at the registry.`);
        },
      };
    },
  };
}

const refusal = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: CODE, http: { status: 400 } } });
