import { Command } from 'commander';
import { setTimeout as delay } from 'node:timers/promises';
import { indexFolder } from '../index-folder.js';
import type { SavedSearch } from '../../subgraphs/search/saved/saved-search.js';
import type { SavedSearchFiles, SavedSearchState } from '../../subgraphs/search/saved/saved-search-files.js';

interface Options {
  readonly dataDir?: string;
  readonly url: string;
  readonly query?: string;
  readonly filter?: string;
  readonly lang?: string;
  readonly as?: readonly string[];
}

const help = `
The index heeds a change within seconds; it need not be restarted. docs/saved-searches.md says what a receiver gets.

Examples:
  ucat search saved add --url https://example.org/hook --query 空气质量 --filter '{"kinds": ["DATASET"]}'
  ucat search saved add --url https://data.sh.gov.cn/hook --query 应急 --as 310000
  ucat search saved list
  ucat search saved remove 5d1c2e6f8a90b3c4d5`;

/** `ucat search saved`: searches whose new matches are posted to a receiver. For the operator of the index. */
export function savedCommand(): Command {
  const inFolder = (name: string, description: string): Command => new Command(name).description(description).option('--data-dir <folder>', 'folder of the index (default: DATA_DIR of the environment, else .data/search)');
  return new Command('saved')
    .description('Add, list and remove searches whose new matches are posted to a receiver.')
    .addHelpText('after', help)
    .addCommand(
      inFolder('add', 'Save a search; prints its id and the secret that deliveries are signed with.')
        .requiredOption('--url <url>', 'where matches are posted to; of https unless the search is the public’s')
        .option('--query <words>', 'as in search; none: every record that passes the filter')
        .option('--filter <json>', 'SearchFilter as JSON', '{}')
        .option('--lang <lang>', 'ZH or EN', 'ZH')
        .option('--as <codes...>', 'authorities as whose staff the receiver reads; none: as the public')
        .action(async (options: Options) => {
          const [{ createSavedSearch, BadSavedSearch }, files] = await Promise.all([import('../../subgraphs/search/saved/saved-search.js'), filesIn(options)]);
          try {
            const search = createSavedSearch({ ...options, authorities: options.as }, new Date());
            files.put(search);
            // Whoever has the id may count on it: what is published from now on is told.
            if (!(await isBegun(files, search.id))) console.error('No index works in this folder now: what is published is told from when one does.');
            print({ id: search.id, secret: search.secret });
          } catch (error) {
            if (!(error instanceof BadSavedSearch)) throw error;
            refuse(error.message);
          }
        }),
    )
    .addCommand(
      inFolder('list', 'Show the saved searches, and how their receivers take what they are told.').action(async (options: Options) => {
        const files = await filesIn(options);
        print(files.list().flatMap((id) => shown(files.read(id), files.state(id))));
      }),
    )
    .addCommand(
      inFolder('remove', 'Tell a receiver nothing more.')
        .argument('<id>', 'as list shows it')
        .action(async (id: string, options: Options) => {
          if (!(await filesIn(options)).remove(id)) refuse(`There is no saved search ${id}.`);
        }),
    );
}

async function filesIn({ dataDir }: Options) {
  const { savedSearchesIn } = await import('../../subgraphs/search/saved/saved-search-files.js');
  return savedSearchesIn(indexFolder(dataDir));
}

/** An index looks every second whether there are new ones. */
const MOST_WAIT_MILLIS = 5_000;
const LOOK_MILLIS = 50;

/** Waits until the index has noted where the logs end: what comes behind is told. @returns whether it has */
async function isBegun(files: SavedSearchFiles, id: string): Promise<boolean> {
  for (let waited = 0; waited < MOST_WAIT_MILLIS; waited += LOOK_MILLIS) {
    if (files.state(id) !== null) return true;
    await delay(LOOK_MILLIS);
  }
  return false;
}

/** Without the secret, and without how far each log was looked at. */
function shown(search: SavedSearch | null, state: SavedSearchState | null): readonly object[] {
  if (search === null) return [];
  const { id, url, query, filter, lang, authorities, createdAt } = search;
  const { deliveredAt = null, failures = 0, problem = null, goneAt = null } = state ?? {};
  return [{ id, url, query, filter, lang, authorities, createdAt, deliveredAt, failures, problem, goneAt }];
}

const print = (value: unknown): void => console.log(JSON.stringify(value, null, 2));

function refuse(problem: string): void {
  console.error(problem);
  process.exitCode = 1;
}
