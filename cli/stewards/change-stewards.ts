import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isStewardName, newToken, readStewards, STEWARD_ROLES, tokenHash, type Steward, type StewardRole } from '../../subgraphs/catalog/stewards/steward.js';
import { isAuthorityCode } from '../../schema/ids.js';
import { replaceFile } from '../../subgraphs/kit/replace-file.js';
import { Refused, type VerbResult } from '../membership/verb.js';

const readList = (file: string): readonly Steward[] => (existsSync(file) ? readStewards(readFileSync(file, 'utf8')) : []);

function writeList(file: string, stewards: readonly Steward[]): void {
  mkdirSync(dirname(file), { recursive: true });
  replaceFile(file, `${JSON.stringify(stewards, null, 2)}\n`);
}

/** Adds a steward. The token is in the answer and nowhere else. */
export function addSteward(file: string, name: string, roles: readonly string[], authorities: readonly string[]): VerbResult {
  if (!isStewardName(name)) throw new Error(`name: expected 1 to 80 letters, digits, spaces and . _ @ - but got ${JSON.stringify(name)}.`);
  const words = roles.map((role) => role.toUpperCase());
  if (words.length === 0 || !words.every((role) => STEWARD_ROLES.includes(role as StewardRole))) throw new Error(`--role: expected ${STEWARD_ROLES.join(' or ')} but got ${roles.join(', ')}.`);
  if (!authorities.every(isAuthorityCode)) throw new Error(`--authority: expected codes of authorities but got ${authorities.join(', ')}.`);
  const list = readList(file);
  if (list.some((steward) => steward.name === name)) throw new Refused(`${name} is a steward already: revoke the token first.`);
  const token = newToken();
  writeList(file, [...list, { name, roles: [...new Set(words)] as StewardRole[], authorities: authorities.length > 0 ? [...authorities] : null, tokenHash: tokenHash(token) }]);
  return { data: { name, roles: words, authorities, token }, lines: [`${name} is ${words.join(' and ')}. The token, which is not shown again:`, token] };
}

export function listStewards(file: string): VerbResult {
  const list = readList(file).map(({ name, roles, authorities }) => ({ name, roles, authorities }));
  return { data: list, lines: [`${String(list.length)} stewards in ${file}`, ...list.map(({ name, roles, authorities }) => `  ${name}  ${roles.join(', ')}  ${authorities?.join(', ') ?? 'all authorities'}`)] };
}

/** Ends a steward's token, from the next request on. */
export function revokeSteward(file: string, name: string): VerbResult {
  const list = readList(file);
  if (!list.some((steward) => steward.name === name)) throw new Refused(`There is no steward ${name} in ${file}.`);
  writeList(file, list.filter((steward) => steward.name !== name));
  return { data: { name, revoked: true }, lines: [`${name} is no steward any more.`] };
}
