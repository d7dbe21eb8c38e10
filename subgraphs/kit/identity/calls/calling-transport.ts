import type { Registry } from 'prom-client';
import type { Logger } from '../../logger.js';
import type { Routes } from '../../observe/route-handler.js';
import { createHttpTransport, type HttpTransport, type HttpTransportOptions } from '../../transport/http-transport.js';
import { agreeingProofs } from './agreeing-proofs.js';
import type { CallConfig } from './call-config.js';
import { callKeyIn } from './call-key.js';
import { callMetrics } from './call-metrics.js';
import type { CallProofs } from './call-proofs.js';
import { keyRoute } from './key-route.js';

/** What a service calls others with. */
export interface CallingTransport extends HttpTransport {
  /** Prove its calls; undefined where it proves none. */
  readonly proofs: CallProofs | undefined;
  /** Where others read its key. */
  readonly routes: Routes;
}

export interface CallingTransportOptions extends Omit<HttpTransportOptions, 'proofs' | 'tls'> {
  /** Where its calls are counted. @default nowhere */
  readonly registry?: Registry;
}

/** A transport that signs with the service's key, which is made at the first start, and agrees on keys for the calls that follow. */
export function callingTransport({ dataDir, signsCalls = false, clientTls }: CallConfig & { readonly dataDir: string }, logger: Logger, { registry, ...options }: CallingTransportOptions = {}): CallingTransport {
  const key = signsCalls ? callKeyIn(dataDir) : null;
  if (key) logger.info({ key: key.publicKey }, 'calls are signed; whoever is called names this key in TRUSTED_CALLERS');
  const proofs = key ? agreeingProofs(key) : undefined;
  if (registry && proofs) callMetrics(registry, 'sent', proofs.counts);
  return { ...createHttpTransport({ ...options, proofs, tls: clientTls }), proofs, routes: key ? keyRoute(key) : {} };
}
