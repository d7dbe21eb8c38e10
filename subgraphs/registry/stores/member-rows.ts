import type { Authority, AuthorityData, Member, MemberData, MemberTable } from '../model.js';

export type MemberRow = Omit<MemberData, 'authorities'>;

export interface AuthorityRow extends AuthorityData {
  /** Code of the member that speaks for it, or did last. */
  readonly member: string;
  /** 1 where that member no longer names it. */
  readonly dropped: number;
}

export interface RegistryRows {
  readonly members: readonly MemberRow[];
  readonly authorities: readonly AuthorityRow[];
}

/** The rows with a member in place of what was known of it: authorities that it names move to it, the others it had are dropped. */
export function withMember({ members, authorities }: RegistryRows, { authorities: named, ...member }: MemberData): RegistryRows {
  const before = authorities
    .filter(({ code }) => !named.some((authority) => authority.code === code))
    .map((row) => (row.member === member.code ? { ...row, dropped: 1 } : row));
  const now = named.map((authority) => ({ ...authority, member: member.code, dropped: 0 }));
  return { members: byCode([...members.filter(({ code }) => code !== member.code), member]), authorities: byCode([...before, ...now]) };
}

const byCode = <Row extends { readonly code: string }>(rows: readonly Row[]): readonly Row[] => [...rows].sort((one, other) => (one.code < other.code ? -1 : 1));

/** Joins rows, sorted by code, to the table that they mean. @throws Error where an authority has no member */
export function joinRows(revision: number, rows: RegistryRows): MemberTable {
  const named = new Map(rows.members.map(({ code }): [string, Authority[]] => [code, []]));
  const members = new Map(rows.members.map((row): [string, Member] => [row.code, { ...row, authorities: named.get(row.code) ?? [] }]));
  const authorities = new Map<string, Authority>();
  for (const { member: memberCode, dropped, ...data } of rows.authorities) {
    const member = members.get(memberCode);
    if (!member) throw new Error(`The registry's store is damaged: authority ${data.code} has no member ${memberCode}.`);
    const authority: Authority = { ...data, status: dropped ? 'WITHDRAWN' : member.status, member };
    authorities.set(authority.code, authority);
    if (!dropped) named.get(memberCode)?.push(authority);
  }
  return { revision, members, authorities };
}
