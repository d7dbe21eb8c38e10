import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';

/** A host as an address may have it, with its port: nothing that could end a link that it is put into. */
const HOST = /^(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/i;

/**
 * The address under which this gateway is known, without a slash at its end: as it was set, else as the request was sent to.
 *
 * @param publicUrl as it was set; undefined where nobody has
 */
export function originOf({ headers, socket }: IncomingMessage, publicUrl: string | undefined): string {
  if (publicUrl !== undefined) return publicUrl.replace(/\/+$/, '');
  const { host = '' } = headers;
  return `${(socket as Partial<TLSSocket>).encrypted ? 'https' : 'http'}://${HOST.test(host) ? host : 'localhost'}`;
}
