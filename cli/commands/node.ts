import type { Command } from 'commander';
import { COMMON_VARIABLES, MONGODB_VARIABLES, SERVING_VARIABLES, startCommand } from '../start-command.js';
import { nodeCheckCommand } from './node-check.js';
import { nodeExportCommand } from './node-export.js';
import { nodeInitCommand } from './node-init.js';
import { nodeRestoreCommand } from './node-restore.js';
import { nodeStewardCommand } from './node-steward.js';
import { nodeStatusCommand } from './node-status.js';

/** `ucat node …` */
export function nodeCommand(): Command {
  const load = async () => {
    const [{ readNodeConfig }, { startNode }] = await Promise.all([import('../../subgraphs/catalog/config.js'), import('../../subgraphs/catalog/main.js')]);
    return { readConfig: readNodeConfig, start: startNode };
  };
  return startCommand('node', load, {
    description: 'Run a catalog node: the records of one or more authorities over a store of its own.',
    variables: {
      NODE_AUTHORITIES: 'codes of the authorities it serves, with commas; the first names the node (needed)',
      NODE_URL: 'address of its GraphQL endpoint as others know it: the only one that it signs for (default: where it is asked)',
      PORT: 'port to listen on, 0 for any (default 4001)',
      DATA_DIR: 'folder of its store (default .data/node-<first authority>)',
      STEWARD_TOKEN: 'bearer token of a single steward (this or STEWARDS is needed unless HOST is a loopback address)',
      STEWARDS: 'who its stewards are: a file, or the list as JSON (default stewards.json in DATA_DIR)',
      UCAT_ENV: 'production: calls without a token are refused (default development)',
      ...SERVING_VARIABLES,
      ...MONGODB_VARIABLES,
      ...COMMON_VARIABLES,
    },
    example: 'NODE_AUTHORITIES=310000 PORT=4101 ucat node start',
  })
    .addCommand(nodeInitCommand())
    .addCommand(nodeStatusCommand())
    .addCommand(nodeStewardCommand())
    .addCommand(nodeExportCommand())
    .addCommand(nodeRestoreCommand())
    .addCommand(nodeCheckCommand());
}
