import { setTimeout as delay } from 'node:timers/promises';
import { loadSeed } from '../../seed/seed.js';
import { readSeedFiles } from '../../seed/read-seed-files.js';
import type { SeedMember } from '../../seed/read-seed.js';
import type { Logger } from '../../subgraphs/kit/logger.js';
import { createHttpTransport } from '../../subgraphs/kit/transport/http-transport.js';
import type { Transport } from '../../subgraphs/kit/transport/transport.js';
import { startChild, type ChildService } from './child-service.js';
import { demoFolder, demoPort, type DemoConfig } from './config.js';

/**
 * Starts the national catalog: registry, nodes, index and gateway as processes, the seed loaded through the nodes'
 * own mutations. Resolves when the gateway serves and every seeded record is searchable.
 */
export async function startDemo(config: DemoConfig, logger: Logger) {
  const children: ChildService[] = [];
  let closing = false;
  const { send, close: closeTransport } = createHttpTransport();
  const start = (words: readonly string[], env: Readonly<Record<string, string>>): ChildService => {
    const child = startChild(words, { LOG_LEVEL: process.env['LOG_LEVEL'] || 'warn', ...env });
    children.push(child);
    return child;
  };
  const close = async (): Promise<void> => {
    closing = true;
    await Promise.all(children.map(async (child) => child.close()));
    await closeTransport();
  };
  try {
    const url = await startServices(config, start, send);
    for (const child of children) {
      void child.ended.then((how) => {
        if (!closing) logger.error(how);
      });
    }
    logger.info({ url }, 'the national catalog is open');
    return { url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Start = (words: readonly string[], env: Readonly<Record<string, string>>) => ChildService;

async function startServices(config: DemoConfig, start: Start, send: Transport): Promise<string> {
  const common = { HOST: '127.0.0.1' };
  const registry = start(['registry', 'start'], { ...common, PORT: String(demoPort(config, 'registry')), DATA_DIR: demoFolder(config, 'registry') });
  const nodes = start(['demo', 'nodes'], { ...common, PORT: String(config.port), DATA_DIR: config.dataDir });
  const registryUrl = `${await registry.message('url')}/graphql`;
  const search = start(['search', 'start'], { ...common, PORT: String(demoPort(config, 'search')), DATA_DIR: demoFolder(config, 'search'), REGISTRY_URL: registryUrl });
  const searchUrl = `${await search.message('url')}/graphql`;
  const urls = await nodes.message('nodes');
  const members = readSeedFiles();
  await loadSeed({ nodes: Object.entries(urls).map(([authority, url]) => ({ authority, url })), members, send });
  for (const member of members) await register(member, urls[member.code] as string, registryUrl, send);
  const gateway = start(['gateway', 'start'], { ...common, PORT: String(demoPort(config, 'gateway')), REGISTRY_URL: registryUrl, SEARCH_URL: searchUrl });
  const [url] = await Promise.all([gateway.message('url'), untilSearchable(members, searchUrl, send)]);
  return url;
}

const PUT_MEMBER = 'mutation ($member: MemberInput!) { putMember(member: $member) { code } }';

async function register({ code, nameZh, nameEn, kind, homepage }: SeedMember, url: string, registryUrl: string, send: Transport): Promise<void> {
  const member = { code, nameZh, nameEn, url, authorities: [{ code, nameZh, nameEn, kind, homepage }] };
  const { errors } = await send({ url: registryUrl, query: PUT_MEMBER, variables: { member } });
  if (errors) throw new Error(`The registry refused ${code}: ${errors.map(({ message }) => message).join(' ')}`);
}

/** Waits until the index holds as many records as the seed. */
async function untilSearchable(members: readonly SeedMember[], searchUrl: string, send: Transport): Promise<void> {
  const wanted = members.reduce((sum, { records }) => sum + records.length, 0);
  for (;;) {
    const { data } = await send({ url: searchUrl, query: '{ coverage { total } }' });
    if ((data?.['coverage'] as { readonly total: number } | null | undefined ?? { total: 0 }).total >= wanted) return;
    await delay(50);
  }
}
