import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startChild, type ChildService } from '../../../cli/demo/child-service.js';
import { packagePath } from '../../../schema/package-path.js';
import { loadSeed } from '../../../seed/seed.js';
import { createHttpTransport } from '../../../subgraphs/kit/transport/http-transport.js';
import type { Transport } from '../../../subgraphs/kit/transport/transport.js';
import { until } from '../until.js';
import { nationAuthorities, nationRecords, STANDARDS_AUTHORITY } from '../nation-records.js';
import { openFaultyProxy, type Fault, type FaultyProxy } from './faulty-proxy.js';

type Environment = Readonly<Record<string, string>>;

const PUT_MEMBER = 'mutation ($member: MemberInput!) { putMember(member: $member) { code } }';

/** A service that can be killed and started again where it was, with the state that it left. */
export class Service {
  readonly #words: readonly string[];
  readonly #env: Environment;
  #child: ChildService | null = null;
  #port = '0';

  constructor(words: readonly string[], env: Environment) {
    this.#words = words;
    this.#env = env;
  }

  get port(): number {
    return Number(this.#port);
  }

  /** Id of the process that it runs in now. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/graphql`;
  }

  /** @param more settings of this run only */
  async start(more: Environment = {}): Promise<void> {
    this.#child = startChild([...this.#words, 'start'], { LOG_LEVEL: 'fatal', NODE_ENV: 'production', ...this.#env, PORT: this.#port, ...more });
    this.#port = new URL(await this.#child.message('url')).port;
  }

  kill = async (): Promise<void> => this.#child?.kill();

  stop = async (): Promise<void> => this.#child?.close();
}

/** A nation of which every service is a process of its own, to be broken and mended. */
export class FaultNation {
  readonly registry: Service;
  readonly search: Service;
  readonly replica: Service;
  readonly gateways: readonly Service[];
  readonly nodes: ReadonlyMap<string, Service>;
  readonly send: Transport;
  readonly #closeTransport: () => Promise<void>;
  readonly #folder: string;
  readonly #proxies = new Map<string, FaultyProxy>();

  private constructor(folder: string, count: number) {
    const { send, close } = createHttpTransport();
    const service = (name: string, words: readonly string[], env: Environment = {}): Service => new Service(words, { DATA_DIR: join(folder, name), ...env });
    this.#folder = folder;
    this.send = send;
    this.#closeTransport = close;
    this.registry = service('registry', ['registry']);
    this.search = service('search', ['search']);
    this.replica = service('replica', ['replica']);
    this.gateways = [service('gateway-1', ['gateway']), service('gateway-2', ['gateway'])];
    this.nodes = new Map([...nationAuthorities(count), STANDARDS_AUTHORITY].map((code) => [code, service(code, ['node'], { NODE_AUTHORITIES: code })]));
  }

  /** Starts registry, nodes, index, replica and two gateways, and waits until all records are found. */
  static async start(count: number): Promise<FaultNation> {
    const nation = new FaultNation(await mkdtemp(join(tmpdir(), 'ucat-chaos-')), count);
    try {
      await nation.#open(count);
      return nation;
    } catch (error) {
      await nation.close();
      throw error;
    }
  }

  async #open(count: number): Promise<void> {
    await Promise.all([this.registry.start(), ...[...this.nodes.values()].map(async (node) => node.start())]);
    await this.startSearch();
    await this.startReplica();
    await Promise.all(this.gateways.map(async (gateway) => this.startGateway(gateway)));
    const records = nationRecords(nationAuthorities(count));
    const members = [...records].map(([code, own]) => ({ code, kind: 'REGION' as const, nameZh: code, nameEn: code, homepage: 'https://example.org', records: own }));
    await loadSeed({ nodes: [...this.nodes].map(([authority, { url }]) => ({ authority, url })), members, send: this.send });
    for (const [code, { url }] of this.nodes) await this.#enroll(code, url);
    const wanted = [...records.values()].reduce((sum, own) => sum + own.length, 0);
    await until('the index to have all records', async () => (await this.#total()) === wanted);
  }

  startSearch = async (): Promise<void> => this.search.start({ REGISTRY_URL: this.registry.url });

  startReplica = async (): Promise<void> => this.replica.start({ SEARCH_URL: this.search.url });

  startGateway = async (gateway: Service): Promise<void> => gateway.start({ REGISTRY_URL: this.registry.url, SEARCH_URL: this.search.url, REPLICA_URL: this.replica.url });

  /** Starts a node whose clock is wrong. */
  startNodeAt = async (node: Service, offsetMillis: number): Promise<void> =>
    node.start({ NODE_OPTIONS: `--import ${pathToFileURL(packagePath('dist', 'bench', 'lib', 'chaos', 'wrong-clock.js')).href}`, CLOCK_OFFSET_MILLIS: String(offsetMillis) });

  /** Puts a proxy before every node, without a fault yet. */
  async putProxies(): Promise<void> {
    for (const [code, { port }] of this.nodes) {
      const proxy = await openFaultyProxy(port);
      this.#proxies.set(code, proxy);
      await this.#enroll(code, `http://127.0.0.1:${String(proxy.port)}/graphql`);
    }
  }

  async takeProxies(): Promise<void> {
    for (const [code, { url }] of this.nodes) await this.#enroll(code, url);
    for (const proxy of this.#proxies.values()) proxy.close();
    this.#proxies.clear();
  }

  setFault(codes: readonly string[], fault: Fault): void {
    for (const code of codes) this.#proxies.get(code)?.set(fault);
  }

  async #enroll(code: string, url: string): Promise<void> {
    const member = { code, nameZh: code, nameEn: code, url, authorities: [{ code, nameZh: code, nameEn: code, kind: 'REGION' }] };
    const { errors } = await this.send({ url: this.registry.url, query: PUT_MEMBER, variables: { member } });
    if (errors) throw new Error(JSON.stringify(errors));
  }

  async #total(): Promise<number> {
    const { data } = await this.send({ url: this.search.url, query: '{ coverage { total } }' });
    return (data?.['coverage'] as { readonly total: number } | null)?.total ?? 0;
  }

  async close(): Promise<void> {
    for (const proxy of this.#proxies.values()) proxy.close();
    await Promise.all([...this.gateways, this.replica, this.search, this.registry, ...this.nodes.values()].map(async (service) => service.stop()));
    await this.#closeTransport();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
