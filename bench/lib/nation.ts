import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild, type ChildService } from '../../cli/demo/child-service.js';
import { joinRegistry } from '../../cli/membership/join-registry.js';
import { approve } from '../../cli/membership/operate.js';
import { packagePath } from '../../schema/package-path.js';
import { supergraphSdl } from '../../schema/sdl.js';
import { loadSeed } from '../../seed/seed.js';
import { callKeyIn } from '../../subgraphs/kit/identity/calls/call-key.js';
import { createHttpTransport } from '../../subgraphs/kit/transport/http-transport.js';
import type { Transport } from '../../subgraphs/kit/transport/transport.js';
import { nationAuthorities, nationRecords, STANDARDS_AUTHORITY } from './nation-records.js';
import { until } from './until.js';

export interface Nation {
  /** Our gateway's `/graphql`. */
  readonly gateway: string;
  /** `/graphql` of the node of each authority. */
  readonly nodes: Readonly<Record<string, string>>;
  readonly send: Transport;
  /** Ids of all processes. */
  processes(): readonly number[];
  /** How many records the nation can find. */
  total(): Promise<number>;
  /** Starts a further gateway. @returns its `/graphql` */
  startGateway(name: string, env: Readonly<Record<string, string>>): Promise<string>;
  /** Starts a further node with its own store; it is no member yet. @returns its `/graphql` */
  startNode(authority: string): Promise<string>;
  /** Makes a started node a member as an office does: it asks, the registry tries it, the operator approves. */
  joinAsMember(authority: string, url: string): Promise<void>;
  /** Starts @graphql-hive/gateway over the same supergraph, with our router's subgraph endpoint behind it. @returns its `/graphql` */
  startHive(): Promise<string>;
  close(): Promise<void>;
}

const PUT_MEMBER = 'mutation ($member: MemberInput!) { putMember(member: $member) { code } }';

/**
 * Starts registry, `count` nodes with the same records in all, index and gateway, each in its process.
 *
 * @param gatewayEnvironment settings of the gateway and, through its subgraph endpoint, of the router behind Hive's
 */
export async function startNation(count: number, gatewayEnvironment: Readonly<Record<string, string>> = {}): Promise<Nation> {
  const folder = await mkdtemp(join(tmpdir(), 'ucat-bench-'));
  const children: ChildService[] = [];
  // As in production, calls are signed and checked.
  const trusted = { TRUSTED_CALLERS: Object.entries({ GATEWAY: 'gateway', INDEX: 'search', REGISTRY: 'registry' }).map(([role, name]) => `${role}=${callKeyIn(join(folder, name)).publicKey}`).join() };
  const start = (module: string, words: readonly string[], env: Readonly<Record<string, string>>): ChildService => {
    const child = startChild(words, { LOG_LEVEL: 'error', NODE_ENV: 'production', PORT: '0', ...trusted, ...env }, packagePath(module));
    children.push(child);
    return child;
  };
  const ucat = async (words: readonly string[], env: Readonly<Record<string, string>>): Promise<string> => start('dist/cli/ucat.js', words, env).message('url');
  const { send, close: closeTransport } = createHttpTransport();

  const authorities = nationAuthorities(count);
  const registry = `${await ucat(['registry', 'start'], { DATA_DIR: join(folder, 'registry') })}/graphql`;
  const search = `${await ucat(['search', 'start'], { DATA_DIR: join(folder, 'search'), REGISTRY_URL: registry })}/graphql`;
  const nodes = await start('dist/bench/lib/nodes-process.js', [], { DATA_DIR: join(folder, 'nodes'), NODE_AUTHORITIES: [...authorities, STANDARDS_AUTHORITY].join() }).message('nodes');
  const gateway = await ucat(['gateway', 'start'], { DATA_DIR: join(folder, 'gateway'), REGISTRY_URL: registry, SEARCH_URL: search, ...gatewayEnvironment });

  const total = async (): Promise<number> => {
    const { data } = await send({ url: search, query: '{ coverage { total } }' });
    return (data?.['coverage'] as { readonly total: number }).total;
  };
  const enroll = async (code: string, url: string): Promise<void> => {
    const member = { code, nameZh: code, nameEn: code, url, authorities: [{ code, nameZh: code, nameEn: code, kind: 'REGION' }] };
    const { errors } = await send({ url: registry, query: PUT_MEMBER, variables: { member } });
    if (errors) throw new Error(JSON.stringify(errors));
  };
  const joinAsMember = async (code: string, url: string): Promise<void> => {
    const { ok, lines } = await joinRegistry(send, { node: url, registry, code, nameZh: code, nameEn: code, dataDir: join(folder, code) });
    if (ok === false) throw new Error(lines.join('\n'));
    await approve({ send, registry, token: undefined }, code, false);
  };
  const startHive = async (): Promise<string> => {
    const file = join(folder, 'supergraph.graphql');
    const addresses = { catalog: `${gateway}/subgraph/catalog`, search, registry };
    await writeFile(file, Object.entries(addresses).reduce((sdl, [name, url]) => sdl.replace(`http://${name}.invalid/graphql`, url), supergraphSdl()));
    const port = String(10_000 + (process.pid % 20_000));
    start('node_modules/@graphql-hive/gateway/dist/bin.js', ['supergraph', file, '--host', '127.0.0.1', '--port', port, '--fork', '1'], {});
    const url = `http://127.0.0.1:${port}/graphql`;
    await until('Hive to answer', async () => send({ url, query: '{ __typename }' }).then(({ data }) => data?.['__typename'] === 'Query', () => false));
    return url;
  };

  const records = nationRecords(authorities);
  const members = [...records].map(([code, own]) => ({ code, kind: 'REGION' as const, nameZh: code, nameEn: code, homepage: 'https://example.org', records: own }));
  await loadSeed({ nodes: Object.entries(nodes).map(([authority, url]) => ({ authority, url })), members, send });
  for (const [code, url] of Object.entries(nodes)) await enroll(code, url);
  const wanted = [...records.values()].reduce((sum, own) => sum + own.length, 0);
  await until('the index to have all records', async () => (await total()) === wanted);

  return {
    gateway: `${gateway}/graphql`,
    nodes,
    send,
    processes: () => children.flatMap(({ pid }) => (pid === undefined ? [] : [pid])),
    total,
    startGateway: async (name, env) => `${await ucat(['gateway', 'start'], { DATA_DIR: join(folder, name), REGISTRY_URL: registry, SEARCH_URL: search, ...gatewayEnvironment, ...env })}/graphql`,
    startNode: async (authority) => `${await ucat(['node', 'start'], { DATA_DIR: join(folder, authority), NODE_AUTHORITIES: authority })}/graphql`,
    joinAsMember,
    startHive,
    close: async () => {
      await Promise.all(children.map(async (child) => child.close()));
      await closeTransport();
      await rm(folder, { recursive: true });
    },
  };
}
