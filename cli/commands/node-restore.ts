import type { Command } from 'commander';
import { STORE_HELP } from '../node/store-help.js';
import { verbCommand } from '../verb-command.js';

const help = `
All of the file is read and checked before anything is written: a file that was cut off or changed is refused, with the
line and the reason. The store must be empty, or have the beginning of the same logs: a restore that was interrupted is
simply repeated. At the end the logs are the same to the last hash, which the output shows.

Do not start the node before the restore has ended with code 0.

${STORE_HELP}

Exit codes: 0 restored, 1 refused or not done, 2 a setting can't be used.

Example:
  NODE_AUTHORITIES=310000 MONGODB_URI=mongodb://db.example:27017 ucat node restore 310000.ndjson.gz`;

/** `ucat node restore` */
export function nodeRestoreCommand(): Command {
  return verbCommand('restore')
    .description('Take a node over from a file of `ucat node export` into an empty store, whatever the engine of either.')
    .argument('<file>', 'what `ucat node export` wrote; compressed where its name ends in .gz')
    .addHelpText('after', help)
    .action(async (file: string) => {
      const { restoreFromFile } = await import('../node/restore-from-file.js');
      process.exitCode = await restoreFromFile(file, process.env);
    });
}
