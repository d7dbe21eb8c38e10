import type { Command } from 'commander';
import { cliTransport } from '../cli-transport.js';
import { several, verbCommand } from '../verb-command.js';

const help = `
A subgraph is named by a file of its schema, or by the address at which it runs. It is refused where a gateway with it in
EXTRA_SUBGRAPHS would refuse it: docs/extending.md has the rules.

Exit codes:
  0  the supergraph was written
  1  a subgraph does not compose, or breaks a rule; the reasons are printed
  2  a file can't be used, or an address does not answer

Examples:
  ucat compose ecology=schema.graphql -o supergraph.graphql --api api.graphql
  ucat compose ecology=http://127.0.0.1:4301/ --at catalog=http://127.0.0.1:4000/subgraph/catalog -o supergraph.graphql`;

/** `ucat compose` */
export function composeCommand(): Command {
  return verbCommand('compose')
    .description("Compose subgraphs of others with the catalog's own to one supergraph, as the gateway would.")
    .argument('<name=source...>', 'subgraphs: a file of the schema, or an address')
    .option('-o, --output <file>', 'where the supergraph is written (default: standard output)')
    .option('--api <file>', 'where the schema that clients see is written')
    .option('--at <name=address>', 'address of a subgraph in the supergraph, also of one of ours; may be repeated', several, [])
    .addHelpText('after', help)
    .action(async (subgraphs: string[], { output, api, at }: { readonly output?: string; readonly api?: string; readonly at: readonly string[] }) => {
      const { runCompose } = await import('../compose/run-compose.js');
      const transport = cliTransport();
      try {
        process.exitCode = await runCompose({ subgraphs, addresses: at, output, api }, { send: transport.send, print: (text) => console.log(text), complain: (text) => console.error(text) });
      } finally {
        await transport.close();
      }
    });
}
