import { createPublicKey, type KeyObject } from 'node:crypto';
import { askJson } from '../../ask-json.js';
import type { Logger } from '../../logger.js';
import type { Caller, CallerRole } from '../identity.js';
import { keySet, type KeySet } from '../key-set.js';
import type { TrustedCaller } from './trusted-callers.js';

/** A caller's key, ready to check signatures with. */
export interface KnownCaller extends Caller {
  readonly publicKey: KeyObject;
}

/** Finds trusted callers by their keys. */
export interface KnownCallers {
  /** Null where the key is nobody's. Waits only where a key is unknown and a caller publishes its keys. */
  find(key: string): KnownCaller | null | Promise<KnownCaller | null>;
}

export interface KnownCallersOptions {
  readonly logger: Logger;
  /** Asks an address for a JWK set. @default by HTTP, for at most 2 seconds */
  readonly load?: (url: string) => Promise<unknown>;
}

interface Publisher {
  readonly role: CallerRole;
  readonly keys: KeySet;
}

/** The callers of a setting: those by key at once, those by address once one of their keys is needed. */
export function knownCallers(trusted: readonly TrustedCaller[], { logger, load = (url) => askJson(url, { timeoutMillis: 2_000 }) }: KnownCallersOptions): KnownCallers {
  const fixed = new Map(trusted.flatMap((caller) => ('key' in caller ? [[caller.key, known(caller.role, caller.key)] as const] : [])));
  const publishers = trusted.flatMap((caller): readonly Publisher[] => {
    if (!('jwksUrl' in caller)) return [];
    const { role, jwksUrl } = caller;
    return [{ role, keys: keySet({ load: () => load(jwksUrl), onFailure: (err) => logger.warn({ url: jwksUrl, role, err }, 'the keys of a caller could not be had; those known go on') }) }];
  });

  const ask = async (key: string): Promise<KnownCaller | null> => {
    const before = await published(publishers, key);
    if (before) return before;
    const renewed = await Promise.all(publishers.map(async ({ keys }) => keys.renew()));
    return renewed.includes(true) ? published(publishers, key) : null;
  };
  return { find: (key) => fixed.get(key) ?? (publishers.length === 0 ? null : ask(key)) };
}

/** The caller whose published keys hold this one. */
async function published(publishers: readonly Publisher[], key: string): Promise<KnownCaller | null> {
  const found = await Promise.all(
    publishers.map(async ({ role, keys }) => {
      const { keys: all } = await keys.current().catch(() => ({ keys: [] }));
      return all.some(({ kty, crv, x }) => kty === 'OKP' && crv === 'Ed25519' && x === key) ? role : null;
    }),
  );
  const role = found.find((one) => one !== null);
  return role ? known(role, key) : null;
}

const known = (role: CallerRole, key: string): KnownCaller => ({ role, key, publicKey: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' }) });
