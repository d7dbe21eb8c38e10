import { GraphQLError } from 'graphql';
import { catalogError } from '../../../schema/errors.js';

/** The error that callers get where the engine failed; `cause` is for the log. */
export function indexUnavailable(cause: unknown): GraphQLError {
  const error = catalogError('INDEX_UNAVAILABLE', 'The national index does not answer at the moment; other fields still work.', { retryable: true });
  error.cause = cause;
  return error;
}

/** What `work` gives. Rejects with its own `GraphQLError`, or `INDEX_UNAVAILABLE` where it threw anything else. */
export async function orUnavailable<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof GraphQLError ? error : indexUnavailable(error);
  }
}
