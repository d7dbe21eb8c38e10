import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Answerer, HttpAnswer } from '../../subgraphs/kit/apollo-handler.js';
import type { RequestScope } from '../../subgraphs/kit/observe/request-scope.js';
import type { WireError } from '../../subgraphs/kit/transport/transport.js';

/** An answer of the national view, as it goes over the wire and as it is read. */
export interface ViewAnswer extends HttpAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly WireError[];
}

/** Asks the national view a question of the gateway's own, for whoever sent a request. */
export type AskView = (message: IncomingMessage, scope: RequestScope, query: string, variables: Readonly<Record<string, unknown>>) => Promise<ViewAnswer>;

/** In the name of whoever sent the request, under the same limits as at `/graphql`. */
export const askAsViewer = (answer: Answerer): AskView => asking(answer, ({ headers }) => headers);

/**
 * As the public: what is answered is what everybody may know, so that it can be kept anywhere and crawled. A token or cookie of
 * the request is left out; its address counts for how often each may ask.
 */
export const askAsPublic = (answer: Answerer): AskView => asking(answer, ({ headers }) => ({ ...headers, authorization: undefined, cookie: undefined }));

function asking(answer: Answerer, headersOf: (message: IncomingMessage) => IncomingHttpHeaders): AskView {
  return async function askView(message, scope, query, variables) {
    // The same request, as those see it who answer GraphQL: they look at who asks, and from where.
    const post = Object.create(message, { method: { value: 'POST' }, headers: { value: { ...headersOf(message), 'content-type': 'application/json' } } }) as IncomingMessage;
    const answered = await answer({ message: post, body: Buffer.from(JSON.stringify({ query, variables })), scope });
    const { data = null, errors = [] } = JSON.parse(answered.body.toString('utf8')) as Partial<ViewAnswer>;
    return { ...answered, data, errors };
  };
}
