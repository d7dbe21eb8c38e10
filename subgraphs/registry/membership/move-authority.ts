import { catalogError } from '../../../schema/errors.js';
import type { MutationMoveAuthorityArgs } from '../../../schema/generated/registry.js';
import type { RegistryServices } from '../context.js';
import type { Authority, MemberTable } from '../model.js';
import { refuse } from '../read-member-input.js';
import { authorityData, changeMember, memberData, memberIn } from './change-member.js';

/** Gives an authority to another member, whose node goes on with its log. @throws GraphQLError NOT_CONFORMING, BAD_INPUT */
export async function moveAuthority(services: RegistryServices, { authority: code, to, force }: MutationMoveAuthorityArgs): Promise<Authority> {
  const table = await services.store.table();
  const authority = authorityIn(table, code);
  const target = memberIn(table, 'to', to);
  const problem = force ? null : await services.trials.successor(code, authority.member.url, target.url);
  if (problem !== null) throw catalogError('NOT_CONFORMING', `${code} was not moved to ${to}: ${problem} Move its log first, or force it.`, { authority: code, member: to });
  await changeMember(services, (now) => {
    const member = memberIn(now, 'to', to);
    const others = memberData(member).authorities.filter((one) => one.code !== code);
    return { ...memberData(member), authorities: [...others, authorityData(authorityIn(now, code))] };
  });
  return authorityIn(await services.store.table(), code);
}

const authorityIn = ({ authorities }: MemberTable, code: string): Authority => authorities.get(code) ?? refuse('authority', 'the code of an authority that is known', code.slice(0, 40));
