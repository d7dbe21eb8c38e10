import type { QueryAuthorityArgs, QueryMemberRequestsArgs, QueryMemberTableArgs } from '../../../schema/generated/registry.js';
import { resolveAudit, type AuditArgs } from '../../kit/audit/resolve-audit.js';
import type { RegistryContext } from '../context.js';
import type { Authority, Member, MemberRequest, MemberStatus } from '../model.js';
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
  async auditLog(_: unknown, args: AuditArgs, { audit, viewer, requireOperator }: RegistryContext) {
    if (!viewer.roles.includes('AUDITOR')) requireOperator();
    return resolveAudit(audit, args);
  },
  registryName: (_: unknown, __: unknown, { name }: RegistryContext): string => name,
  async members(_: unknown, __: unknown, { store }: RegistryContext): Promise<readonly Member[]> {
    return [...(await store.table()).members.values()];
  },
  async memberRequests(_: unknown, { state }: QueryMemberRequestsArgs, { store, requireOperator }: RegistryContext): Promise<readonly MemberRequest[]> {
    requireOperator();
    return (await store.requests()).filter((request) => state == null || request.state === state);
  },
};
