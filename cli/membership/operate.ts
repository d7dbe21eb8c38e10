import type { Transport } from '../../subgraphs/kit/transport/transport.js';
import { askRegistry } from './ask-registry.js';
import { CHECK_FIELDS, checkLines, checkSummary, type ToldCheck } from './check-lines.js';
import { requireUrl, type VerbResult } from './verb.js';

/** The registry, as its operator speaks to it. */
export interface Operator {
  readonly send: Transport;
  readonly registry: string;
  readonly token: string | undefined;
}

interface ToldMember {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly status: string;
  readonly reason: string | null;
  readonly url: string;
  readonly authorities: readonly { readonly code: string }[];
}

interface ToldRequest extends Omit<ToldMember, 'status'> {
  readonly state: string;
  readonly at: string;
  readonly publicKey: string;
  readonly checks: readonly ToldCheck[];
}

const MEMBER = 'code nameZh: name(lang: ZH) nameEn: name(lang: EN) status reason url contractVersion publicKey authorities { code }';
const LIST = `{ members { ${MEMBER} } memberRequests(state: OPEN) { code nameZh: name(lang: ZH) nameEn: name(lang: EN) state reason at url contractVersion publicKey authorities { code } checks { ${CHECK_FIELDS} } } }`;

const operate = <Data>({ send, registry, token }: Operator, query: string, variables?: Readonly<Record<string, unknown>>): Promise<Data> =>
  askRegistry<Data>({ send, url: requireUrl('--registry', registry), token, query, ...(variables && { variables }) });

/** Members, and what waits for a decision with all that was found. */
export async function listMembers(operator: Operator): Promise<VerbResult> {
  const data = await operate<{ readonly members: readonly ToldMember[]; readonly memberRequests: readonly ToldRequest[] }>(operator, LIST);
  return { data, lines: [`${String(data.members.length)} members`, ...data.members.flatMap(memberLines), `${String(data.memberRequests.length)} requests`, ...data.memberRequests.flatMap(requestLines)] };
}

const codes = ({ authorities }: { readonly authorities: readonly { readonly code: string }[] }): string => authorities.map(({ code }) => code).join(', ') || 'no authority';

const memberLines = (member: ToldMember): readonly string[] => [`  ${member.code.padEnd(12)}  ${member.status.padEnd(9)}  ${member.nameZh} · ${member.nameEn} · ${codes(member)} · ${member.url}`, ...(member.reason === null ? [] : [`      ${member.reason}`])];

const requestLines = (request: ToldRequest): readonly string[] => [
  `  ${request.code.padEnd(12)}  ${request.at}  ${request.nameZh} · ${request.nameEn} · ${codes(request)} · ${request.url}`,
  `      key ${request.publicKey}: ${checkSummary(request.checks)}`,
  ...checkLines(request.checks.filter(({ outcome }) => outcome === 'FAILED')).map((line) => `      ${line}`),
];

const told = (member: ToldMember): VerbResult => ({ data: member, lines: [`${member.code} is ${member.status}${member.reason === null ? '' : `: ${member.reason}`} (${codes(member)})`] });

export async function approve(operator: Operator, code: string, force: boolean): Promise<VerbResult> {
  const { approveMember } = await operate<{ readonly approveMember: ToldMember }>(operator, `mutation ($code: ID!, $force: Boolean) { approveMember(code: $code, force: $force) { ${MEMBER} } }`, { code, force });
  return told(approveMember);
}

export async function refuse(operator: Operator, code: string, reason: string): Promise<VerbResult> {
  const { refuseMember } = await operate<{ readonly refuseMember: { readonly code: string; readonly state: string; readonly reason: string } }>(operator, 'mutation ($code: ID!, $reason: String!) { refuseMember(code: $code, reason: $reason) { code state reason } }', { code, reason });
  return { data: refuseMember, lines: [`The request of ${refuseMember.code} is refused: ${refuseMember.reason}`] };
}

export async function setStatus(operator: Operator, code: string, status: 'ACTIVE' | 'SUSPENDED' | 'WITHDRAWN', reason?: string): Promise<VerbResult> {
  const { setMemberStatus } = await operate<{ readonly setMemberStatus: ToldMember }>(operator, `mutation ($code: ID!, $status: MemberStatus!, $reason: String) { setMemberStatus(code: $code, status: $status, reason: $reason) { ${MEMBER} } }`, { code, status, reason });
  return told(setMemberStatus);
}

export async function setReadPolicy(operator: Operator, code: string, readPolicy: 'OWNER_FIRST' | 'REPLICA_FIRST'): Promise<VerbResult> {
  const { setReadPolicy: member } = await operate<{ readonly setReadPolicy: ToldMember & { readonly readPolicy: string } }>(operator, `mutation ($code: ID!, $readPolicy: ReadPolicy!) { setReadPolicy(code: $code, readPolicy: $readPolicy) { ${MEMBER} readPolicy } }`, { code, readPolicy });
  return { data: member, lines: [`${member.code} is read by ${member.readPolicy} (${codes(member)})`] };
}

export async function move(operator: Operator, authority: string, to: string, force: boolean): Promise<VerbResult> {
  const { moveAuthority } = await operate<{ readonly moveAuthority: { readonly code: string; readonly url: string; readonly member: { readonly code: string } } }>(operator, 'mutation ($authority: ID!, $to: ID!, $force: Boolean) { moveAuthority(authority: $authority, to: $to, force: $force) { code url status member { code } } }', { authority, to, force });
  return { data: moveAuthority, lines: [`${moveAuthority.code} is served by ${moveAuthority.member.code} now, at ${moveAuthority.url}`] };
}
