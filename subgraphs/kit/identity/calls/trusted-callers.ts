import { readFileSync } from 'node:fs';
import { BadSetting, isHttpUrl, type Environment } from '../../env.js';
import { readClientTls, type ClientTls } from '../../tls.js';
import { CALLER_ROLES, type CallerRole } from '../identity.js';
import { isPublicKey } from '../node-key.js';

/** A service whose signed calls are taken: its role, and its key or the address of its keys (a JWKS, RFC 7517), with what it is asked by. */
export type TrustedCaller = { readonly role: CallerRole } & ({ readonly key: string } | { readonly jwksUrl: string; readonly tls?: ClientTls | undefined });

const EXPECTED = `role=key with commas or on lines of their own, role one of ${CALLER_ROLES.join(', ')}, key an Ed25519 key in base64url as the service logs it and serves it at /.well-known/jwks.json, or that address itself`;

/**
 * Reads TRUSTED_CALLERS, or the file that TRUSTED_CALLERS_FILE names; there `#` begins a comment. Addresses are asked by
 * the variables of UCAT_TLS. @throws BadSetting
 */
export function readTrustedCallers(env: Environment): readonly TrustedCaller[] {
  const file = env['TRUSTED_CALLERS_FILE'];
  if (file && env['TRUSTED_CALLERS']) throw new BadSetting('TRUSTED_CALLERS_FILE', 'nothing, because TRUSTED_CALLERS is set too', file);
  const tls = readClientTls(env);
  if (file) return parse('TRUSTED_CALLERS_FILE', readSettingFile('TRUSTED_CALLERS_FILE', file), tls);
  return parse('TRUSTED_CALLERS', env['TRUSTED_CALLERS'] ?? '', tls);
}

/** The text of a file that a setting names. @throws BadSetting */
export function readSettingFile(variable: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new BadSetting(variable, `a file that can be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`, file);
  }
}

function parse(variable: string, text: string, tls: ClientTls | undefined): readonly TrustedCaller[] {
  const words = text.split('\n').flatMap((line) => line.replace(/(^|\s)#.*/, '').split(',')).map((word) => word.trim()).filter((word) => word !== '');
  return Object.freeze(words.map((word) => parseCaller(variable, word, tls)));
}

function parseCaller(variable: string, word: string, tls: ClientTls | undefined): TrustedCaller {
  const at = word.indexOf('=');
  const role = CALLER_ROLES.find((one) => one === word.slice(0, Math.max(0, at)));
  const key = word.slice(at + 1);
  if (role && isPublicKey(key)) return { role, key };
  if (role && isHttpUrl(key)) return { role, jwksUrl: key, ...(tls && { tls }) };
  throw new BadSetting(variable, EXPECTED, word);
}
