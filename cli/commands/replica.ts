import type { Command } from 'commander';
import { CALLING_VARIABLES, COMMON_VARIABLES, SERVING_VARIABLES, startCommand } from '../start-command.js';

/** `ucat replica start` */
export function replicaCommand(): Command {
  const load = async () => {
    const [{ readReplicaConfig }, { startReplica }] = await Promise.all([import('../../subgraphs/catalog/replica/config.js'), import('../../subgraphs/catalog/replica/main.js')]);
    return { readConfig: readReplicaConfig, start: startReplica };
  };
  return startCommand('replica', load, {
    description: 'Run the replica: it answers for the nodes that do not, from the copies that the national index has.',
    variables: {
      SEARCH_URL: 'GraphQL endpoint of the national index (default http://127.0.0.1:4002/graphql)',
      PORT: 'port to listen on, 0 for any (default 4004)',
      DATA_DIR: 'folder of the key that it signs its calls with (default .data/replica)',
      NEEDS_VERIFIED: 'true serves no copy of a log that the index has not verified (default false)',
      ...SERVING_VARIABLES,
      ...CALLING_VARIABLES,
      ...COMMON_VARIABLES,
    },
    example: 'SEARCH_URL=http://127.0.0.1:4002/graphql ucat replica start',
  });
}
