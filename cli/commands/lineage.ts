import type { Command } from 'commander';
import type { LineageCommandRequest } from '../lineage/run-lineage.js';
import { onTerminal } from '../lookup/on-terminal.js';
import { GATEWAY_OPTION, verbCommand, VIEWER_OPTION } from '../verb-command.js';

const help = `
Exit codes: 0 shown, 1 there is no such record, 2 it could not be asked.

Examples:
  ucat lineage MEE-DS-0000000004-S
  ucat lineage MEE-DS-0000000004-S --direction downstream --depth 3`;

/** `ucat lineage` */
export function lineageCommand(): Command {
  return verbCommand('lineage')
    .description('Show what a dataset, data product or use case was made from, or what was made from it, across all nodes.')
    .argument('<id>', 'its id, such as MEE-DS-0000000004-S')
    .option('--direction <direction>', 'upstream: what it was made from; downstream: what was made from it', 'upstream')
    .option('--depth <steps>', 'steps from the record, 1 to 20', Number, 5)
    .option('--first <count>', 'records at most, 1 to 500', Number, 100)
    .option(...GATEWAY_OPTION)
    .option(...VIEWER_OPTION)
    .option('--json', 'print one JSON object instead of a table')
    .addHelpText('after', help)
    .action(async (id: string, options: Omit<LineageCommandRequest, 'id' | 'columns'>) => {
      const { runLineage } = await import('../lineage/run-lineage.js');
      await onTerminal((io) => runLineage({ id, ...options, columns: process.stdout.columns }, io));
    });
}
