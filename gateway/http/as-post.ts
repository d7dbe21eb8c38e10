import type { IncomingMessage } from 'node:http';

/** The same request, as those see it who answer GraphQL: they look at who asks, and from where. */
export function asPost(request: IncomingMessage): IncomingMessage {
  const headers = { ...request.headers, 'content-type': 'application/json' };
  return Object.create(request, { method: { value: 'POST' }, headers: { value: headers } }) as IncomingMessage;
}
