import { catalogError } from '../../../schema/errors.js';
import type { MutationPutMemberArgs, MutationSetMemberStatusArgs } from '../../../schema/generated/registry.js';
import type { RegistryContext } from '../context.js';
import type { Member } from '../model.js';
import { readMemberInput } from '../read-member-input.js';

export const mutationResolvers = {
  async putMember(_: unknown, { member }: MutationPutMemberArgs, context: RegistryContext): Promise<Member> {
    context.requireOperator();
    const data = readMemberInput(member);
    return apply(context, data.code, () => context.store.put(data));
  },
  async setMemberStatus(_: unknown, { code, status }: MutationSetMemberStatusArgs, context: RegistryContext): Promise<Member> {
    context.requireOperator();
    return apply(context, code, () => context.store.setStatus(code, status));
  },
};

async function apply({ store, changed }: RegistryContext, code: string, change: () => Promise<boolean>): Promise<Member> {
  if (await change()) changed.wake();
  const member = (await store.table()).members.get(code);
  if (!member) throw catalogError('BAD_INPUT', `code: expected the code of a member but got ${JSON.stringify(code.slice(0, 40))}.`, { field: 'code' });
  return member;
}
