import type { Command } from 'commander';
import type { InitRequest } from '../membership/init-node.js';
import { verbCommand } from '../verb-command.js';

const help = `
Makes the node's key (node-key.json in its data folder, which only you can read) and a file with its settings, for
ucat --settings. A key that is there is kept; a settings file is never overwritten.

Exit codes: 0 done, 1 the settings file is there already, 2 an option can't be used.

Example:
  ucat node init --authority 460000 --url http://127.0.0.1:4201/graphql`;

/** `ucat node init` */
export function nodeInitCommand(): Command {
  return verbCommand('init')
    .description('Set up a node: its key, its settings, and what to do next.')
    .requiredOption('--authority <code...>', 'codes of the authorities that it serves; the first names the node')
    .requiredOption('--url <url>', 'address of its GraphQL endpoint, as the registry, gateway and index reach it')
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--port <port>', 'port to listen on (default: that of --url)')
    .option('--data-dir <folder>', 'folder of its data (default .data/node-<first authority>)')
    .option('--output <file>', 'where the settings go (default node-<first authority>.env)')
    .option('--json', 'print one JSON object instead of text')
    .addHelpText('after', help)
    .action(async ({ json = false, ...request }: InitRequest & { readonly json?: boolean }) => {
      const [{ initNode }, { runVerb }] = await Promise.all([import('../membership/init-node.js'), import('../membership/verb.js')]);
      process.exitCode = await runVerb(() => initNode(request), { json });
    });
}
