import type { Command } from 'commander';
import type { UseQuestion, UseRequest } from './run-use.js';
import { onTerminal } from '../lookup/on-terminal.js';
import { GATEWAY_OPTION, verbCommand, VIEWER_OPTION } from '../verb-command.js';

export interface AskingUse {
  readonly question: UseQuestion;
  readonly argument: string;
  readonly description: string;
  readonly example: string;
}

/** A verb that asks the gateway what the layer of use says of one record. */
export function askingUse(name: string, { question, argument, description, example }: AskingUse): Command {
  const command = verbCommand(name)
    .description(description)
    .argument(`<${argument}>`, `its id, such as ${example}`)
    .option(...GATEWAY_OPTION)
    .option(...VIEWER_OPTION)
    .option('--json', 'print one JSON object instead of a table')
    .action(async (id: string, options: Omit<UseRequest, 'question' | 'id' | 'columns'>) => {
      const { runUse } = await import('./run-use.js');
      await onTerminal((io) => runUse({ question, id, ...options, columns: process.stdout.columns }, io));
    });
  return question === 'matches' || question === 'wantedBy' ? command.option('--first <count>', 'how many at most, up to 50', Number, 10) : command;
}
