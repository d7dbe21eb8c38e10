import type { QueryAuthorityArgs, QueryMemberTableArgs } from '../../../schema/generated/registry.js';
import type { RegistryContext } from '../context.js';
import type { Authority, MemberStatus } from '../model.js';
import { readCode } from '../read-member-input.js';
import { waitForTable } from '../wait-for-table.js';

/** Their records can be found: at their node, or in the index while the node is not asked. */
const FINDABLE: ReadonlySet<MemberStatus> = new Set(['ACTIVE', 'SUSPENDED']);

export const queryResolvers = {
  async authorities(_: unknown, __: unknown, { store }: RegistryContext): Promise<readonly Authority[]> {
    const { authorities } = await store.table();
    return [...authorities.values()].filter(({ status }) => FINDABLE.has(status));
  },
  async authority(_: unknown, { code }: QueryAuthorityArgs, { store }: RegistryContext): Promise<Authority | null> {
    const { authorities } = await store.table();
    return authorities.get(readCode('code', code)) ?? null;
  },
  async memberTable(_: unknown, { after, waitMillis }: QueryMemberTableArgs, { store, changed }: RegistryContext) {
    const { revision, authorities } = await waitForTable({ store, changed, after: after ?? undefined, waitMillis: waitMillis ?? 0 });
    return { revision, authorities: [...authorities.values()] };
  },
};
