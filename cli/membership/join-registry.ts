import type { AuthorityKind, MembershipInput } from '../../schema/generated/registry.js';
import type { Json } from '../../schema/canonical-json.js';
import { isAuthorityCode } from '../../schema/ids.js';
import { BadSetting } from '../../subgraphs/kit/env.js';
import { createNodeKey, nodeKeyFile, readNodeKey, type NodeKey } from '../../subgraphs/kit/identity/node-key.js';
import { prove } from '../../subgraphs/kit/identity/statements.js';
import type { Transport } from '../../subgraphs/kit/transport/transport.js';
import { askRegistry, registryName } from './ask-registry.js';
import { CHECK_FIELDS, checkLines, checkSummary, hasFailed, type ToldCheck } from './check-lines.js';
import { requireUrl, type VerbResult } from './verb.js';

export interface JoinRequest {
  readonly node?: string | undefined;
  readonly registry: string;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** `CODE` or `CODE=中文名/English name`; without any, the code of the member itself. */
  readonly authority?: readonly string[] | undefined;
  readonly kind?: string | undefined;
  readonly homepage?: string | undefined;
  readonly dataDir?: string | undefined;
  /** File of the key that the member had before. */
  readonly formerKey?: string | undefined;
}

const REQUEST = `mutation ($request: MembershipInput!, $proof: KeyProofInput!) { requestMembership(request: $request, proof: $proof) { code state publicKey checks { ${CHECK_FIELDS} } } }`;

interface Filed {
  readonly requestMembership: { readonly code: string; readonly state: string; readonly publicKey: string; readonly checks: readonly ToldCheck[] };
}

/** `ucat join`: makes the key where there is none, signs the request with it, and shows what the registry found at the node. */
export async function joinRegistry(send: Transport, asked: JoinRequest): Promise<VerbResult> {
  const registry = requireUrl('--registry', asked.registry);
  const request = membershipOf(asked);
  const folder = asked.dataDir ?? `.data/node-${asked.code}`;
  const key = readNodeKey(nodeKeyFile(folder)) ?? createNodeKey(nodeKeyFile(folder));
  const formerKey = asked.formerKey === undefined ? undefined : requireKey('--former-key', asked.formerKey);
  const proof = prove({ key, formerKey, purpose: 'requestMembership', registry: await registryName(send, registry), says: { request: request as unknown as Json } });
  const { requestMembership: filed } = await askRegistry<Filed>({ send, url: registry, query: REQUEST, variables: { request, proof } });
  const isFit = !hasFailed(filed.checks);
  return { data: filed, ok: isFit, lines: [...checkLines(filed.checks), '', ...verdict(filed, isFit)] };
}

const verdict = ({ code, checks }: Filed['requestMembership'], isFit: boolean): readonly string[] => [
  `The request of ${code} is filed: ${checkSummary(checks)}.`,
  isFit ? `The operator of the catalog decides now (ucat members approve ${code}).` : 'A check that is required failed: mend it and run the same command again. The operator sees this result.',
];

/** @throws BadSetting */
export function requireKey(option: string, file: string): NodeKey {
  const key = readNodeKey(file);
  if (!key) throw new BadSetting(option, "a node's key (node-key.json in the folder of its data)", file);
  return key;
}

/** @throws BadSetting where a word can't be read; what stands in the names is the registry's to judge */
export function membershipOf({ node, code, nameZh, nameEn, authority = [code], kind, homepage }: JoinRequest): MembershipInput {
  const names = { nameZh, nameEn };
  return { code, ...names, url: requireUrl('--node', node), authorities: authority.map((text) => ({ ...readAuthority(text, names, kind), ...(homepage !== undefined && { homepage }) })) };
}

const KINDS: readonly AuthorityKind[] = ['REGION', 'MINISTRY', 'BODY'];

function readAuthority(text: string, names: { readonly nameZh: string; readonly nameEn: string }, kind: string | undefined) {
  const [, code = '', nameZh, nameEn] = /^([^=]*)(?:=([^/]+)\/(.+))?$/.exec(text) ?? [];
  if (!isAuthorityCode(code)) throw new BadSetting('--authority', 'CODE or CODE=中文名/English name', text);
  return { code, nameZh: nameZh ?? names.nameZh, nameEn: nameEn ?? names.nameEn, kind: readKind(kind, code) };
}

/** A GB/T 2260 code is six digits. */
function readKind(kind: string | undefined, code: string): AuthorityKind {
  if (kind === undefined) return /^\d{6}$/.test(code) ? 'REGION' : 'MINISTRY';
  const found = KINDS.find((one) => one === kind);
  if (!found) throw new BadSetting('--kind', `one of ${KINDS.join(', ')}`, kind);
  return found;
}
