import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packagePath } from '../../../schema/package-path.js';
import { callKeyIn } from '../../../subgraphs/kit/identity/calls/call-key.js';
import { createHttpTransport } from '../../../subgraphs/kit/transport/http-transport.js';
import type { TransportAnswer } from '../../../subgraphs/kit/transport/transport.js';

export interface RunningService {
  /** Address of its GraphQL. */
  readonly url: string;
  readonly pid: number;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to stop and waits. @returns its exit code */
  stop(): Promise<number | null>;
}

export type Environment = Readonly<Record<string, string>>;

/** Real processes of one test, each a `ucat … start` on a free loopback port with a folder of its own below one. */
export class Services implements AsyncDisposable {
  readonly #children = new Set<ChildProcess>();
  readonly #transport = createHttpTransport();
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async create(): Promise<Services> {
    return new Services(await mkdtemp(join(tmpdir(), 'ucat-e2e-')));
  }

  /** Runs `ucat <words>` until it says that it is open. @param name its folder */
  async start(name: string, words: readonly string[], env: Environment = {}): Promise<RunningService> {
    return this.startProgram(packagePath('dist', 'cli', 'ucat.js'), name, words, env);
  }

  /** Runs a program until it says `{ url }`, as the services of `ucat` do. @param name its folder */
  async startProgram(file: string, name: string, words: readonly string[] = [], env: Environment = {}): Promise<RunningService> {
    const child = fork(file, words, {
      env: { ...process.env, PORT: '0', LOG_LEVEL: 'error', DATA_DIR: join(this.folder, name), ...env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#children.add(child);
    const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => {
        this.#children.delete(child);
        resolve(code);
      }));
    const url = await new Promise<string>((resolve, reject) => {
      child.on('message', (message) => 'url' in (message as object) && resolve((message as { url: string }).url));
      void ended.then((code) => reject(new Error(`${[name, ...words].join(' ')} ended with code ${String(code)} before it was open.`)));
    });
    const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
      child.kill(signal);
      return ended;
    };
    return { url: `${url}/graphql`, pid: child.pid ?? NaN, kill: async () => void (await end('SIGKILL')), stop: async () => end('SIGTERM') };
  }

  registry = async (): Promise<RunningService> => this.start('registry', ['registry', 'start']);

  search = async (registry: RunningService): Promise<RunningService> => this.start('search', ['search', 'start'], { REGISTRY_URL: registry.url });

  gateway = async (registry: RunningService, search: RunningService, env: Environment = {}): Promise<RunningService> =>
    this.start('gateway', ['gateway', 'start'], { REGISTRY_URL: registry.url, SEARCH_URL: search.url, REUSE_MILLIS: '0', ...env });

  node = async (authorities: string, env: Environment = {}): Promise<RunningService> => this.start(`node-${authorities}`, ['node', 'start'], { NODE_AUTHORITIES: authorities, ...env });

  /** Sends a query. Errors are part of the answer. */
  ask = async (service: { readonly url: string }, query: string, variables: Readonly<Record<string, unknown>> = {}, headers: Environment = {}): Promise<TransportAnswer> =>
    this.#transport.send({ url: service.url, query, variables, headers });

  /** What a query is answered with. @throws Error where the answer has errors */
  data = async (service: { readonly url: string }, query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Readonly<Record<string, unknown>>> => {
    const { data, errors } = await this.ask(service, query, variables);
    if (errors || !data) throw new Error(JSON.stringify(errors ?? null));
    return data;
  };

  /** Settings by which a service takes the calls of the gateway, the index and layers; each has its folder's key. */
  trusting = (...layers: readonly string[]): Environment => {
    const callers: readonly (readonly [role: string, folder: string])[] = [['GATEWAY', 'gateway'], ['INDEX', 'search'], ...layers.map((layer) => ['LAYER', layer] as const)];
    return { TRUSTED_CALLERS: callers.map(([role, folder]) => `${role}=${callKeyIn(join(this.folder, folder)).publicKey}`).join() };
  };

  /** Publishes at a node. @throws Error where a record is rejected */
  publish = async (node: { readonly url: string }, records: readonly object[]): Promise<void> => {
    const { data, errors } = await this.ask(node, 'mutation ($records: [RecordInput!]!) { upsertRecords(records: $records) { outcome problems { field message } } }', { records });
    const rejected = ((data?.['upsertRecords'] ?? []) as readonly { outcome: string }[]).filter(({ outcome }) => outcome === 'REJECTED');
    if (errors || rejected.length > 0) throw new Error(JSON.stringify(errors ?? rejected));
  };

  /** Makes a node a member for authorities. */
  enroll = async (registry: RunningService, code: string, url: string, authorities: readonly string[] = [code], status = 'ACTIVE'): Promise<void> => {
    const member = { code, nameZh: `${code} 局`, nameEn: `${code} office`, url, status, authorities: authorities.map((authority) => ({ code: authority, nameZh: `${authority} 区`, nameEn: `${authority} area`, kind: 'REGION' })) };
    const { errors } = await this.ask(registry, 'mutation ($member: MemberInput!) { putMember(member: $member) { code } }', { member });
    if (errors) throw new Error(JSON.stringify(errors));
  };

  /** How many live records the index holds. */
  total = async (search: RunningService): Promise<number> => {
    const { data } = await this.ask(search, '{ coverage { total } }');
    return (data?.['coverage'] as { readonly total: number } | null)?.total ?? 0;
  };

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#children].map(async (child) => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const cut = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(cut);
    }));
    await this.#transport.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
