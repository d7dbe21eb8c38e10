import type { GraphQLError } from 'graphql';
import { catalogError, type ErrorCode } from '../../../schema/errors.js';
import type { RequestScope } from '../observe/request-scope.js';
import type { Transport, WireError } from '../transport/transport.js';

export interface IndexDoorOptions {
  /** GraphQL endpoint of the national index. */
  readonly searchUrl: string;
  readonly send: Transport;
  /** How long the index may take. @default 2000 */
  readonly timeoutMillis?: number;
}

/** One root field of the index and how it is asked. */
export interface IndexQuestion {
  readonly field: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly scope?: RequestScope | undefined;
}

/** Codes by which the index refuses the question, and not because it is away. */
const OF_CLIENT = ['BAD_ID', 'BAD_INPUT', 'BAD_CURSOR', 'UNAUTHENTICATED', 'FORBIDDEN', 'RATE_LIMITED', 'OPERATION_TOO_LARGE'] as const satisfies readonly ErrorCode[];

/** How a layer asks the national index, which answers for the viewer that the call is signed for. */
export class IndexDoor {
  readonly #options: Required<IndexDoorOptions>;
  #reachable = true;

  constructor({ timeoutMillis = 2_000, ...options }: IndexDoorOptions) {
    this.#options = { timeoutMillis, ...options };
  }

  /** Whether the index answered when it was asked last. */
  get reachable(): boolean {
    return this.#reachable;
  }

  /** What the field is answered with; null only where that is its answer. @throws INDEX_UNAVAILABLE, or what the index has against the question */
  async ask({ field, query, variables, scope }: IndexQuestion): Promise<unknown> {
    const { searchUrl, send, timeoutMillis } = this.#options;
    const { data, errors = [] } = await send({ url: searchUrl, query, variables, timeoutMillis, audience: ['search'], scope }).catch((error: unknown) => {
      this.#reachable = false;
      throw unavailable(error);
    });
    this.#reachable = true;
    const answer = data?.[field];
    if (answer !== undefined && (answer !== null || errors.length === 0)) return answer;
    throw errors.map(asOfClient).find((one) => one !== null) ?? unavailable(new Error(errors[0]?.message ?? 'The index gave no answer.'));
  }

  /** The same of a field that is answered with a list as long as the question. */
  async askEach<Item>(length: number, question: IndexQuestion): Promise<readonly Item[]> {
    const answer = await this.ask(question);
    if (Array.isArray(answer) && answer.length === length) return answer as readonly Item[];
    throw unavailable(new Error('The index gave an answer of another length.'));
  }
}

/** What was wrong with the question itself, or who asked it; of all else the client can know nothing. */
function asOfClient({ message, extensions }: WireError): GraphQLError | null {
  const code = OF_CLIENT.find((one) => one === extensions?.['code']);
  return code === undefined ? null : catalogError(code, message);
}

const unavailable = (reason: unknown): GraphQLError =>
  catalogError('INDEX_UNAVAILABLE', 'The national index, which holds what was published, did not answer.', { retryable: true, reason: reason instanceof Error ? reason.name : 'Error' });
