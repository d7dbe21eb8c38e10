import { join } from 'node:path';
import { startNode } from '../../subgraphs/catalog/main.js';
import { readTrustedCallers } from '../../subgraphs/kit/identity/calls/trusted-callers.js';
import { createLogger } from '../../subgraphs/kit/logger.js';

/** Runs a node for each authority in NODE_AUTHORITIES in this process, and tells the parent where they are. */
const authorities = (process.env['NODE_AUTHORITIES'] ?? '').split(',');
const logger = createLogger('nodes', process.env);
const trustedCallers = readTrustedCallers(process.env);
const nodes = await Promise.all(
  authorities.map(async (code) => [code, await startNode({ host: '127.0.0.1', port: 0, dataDir: join(process.env['DATA_DIR'] ?? '', code), authorities: [code], stewardToken: undefined, trustedCallers }, logger)] as const),
);
process.send?.({ nodes: Object.fromEntries(nodes.map(([code, { url }]) => [code, `${url}/graphql`])) });
const stop = async (): Promise<void> => {
  await Promise.all(nodes.map(async ([, node]) => node.close()));
  process.exit(0);
};
process.once('SIGTERM', stop);
process.once('disconnect', stop);
