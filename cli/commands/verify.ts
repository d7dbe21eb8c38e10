import type { Command } from 'commander';
import { stopOnSignals } from '../stop-on-signals.js';
import type { VerifyRequest } from '../verify/run-verify.js';
import { verbCommand } from '../verb-command.js';

const help = `
Exit codes:
  0  every link holds: the record is what its owner published
  1  a link is broken or missing; each is named
  2  it could not be asked for, or the file can't be read

Examples:
  ucat verify 310000-DS-0000000001-8
  ucat verify 310000-DS-0000000001-8 --bundle bundle.json
  ucat verify bundle.json --key 11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo
  ucat verify bundle.json --witness witnesses.txt --witnesses 2`;

/** `ucat verify` */
export function verifyCommand(): Command {
  return verbCommand('verify')
    .description('Check that a record is what its owner published, trusting nothing but the owner’s key.')
    .argument('<what>', 'an id, or the file of a bundle, which is checked offline')
    .option('--gateway <url>', 'GraphQL endpoint of any gateway, or of the node that owns it', 'http://127.0.0.1:4000/graphql')
    .option('--key <key>', "the owner's Ed25519 key, 32 bytes in base64url; else the one that the registry names, or that stands in the bundle")
    .option('--registry <url>', 'GraphQL endpoint of the registry to ask for the key; needed where a node is asked, which knows none')
    .option('--token <token>', 'bearer token, for a record that is not public (default: VIEWER_TOKEN of the environment)')
    .option('--bundle <file>', 'write all that the check needs to a file')
    .option('--witness <key...>', 'keys of witnesses who are believed, as coverage { witness } shows them, or files with one a line: the record must stand in a history that they have signed. All words up to the next option are taken for keys: put the id or the bundle first')
    .option('--witnesses <count>', 'how many of them must have (default: all)')
    .option('--witnessed-by <url...>', 'GraphQL endpoints that are asked for what witnesses have signed: gateways, or indexes (default: the gateway)')
    .option('--json', 'print one JSON object')
    .addHelpText('after', help)
    .action(async (what: string, options: Omit<VerifyRequest, 'what'>) => {
      const { runVerify } = await import('../verify/run-verify.js');
      const io = { print: (text: string) => console.log(text), complain: (text: string) => console.error(text) };
      const token = options.token ?? process.env['VIEWER_TOKEN'];
      process.exitCode = await stopOnSignals((signal) => runVerify({ what, ...options, ...(token && { token }) }, { ...io, signal }));
    });
}
