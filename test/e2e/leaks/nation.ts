import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { readGatewayConfig } from '../../../gateway/config.js';
import { startGateway } from '../../../gateway/main.js';
import { readNodeConfig } from '../../../subgraphs/catalog/config.js';
import { startNode } from '../../../subgraphs/catalog/main.js';
import { readReplicaConfig } from '../../../subgraphs/catalog/replica/config.js';
import { startReplica } from '../../../subgraphs/catalog/replica/main.js';
import type { HttpServer } from '../../../subgraphs/kit/http-server.js';
import { createNodeKey, nodeKeyFile } from '../../../subgraphs/kit/identity/node-key.js';
import { callKeyIn } from '../../../subgraphs/kit/identity/calls/call-key.js';
import { callSigner } from '../../../subgraphs/kit/identity/calls/call-signer.js';
import { createHttpTransport, type HttpTransport } from '../../../subgraphs/kit/transport/http-transport.js';
import type { TransportAnswer } from '../../../subgraphs/kit/transport/transport.js';
import { readRegistryConfig } from '../../../subgraphs/registry/config.js';
import { startRegistry } from '../../../subgraphs/registry/main.js';
import { readSearchConfig } from '../../../subgraphs/search/config.js';
import { readComputeConfig } from '../../../subgraphs/compute/config.js';
import { startCompute } from '../../../subgraphs/compute/main.js';
import { readMarketConfig } from '../../../subgraphs/market/config.js';
import { startMarket } from '../../../subgraphs/market/main.js';
import { readUseConfig } from '../../../subgraphs/use/config.js';
import { startUse } from '../../../subgraphs/use/main.js';
import { startSearch } from '../../../subgraphs/search/main.js';
import { until } from '../support/until.js';
import { AUTHORITIES, type Act } from './corpus.js';
import { viewerSettings, type Door, type ViewerClass } from './viewers.js';

type Variables = Readonly<Record<string, unknown>>;

export interface NationOptions {
  /** All nations below one folder have the same keys, so that their signatures are the same too. */
  readonly folder: string;
  readonly name: string;
  /** Settings of the node: its stewards. */
  readonly stewards: string;
  readonly stewardToken: string;
  /** Settings of the node beside these: where its store is. */
  readonly nodeStore?: Readonly<Record<string, string>>;
}

/** A whole nation in this process: registry, one node, index and gateway, over loopback. */
export class Nation {
  readonly #http: HttpTransport = createHttpTransport();
  readonly #servers: HttpServer[] = [];
  #urls: Readonly<Record<Door | 'search', string>> = { node: '', search: '', gateway: '', replica: '' };
  readonly #options: NationOptions;

  constructor(options: NationOptions) {
    this.#options = options;
  }

