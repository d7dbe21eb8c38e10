import type { AuthorityKind, MemberStatus, ReadPolicy, RequestState } from '../../schema/generated/registry.js';
import type { CheckResult } from '../kit/conformance/check-result.js';

export type { AuthorityKind, MemberStatus, ReadPolicy, RequestState };

/** What the operator says of an authority. */
export interface AuthorityData {
  /** A GB/T 2260 code or a registered short code. */
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly kind: AuthorityKind;
  readonly homepage: string | null;
}

/** What is kept of a member. */
export interface MemberData {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** Address of its node's GraphQL endpoint. */
  readonly url: string;
  readonly contractVersion: string;
  readonly status: MemberStatus;
  /** Why it is suspended or has left; null where nobody said. */
  readonly reason: string | null;
  /** Where its records are read from first. */
  readonly readPolicy: ReadPolicy;
  /** Its node's Ed25519 key: 32 bytes in base64url. Null where an operator put it without one. */
  readonly publicKey: string | null;
  /** When the last statement that was signed with this key was made: an older one is not taken again. */
  readonly provenAt: string | null;
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

/** What a node asked of the registry last, under one member's code. */
export interface MemberRequest {
  /** Another one with every request. */
  readonly id: string;
  /** The member as it is put when the operator approves; its `provenAt` is when the request was signed. */
  readonly member: MemberData;
  /** When it was filed. */
  readonly at: string;
  readonly state: RequestState;
  /** Why it was refused. */
  readonly reason: string | null;
  /** What the registry found when it tried the node. */
  readonly checks: readonly CheckResult[];
}
