import type { Command } from 'commander';
import type { ComputeRequest } from '../compute/run-options.js';
import { layerVariables, startCommand } from '../start-command.js';
import { onTerminal } from '../lookup/on-terminal.js';
import { GATEWAY_OPTION, several, verbCommand, VIEWER_OPTION } from '../verb-command.js';

const help = `
Exit codes: 0 shown, 1 it may be processed nowhere, 2 it could not be asked.

Examples:
  ucat compute options MEE-DS-0000000004-S
  ucat compute options MEE-DS-0000000004-S --petaflops 100 --accelerator NPU --hub GUIZHOU --hub GANSU
  ucat compute options MEE-DS-0000000004-S --purpose research --environment TEE`;

type Options = Omit<ComputeRequest, 'id' | 'columns'>;

/** `ucat compute start` runs the computing network; `options` asks the gateway for what it says. */
export function computeCommand(): Command {
  const load = async () => {
    const [{ readComputeConfig }, { startCompute }] = await Promise.all([import('../../subgraphs/compute/config.js'), import('../../subgraphs/compute/main.js')]);
    return { readConfig: readComputeConfig, start: startCompute };
  };
  const command = startCommand('compute', load, {
    description: 'Run the computing network: it says where what is catalogued can be processed, from what operators have published.',
    variables: layerVariables('compute', 4006),
    example: 'SEARCH_URL=http://127.0.0.1:4002/graphql ucat compute start',
  });
  return command.description('Show where data can be processed, or run the service that says so (start).').addHelpText('after', help).addCommand(options());
}

function options(): Command {
  return verbCommand('options')
    .description('Show the facilities where a dataset may be processed, the best first, and those that refuse it.')
    .argument('<dataset>', 'its id, such as MEE-DS-0000000004-S')
    .option('--action <action>', 'what is done with it, as ODRL names it (default use)')
    .option('--purpose <word>', 'what it is for, in the words of policies: research')
    .option('--petaflops <count>', 'how much must be free to be had, in PFLOPS at half precision', Number)
    .option('--accelerator <kind>', 'one of these is needed: GPU, NPU, FPGA, OTHER; may be given again', several)
    .option('--environment <name>', 'in one of these: PLAIN, SANDBOX, TEE, FEDERATED_LEARNING, MPC; may be given again', several)
    .option('--hub <hub>', 'of one of these, such as GUIZHOU; may be given again', several)
    .option('--region <code>', 'GB/T 2260 code that distance is counted from (default: of the dataset)')
    .option('--max <count>', 'how many of each are shown', Number, 10)
    .option('--lang <lang>', 'language of reasons: zh or en', 'zh')
    .option(...GATEWAY_OPTION)
    .option(...VIEWER_OPTION)
    .option('--json', 'print one JSON object instead of a table')
    .action(async (id: string, given: Options) => {
      const { runComputeOptions } = await import('../compute/run-options.js');
      await onTerminal((io) => runComputeOptions({ id, ...given, columns: process.stdout.columns }, io));
    });
}
