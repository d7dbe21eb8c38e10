import type { Command } from 'commander';
import type { SearchRequest } from '../lookup/run-search.js';
import { CALLING_VARIABLES, COMMON_VARIABLES, SERVING_VARIABLES, startCommand } from '../start-command.js';
import { quarantineCommand } from './search-quarantine.js';
import { savedCommand } from './search-saved.js';
import { searchVersionCommand } from './search-version.js';
import { onTerminal } from '../lookup/on-terminal.js';
import { endsWithTwo, GATEWAY_OPTION } from '../verb-command.js';

const help = `
Exit codes of a search: 0 answered, 2 it could not be asked.

Examples:
  ucat search 空气质量
  ucat search 空气质量 --kind dataset --json
  ucat search start`;

type Options = Omit<SearchRequest, 'words' | 'columns'>;

/** `ucat search WORDS` asks the gateway; `ucat search start` runs the index that answers. */
export function searchCommand(): Command {
  const load = async () => {
    const [{ readSearchConfig }, { startSearch }] = await Promise.all([import('../../subgraphs/search/config.js'), import('../../subgraphs/search/main.js')]);
    return { readConfig: readSearchConfig, start: startSearch };
  };
  const command = startCommand('search', load, {
    description: "Run the national index: it follows every member's changes and answers searches.",
    variables: {
      REGISTRY_URL: 'GraphQL endpoint of the registry (default http://127.0.0.1:4003/graphql)',
      PORT: 'port to listen on, 0 for any (default 4002)',
      DATA_DIR: 'folder of the index (default .data/search)',
      OPENSEARCH_URL: 'address of an OpenSearch cluster that the index is on (default: embedded, in DATA_DIR)',
      OPENSEARCH_INDEX: 'name that it is served under there (default ucat)',
      EMBEDDINGS_URL: 'model that searches are ranked by beside their words: what /embeddings stands below, in the form of OpenAI (default none)',
      EMBEDDINGS_MODEL: 'name of the model there',
      EMBEDDINGS_KEY: 'bearer token for it (default none)',
      EMBEDDINGS_QUERY_PREFIX: 'what the model wants before every query (default nothing)',
      EMBEDDINGS_PASSAGE_PREFIX: 'what it wants before every text of a record (default nothing)',
      FORMER_INDEX_HOURS: 'how long a version of the index that was replaced is kept for a way back (default 24; 0 for not at all)',
      SEARCH_READERS: 'threads of the embedded index that answer, each with all columns in memory (default 1)',
      NEEDS_CHECKPOINTS: 'true takes nothing of a node that does not sign its log (default false)',
      WEBHOOK_NETWORKS: 'where receivers of saved searches may be: public, or any to allow private networks and this machine (default public)',
      ...SERVING_VARIABLES,
      ...CALLING_VARIABLES,
      ...COMMON_VARIABLES,
    },
    example: 'REGISTRY_URL=http://127.0.0.1:4003/graphql ucat search start',
  });
  return asksToo(command.addCommand(searchVersionCommand()).addCommand(quarantineCommand()).addCommand(savedCommand()));
}

function asksToo(command: Command): Command {
  return endsWithTwo(command)
    .description('Search the nation for words, or run the index that answers (start).')
    .argument('[words...]', 'words, in either language; Chinese needs no spaces')
    .option(...GATEWAY_OPTION)
    .option('--first <count>', 'most hits, at most 100', Number, 20)
    .option('--kind <kind>', 'DATASET, DATA_SERIES, DATA_SERVICE, STANDARD, ORGANIZATION, DATA_PRODUCT, USE_CASE, DEMAND or COMPUTE_FACILITY')
    .option('--authority <code>', 'only records of this authority')
    .option('--token <token>', 'token of a viewer: finds what that one may see')
    .option('--json', 'print one JSON object instead of a table')
    .addHelpText('after', help)
    .action(async (words: readonly string[], options: Options) => {
      if (words.length === 0) return command.help();
      const { runSearch } = await import('../lookup/run-search.js');
      await onTerminal((io) => runSearch({ words: words.join(' '), ...options, columns: process.stdout.columns }, io));
    });
}