  #environment(service: string): Readonly<Record<string, string>> {
    const { folder, name, stewards } = this.#options;
    const dataDir = join(folder, name, service);
    mkdirSync(dataDir, { recursive: true });
    shareKey(nodeKeyFile, join(folder, 'keys', service), dataDir);
    shareKey((dir) => join(dir, 'witness-key.json'), join(folder, 'keys', service), dataDir);
    const key = (caller: string): string => callKeyIn(join(folder, name, caller)).publicKey;
    return { PORT: '0', DATA_DIR: dataDir, TRUSTED_CALLERS: `GATEWAY=${key('gateway')},INDEX=${key('search')},LAYER=${key('market')},LAYER=${key('compute')},LAYER=${key('use')},REPLICA=${key('replica')}`, STEWARDS: stewards, NODE_AUTHORITIES: AUTHORITIES.join(), RATE_PER_MINUTE: '0', MAX_COST: '1000000', ...viewerSettings(folder) };
  }

  async openNode(): Promise<void> {
    const node = await startNode(readNodeConfig({ ...this.#environment('node'), ...this.#options.nodeStore }), silent);
    this.#servers.push(node);
    this.#urls = { ...this.#urls, node: node.url };
  }

  /** Publishes and withdraws, in order. @throws Error where anything is not taken */
  async publish(acts: readonly Act[]): Promise<void> {
    const records = acts.flatMap((act) => ('record' in act ? [act.record] : []));
    const published = await this.steward('mutation ($records: [RecordInput!]!) { upsertRecords(records: $records) { outcome problems { field message } } }', { records });
    const outcomes = JSON.stringify(published);
    if (published.errors || /REJECTED|UNCHANGED/.test(outcomes)) throw new Error(outcomes);
    for (const act of acts) {
      if (!('retired' in act)) continue;
      const { errors } = await this.steward('mutation ($id: ID!, $reason: String!) { retireRecord(id: $id, reason: $reason) { changed } }', { id: act.id, reason: act.retired });
      if (errors) throw new Error(JSON.stringify(errors));
    }
  }

  /** Starts the rest, and waits until the index has read all logs that may leave the node. */
  async open(indexed: number, token: string): Promise<void> {
    const registry = await startRegistry(readRegistryConfig(this.#environment('registry')), silent);
    this.#servers.push(registry);
    const REGISTRY_URL = `${registry.url}/graphql`;
    const member = { code: 'ALL', nameZh: '全部', nameEn: 'All', url: `${this.#urls.node}/graphql`, status: 'ACTIVE', authorities: AUTHORITIES.map((code) => ({ code, nameZh: `${code} 区`, nameEn: `${code} area`, kind: 'REGION' })) };
    const { errors } = await this.#http.send({ url: REGISTRY_URL, query: 'mutation ($member: MemberInput!) { putMember(member: $member) { code } }', variables: { member } });
    if (errors) throw new Error(JSON.stringify(errors));
    const search = await startSearch(readSearchConfig({ ...this.#environment('search'), REGISTRY_URL }), silent);
    this.#servers.push(search);
    const market = await startMarket(readMarketConfig({ ...this.#environment('market'), SEARCH_URL: `${search.url}/graphql` }), silent);
    this.#servers.push(market);
    const compute = await startCompute(readComputeConfig({ ...this.#environment('compute'), SEARCH_URL: `${search.url}/graphql` }), silent);
    this.#servers.push(compute);
    const use = await startUse(readUseConfig({ ...this.#environment('use'), SEARCH_URL: `${search.url}/graphql` }), silent);
    this.#servers.push(use);
    const replica = await startReplica(readReplicaConfig({ ...this.#environment('replica'), SEARCH_URL: `${search.url}/graphql` }), silent);
    this.#servers.push(replica);
    // The clock stands still, so that what is reused once is reused always: a cache that takes no heed of viewers shows.
    const gateway = await startGateway(readGatewayConfig({ ...this.#environment('gateway'), REGISTRY_URL, SEARCH_URL: `${search.url}/graphql`, MARKET_URL: `${market.url}/graphql`, COMPUTE_URL: `${compute.url}/graphql`, USE_URL: `${use.url}/graphql`, REPLICA_URL: `${replica.url}/graphql`, HEDGE_MILLIS: '20000', NODE_TIMEOUT_MILLIS: '20000' }), silent);
    this.#servers.push(gateway);
    this.#urls = { ...this.#urls, search: search.url, gateway: gateway.url, replica: replica.url };
    let look = 0;
    await until(`${String(indexed)} records in the index of ${this.#options.name}`, async () => {
      look += 1;
      const { data, errors: problems } = await this.ask('gateway', `{ look${String(look)}: coverage { total } search { index { authorities { status verified } } } ${AUTHORITIES.map((code) => `l${code}: logs(authority: "${code}") { name }`).join(' ')} }`, {}, token);
      const { total } = data?.[`look${String(look)}`] as { readonly total: number };
      const { authorities } = (data?.['search'] as { readonly index: { readonly authorities: readonly { readonly status: string }[] } }).index;
      if (total === indexed && authorities.length === AUTHORITIES.length && authorities.every(({ status }) => status === 'CURRENT') && !problems) return true;
      throw new Error(JSON.stringify({ total, authorities, problems }));
    }, 30_000);
  }

  /** Asks the node as a steward who may do everything. */
  steward = async (query: string, variables: Variables = {}): Promise<TransportAnswer> => this.ask('node', query, variables, this.#options.stewardToken);

  ask = async (service: 'node' | 'gateway', query: string, variables: Variables, token: string | null): Promise<TransportAnswer> =>
    this.#http.send({ url: `${this.#urls[service]}/graphql`, query, variables, headers: headersOf(token) });

  /** What comes by GraphQL, to the byte, and beside it the status and the headers. */
  async told(door: Door, query: string, variables: Variables, viewer: ViewerClass): Promise<Told> {
    const body = JSON.stringify({ query, variables });
    return this.#told(door, 'graphql', body, door === 'replica' ? this.#signed(body, viewer) : headersOf(viewer.token));
  }

  /** The same of a plain request. Unzipped: the port of the gateway, which is in it, changes what gzip makes of it. */
  async fetch(service: Door | 'search', path: string, token: string | null, body: string | null = null): Promise<Told> {
    return this.#told(service, path, body, { ...headersOf(token), 'accept-encoding': 'identity' });
  }

  async #told(service: Door | 'search', path: string, body: string | null, headers: Readonly<Record<string, string>>): Promise<Told> {
    const response = await fetch(`${this.#urls[service]}/${path}`, { headers: { ...headers, ...(body !== null && { 'content-type': 'application/json' }) }, ...(body !== null && { method: 'POST', body }) });
    const told = [...response.headers].filter(([name]) => !OF_THE_MOMENT.includes(name)).map(([name, value]) => `${name}: ${value}`);
    return { head: [String(response.status), ...told.sort()].join('\n'), body: Buffer.from(await response.arrayBuffer()).toString('latin1') };
  }

  /** As the gateway asks the replica for a viewer. */
  #signed(body: string, { name, token, authorities, roles = [] }: ViewerClass): Readonly<Record<string, string>> {
    const key = callKeyIn(join(this.#options.folder, this.#options.name, 'gateway'));
    const viewer = token === null ? undefined : { subject: name, authorities, roles: roles as ['AUDITOR'] };
    return { authorization: callSigner(key)({ audience: ['replica'], method: 'POST', path: '/graphql', body, viewer }) };
  }

  async close(): Promise<void> {
    for (const server of [...this.#servers].reverse()) await server.close();
    await this.#http.close();
  }
}

export interface Told {
  /** Status and headers. */
  readonly head: string;
  readonly body: string;
}

/** Headers that say nothing beside the body: when it was sent, its own number, and its hash, in which the port of the gateway is. */
const OF_THE_MOMENT: readonly string[] = ['date', 'x-request-id', 'etag'];

const silent = pino({ level: 'silent' });
const headersOf = (token: string | null): Readonly<Record<string, string>> => (token === null ? {} : { authorization: `Bearer ${token}` });

function shareKey(fileIn: (folder: string) => string, kept: string, dataDir: string): void {
  if (!existsSync(fileIn(kept))) createNodeKey(fileIn(kept));
  copyFileSync(fileIn(kept), fileIn(dataDir));
}
