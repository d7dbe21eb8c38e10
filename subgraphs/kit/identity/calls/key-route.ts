import { sendJson } from '../../http-server.js';
import type { Routes } from '../../observe/route-handler.js';
import type { NodeKey } from '../node-key.js';

/** Where a service publishes the key that it signs its calls with, as a JWK set (RFC 7517). */
export const KEYS_PATH = '/.well-known/jwks.json';

/** The route of a service's key. */
export const keyRoute = ({ publicKey: x }: NodeKey): Routes => ({
  [KEYS_PATH]: (_, response) => sendJson(response, 200, { keys: [{ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid: x, x }] }),
});
