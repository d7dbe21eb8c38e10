import { setTimeout as delay } from 'node:timers/promises';
import { readSeedFiles } from '../../seed/read-seed-files.js';
import { loadSeed } from '../../seed/seed.js';
import { CannotStart } from '../../subgraphs/kit/cannot-start.js';
import type { Logger } from '../../subgraphs/kit/logger.js';
import { createHttpTransport } from '../../subgraphs/kit/transport/http-transport.js';
import type { Transport } from '../../subgraphs/kit/transport/transport.js';
import type { Closable } from '../run-service.js';
import { createChildGroup, type ChildGroup } from './child-group.js';
import { demoFolder, demoMongo, demoPort, LAYERS, type DemoConfig } from './config.js';
import { trustedInDemo } from './demo-keys.js';
import type { NodeUrls } from './demo-nodes.js';
import { enrolMembers, readAuthorities } from './enrol-members.js';
import { readLogs, type NodeLog } from './log-heads.js';
import { requireFreePorts } from './require-free-ports.js';
import { untilSearchable } from './until-searchable.js';

/**
 * Starts the national catalog: registry, nodes, index and gateway as processes, the seed loaded through the nodes'
 * own mutations. Resolves when the gateway serves and every record of the active members is searchable. Gives up when
 * `signal` aborts, or when a process ends before that; one that ends later is `failed`.
 */
export async function startDemo(config: DemoConfig, logger: Logger, signal: AbortSignal): Promise<Closable> {
  await requireFreePorts(config);
  const children = createChildGroup();
  const { send, close: closeTransport } = createHttpTransport();
  const close = async (): Promise<void> => {
    await children.close();
    await closeTransport();
  };
  const giveUp = new AbortController();
  signal.addEventListener('abort', () => giveUp.abort(signal.reason), { once: true });
  void children.lost.then((how) => giveUp.abort(new CannotStart(`The demonstration can't start: ${how}.`)));
  try {
    const url = await Promise.race([startServices({ config, children, send, signal: giveUp.signal }), rejection(giveUp.signal)]);
    logger.info({ url }, 'the national catalog is open');
    return { url, close, failed: children.lost };
  } catch (error) {
    await close();
    throw error;
  }
}

const rejection = (signal: AbortSignal): Promise<never> => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));

interface Start {
  readonly config: DemoConfig;
  readonly children: ChildGroup;
  readonly send: Transport;
  readonly signal: AbortSignal;
}

async function startServices({ config, children, send, signal }: Start): Promise<string> {
  const common = { TRUSTED_CALLERS: trustedInDemo(config), TRUSTED_CALLERS_FILE: '', HOST: '127.0.0.1', LOG_LEVEL: process.env['LOG_LEVEL'] || 'warn' };
  const registry = children.start(['registry', 'start'], { ...common, PORT: String(demoPort(config, 'registry')), DATA_DIR: demoFolder(config, 'registry'), ...databaseOf(config, 'registry') });
  const nodes = children.start(['demo', 'nodes'], { ...common, PORT: String(config.port), DATA_DIR: config.dataDir });
  const registryUrl = `${await registry.message('url')}/graphql`;
  const urls = await nodes.message('nodes');
  // After the nodes, so that it finds those it knows from the last time.
  const search = children.start(['search', 'start'], { ...common, PORT: String(demoPort(config, 'search')), DATA_DIR: demoFolder(config, 'search'), REGISTRY_URL: registryUrl });
  await fillNation(urls, registryUrl, send);
  const searchUrl = `${await search.message('url')}/graphql`;
  const replica = children.start(['replica', 'start'], { ...common, PORT: String(demoPort(config, 'replica')), DATA_DIR: demoFolder(config, 'replica'), SEARCH_URL: searchUrl });
  const layers = LAYERS.map((name) => ({ name, process: children.start([name, 'start'], { ...common, PORT: String(demoPort(config, name)), DATA_DIR: demoFolder(config, name), SEARCH_URL: searchUrl }) }));
  const logs = await logsToFollow(urls, registryUrl, send);
  const layerUrls = Object.fromEntries(await Promise.all(layers.map(async ({ name, process }) => [`${name.toUpperCase()}_URL`, `${await process.message('url')}/graphql`] as const)));
  const gateway = children.start(['gateway', 'start'], { ...common, PORT: String(demoPort(config, 'gateway')), DATA_DIR: demoFolder(config, 'gateway'), DRAIN_MILLIS: '0', REGISTRY_URL: registryUrl, SEARCH_URL: searchUrl, REPLICA_URL: `${await replica.message('url')}/graphql`, ...layerUrls });
  const [url] = await Promise.all([gateway.message('url'), untilSearchable({ logs, searchUrl, send, signal })]);
  await untilReady(url, signal);
  return url;
}

const databaseOf = (config: DemoConfig, service: string): Readonly<Record<string, string>> => {
  const mongo = demoMongo(config, service);
  return mongo ? { MONGODB_DATABASE: mongo.database } : {};
};

/** Waits until the gateway has heard the registry: an open port alone answers for nobody yet. */
async function untilReady(url: string, signal: AbortSignal): Promise<void> {
  while ((await fetch(`${url}/readyz`)).status !== 200) await delay(20, undefined, { signal });
}

/** Loads the seed where nothing was published yet: what stewards and the operator did since their first start stands. */
async function fillNation(urls: NodeUrls, registryUrl: string, send: Transport): Promise<void> {
  const members = readSeedFiles();
  const empty = (await readLogs(urls, send)).filter(({ head }) => head === 0);
  await loadSeed({ nodes: empty.map(({ authority }) => ({ authority, url: urls[authority] as string })), members, send });
  await enrolMembers(members, urls, registryUrl, send);
}

/** The logs that the index follows: those of our nodes whose members are active. */
async function logsToFollow(urls: NodeUrls, registryUrl: string, send: Transport): Promise<readonly NodeLog[]> {
  const followed = (await readAuthorities(registryUrl, send)).filter(({ code, status, url }) => status === 'ACTIVE' && urls[code] === url);
  return readLogs(Object.fromEntries(followed.map(({ code, url }) => [code, url])), send);
}
