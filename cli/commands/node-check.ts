import type { Command } from 'commander';
import { STORE_HELP } from '../node/store-help.js';
import { verbCommand } from '../verb-command.js';

const help = `
Every entry is held against its hashes and the entries before it, every record against the entry that left it. Nothing
is changed. A store in MongoDB can be checked while its node runs, but what is published meanwhile may be reported;
an embedded store can't: stop the node first.

${STORE_HELP}

Exit codes: 0 all agrees, 1 something does not, 2 the store could not be checked, or has no log of this node.

Example:
  NODE_AUTHORITIES=310000 ucat node check`;

/** `ucat node check` */
export function nodeCheckCommand(): Command {
  return verbCommand('check')
    .description("Replay a node's logs and say whether its records are what the logs say.")
    .option('--json', 'print one JSON object instead of text')
    .addHelpText('after', help)
    .action(async ({ json = false }: { readonly json?: boolean }) => {
      const { checkNode } = await import('../node/check-node.js');
      process.exitCode = await checkNode({ json }, process.env);
    });
}
