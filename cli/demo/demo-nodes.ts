import { readSeedFiles } from '../../seed/read-seed-files.js';
import { startNode } from '../../subgraphs/catalog/main.js';
import type { Logger } from '../../subgraphs/kit/logger.js';
import { demoFolder, demoPort, type DemoConfig } from './config.js';

/** Address of each node, by authority. */
export type NodeUrls = Readonly<Record<string, string>>;

/**
 * Starts a node for every member of the seed, each with its own port and store, in this one process, and tells the
 * parent process where they are. A ministry runs its node in a process of its own: `ucat node start`.
 */
export async function startDemoNodes(config: DemoConfig, logger: Logger) {
  const members = readSeedFiles();
  const nodes = await Promise.all(
    members.map(async ({ code }, index) => {
      const node = await startNode(
        { host: '127.0.0.1', port: demoPort(config, 'firstNode', index), dataDir: demoFolder(config, `node-${code}`), authorities: [code], stewardToken: undefined },
        logger.child({ node: code }, { level: 'warn' }),
      );
      return [code, node] as const;
    }),
  );
  process.send?.({ nodes: Object.fromEntries(nodes.map(([code, { url }]) => [code, `${url}/graphql`])) satisfies NodeUrls });
  return { close: async () => void (await Promise.all(nodes.map(async ([, node]) => node.close()))) };
}
