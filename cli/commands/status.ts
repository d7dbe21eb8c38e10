import type { Command } from 'commander';
import { GATEWAY_OPTION, verbCommand } from '../verb-command.js';

const help = `
The first line names all that is not well, also what is no fault: who is suspended, whom only the replica answers for.
Marked with ! is what to look at: a member whose node is silent, or whose breaker is open.
By owner is the share of answers that its own node gave to this gateway; the rest came from the replica.

Exit codes: 0 all is well, 1 something is marked or the gateway is not ready, 2 it could not be asked.

Example:
  ucat status --gateway http://127.0.0.1:4000/graphql`;

interface Options {
  readonly gateway: string;
  readonly json?: boolean;
}

/** `ucat status` */
export function statusCommand(): Command {
  return verbCommand('status')
    .description('Show how it stands with every authority: state, lag, records, breaker, who answers.')
    .option(...GATEWAY_OPTION)
    .option('--json', 'print one JSON object instead of a table')
    .addHelpText('after', help)
    .action(async ({ gateway, json = false }: Options) => {
      const [{ runVerb }, { nationStatus }] = await Promise.all([import('../membership/verb.js'), import('../status/run-status.js')]);
      process.exitCode = await runVerb(async (send) => nationStatus(send, gateway), { json });
    });
}
