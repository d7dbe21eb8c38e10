import { readLogKey } from '../../../schema/audience.js';
import type { Hash } from '../../../schema/merkle/index.js';
import { AnswerTooLarge, type Transport, type TransportAnswer, type WireError } from '../../kit/transport/transport.js';
import type { FeedPosition } from '../index/search-index.js';
import { BARE_ENTRIES, changesQuery, Diverged, FULL_ENTRIES, readPage, type Dialect, type ReadPage } from './change-page.js';

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

const PROOF = 'query ($authority: ID!, $log: String, $from: Int!, $to: Int!) { logProof(authority: $authority, log: $log, from: $from, to: $to) { hashes } }';
const HASH_BYTES = 32;

/** Reads one log page by page. */
export class FeedReader {
  readonly #log: string;
  readonly #names: { readonly authority: string; readonly log: string };
  readonly #send: Transport;
  /** What the node understands, as far as it is known. */
  #dialect: Dialect = 'LOGS';

  /** @param log key of the log */
  constructor(log: string, send: Transport) {
    this.#log = log;
    const { authority, logName } = readLogKey(log);
    this.#names = { authority, log: logName };
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
      const variables = { after: position.cursor, first: Math.max(some, 1), waitMillis };
      try {
        const answer = await this.#ask({ url, variables, signal, timeoutMillis: waitMillis + ANSWER_MILLIS }, some === 0 ? BARE_ENTRIES : FULL_ENTRIES);
        return readPage(this.#log, position, answer);
      } catch (error) {
        if (!(error instanceof AnswerTooLarge) || some === 0) throw error;
      }
    }
  }

  /** The node's proof that its tree of `from` entries begins that of `to`; null where it gives none. @throws TransportFailure */
  async proof(url: string, from: number, to: number, signal: AbortSignal): Promise<readonly Hash[] | null> {
    const { data } = await this.#send({ url, query: PROOF, variables: { ...this.#names, from, to }, signal, timeoutMillis: ANSWER_MILLIS });
    const { hashes } = (data?.['logProof'] ?? {}) as { readonly hashes?: unknown };
    if (!Array.isArray(hashes)) return null;
    const bytes = hashes.map((hash) => Buffer.from(String(hash), 'base64'));
    return bytes.every(({ length }) => length === HASH_BYTES) ? bytes : null;
  }

  async #ask(request: Omit<Parameters<Transport>[0], 'query'>, entries: string): Promise<unknown> {
    const { authority, log } = this.#names;
    const names = this.#dialect === 'LOGS' ? { authority, log } : { authority };
    const answer = await this.#send({ ...request, variables: { ...names, ...request.variables }, query: changesQuery(entries, this.#dialect) });
    const page = answer.data?.['changes'];
    if (page) return page;
    const older = OLDER[this.#dialect];
    // Only the public log was there before logs had names.
    if (older !== null && log === 'PUBLIC' && isInvalid(answer)) {
      this.#dialect = older;
      return this.#ask(request, entries);
    }
    throw refusal(answer.errors?.[0]);
  }
}

const OLDER: Readonly<Record<Dialect, Dialect | null>> = { LOGS: 'DIGESTS', DIGESTS: 'BARE', BARE: null };

/** Whether the node did not understand the question, as one of an older contract does not. */
const isInvalid = ({ errors }: TransportAnswer): boolean => errors?.some(({ extensions }) => extensions?.['code'] === 'GRAPHQL_VALIDATION_FAILED') ?? false;

function refusal(error: WireError | undefined): Error {
  const { code, head } = error?.extensions ?? {};
  if (error && DIVERGED_CODES.includes(code)) return new Diverged(error.message, typeof head === 'number' ? head : null);
  return new Error(`The node refused: ${error?.message ?? 'no data'}`);
}
