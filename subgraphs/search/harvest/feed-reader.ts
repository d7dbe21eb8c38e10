import { AnswerTooLarge, type Transport, type TransportAnswer, type WireError } from '../../kit/transport/transport.js';
import type { FeedPosition } from '../index/search-index.js';
import { BARE_ENTRIES, changesQuery, Diverged, FULL_ENTRIES, readPage, type ReadPage } from './change-page.js';

export interface FeedQuestion {
  /** Entries at most. */
  readonly first: number;
  /** How long the node may hold an empty answer back. */
  readonly waitMillis: number;
  readonly signal: AbortSignal;
}

/** A node has this much longer than it may wait, to send what it has. */
const ANSWER_MILLIS = 5_000;
/** Codes of a node that says the cursor is not of its log. */
const DIVERGED_CODES: readonly unknown[] = ['CURSOR_MISMATCH', 'BAD_CURSOR'];

/** Reads one authority's log page by page. */
export class FeedReader {
  readonly #authority: string;
  readonly #send: Transport;
  /** False where the node is of a contract that has no digests. */
  #hasDigest = true;

  constructor(authority: string, send: Transport) {
    this.#authority = authority;
    this.#send = send;
  }

  /**
   * The page behind `position`. Where it would be too large to be read, fewer entries are asked for, and of a single one
   * that is too large everything but its text.
   *
   * @throws BadPage, Diverged as `readPage`; `TransportFailure`; Error where the node refuses
   */
  async page(url: string, position: FeedPosition, { first, waitMillis, signal }: FeedQuestion): Promise<ReadPage> {
    // 0 stands for a single one without its text.
    for (let some = first; ; some = some > 1 ? Math.max(1, Math.floor(some / 8)) : 0) {
      const variables = { authority: this.#authority, after: position.cursor, first: Math.max(some, 1), waitMillis };
      try {
        const answer = await this.#ask({ url, variables, signal, timeoutMillis: waitMillis + ANSWER_MILLIS }, some === 0 ? BARE_ENTRIES : FULL_ENTRIES);
        return readPage(this.#authority, position, answer);
      } catch (error) {
        if (!(error instanceof AnswerTooLarge) || some === 0) throw error;
      }
    }
  }

  async #ask(request: Omit<Parameters<Transport>[0], 'query'>, entries: string): Promise<unknown> {
    const answer = await this.#send({ ...request, query: changesQuery(entries, this.#hasDigest) });
    const page = answer.data?.['changes'];
    if (page) return page;
    if (this.#hasDigest && isInvalid(answer)) {
      this.#hasDigest = false;
      return this.#ask(request, entries);
    }
    throw refusal(answer.errors?.[0]);
  }
}

/** Whether the node did not understand the question, as one of an older contract does not. */
const isInvalid = ({ errors }: TransportAnswer): boolean => errors?.some(({ extensions }) => extensions?.['code'] === 'GRAPHQL_VALIDATION_FAILED') ?? false;

function refusal(error: WireError | undefined): Error {
  const { code, head } = error?.extensions ?? {};
  if (error && DIVERGED_CODES.includes(code)) return new Diverged(error.message, typeof head === 'number' ? head : null);
  return new Error(`The node refused: ${error?.message ?? 'no data'}`);
}
