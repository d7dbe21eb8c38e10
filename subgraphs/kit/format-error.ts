import type { GraphQLFormattedError } from 'graphql';
import { ERROR_CODES } from '../../schema/errors.js';
import type { Logger } from './logger.js';

/** Codes of Apollo's own that tell the client of its request, not of our insides. */
const CLIENT_CODES = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE', 'PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED']);

/** Lets errors with a known code through and turns any other into `INTERNAL`, whose cause goes to the log alone. */
export function createFormatError(logger: Logger) {
  return function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
    const code = formatted.extensions?.['code'];
    if (typeof code === 'string' && (code in ERROR_CODES || CLIENT_CODES.has(code))) return formatted;
    logger.error({ err: error }, 'unexpected error in an answer');
    return { ...formatted, message: ERROR_CODES.INTERNAL, extensions: { code: 'INTERNAL' } };
  };
}
