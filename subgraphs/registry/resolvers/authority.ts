import { catalogError } from '../../../schema/errors.js';
import type { Lang } from '../../../schema/generated/registry.js';
import type { CheckResult } from '../../kit/conformance/check-result.js';
import type { RegistryContext } from '../context.js';
import type { Authority, MemberRequest } from '../model.js';

interface Named {
  readonly nameZh: string;
  readonly nameEn: string;
}

const name = ({ nameZh, nameEn }: Named, { lang }: { readonly lang: Lang }): string => (lang === 'EN' ? nameEn : nameZh);

export const authorityResolvers = {
  name,
  url: ({ member }: Authority): string => member.url,
  /** Of one that its member has dropped nobody said why. */
  reason: ({ member, status }: Authority): string | null => (status === member.status ? member.reason : null),
  contractVersion: ({ member }: Authority): string => member.contractVersion,
  readPolicy: ({ member }: Authority) => member.readPolicy,
  /** An unknown code is an error at its own place: a bare null would read as "there is no such field". */
  async __resolveReference({ code }: { readonly code: string }, { store }: RegistryContext): Promise<Authority> {
    const authority = (await store.table()).authorities.get(code);
    if (!authority) throw catalogError('UNKNOWN_AUTHORITY', `No member speaks for the authority ${JSON.stringify(code.slice(0, 40))}.`, { authority: code });
    return authority;
  },
};

export const memberResolvers = { name };

export const requestResolvers = {
  MemberRequest: {
    code: ({ member }: MemberRequest): string => member.code,
    name: ({ member }: MemberRequest, args: { readonly lang: Lang }): string => name(member, args),
    url: ({ member }: MemberRequest): string => member.url,
    authorities: ({ member }: MemberRequest) => member.authorities,
    publicKey: ({ member }: MemberRequest) => member.publicKey,
    contractVersion: ({ member }: MemberRequest): string => member.contractVersion,
  },
  RequestedAuthority: { name },
  NodeCheck: { title: ({ titleZh, titleEn }: CheckResult, args: { readonly lang: Lang }): string => name({ nameZh: titleZh, nameEn: titleEn }, args) },
};
