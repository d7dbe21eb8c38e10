import type { SeedMember } from '../../seed/read-seed.js';
import type { AuthorityKind, MemberStatus } from '../../schema/generated/registry.js';
import { describeNode } from '../../subgraphs/kit/identity/node-description.js';
import type { Transport } from '../../subgraphs/kit/transport/transport.js';
import { ask } from './ask.js';
import type { NodeUrls } from './demo-nodes.js';

/** An authority as the registry knows it, with all that is needed to put its member again. */
export interface KnownAuthority {
  readonly code: string;
  readonly status: MemberStatus;
  readonly url: string;
  readonly contractVersion: string;
  readonly member: Named & {
    readonly status: MemberStatus;
    readonly publicKey: string | null;
    readonly authorities: readonly (Named & { readonly kind: AuthorityKind; readonly homepage: string | null })[];
  };
}

interface Named {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

const NAMED = 'code nameZh: name(lang: ZH) nameEn: name(lang: EN)';
const MEMBER_TABLE = `{ memberTable { authorities { code status url contractVersion member { ${NAMED} status publicKey authorities { ${NAMED} kind homepage } } } } }`;
const PUT_MEMBER = 'mutation ($member: MemberInput!) { putMember(member: $member) { code } }';

/** Every authority that the registry has ever heard of. */
export async function readAuthorities(registryUrl: string, send: Transport): Promise<readonly KnownAuthority[]> {
  const { memberTable } = (await ask(send, registryUrl, MEMBER_TABLE)) as { memberTable: { authorities: readonly KnownAuthority[] } };
  return memberTable.authorities;
}

/**
 * Makes the seed's members members, and tells the registry where the nodes are now. Whom the registry knows already
 * keeps the name, the status and the authorities that its operator gave it.
 */
export async function enrolMembers(members: readonly SeedMember[], urls: NodeUrls, registryUrl: string, send: Transport): Promise<void> {
  const known = new Map((await readAuthorities(registryUrl, send)).map((authority) => [authority.code, authority]));
  for (const seeded of members) {
    const url = urls[seeded.code] as string;
    const { publicKey } = await describeNode(url);
    const member = memberToPut(seeded, { url, publicKey }, known.get(seeded.code));
    if (member) await ask(send, registryUrl, PUT_MEMBER, { member });
  }
}

/** Where a member's node is, and the key that it signs its log with. */
export interface DemoNode {
  readonly url: string;
  readonly publicKey: string | null;
}

/** What the registry must be told of a member of the seed; null where it knows all. */
export function memberToPut({ code, nameZh, nameEn, kind, homepage }: SeedMember, { url, publicKey }: DemoNode, known?: KnownAuthority): object | null {
  if (!known) return { code, nameZh, nameEn, url, publicKey, authorities: [{ code, nameZh, nameEn, kind, homepage }] };
  const { member, contractVersion } = known;
  const isOurs = member.code === code && member.authorities.length > 0 && new URL(known.url).hostname === new URL(url).hostname;
  // Another member speaks for it now, or its node has moved to another machine: not for us to undo.
  const isTold = known.url === url && (member.publicKey !== null || publicKey === null);
  return isOurs && !isTold ? { ...member, publicKey: member.publicKey ?? publicKey, url, contractVersion } : null;
}
