import { refuse } from '../read-member-input.js';
import type { RegistryServices } from '../context.js';
import type { Authority, AuthorityData, Member, MemberData, MemberTable } from '../model.js';
import { TableChanged } from '../stores/member-store.js';

/** Puts what `decide` makes of the table. Where somebody else changed the table meanwhile, it decides again. */
export async function changeMember({ store, changed }: Pick<RegistryServices, 'store' | 'changed'>, decide: (table: MemberTable) => MemberData): Promise<Member> {
  for (;;) {
    const table = await store.table();
    const data = decide(table);
    try {
      if (await store.put(data, table.revision)) changed.wake();
      return memberIn(await store.table(), 'code', data.code);
    } catch (error) {
      if (!(error instanceof TableChanged)) throw error;
    }
  }
}

/** @throws GraphQLError BAD_INPUT where no member has the code that `field` gives */
export function memberIn({ members }: MemberTable, field: string, code: string): Member {
  return members.get(code) ?? refuse(field, 'the code of a member', code.slice(0, 40));
}

/** A member as it is put. */
export const memberData = (member: Member): MemberData => ({ ...member, authorities: member.authorities.map(authorityData) });

export const authorityData = ({ code, nameZh, nameEn, kind, homepage }: Authority): AuthorityData => ({ code, nameZh, nameEn, kind, homepage });
