import type { Command } from 'commander';
import { verbCommand } from '../verb-command.js';

const help = `
Asks the node by HTTP alone, as the registry does when a node asks to join, and changes nothing there. Of a long log the
first 20000 entries are read. Each check that failed says what was sent, what came and what to do.

Exit codes: 0 every required check passed, 1 one failed, 2 the node could not be asked.

Example:
  ucat conformance http://127.0.0.1:4201/graphql`;

/** `ucat conformance` */
export function conformanceCommand(): Command {
  return verbCommand('conformance')
    .description('Try whether a running node keeps to the contract.')
    .argument('<url>', "address of the node's GraphQL endpoint")
    .option('--authority <code...>', 'try it for these (default: what the node says that it serves)')
    .option('--json', 'print one JSON object instead of text')
    .addHelpText('after', help)
    .action(async (url: string, { authority, json = false }: { readonly authority?: string[]; readonly json?: boolean }) => {
      const [{ tryConformance }, { runVerb }] = await Promise.all([import('../membership/try-conformance.js'), import('../membership/verb.js')]);
      process.exitCode = await runVerb(() => tryConformance({ url, authority }), { json });
    });
}
