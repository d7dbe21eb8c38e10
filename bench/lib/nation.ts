import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startChild, type ChildService } from '../../cli/demo/child-service.js';
import { packagePath } from '../../schema/package-path.js';
import { supergraphSdl } from '../../schema/sdl.js';
import { createHttpTransport } from '../../subgraphs/kit/transport/http-transport.js';
import { loadSeed } from '../../seed/seed.js';
import { writeFile } from 'node:fs/promises';
import { nationAuthorities, nationRecords, STANDARDS_AUTHORITY } from './nation-records.js';

export interface Nation {
  /** Our gateway's `/graphql`. */
  readonly gateway: string;
  /** `/graphql` of @graphql-hive/gateway over the same supergraph, with our router's subgraph endpoint behind it. */
  readonly hive: string;
  close(): Promise<void>;
}

/** Starts registry, `count` nodes with the same records in all, index, our gateway and Hive's, each in its process. */
export async function startNation(count: number): Promise<Nation> {
  const folder = await mkdtemp(join(tmpdir(), 'ucat-bench-'));
  const children: ChildService[] = [];
  const start = (module: string, words: readonly string[], env: Readonly<Record<string, string>>): ChildService => {
    const child = startChild(words, { LOG_LEVEL: 'warn', NODE_ENV: 'production', PORT: '0', ...env }, packagePath(module));
    children.push(child);
    return child;
  };
  const ucat = (words: readonly string[], env: Readonly<Record<string, string>>): ChildService => start('dist/cli/ucat.js', words, env);
  const { send, close: closeTransport } = createHttpTransport();
  const close = async (): Promise<void> => {
    await Promise.all(children.map(async (child) => child.close()));
    await closeTransport();
    await rm(folder, { recursive: true });
  };

  const authorities = nationAuthorities(count);
  const registryUrl = `${await ucat(['registry', 'start'], { DATA_DIR: join(folder, 'registry') }).message('url')}/graphql`;
  const searchUrl = `${await ucat(['search', 'start'], { DATA_DIR: join(folder, 'search'), REGISTRY_URL: registryUrl }).message('url')}/graphql`;
  const nodes = await start('dist/bench/lib/nodes-process.js', [], { DATA_DIR: join(folder, 'nodes'), NODE_AUTHORITIES: [...authorities, STANDARDS_AUTHORITY].join() }).message('nodes');
  const records = nationRecords(authorities);
  const members = [...records].map(([code, own]) => ({ code, kind: 'REGION' as const, nameZh: code, nameEn: code, homepage: 'https://example.org', records: own }));
  await loadSeed({ nodes: Object.entries(nodes).map(([authority, url]) => ({ authority, url })), members, send });
  for (const { code } of members) {
    const member = { code, nameZh: code, nameEn: code, url: nodes[code], authorities: [{ code, nameZh: code, nameEn: code, kind: 'REGION' }] };
    await send({ url: registryUrl, query: 'mutation ($member: MemberInput!) { putMember(member: $member) { code } }', variables: { member } });
  }
  const wanted = [...records.values()].reduce((sum, own) => sum + own.length, 0);
  await until(async () => {
    const { data } = await send({ url: searchUrl, query: '{ coverage { total } }' });
    return (data?.['coverage'] as { readonly total: number }).total === wanted;
  });
  const gateway = await ucat(['gateway', 'start'], { REGISTRY_URL: registryUrl, SEARCH_URL: searchUrl }).message('url');

  const supergraph = join(folder, 'supergraph.graphql');
  const addresses = { catalog: `${gateway}/subgraph/catalog`, search: searchUrl, registry: registryUrl };
  const located = Object.entries(addresses).reduce((sdl, [name, url]) => sdl.replace(`http://${name}.invalid/graphql`, url), supergraphSdl());
  await writeFile(supergraph, located);
  const hivePort = String(20_000 + (process.pid % 20_000));
  start('node_modules/@graphql-hive/gateway/dist/bin.js', ['supergraph', supergraph, '--host', '127.0.0.1', '--port', hivePort, '--fork', '1'], { PORT: hivePort });
  const hive = `http://127.0.0.1:${hivePort}/graphql`;
  await until(async () => {
    try {
      return (await send({ url: hive, query: '{ __typename }' })).data?.['__typename'] === 'Query';
    } catch {
      return false;
    }
  });
  return { gateway: `${gateway}/graphql`, hive, close };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await delay(100);
}
