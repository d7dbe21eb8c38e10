import { readSeedFiles } from '../../seed/read-seed-files.js';
import { startNode } from '../../subgraphs/catalog/main.js';
import { nodeKeyFile, nodeKeyIn } from '../../subgraphs/kit/identity/node-key.js';
import type { Logger } from '../../subgraphs/kit/logger.js';
import { demoFolder, demoMongo, demoPort, type DemoConfig } from './config.js';

/** Address of each node, by authority. */
export type NodeUrls = Readonly<Record<string, string>>;

/**
 * Starts a node for every member of the seed, each with its own port and store, in this one process, and tells the
 * parent process where they are. A ministry runs its node in a process of its own: `ucat node start`.
 */
export async function startDemoNodes(config: DemoConfig, logger: Logger) {
  const members = readSeedFiles();
  const starts = await Promise.allSettled(
    members.map(async ({ code }, index) => {
      const dataDir = demoFolder(config, `node-${code}`);
      // Each signs its log, with a key that is made at the first start.
      nodeKeyIn(nodeKeyFile(dataDir));
      const node = await startNode(
        { host: '127.0.0.1', port: demoPort(config, 'firstNode', index), dataDir, mongo: demoMongo(config, `node-${code}`), authorities: [code], stewardToken: undefined, trustedCallers: config.trustedCallers ?? [] },
        logger.child({ node: code }, { level: 'warn' }),
      );
      return [code, node] as const;
    }),
  );
  const nodes = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  const close = async (): Promise<void> => void (await Promise.all(nodes.map(async ([, node]) => node.close())));
  const failed = starts.find((start) => start.status === 'rejected');
  if (failed) {
    // An open node would keep the process alive, and who waits for it would wait for ever.
    await close();
    throw failed.reason;
  }
  process.send?.({ nodes: Object.fromEntries(nodes.map(([code, { url }]) => [code, `${url}/graphql`])) satisfies NodeUrls });
  return { close };
}
