import type { Command } from 'commander';
import { layerVariables, startCommand } from '../start-command.js';
import { askingUse } from '../use/asking-use.js';

const help = `
Exit codes: 0 shown, 1 there is nothing to show, 2 it could not be asked.

Examples:
  ucat use of 310000-DS-0000000007-V
  ucat use wanted CMA-DS-0000000001-H`;

/** `ucat use start` runs the layer of use; `of` and `wanted` ask the gateway for what it says of a dataset. */
export function useCommand(): Command {
  const load = async () => {
    const [{ readUseConfig }, { startUse }] = await Promise.all([import('../../subgraphs/use/config.js'), import('../../subgraphs/use/main.js')]);
    return { readConfig: readUseConfig, start: startUse };
  };
  return startCommand('use', load, {
    description: 'Run the layer of use: it says what data are used for, who asks for what, and what of the supply matches.',
    variables: layerVariables('use', 4007),
    example: 'SEARCH_URL=http://127.0.0.1:4002/graphql ucat use start',
  })
    .description('Show what a dataset is used for and who wants it, or run the service that says so (start).')
    .addHelpText('after', help)
    .addCommand(askingUse('of', { question: 'usedBy', argument: 'dataset', description: 'Show the use cases that use a dataset, and what came of them.', example: '310000-DS-0000000007-V' }))
    .addCommand(askingUse('wanted', { question: 'wantedBy', argument: 'dataset', description: 'Show the open demands that a dataset matches, and why.', example: 'CMA-DS-0000000001-H' }));
}
