import { catalogError } from '../../../schema/errors.js';
import type { MutationApproveMemberArgs, MutationRefuseMemberArgs } from '../../../schema/generated/registry.js';
import type { RegistryServices } from '../context.js';
import type { AuthorityData, Member, MemberData, MemberRequest, MemberTable } from '../model.js';
import { readReason, refuse } from '../read-member-input.js';
import { changeMember, memberData } from './change-member.js';
import { requireFree } from './claims.js';
import { later } from './later.js';

/**
 * Makes the member that was asked for.
 *
 * @throws GraphQLError NOT_CONFORMING, TAKEN, BAD_INPUT
 */
export async function approveMember(services: RegistryServices, { code, force }: MutationApproveMemberArgs): Promise<Member> {
  const request = (await findOpen(services, code)) ?? (await refuseWithout(services, code));
  const failed = request.checks.filter(({ required, outcome }) => required && outcome === 'FAILED').map((check) => check.code);
  if (failed.length > 0 && !force) {
    throw catalogError('NOT_CONFORMING', `The node of ${code} failed ${failed.join(', ')}: see memberRequests. It can ask again when that is mended; force approves it as it is.`, { member: code, failed });
  }
  const member = await changeMember(services, (table) => approved(request, table));
  // Where the node has asked anew meanwhile, that request stays open: what was approved is what the operator saw.
  await services.store.putRequest({ ...request, state: 'APPROVED' }, request.id);
  return member;
}

/** Turns a request down. @throws GraphQLError BAD_INPUT */
export async function refuseMember(services: RegistryServices, { code, reason }: MutationRefuseMemberArgs): Promise<MemberRequest> {
  const request = (await findOpen(services, code)) ?? (await refuseWithout(services, code));
  const refused: MemberRequest = { ...request, state: 'REFUSED', reason: readReason(reason) };
  if (await services.store.putRequest(refused, request.id)) return refused;
  return refuse('code', 'a request that is still open', code);
}

const findOpen = async ({ store }: RegistryServices, code: string): Promise<MemberRequest | undefined> => (await store.requests()).find(({ member, state }) => member.code === code && state === 'OPEN');

/** An approval that is sent twice finds the member, and no request any more. */
async function refuseWithout({ store }: RegistryServices, code: string): Promise<never> {
  const { members } = await store.table();
  const status = members.get(code)?.status;
  if (status) throw catalogError('BAD_INPUT', `code: ${code} is ${status === 'WITHDRAWN' ? 'a member that has left' : 'a member already'}, and has no open request.`, { field: 'code', member: code });
  return refuse('code', 'the code of an open request', code.slice(0, 40));
}

/** An approval adds authorities and drops none: what an operator has moved here since is not in the node's request. */
function approved({ member }: MemberRequest, table: MemberTable): MemberData {
  requireFree(member, table);
  const known = table.members.get(member.code);
  // Said by the operator and by nobody else.
  const readPolicy = known?.readPolicy ?? 'OWNER_FIRST';
  if (!known) return { ...member, readPolicy };
  const kept = memberData(known).authorities.filter(({ code }) => !has(member.authorities, code));
  const provenAt = known.publicKey === member.publicKey ? later(member.provenAt, known.provenAt) : member.provenAt;
  return { ...member, readPolicy, provenAt, authorities: [...member.authorities, ...kept] };
}

const has = (authorities: readonly AuthorityData[], code: string): boolean => authorities.some((authority) => authority.code === code);
