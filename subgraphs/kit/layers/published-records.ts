import type { GraphQLError } from 'graphql';
import { catalogError, type ErrorCode } from '../../../schema/errors.js';
import type { LocateKey, RecordKind } from '../../../schema/generated/search.js';
import type { RequestScope } from '../observe/request-scope.js';
import type { Transport, WireError } from '../transport/transport.js';

/** A live record as its owner published it, and as the viewer may know it. */
export interface PublishedRecord {
  readonly id: string;
  readonly version: number;
  /** Its document, in JSON. */
  readonly document: string;
  /** RFC 3339 in UTC: when the index last held all that its owner had published; null where that is not known. */
  readonly asOf: string | null;
}

export interface PublishedRecordsOptions {
  /** GraphQL endpoint of the national index. */
  readonly searchUrl: string;
  readonly send: Transport;
  /** How long the index may take. @default 2000 */
  readonly timeoutMillis?: number;
}

const BEARERS = 'query ($kind: RecordKind!, $key: LocateKey!, $values: [String!]!) { bearers(kind: $kind, key: $key, values: $values) { id version document asOf } }';
const COPIES = 'query ($ids: [ID!]!) { copies(ids: $ids) { version document asOf } }';
/** Codes by which the index refuses the question, and not because it is away. */
const OF_CLIENT = ['BAD_ID', 'BAD_INPUT', 'UNAUTHENTICATED', 'FORBIDDEN', 'RATE_LIMITED'] as const satisfies readonly ErrorCode[];

/**
 * What a layer's subgraph reads: the records that members publish, found by what they are linked to. They come from the
 * national index, which has verified the logs and answers for the viewer that the call is signed for; so a layer keeps no
 * copy, follows no log and can show nobody what he may not see.
 */
export class PublishedRecords {
  readonly #options: Required<PublishedRecordsOptions>;
  #reachable = true;

  constructor({ timeoutMillis = 2_000, ...options }: PublishedRecordsOptions) {
    this.#options = { timeoutMillis, ...options };
  }

  /** Whether the index answered when it was asked last. */
  get reachable(): boolean {
    return this.#reachable;
  }

  /** The records of a kind that bear each of the names, in the order of these. @throws INDEX_UNAVAILABLE, or what the index has against the question */
  bearers(kind: RecordKind, key: LocateKey, values: readonly string[], scope?: RequestScope): Promise<readonly (readonly PublishedRecord[])[]> {
    return this.#ask('bearers', BEARERS, { kind, key, values }, values.length, scope);
  }

  /** Answers follow the order of `ids`; null where there is none, or it was withdrawn. @throws INDEX_UNAVAILABLE, or what the index has against the question */
  async byId(ids: readonly string[], scope?: RequestScope): Promise<readonly (PublishedRecord | null)[]> {
    const copies = await this.#ask<Omit<PublishedRecord, 'id' | 'document'> & { readonly document: string | null } | null>('copies', COPIES, { ids }, ids.length, scope);
    return copies.map((copy, index) => (copy && copy.document !== null ? { ...copy, document: copy.document, id: ids[index] as string } : null));
  }

  async #ask<Item>(field: string, query: string, variables: Readonly<Record<string, unknown>>, length: number, scope?: RequestScope): Promise<readonly Item[]> {
    const { searchUrl, send, timeoutMillis } = this.#options;
    const { data, errors = [] } = await send({ url: searchUrl, query, variables, timeoutMillis, audience: ['search'], scope }).catch((error: unknown) => {
      this.#reachable = false;
      throw unavailable(error);
    });
    this.#reachable = true;
    const answer = data?.[field];
    if (Array.isArray(answer) && answer.length === length) return answer as readonly Item[];
    throw errors.map(asOfClient).find((one) => one !== null) ?? unavailable(new Error(errors[0]?.message ?? 'The index gave no answer.'));
  }
}

/** What was wrong with the question itself, or who asked it; of all else the client can know nothing. */
function asOfClient({ message, extensions }: WireError): GraphQLError | null {
  const code = OF_CLIENT.find((one) => one === extensions?.['code']);
  return code === undefined ? null : catalogError(code, message);
}

const unavailable = (reason: unknown): GraphQLError =>
  catalogError('INDEX_UNAVAILABLE', 'The national index, which holds what was published, did not answer.', { retryable: true, reason: reason instanceof Error ? reason.name : 'Error' });
