import type { Command } from 'commander';
import { CALLING_VARIABLES, COMMON_VARIABLES, MONGODB_VARIABLES, SERVING_VARIABLES, startCommand } from '../start-command.js';

/** `ucat registry start` */
export function registryCommand(): Command {
  const load = async () => {
    const [{ readRegistryConfig }, { startRegistry }] = await Promise.all([import('../../subgraphs/registry/config.js'), import('../../subgraphs/registry/main.js')]);
    return { readConfig: readRegistryConfig, start: startRegistry };
  };
  return startCommand('registry', load, {
    description: 'Run the registry: who is a member, for which authorities, at which address.',
    variables: {
      PORT: 'port to listen on, 0 for any (default 4003)',
      DATA_DIR: 'folder of its store (default .data/registry)',
      OPERATOR_TOKEN: "bearer token of the operator's mutations (needed unless HOST is a loopback address)",
      ...MONGODB_VARIABLES,
      REGISTRY_NAME: 'what nodes sign with what they ask of it (default union-catalog)',
      LOCAL_NODES: 'allow or refuse nodes on its own machine that ask to join (default refuse, unless HOST is a loopback address)',
      ...SERVING_VARIABLES,
      ...CALLING_VARIABLES,
      ...COMMON_VARIABLES,
    },
    example: 'PORT=4003 ucat registry start',
  });
}
