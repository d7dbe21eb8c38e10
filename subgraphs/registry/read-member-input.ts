import { CONTRACT_VERSION } from '../../schema/contract-version.js';
import { catalogError } from '../../schema/errors.js';
import type { AuthorityInput, MemberInput, MembershipInput } from '../../schema/generated/registry.js';
import { isAuthorityCode } from '../../schema/ids.js';
import { isPublicKey } from '../kit/identity/node-key.js';
import type { AuthorityData, Member, MemberData } from './model.js';

const NAME_LIMIT = 200;
const ADDRESS_LIMIT = 2_000;
const REASON_LIMIT = 500;

/** What every way to become a member says of it. */
export type MemberProfile = Pick<MemberData, 'code' | 'nameZh' | 'nameEn' | 'url' | 'authorities'>;

/**
 * What the operator says, as data that can be kept.
 *
 * @param known the member as it is: what the operator does not say stays
 * @throws GraphQLError BAD_INPUT, naming the field and the value
 */
export function readMemberInput(input: MemberInput, known?: Member): MemberData {
  const status = input.status ?? 'ACTIVE';
  const publicKey = input.publicKey == null ? (known?.publicKey ?? null) : readKey('publicKey', input.publicKey);
  return {
    ...readProfile(input),
    contractVersion: readVersion(input.contractVersion ?? CONTRACT_VERSION),
    status,
    reason: known?.status === status ? known.reason : null,
    readPolicy: input.readPolicy ?? known?.readPolicy ?? 'OWNER_FIRST',
    publicKey,
    provenAt: known?.publicKey === publicKey ? (known?.provenAt ?? null) : null,
  };
}

/** @throws GraphQLError BAD_INPUT, naming the field and the value */
export function readProfile({ code, nameZh, nameEn, url, authorities }: MembershipInput): MemberProfile {
  return {
    code: readCode('code', code),
    nameZh: readName('nameZh', nameZh),
    nameEn: readName('nameEn', nameEn),
    url: readAddress('url', url),
    authorities: readAuthorities(authorities),
  };
}

/** @throws GraphQLError BAD_INPUT */
export function readReason(text: string): string {
  const reason = text.trim();
  return reason !== '' && reason.length <= REASON_LIMIT ? reason : refuse('reason', `a reason of 1 to ${String(REASON_LIMIT)} characters`, text);
}

/** @throws GraphQLError BAD_INPUT */
export function readKey(field: string, text: string): string {
  return isPublicKey(text) ? text : refuse(field, 'an Ed25519 public key, 32 bytes in base64url', text);
}

/** @throws GraphQLError BAD_INPUT */
export function readCode(field: string, text: string): string {
  return isAuthorityCode(text) ? text : refuse(field, '2 to 12 characters of 0-9 A-Z', text);
}

function readAuthorities(inputs: readonly AuthorityInput[]): readonly AuthorityData[] {
  if (inputs.length === 0) refuse('authorities', 'at least one authority', []);
  const codes = inputs.map(({ code }) => code);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice !== undefined) refuse('authorities', 'each authority once', twice);
  return inputs.map((input, index) => readAuthority(`authorities[${String(index)}]`, input));
}

function readAuthority(field: string, { code, nameZh, nameEn, kind, homepage }: AuthorityInput): AuthorityData {
  return {
    code: readCode(`${field}.code`, code),
    nameZh: readName(`${field}.nameZh`, nameZh),
    nameEn: readName(`${field}.nameEn`, nameEn),
    kind,
    homepage: homepage == null ? null : readAddress(`${field}.homepage`, homepage),
  };
}

function readName(field: string, text: string): string {
  const name = text.trim();
  return name !== '' && name.length <= NAME_LIMIT ? name : refuse(field, `a name of 1 to ${String(NAME_LIMIT)} characters`, text);
}

/** A password in an address would be shown to everybody, and a fragment never reaches a server. */
function readAddress(field: string, text: string): string {
  const expected = 'an http or https address without user, password or fragment';
  if (/\s/.test(text) || text.length > ADDRESS_LIMIT || !URL.canParse(text)) return refuse(field, expected, text);
  const { protocol, username, password } = new URL(text);
  const isFit = /^https?:$/.test(protocol) && username === '' && password === '' && !text.includes('#');
  return isFit ? text : refuse(field, expected, withoutPassword(text));
}

function readVersion(text: string): string {
  return /^\d{1,4}\.\d{1,4}$/.test(text) ? text : refuse('contractVersion', 'a version such as 1.0', text);
}

const withoutPassword = (text: string): string => text.replace(/\/\/[^/@]*@/, '//…@');

/** @throws GraphQLError BAD_INPUT */
export function refuse(field: string, expected: string, got: unknown): never {
  throw catalogError('BAD_INPUT', `${field}: expected ${expected} but got ${JSON.stringify(got).slice(0, 200)}.`, { field });
}
