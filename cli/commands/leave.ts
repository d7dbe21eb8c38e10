import type { Command } from 'commander';
import type { LeaveRequest } from '../membership/leave-registry.js';
import { EXIT_HELP } from '../membership/verb-help.js';
import { verbCommand } from '../verb-command.js';

const help = `
Signed with the node's key; no operator is needed. Its records are no longer found nationally, and their ids answer with
the reason. Nothing is deleted at the node, and ucat join brings it back.

Environment:
  DATA_DIR   the node's, if --data-dir is not given

${EXIT_HELP}

Example:
  ucat --settings node-460000.env leave --registry http://127.0.0.1:4003/graphql --code 460000 --reason 并入新平台`;

/** `ucat leave` */
export function leaveCommand(): Command {
  return verbCommand('leave')
    .description('Leave the national catalog.')
    .requiredOption('--registry <url>', "the registry's GraphQL endpoint")
    .requiredOption('--code <code>', "the member's code")
    .requiredOption('--reason <text>', 'why, as everybody reads it who asks for one of its records')
    .option('--data-dir <folder>', "folder of the node's data, where its key is (default .data/node-<code>)")
    .option('--json', 'print one JSON object instead of text')
    .addHelpText('after', help)
    .action(async ({ json = false, ...request }: LeaveRequest & { readonly json?: boolean }) => {
      const [{ leaveRegistry }, { runVerb }] = await Promise.all([import('../membership/leave-registry.js'), import('../membership/verb.js')]);
      process.exitCode = await runVerb((send) => leaveRegistry(send, { ...request, dataDir: request.dataDir ?? process.env['DATA_DIR'] }), { json });
    });
}
