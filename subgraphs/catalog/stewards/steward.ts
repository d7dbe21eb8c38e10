import { createHash, randomBytes } from 'node:crypto';
import { isAuthorityCode } from '../../../schema/ids.js';

/** What somebody may do at a node: `STEWARD` publishes and decides access requests, `AUDITOR` reads the trail. */
export type StewardRole = 'STEWARD' | 'AUDITOR';

export const STEWARD_ROLES: readonly StewardRole[] = ['STEWARD', 'AUDITOR'];

/** Somebody of a node's own office. */
export interface Steward {
  /** Stands beside what they publish, and in the audit log. */
  readonly name: string;
  readonly roles: readonly StewardRole[];
  /** Authorities of the node that it is for; null: all. */
  readonly authorities: readonly string[] | null;
  /** SHA-256, in hex, of the token. The token itself is kept nowhere. */
  readonly tokenHash: string;
}

/** Marks a steward's token, so that it is told from others at sight. */
const PREFIX = 'ucs_';

/** A new token: 32 random bytes. Guessing is hopeless, so that its hash needs no salt and no work. */
export const newToken = (): string => PREFIX + randomBytes(32).toString('base64url');

export const tokenHash = (token: string): string => createHash('sha256').update(token, 'utf8').digest('hex');

/** Names are keys of the list and stand in logs. */
export const isStewardName = (name: string): boolean => /^[\p{L}\p{N}](?:[\p{L}\p{N}._@ -]{0,78}[\p{L}\p{N}])?$/u.test(name);

/** Reads a list of stewards. @throws Error that says what is wrong with it */
export function readStewards(text: string): readonly Steward[] {
  const list = JSON.parse(text) as unknown;
  if (!Array.isArray(list)) throw new Error('expected a list of stewards');
  const stewards = list.map(readSteward);
  const twice = stewards.find(({ name }, index) => stewards.findIndex((other) => other.name === name) !== index);
  if (twice) throw new Error(`expected each name once but got ${twice.name} twice`);
  return stewards;
}

function readSteward(value: unknown, index: number): Steward {
  const { name, roles, authorities = null, tokenHash: hash } = (typeof value === 'object' && value !== null ? value : {}) as { readonly [Key in keyof Steward]?: unknown };
  const where = `steward ${String(index + 1)}`;
  if (typeof name !== 'string' || !isStewardName(name)) throw new Error(`${where}: expected a name of 1 to 80 letters, digits, spaces and . _ @ -`);
  if (!Array.isArray(roles) || roles.length === 0 || !roles.every((role) => STEWARD_ROLES.includes(role as StewardRole))) throw new Error(`${where}, ${name}: expected roles of ${STEWARD_ROLES.join(', ')}`);
  if (authorities !== null && !(Array.isArray(authorities) && authorities.length > 0 && authorities.every((code) => typeof code === 'string' && isAuthorityCode(code)))) throw new Error(`${where}, ${name}: expected authorities to be codes, or to be left out for all`);
  if (typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash)) throw new Error(`${where}, ${name}: expected tokenHash to be a SHA-256 in hex`);
  return { name, roles: roles as readonly StewardRole[], authorities: authorities as readonly string[] | null, tokenHash: hash };
}
