import { existsSync } from 'node:fs';
import { parseId } from '../../schema/ids.js';
import { isHttpUrl } from '../../subgraphs/kit/env.js';
import { isPublicKey } from '../../subgraphs/kit/identity/node-key.js';
import { replaceFile } from '../../subgraphs/kit/replace-file.js';
import { cliTransport } from '../cli-transport.js';
import { BadRequest } from '../bad-request.js';
import { readTextFile } from '../read-text-file.js';
import { createPatientClient, lacksField, NodeRefused } from '../import/patient-client.js';
import { PROVENANCE_FIELDS, readBundle, type Bundle, type Told } from './bundle.js';
import { checkChain, type Checked } from './check-chain.js';
import { checkWitnesses, type Seen, type WitnessPolicy } from './check-witnesses.js';
import { fetchWitnessed } from './fetch-witnessed.js';
import { readWitnessPolicy } from './witness-policy.js';

/** What `ucat verify` was asked for. */
export interface VerifyRequest {
  /** An id, or the file of a bundle. */
  readonly what: string;
  readonly gateway: string;
  /** The owner's key; else it is asked of the registry. */
  readonly key?: string;
  /** Registry that is asked for the key; else the gateway is, which has it from there. */
  readonly registry?: string;
  /** Bearer token of a viewer, or of the node's stewards. */
  readonly token?: string;
  /** File to write what was fetched to. */
  readonly bundle?: string;
  /** Keys of the witnesses who are believed, or files of them. */
  readonly witness?: readonly string[];
  /** How many of them have to have seen it; all where it is not said. */
  readonly witnesses?: string;
  /** Gateways or indexes that are asked for what witnesses have signed; where none is named, the gateway. */
  readonly witnessedBy?: readonly string[];
  readonly json?: boolean;
}

export interface VerifyIo {
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  readonly signal: AbortSignal;
}

export const EXIT = { VERIFIED: 0, BROKEN: 1, NOT_DONE: 2 } as const;

const RECORD = `query ($id: ID!) { record(id: $id) { id provenance { ${PROVENANCE_FIELDS} } } }`;
const KEY = 'query ($code: ID!) { authority(code: $code) { member { publicKey } } }';

/** Checks a record, by asking for it or from a file. @returns the exit code; never throws for what a user can cause */
export async function runVerify(request: VerifyRequest, io: VerifyIo): Promise<number> {
  try {
    const policy = readWitnessPolicy(request.witness, request.witnesses);
    if (policy === null && request.witnessedBy !== undefined) throw new BadRequest('--witnessed-by: expected --witness beside it, for the keys of the witnesses.');
    const found = await bundleOf(request, policy !== null, io);
    if (request.bundle !== undefined) replaceFile(request.bundle, `${JSON.stringify(found, null, 2)}\n`);
    const { checked, seen } = check(found, policy);
    report(found, checked, seen, request.json === true, io);
    return checked.every(({ problem }) => problem === null) ? EXIT.VERIFIED : EXIT.BROKEN;
  } catch (error) {
    io.complain(error instanceof Error ? error.message : String(error));
    return EXIT.NOT_DONE;
  }
}

interface VerifyChecked {
  readonly checked: readonly (Checked | WitnessLink)[];
  readonly seen: readonly Seen[];
}

/** The link beside those of the chain, where witnesses are asked for. */
interface WitnessLink {
  readonly link: 'witness';
  readonly problem: string | null;
}

function check({ id, provenance, key, witnessed = [] }: Bundle, policy: WitnessPolicy | null): VerifyChecked {
  const publicKey = key?.publicKey ?? null;
  const checked = checkChain(id, provenance, publicKey);
  if (policy === null) return { checked, seen: [] };
  const { seen, problem } = checkWitnesses(id, provenance, publicKey, witnessed, policy);
  return { checked: [...checked, { link: 'witness', problem }], seen };
}

