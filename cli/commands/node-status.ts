import type { Command } from 'commander';
import { verbCommand } from '../verb-command.js';

const help = `
Environment:
  NODE_URL   the node's address, if --node is not given

Exit codes: 0 it answers for every authority, 1 not for every one, 2 it does not answer.

Example:
  ucat node status --node http://127.0.0.1:4201/graphql`;

/** `ucat node status` */
export function nodeStatusCommand(): Command {
  return verbCommand('status')
    .description('Ask a running node who it is, how far its logs are and how many records are live.')
    .option('--node <url>', "address of the node's GraphQL endpoint (default http://127.0.0.1:4001/graphql)")
    .option('--json', 'print one JSON object instead of text')
    .addHelpText('after', help)
    .action(async ({ node, json = false }: { readonly node?: string; readonly json?: boolean }) => {
      const [{ nodeStatus }, { runVerb }] = await Promise.all([import('../membership/node-status.js'), import('../membership/verb.js')]);
      process.exitCode = await runVerb((send) => nodeStatus(send, node ?? process.env['NODE_URL'] ?? 'http://127.0.0.1:4001/graphql'), { json });
    });
}
