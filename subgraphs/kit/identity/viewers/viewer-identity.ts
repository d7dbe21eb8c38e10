import { readFile } from 'node:fs/promises';
import { createLocalJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import { isAuthorityCode } from '../../../../schema/ids.js';
import { askJson } from '../../ask-json.js';
import type { Logger } from '../../logger.js';
import type { ClientTls } from '../../tls.js';
import type { Role, Viewer } from '../../viewer.js';
import { NOBODY, type Identify, type Identity } from '../identity.js';
import { keySet, type KeySet, type KeySetOptions } from '../key-set.js';
import { bearerOf, identityUnavailable, unauthenticated } from '../refuse.js';
import type { ViewerConfig } from './viewer-config.js';

/** Finds the key of a token. */
type Keys = ReturnType<typeof createLocalJWKSet>;

export interface ViewerIdentityOptions {
  /** Undefined: there is no identity provider, and no token is taken. */
  readonly config: ViewerConfig | undefined;
  readonly logger: Logger;
  /** Intervals of the key set, for those who can't wait. */
  readonly keySetOptions?: Pick<KeySetOptions<Keys>, 'freshMillis' | 'pauseMillis'>;
  /** For keys at an address of https. @default what Node.js believes, and no certificate of its own */
  readonly clientTls?: ClientTls | undefined;
}

/** Tells who asks by the token of the operator's identity provider (RFC 7519). Without one it is the public. */
export function viewerIdentity({ config, logger, keySetOptions = {}, clientTls }: ViewerIdentityOptions): Identify {
  const keys = config && keySet({ load: async () => loadKeys(config.keys, clientTls), make: createLocalJWKSet, onFailure: (err) => logger.warn({ err }, 'the keys of the identity provider could not be had; those known go on'), ...keySetOptions });
  return async function identify({ message }) {
    const token = bearerOf(message.headers.authorization);
    if (token === null) return NOBODY;
    if (!config || !keys) throw unauthenticated('The header `authorization` carries a token, and no identity provider is set here that it could be of. Ask without the header.');
    return identityOfToken(token, config, keys);
  };
}

async function loadKeys(from: ViewerConfig['keys'], tls: ClientTls | undefined): Promise<unknown> {
  return 'url' in from ? askJson(from.url, { timeoutMillis: 5_000, tls }) : JSON.parse(await readFile(from.file, 'utf8'));
}

async function identityOfToken(token: string, config: ViewerConfig, keys: KeySet<Keys>): Promise<Identity> {
  try {
    return { viewer: viewerOfClaims(await claimsOf(token, config, keys)), caller: null };
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    throw unauthenticated(`The token in the header \`authorization\` is not taken: ${reasonOf(error)}.`);
  }
}

/** The claims of a token that is good. Keys that are unknown are asked for once: the provider may have new ones. */
async function claimsOf(token: string, config: ViewerConfig, keys: KeySet<Keys>): Promise<JWTPayload> {
  const { issuer, audience, algorithms, skewSeconds } = config;
  const check = async (): Promise<JWTPayload> => {
    return (await jwtVerify(token, await available(keys), { issuer, audience, algorithms: [...algorithms], clockTolerance: skewSeconds, requiredClaims: ['sub', 'exp'] })).payload;
  };
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof errors.JWKSNoMatchingKey) || !(await keys.renew())) throw error;
    return check();
  }
}

async function available(keys: KeySet<Keys>): Promise<Keys> {
  try {
    return await keys.current();
  } catch {
    throw identityUnavailable('The identity provider did not answer, so the token could not be looked at. Try again, or ask without it.');
  }
}

/** Why a token is not taken, in words that lead to what to do. What is in the token is not repeated. */
function reasonOf(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'it is over';
  if (error instanceof errors.JWTClaimValidationFailed) return `its claim ${error.claim} is ${error.reason === 'missing' ? 'missing' : 'not what is expected here'}`;
  if (error instanceof errors.JOSEAlgNotAllowed) return 'its algorithm is not one of VIEWER_ALGORITHMS';
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) return 'it names no single key of the identity provider';
  if (error instanceof errors.JWSSignatureVerificationFailed) return "its signature is not the identity provider's";
  return 'it is no token that can be checked';
}

/** They travel in a header with each call to a node. */
const MOST_AUTHORITIES = 100;

/** What a provider may make somebody. Stewards have a token of their node, services sign their calls. */
const GRANTED: readonly Role[] = ['AUDITOR', 'OPERATOR'];

/**
 * Claims to a viewer: `sub`; `authorities`, the codes whose staff it is; `roles`, of which words of other systems are
 * passed over. @throws UNAUTHENTICATED where a claim has another form: a slip must not make somebody less or more than meant
 */
export function viewerOfClaims({ sub, authorities = [], roles = [] }: JWTPayload): Viewer {
  if (typeof sub !== 'string' || sub === '' || sub.length > 200) throw unauthenticated('Expected the claim sub of the token to be a text of 1 to 200 characters.');
  if (!isTexts(authorities) || authorities.length > MOST_AUTHORITIES || !authorities.every(isAuthorityCode)) throw unauthenticated(`Expected the claim authorities of the token to be a list of at most ${String(MOST_AUTHORITIES)} authorities' codes, such as ["310000"].`);
  if (!isTexts(roles)) throw unauthenticated('Expected the claim roles of the token to be a list of texts.');
  return Object.freeze({ subject: sub, authorities: Object.freeze([...new Set(authorities)].sort()), roles: Object.freeze(GRANTED.filter((role) => roles.includes(role))) });
}

const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((one) => typeof one === 'string');
