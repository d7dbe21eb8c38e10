import type { Command } from 'commander';
import { EXPORT_FORMATS } from '../export/writers.js';
import type { GetRequest } from '../lookup/run-get.js';
import { onTerminal } from '../lookup/on-terminal.js';
import { verbCommand } from '../verb-command.js';

const help = `
Exit codes:
  0  the record was printed
  1  there is no such record, or it was withdrawn; the reason is printed
  2  it could not be asked for

Examples:
  ucat get 310000-DS-0000000001-8
  ucat get 310000-DS-0000000001-8 --format turtle`;

/** `ucat get` */
export function getCommand(): Command {
  return verbCommand('get')
    .description('Print one record, as its owner has it published.')
    .argument('<id>', 'its id, such as 310000-DS-0000000001-8')
    .option('--gateway <url>', 'GraphQL endpoint of the gateway, or of the node that owns it', 'http://127.0.0.1:4000/graphql')
    .option('--format <format>', `text, json, ${EXPORT_FORMATS.join(', ')}`, 'text')
    .option('--token <token>', 'token of a viewer, or of a steward at a node: shows what that one may see')
    .option('--json', 'the same as --format json')
    .addHelpText('after', help)
    .action(async (id: string, { json, format, ...request }: Omit<GetRequest, 'id'> & { readonly json?: boolean }) => {
      const { runGet } = await import('../lookup/run-get.js');
      await onTerminal((io) => runGet({ id, format: json ? 'json' : format, ...request }, io));
    });
}
