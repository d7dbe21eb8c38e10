import type { MutationLeaveArgs } from '../../../schema/generated/registry.js';
import type { RegistryServices } from '../context.js';
import type { Member } from '../model.js';
import { readCode, readReason } from '../read-member-input.js';
import { changeMember, memberData, memberIn } from './change-member.js';
import { notProven, verifyProof } from './verify-proof.js';

/** A member leaves, by its node's key. @throws GraphQLError NOT_PROVEN, BAD_INPUT */
export async function leave(services: RegistryServices, { code, reason: words, proof }: MutationLeaveArgs): Promise<Member> {
  const reason = readReason(words);
  readCode('code', code);
  return changeMember(services, (table) => {
    const member = memberIn(table, 'code', code);
    if (member.publicKey !== proof.publicKey) throw notProven(`The member ${code} has ${member.publicKey === null ? 'no key: only the operator can withdraw it' : `the key ${member.publicKey}, not ${proof.publicKey.slice(0, 60)}`}.`);
    verifyProof({ purpose: 'leave', registry: services.name, says: { code, reason: words }, proof }, member.provenAt);
    return { ...memberData(member), status: 'WITHDRAWN', reason, provenAt: proof.at };
  });
}
