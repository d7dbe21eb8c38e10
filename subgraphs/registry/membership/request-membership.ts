import { randomUUID } from 'node:crypto';
import { catalogError } from '../../../schema/errors.js';
import type { Json } from '../../../schema/canonical-json.js';
import type { MutationRequestMembershipArgs } from '../../../schema/generated/registry.js';
import type { RegistryServices } from '../context.js';
import type { MemberRequest } from '../model.js';
import { readProfile, type MemberProfile } from '../read-member-input.js';
import { checkKeyIsKnown, requireFree, requireOwnTurn } from './claims.js';
import { proveControl } from './prove-control.js';
import { later } from './later.js';
import { verifyProof } from './verify-proof.js';

/** Requests that may wait for the operator: those who ask are strangers, and a store is not without end. */
const MOST_OPEN = 1_000;

/**
 * Files what a node asks for, once it is proved that the caller has the node's key and that the key is used at the
 * address. The node is tried meanwhile; what was found goes to the operator with the request, and stops nobody from asking.
 */
export async function requestMembership(services: RegistryServices, { request, proof }: MutationRequestMembershipArgs): Promise<MemberRequest> {
  const { store, name: registry, trials } = services;
  const profile = readProfile(request);
  const [table, requests] = [await store.table(), await store.requests()];
  const member = table.members.get(profile.code);
  const last = requests.find(({ member: { code } }) => code === profile.code);
  const { publicKey } = proof;
  const statement = verifyProof({ purpose: 'requestMembership', registry, says: { request: request as unknown as Json }, proof }, lastProof(publicKey, member, last?.member));
  requireFree(profile, table);
  requireOwnTurn(profile.code, publicKey, last);
  requireRoom(requests, last);
  const node = await proveControl(trials, { url: profile.url, publicKey, registry });
  const checks = [checkKeyIsKnown({ member, publicKey, statement, formerSignature: proof.formerSignature }), ...(await trials.conformance(profile.url, codesOf(profile)))];
  const filed: MemberRequest = {
    id: randomUUID(),
    member: { ...profile, contractVersion: node.contractVersion, status: 'ACTIVE', reason: null, readPolicy: 'OWNER_FIRST', publicKey, provenAt: proof.at },
    at: new Date().toISOString(),
    state: 'OPEN',
    reason: null,
    checks,
  };
  if (await store.putRequest(filed, last?.id ?? null)) return filed;
  throw catalogError('TAKEN', `Another request for the code ${profile.code} was filed at the same time; ask again.`, { member: profile.code, retryable: true });
}

const codesOf = ({ authorities }: MemberProfile): readonly string[] => authorities.map(({ code }) => code);

interface Proved {
  readonly publicKey: string | null;
  readonly provenAt: string | null;
}

/** When the key was used last, as a member's or in a request. */
function lastProof(publicKey: string, ...known: readonly (Proved | undefined)[]): string | null {
  return known.filter((one) => one?.publicKey === publicKey).reduce<string | null>((last, one) => later(last, one?.provenAt ?? null), null);
}

function requireRoom(requests: readonly MemberRequest[], last: MemberRequest | undefined): void {
  const open = requests.filter(({ state }) => state === 'OPEN').length;
  if (last || open < MOST_OPEN) return;
  throw catalogError('BAD_INPUT', `${String(MOST_OPEN)} requests wait for the operator; ask again when some are decided.`, { retryable: true });
}
