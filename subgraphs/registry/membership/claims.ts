import { catalogError } from '../../../schema/errors.js';
import type { CheckResult } from '../../kit/conformance/check-result.js';
import { isSignedBy } from '../../kit/identity/node-key.js';
import type { Member, MemberRequest, MemberTable } from '../model.js';
import type { MemberProfile } from '../read-member-input.js';

/** @throws GraphQLError TAKEN where another member that has not left speaks for one of the authorities */
export function requireFree({ code, authorities }: MemberProfile, table: MemberTable): void {
  for (const asked of authorities) {
    const holder = table.authorities.get(asked.code);
    if (!holder || holder.member.code === code || holder.status === 'WITHDRAWN') continue;
    throw catalogError('TAKEN', `The authority ${asked.code} belongs to the member ${holder.member.code}: the operator can move it (moveAuthority), a request can't.`, { authority: asked.code });
  }
}

/** @throws GraphQLError TAKEN where a request of another node waits under the same code */
export function requireOwnTurn(code: string, publicKey: string, last: MemberRequest | undefined): void {
  if (last?.state !== 'OPEN' || last.member.publicKey === publicKey) return;
  throw catalogError('TAKEN', `Another node has asked for the code ${code}; the operator decides, or refuses it first.`, { member: code });
}

export interface KeyClaim {
  readonly member: Member | undefined;
  readonly publicKey: string;
  /** What was signed. */
  readonly statement: string;
  readonly formerSignature: string | null | undefined;
}

/** Whether a node that asks under the code of a member is that member's: it has its key, or the former key signed for the new one. */
export function checkKeyIsKnown({ member, publicKey, statement, formerSignature }: KeyClaim): CheckResult {
  const check = { code: 'KEY_KNOWN', titleZh: '密钥连续', titleEn: 'The key is the member’s, or the former key signed for it', required: true, sent: `key ${publicKey}` };
  if (!member) return { ...check, outcome: 'SKIPPED', came: 'Nobody is a member under this code yet.', advice: null };
  if (member.publicKey === publicKey) return { ...check, outcome: 'PASSED', came: 'The member has this key.', advice: null };
  if (member.publicKey !== null && formerSignature != null && isSignedBy(member.publicKey, statement, formerSignature)) return { ...check, outcome: 'PASSED', came: `The former key ${member.publicKey} signed for this one.`, advice: null };
  const came = member.publicKey === null ? 'The member was put without a key.' : `The member has the key ${member.publicKey}, which did not sign for this one.`;
  return { ...check, outcome: 'FAILED', came, advice: 'Ask with the former key too (--former-key). Where it is lost, the operator makes sure that the office itself asks, and approves by force.' };
}
