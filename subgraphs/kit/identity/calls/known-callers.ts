import type { JSONWebKeySet } from 'jose';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { askJson } from '../../ask-json.js';
import type { Logger } from '../../logger.js';
import type { ClientTls } from '../../tls.js';
import type { Caller, CallerRole } from '../identity.js';
import { keySet, type KeySet } from '../key-set.js';
import { isPublicKey } from '../node-key.js';
import { identityUnavailable } from '../refuse.js';
import type { TrustedCaller } from './trusted-callers.js';

/** A caller's key, ready to check signatures with. */
export interface KnownCaller extends Caller {
  readonly publicKey: KeyObject;
}

/** Finds trusted callers by their keys. */
export interface KnownCallers {
  /**
   * Null where the key is nobody's. Waits only where a key is unknown and a caller publishes its keys.
   * @throws IDENTITY_UNAVAILABLE where it may be of one whose keys could never be had
   */
  find(key: string): KnownCaller | null | Promise<KnownCaller | null>;
}

export interface KnownCallersOptions {
  readonly logger: Logger;
  /** Asks an address for a JWK set. @default by HTTP, for at most 2 seconds */
  readonly load?: (url: string, tls: ClientTls | undefined) => Promise<unknown>;
}

type Publisher = KeySet<ReadonlyMap<string, KnownCaller>>;

/** The callers of a setting: those by key at once, those by address once one of their keys is needed. */
export function knownCallers(trusted: readonly TrustedCaller[], { logger, load = (url, tls) => askJson(url, { timeoutMillis: 2_000, tls }) }: KnownCallersOptions): KnownCallers {
  const fixed = new Map(trusted.flatMap((caller) => ('key' in caller ? [[caller.key, known(caller.role, caller.key)] as const] : [])));
  const publishers = trusted.flatMap((caller): readonly Publisher[] => {
    if (!('jwksUrl' in caller)) return [];
    const { role, jwksUrl, tls } = caller;
    return [keySet({ load: () => load(jwksUrl, tls), make: (set) => callersIn(role, set), onFailure: (err) => logger.warn({ url: jwksUrl, role, err }, 'the keys of a caller could not be had; those known go on') })];
  });

  const ask = async (key: string): Promise<KnownCaller | null> => {
    const before = await published(publishers, key);
    if (before.caller) return before.caller;
    const renewed = await Promise.all(publishers.map(async (keys) => keys.renew()));
    const { caller, someSilent } = renewed.includes(true) ? await published(publishers, key) : before;
    if (!caller && someSilent) throw identityUnavailable(`The call is signed with the key ${key.slice(0, 43)}, and an address of TRUSTED_CALLERS that it may be published at did not answer. Try again.`);
    return caller;
  };
  return { find: (key) => fixed.get(key) ?? (publishers.length === 0 ? null : ask(key)) };
}

/** The callers whose keys a set has, by key; its keys of other kinds are passed over. */
function callersIn(role: CallerRole, { keys }: JSONWebKeySet): ReadonlyMap<string, KnownCaller> {
  return new Map(keys.flatMap(({ kty, crv, x }) => (kty === 'OKP' && crv === 'Ed25519' && typeof x === 'string' && isPublicKey(x) ? [[x, known(role, x)] as const] : [])));
}

interface Published {
  readonly caller: KnownCaller | null;
  /** Whether the keys of some publisher were never had. */
  readonly someSilent: boolean;
}

/** The caller whose published keys hold this one. */
async function published(publishers: readonly Publisher[], key: string): Promise<Published> {
  const sets = await Promise.all(publishers.map(async (keys) => keys.current().catch(() => null)));
  const caller = sets.map((set) => set?.get(key)).find((one) => one !== undefined) ?? null;
  return { caller, someSilent: sets.includes(null) };
}

const known = (role: CallerRole, key: string): KnownCaller => ({ role, key, publicKey: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' }) });
