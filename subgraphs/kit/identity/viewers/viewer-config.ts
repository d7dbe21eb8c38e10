import { BadSetting, readInteger, readText, readUrl, type Environment } from '../../env.js';

/** How viewers' tokens are checked. */
export interface ViewerConfig {
  /** Where the identity provider's keys are: an address of a JWK set, or a file that holds one. */
  readonly keys: { readonly url: string } | { readonly file: string };
  /** What a token must have as `iss`. */
  readonly issuer: string;
  /** What a token must have as, or among, `aud`. */
  readonly audience: string;
  /** Algorithms that are taken; whatever a token says of itself, no other is. */
  readonly algorithms: readonly string[];
  /** How far the provider's clock may differ. */
  readonly skewSeconds: number;
}

/** Algorithms of public keys. Those with a shared secret (HS*), and `none`, let whoever checks a token make one. */
const ALGORITHMS: readonly string[] = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'ES512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
const DEFAULT_ALGORITHMS = 'EdDSA,ES256,RS256';

/**
 * Reads VIEWER_JWKS_URL or VIEWER_JWKS_FILE, and with one of them VIEWER_ISSUER, VIEWER_AUDIENCE, VIEWER_ALGORITHMS and
 * VIEWER_CLOCK_SKEW_SECONDS; undefined where there is no identity provider. @throws BadSetting
 */
export function readViewerConfig(env: Environment): ViewerConfig | undefined {
  const file = env['VIEWER_JWKS_FILE'];
  if (!file && !env['VIEWER_JWKS_URL']) return undefined;
  if (file && env['VIEWER_JWKS_URL']) throw new BadSetting('VIEWER_JWKS_FILE', 'nothing, because VIEWER_JWKS_URL is set too', file);
  const skewSeconds = readInteger(env, 'VIEWER_CLOCK_SKEW_SECONDS', 30, { min: 0, max: 300 });
  return Object.freeze({ keys: file ? { file } : { url: readUrl(env, 'VIEWER_JWKS_URL') }, issuer: readText(env, 'VIEWER_ISSUER', 'the `iss` of the tokens', /^\S+$/), audience: readText(env, 'VIEWER_AUDIENCE', 'the `aud` of the tokens', /^\S+$/), algorithms: readAlgorithms(env['VIEWER_ALGORITHMS'] || DEFAULT_ALGORITHMS), skewSeconds });
}

function readAlgorithms(text: string): readonly string[] {
  const algorithms = [...new Set(text.split(',').map((one) => one.trim()))];
  if (!algorithms.every((one) => ALGORITHMS.includes(one))) throw new BadSetting('VIEWER_ALGORITHMS', `names with commas, of ${ALGORITHMS.join(', ')}`, text);
  return Object.freeze(algorithms);
}