async function bundleOf(request: VerifyRequest, witnessed: boolean, io: VerifyIo): Promise<Bundle> {
  if (request.key !== undefined && !isPublicKey(request.key)) throw new BadRequest('--key: expected an Ed25519 key, 32 bytes in base64url.');
  const given = request.key === undefined ? null : { publicKey: request.key, from: '--key' };
  const parsed = parseId(request.what);
  if (parsed.ok) return fetchBundle(request, parsed.authority, given, witnessed, io);
  if (request.witnessedBy !== undefined) throw new BadRequest('--witnessed-by: expected an id before it, but a bundle is checked by what stands in it.');
  if (!existsSync(request.what)) throw new BadRequest(`Expected an id or the file of a bundle but got ${request.what}: ${parsed.problem}`);
  const bundle = readBundle(readTextFile(request.what, 'Expected an id or the file of a bundle'));
  return { ...bundle, key: given ?? bundle.key };
}

async function fetchBundle({ what: id, gateway, registry, token, witnessedBy = [gateway] }: VerifyRequest, authority: string, given: Bundle['key'], witnessed: boolean, { signal, complain }: VerifyIo): Promise<Bundle> {
  for (const [option, url] of [['--gateway', gateway], ['--registry', registry ?? gateway], ...witnessedBy.map((url) => ['--witnessed-by', url] as const)] as const) {
    if (!isHttpUrl(url)) throw new BadRequest(`${option}: expected the http or https address of a GraphQL endpoint but got ${url}.`);
  }
  const http = cliTransport();
  try {
    const common = { send: http.send, attempts: 2, signal };
    const ask = createPatientClient({ ...common, url: gateway, token });
    const askKey = registry === undefined ? ask : createPatientClient({ ...common, url: registry });
    const { record } = (await ask(RECORD, { id }).catch(explainWithdrawn)) as { readonly record: { readonly provenance: Told | null } | null };
    if (!record) throw new BadRequest(`There is no record ${id}.`);
    const key = given ?? (await registeredKey(() => askKey(KEY, { code: authority }), registry ?? gateway));
    const bundle = { id, provenance: record.provenance ?? {}, key };
    if (!witnessed) return bundle;
    const witnesses = witnessedBy.map((url) => createPatientClient({ ...common, url }));
    return { ...bundle, witnessed: await fetchWitnessed({ authority, told: bundle.provenance, witnesses, askLog: ask, complain }) };
  } finally {
    await http.close();
  }
}

/** A record that its owner withdrew has no text any more that could be checked; nobody refused anything. */
function explainWithdrawn(error: unknown): never {
  const withdrawn = error instanceof NodeRefused ? error.errors.find(({ extensions }) => extensions?.['code'] === 'RECORD_RETIRED') : undefined;
  if (withdrawn === undefined) throw error;
  throw new BadRequest(`${withdrawn.message} There is no text of it left to verify; its history(id) stays.`);
}

/** Null where the endpoint knows no registry, as a node does not: then the key has to be given. @throws Error where it could not be asked */
async function registeredKey(ask: () => Promise<unknown>, url: string): Promise<Bundle['key']> {
  try {
    const { authority } = (await ask()) as { readonly authority?: { readonly member?: { readonly publicKey?: string | null } | null } | null };
    const publicKey = authority?.member?.publicKey;
    return typeof publicKey === 'string' && isPublicKey(publicKey) ? { publicKey, from: `the registry, as ${url} tells it` } : null;
  } catch (error) {
    if (lacksField(error)) return null;
    throw error;
  }
}

function report({ id, key, provenance }: Bundle, checked: VerifyChecked['checked'], seen: readonly Seen[], json: boolean, { print }: VerifyIo): void {
  const verified = checked.every(({ problem }) => problem === null);
  if (json) return print(JSON.stringify({ id, verified, version: provenance.version ?? null, publishedAt: provenance.publishedAt ?? null, key, links: checked, ...(seen.length > 0 && { witnesses: seen }) }));
  for (const { link, problem } of checked) print(`${problem === null ? '✓' : '✗'} ${link}${problem === null ? '' : `: ${problem}`}`);
  if (key) print(`key ${key.publicKey}, from ${key.from}`);
  for (const { key: witness, at } of seen) print(at === null ? `not seen by ${witness}` : `seen by ${witness} at ${at}`);
  print(verified ? `${id} is what its owner published as version ${String(provenance.version)} at ${String(provenance.publishedAt)}.` : `${id} is not proved.`);
}
