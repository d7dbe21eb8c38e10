import { Command } from 'commander';
import { indexFolder } from '../index-folder.js';

interface Options {
  readonly lift?: string;
  readonly reason?: string;
  readonly dataDir?: string;
}

const help = `
The index sees a lift within seconds; it need not be restarted. docs/keys.md says what to look at before.

Examples:
  ucat search quarantine --data-dir .data/search
  ucat search quarantine --data-dir .data/search --lift 310000 --reason "store rebuilt after a fire, confirmed by the office"`;

/** `ucat search quarantine`: the logs that nothing is taken of, and the operator's act that ends it. */
export function quarantineCommand(): Command {
  return new Command('quarantine')
    .description('Show the logs whose node has signed two histories, with both checkpoints; or accept the history that one has now.')
    .option('--data-dir <folder>', 'folder of the index (default: DATA_DIR of the environment, else .data/search)')
    .option('--lift <log>', 'key of the log, such as 310000 or 310000/MEMBER: it is read anew, whatever its history is')
    .option('--reason <text>', 'why, for those who look at the evidence later; needed for --lift')
    .addHelpText('after', help)
    .action(async ({ dataDir: folder, lift, reason }: Options) => {
      const dataDir = indexFolder(folder);
      const { quarantineFolder, quarantineIn } = await import('../../subgraphs/search/harvest/witness/quarantine-files.js');
      const quarantine = quarantineIn(quarantineFolder(dataDir));
      if (lift === undefined) return console.log(JSON.stringify(quarantine.list(), null, 2));
      if (!reason) return refuse('--reason: expected why the history that the node has now is accepted.');
      if (!quarantine.lift(lift, { at: new Date().toISOString(), reason })) return refuse(`${lift} is not in quarantine.`);
      console.log(`${lift} is read anew; the evidence stays in ${quarantineFolder(dataDir)}.`);
    });
}

function refuse(problem: string): void {
  console.error(problem);
  process.exitCode = 1;
}
