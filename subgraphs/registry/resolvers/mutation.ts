import type { MutationApproveMemberArgs, MutationLeaveArgs, MutationMoveAuthorityArgs, MutationPutMemberArgs, MutationRefuseMemberArgs, MutationRequestMembershipArgs, MutationSetMemberStatusArgs, MutationSetReadPolicyArgs } from '../../../schema/generated/registry.js';
import { auditedAfter, auditedBefore } from '../audited.js';
import type { RegistryContext } from '../context.js';
import { changeMember, memberData, memberIn } from '../membership/change-member.js';
import { approveMember, refuseMember } from '../membership/decide-request.js';
import { leave } from '../membership/leave.js';
import { moveAuthority } from '../membership/move-authority.js';
import { requestMembership } from '../membership/request-membership.js';
import type { Authority, Member, MemberRequest } from '../model.js';
import { readMemberInput, readReason } from '../read-member-input.js';

/** What nodes ask for, proved by their keys. */
const nodeMutations = {
  requestMembership: async (_: unknown, args: MutationRequestMembershipArgs, context: RegistryContext): Promise<MemberRequest> => requestMembership(context, args),
  leave: async (_: unknown, args: MutationLeaveArgs, context: RegistryContext): Promise<Member> => leave(context, args),
};

/** What only the operator may do. */
const operatorMutations = {
  approveMember: async (_: unknown, args: MutationApproveMemberArgs, context: RegistryContext): Promise<Member> => approveMember(context, args),
  refuseMember: async (_: unknown, args: MutationRefuseMemberArgs, context: RegistryContext): Promise<MemberRequest> => refuseMember(context, args),
  moveAuthority: async (_: unknown, args: MutationMoveAuthorityArgs, context: RegistryContext): Promise<Authority> => moveAuthority(context, args),
  putMember: async (_: unknown, { member }: MutationPutMemberArgs, context: RegistryContext): Promise<Member> =>
    changeMember(context, ({ members }) => readMemberInput(member, members.get(member.code))),
  async setMemberStatus(_: unknown, { code, status, reason: words }: MutationSetMemberStatusArgs, context: RegistryContext): Promise<Member> {
    const reason = words == null ? null : readReason(words);
    return changeMember(context, (table) => {
      const member = memberIn(table, 'code', code);
      return { ...memberData(member), status, reason: reason ?? (member.status === status ? member.reason : null) };
    });
  },
  setReadPolicy: async (_: unknown, { code, readPolicy }: MutationSetReadPolicyArgs, context: RegistryContext): Promise<Member> =>
    changeMember(context, (table) => ({ ...memberData(memberIn(table, 'code', code)), readPolicy })),
};

export const mutationResolvers = { ...auditedAfter(nodeMutations), ...guarded(auditedBefore(operatorMutations)) };

type Resolver<Args, Result> = (parent: unknown, args: Args, context: RegistryContext) => Promise<Result>;

/** The same resolvers for the operator alone: none can be added without the guard. */
function guarded<Resolvers extends Readonly<Record<string, Resolver<never, unknown>>>>(resolvers: Resolvers): Resolvers {
  const guard = (resolve: Resolver<never, unknown>): Resolver<never, unknown> =>
    async function asOperator(parent, args, context) {
      context.requireOperator();
      return resolve(parent, args, context);
    };
  return Object.fromEntries(Object.entries(resolvers).map(([name, resolve]) => [name, guard(resolve)])) as Resolvers;
}
