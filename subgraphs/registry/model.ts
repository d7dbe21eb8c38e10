import type { AuthorityKind, MemberStatus } from '../../schema/generated/registry.js';

export type { AuthorityKind, MemberStatus };

/** What the operator says of an authority. */
export interface AuthorityData {
  /** A GB/T 2260 code or a registered short code. */
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly kind: AuthorityKind;
  readonly homepage: string | null;
}

/** What the operator says of a member. */
export interface MemberData {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** Address of its node's GraphQL endpoint. */
  readonly url: string;
  readonly contractVersion: string;
  readonly status: MemberStatus;
  /** For whom it speaks. */
  readonly authorities: readonly AuthorityData[];
}

/** A member as the registry knows it. */
export interface Member extends Omit<MemberData, 'authorities'> {
  readonly authorities: readonly Authority[];
}

/**
 * An authority as the registry knows it. Once known it is never forgotten, because its ids live on: when its member
 * drops it and no other takes it over, it stays with that member as `WITHDRAWN`.
 */
export interface Authority extends AuthorityData {
  readonly status: MemberStatus;
  readonly member: Member;
}

/** All members and authorities, in the order of their codes, as of one revision. */
export interface MemberTable {
  /** Counts up by one with each change; 0 while nothing was ever put. */
  readonly revision: number;
  readonly members: ReadonlyMap<string, Member>;
  readonly authorities: ReadonlyMap<string, Authority>;
}
