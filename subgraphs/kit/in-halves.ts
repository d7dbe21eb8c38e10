import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../../schema/errors.js';

const TOO_LARGE: ErrorCode = 'OPERATION_TOO_LARGE';

/** Asks of all ids at once, and of each half by itself where that is too much for one answer. Answers follow the order of `ids`. */
export async function inHalves<Item>(ids: readonly string[], ask: (ids: readonly string[]) => Promise<readonly Item[]>): Promise<readonly Item[]> {
  try {
    return await ask(ids);
  } catch (error) {
    if (ids.length < 2 || !(error instanceof GraphQLError) || error.extensions['code'] !== TOO_LARGE) throw error;
    const middle = Math.ceil(ids.length / 2);
    return [...(await inHalves(ids.slice(0, middle), ask)), ...(await inHalves(ids.slice(middle), ask))];
  }
}
