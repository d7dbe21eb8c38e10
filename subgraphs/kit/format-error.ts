import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { ERROR_CODES } from '../../schema/errors.js';
import type { RequestScope } from './observe/request-scope.js';

/** Codes of Apollo's own that tell the client of its request, not of our insides. */
const CLIENT_CODES = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE', 'PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED']);

function isForClients(code: unknown): boolean {
  return typeof code === 'string' && (code in ERROR_CODES || CLIENT_CODES.has(code));
}

/** Lets errors with a known code through and turns any other into `INTERNAL`. */
export function formatError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  return isForClients(formatted.extensions?.['code']) ? formatted : { ...formatted, message: ERROR_CODES.INTERNAL, extensions: { code: 'INTERNAL' } };
}

/** Writes what clients are told as `INTERNAL` to the log of its request, with its cause. */
export function logUnexpectedErrors(): ApolloServerPlugin<BaseContext & { readonly scope?: RequestScope }> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue: { scope } }) {
          for (const error of errors) {
            if (!isForClients(error.extensions['code'])) scope?.log.error({ err: error.originalError ?? error }, 'unexpected error in an answer');
          }
        },
      };
    },
  };
}
