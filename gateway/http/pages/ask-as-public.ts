import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Answerer } from '../../../subgraphs/kit/apollo-handler.js';
import type { RequestScope } from '../../../subgraphs/kit/observe/request-scope.js';

export interface PageError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly reason?: string; readonly replacedBy?: string | null; readonly retryAfterSeconds?: number };
}

export interface PageAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly PageError[];
}

/** Asks what the public may know, for a request of a page. */
export type AskAsPublic = (message: IncomingMessage, scope: RequestScope, query: string, variables: Readonly<Record<string, unknown>>) => Promise<PageAnswer>;

/**
 * Asks the gateway's own GraphQL for a page: what a page shows is what everybody may know, so that it can be kept anywhere and
 * crawled. A token or cookie of the request is left out; its address counts for how often each may ask.
 */
export const askAsPublic = (answer: Answerer): AskAsPublic =>
  async function ask(message, scope, query, variables) {
    const headers: IncomingHttpHeaders = { ...message.headers, 'content-type': 'application/json' };
    delete headers.authorization;
    delete headers.cookie;
    const asking = Object.defineProperties(Object.create(message) as IncomingMessage, {
      method: { value: 'POST' },
      headers: { value: headers },
    });
    const { body } = await answer({ message: asking, body: Buffer.from(JSON.stringify({ query, variables })), scope });
    return JSON.parse(body.toString('utf8')) as PageAnswer;
  };
