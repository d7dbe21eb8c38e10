import { nodeKeyFile } from '../../subgraphs/kit/identity/node-key.js';
import { prove } from '../../subgraphs/kit/identity/statements.js';
import type { Transport } from '../../subgraphs/kit/transport/transport.js';
import { askRegistry, registryName } from './ask-registry.js';
import { requireKey } from './join-registry.js';
import { requireUrl, type VerbResult } from './verb.js';

export interface LeaveRequest {
  readonly registry: string;
  readonly code: string;
  readonly reason: string;
  readonly dataDir?: string | undefined;
}

const LEAVE = 'mutation ($code: ID!, $reason: String!, $proof: KeyProofInput!) { leave(code: $code, reason: $reason, proof: $proof) { code status reason authorities { code } } }';

interface Left {
  readonly leave: { readonly code: string; readonly status: string; readonly reason: string; readonly authorities: readonly { readonly code: string }[] };
}

/** `ucat leave`: the node's key signs, so no operator is needed. */
export async function leaveRegistry(send: Transport, { registry, code, reason, dataDir = `.data/node-${code}` }: LeaveRequest): Promise<VerbResult> {
  const url = requireUrl('--registry', registry);
  const key = requireKey('--data-dir', nodeKeyFile(dataDir));
  const proof = prove({ key, purpose: 'leave', registry: await registryName(send, url), says: { code, reason } });
  const { leave } = await askRegistry<Left>({ send, url, query: LEAVE, variables: { code, reason, proof } });
  const codes = leave.authorities.map((authority) => authority.code).join(', ');
  const effect = codes === '' ? 'It spoke for no authority.' : `Records of ${codes} are no longer found, and their ids answer with this reason.`;
  return { data: leave, lines: [`${leave.code} has left: ${leave.reason}`, `${effect} The node keeps everything; ucat join brings it back.`] };
}
