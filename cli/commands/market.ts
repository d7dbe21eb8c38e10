import type { Command } from 'commander';
import type { OffersRequest } from '../market/run-offers.js';
import { layerVariables, startCommand } from '../start-command.js';
import { onTerminal } from '../lookup/on-terminal.js';
import { GATEWAY_OPTION, verbCommand, VIEWER_OPTION } from '../verb-command.js';

const help = `
Exit codes: 0 shown, 1 there is nothing to show, 2 it could not be asked.

Examples:
  ucat market offers MEE-DS-0000000004-S
  ucat market offers MEE-DS-0000000004-S --calls 10000 --during P1Y
  ucat market compare SHDE-DP-0000000001-W --during P1Y`;

type Options = Omit<OffersRequest, 'subject' | 'id' | 'columns'>;

/** `ucat market start` runs the data market; `offers` and `compare` ask the gateway for what it says. */
export function marketCommand(): Command {
  const load = async () => {
    const [{ readMarketConfig }, { startMarket }] = await Promise.all([import('../../subgraphs/market/config.js'), import('../../subgraphs/market/main.js')]);
    return { readConfig: readMarketConfig, start: startMarket };
  };
  const command = startCommand('market', load, {
    description: 'Run the data market: it says on what terms what is catalogued can be had, from what exchanges have published.',
    variables: layerVariables('market', 4005),
    example: 'SEARCH_URL=http://127.0.0.1:4002/graphql ucat market start',
  });
  return command
    .description('Show on what terms data can be had, or run the service that says so (start).')
    .addHelpText('after', help)
    .addCommand(asking('offers', 'dataset', 'Show the offers of the products that are made from a dataset.', 'its id, such as MEE-DS-0000000004-S'))
    .addCommand(asking('compare', 'product', 'Show all listings of one product beside each other.', 'the id of one of its listings, or its registration code (登记结果查询码)'));
}

function asking(name: string, subject: OffersRequest['subject'], description: string, argument: string): Command {
  return verbCommand(name)
    .description(description)
    .argument(`<${subject}>`, argument)
    .option('--calls <count>', 'what it costs for so many calls', Number)
    .option('--units <count>', 'what it costs for so many units', Number)
    .option('--during <duration>', 'what it costs for so long: P1M, P1Y')
    .option(...GATEWAY_OPTION)
    .option(...VIEWER_OPTION)
    .option('--json', 'print one JSON object instead of a table')
    .action(async (id: string, options: Options) => {
      const { runOffers } = await import('../market/run-offers.js');
      await onTerminal((io) => runOffers({ subject, id, ...options, columns: process.stdout.columns }, io));
    });
}
