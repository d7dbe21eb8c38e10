import type { Command } from 'commander';
import { COMMON_VARIABLES, startCommand } from '../start-command.js';

/** `ucat search start` */
export function searchCommand(): Command {
  const load = async () => {
    const [{ readSearchConfig }, { startSearch }] = await Promise.all([import('../../subgraphs/search/config.js'), import('../../subgraphs/search/main.js')]);
    return { readConfig: readSearchConfig, start: startSearch };
  };
  return startCommand('search', load, {
    description: "Run the national index: it follows every member's changes and answers searches.",
    variables: {
      REGISTRY_URL: 'GraphQL endpoint of the registry (default http://127.0.0.1:4003/graphql)',
      PORT: 'port to listen on, 0 for any (default 4002)',
      DATA_DIR: 'folder of the index (default .data/search)',
      ...COMMON_VARIABLES,
    },
    example: 'REGISTRY_URL=http://127.0.0.1:4003/graphql ucat search start',
  });
}
