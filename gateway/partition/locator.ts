import { TYPE_NAMES } from '../../schema/ids.js';
import type { RequestScope } from '../../subgraphs/kit/observe/request-scope.js';
import { TransportFailure, type Transport } from '../../subgraphs/kit/transport/transport.js';
import { timeLeft } from '../deadline.js';

/** Ids of the live records of a type that another name of theirs finds. Rejects where the index does not answer by the deadline. */
export type Locator = (typename: string, key: string, value: string, scope?: RequestScope, deadline?: number) => Promise<readonly string[]>;

const KIND_OF_TYPE = new Map<string, string>(Object.entries(TYPE_NAMES).map(([kind, type]) => [type, kind]));
const QUERY = 'query ($kind: RecordKind!, $key: LocateKey!, $value: String!) { locate(kind: $kind, key: $key, value: $value) }';

/** A locator over the search subgraph. */
export function createLocator({ searchUrl, send, timeoutMillis = 3_000 }: { readonly searchUrl: string; readonly send: Transport; readonly timeoutMillis?: number }): Locator {
  return async function locate(typename, key, value, scope, deadline) {
    const left = timeLeft(timeoutMillis, deadline);
    if (left <= 0) throw new TransportFailure(`${searchUrl} was not asked: the time of the request is over.`);
    const { data } = await send({ url: searchUrl, query: QUERY, variables: { kind: KIND_OF_TYPE.get(typename), key, value }, timeoutMillis: left, audience: ['search'], scope });
    const ids = data?.['locate'];
    if (!Array.isArray(ids)) throw new Error('The index refused to locate.');
    return ids as readonly string[];
  };
}
