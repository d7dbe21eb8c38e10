import type { Logger } from '../../logger.js';
import type { Routes } from '../../observe/route-handler.js';
import { createHttpTransport, type HttpTransport, type HttpTransportOptions } from '../../transport/http-transport.js';
import type { CallConfig } from './call-config.js';
import { callKeyIn } from './call-key.js';
import { callSigner, type CallSigner } from './call-signer.js';
import { keyRoute } from './key-route.js';

/** What a service calls others with. */
export interface CallingTransport extends HttpTransport {
  /** Signs its calls; undefined where it signs none. */
  readonly signer: CallSigner | undefined;
  /** Where others read its key. */
  readonly routes: Routes;
}

/** A transport that signs with the service's key, which is made at the first start. */
export function callingTransport({ dataDir, signsCalls = false, clientTls }: CallConfig & { readonly dataDir: string }, logger: Logger, options: Omit<HttpTransportOptions, 'signer' | 'tls'> = {}): CallingTransport {
  const key = signsCalls ? callKeyIn(dataDir) : null;
  if (key) logger.info({ key: key.publicKey }, 'calls are signed; whoever is called names this key in TRUSTED_CALLERS');
  const signer = key ? callSigner(key) : undefined;
  return { ...createHttpTransport({ ...options, signer, tls: clientTls }), signer, routes: key ? keyRoute(key) : {} };
}
