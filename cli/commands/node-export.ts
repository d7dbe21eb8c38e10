import type { Command } from 'commander';
import { STORE_HELP } from '../node/store-help.js';
import { verbCommand } from '../verb-command.js';

const help = `
The file has everything that the node published, for whatever readers: every entry of its logs as it is, and the text of
every record. Its first line names the logs that are not for everybody; keep it as you keep the store. It does
not have the node's key (node-key.json in DATA_DIR): copy that by hand, as a secret.

A store in MongoDB can be exported while its node runs. An embedded store can't: stop the node first.

${STORE_HELP}

Exit codes: 0 exported, 1 not exported, 2 a setting can't be used.

Examples:
  NODE_AUTHORITIES=310000 ucat node export -o 310000.ndjson.gz
  NODE_AUTHORITIES=310000 MONGODB_URI=mongodb://db.example:27017 ucat node export -o - | ssh backup 'cat > 310000.ndjson'`;

/** `ucat node export` */
export function nodeExportCommand(): Command {
  return verbCommand('export')
    .description("Write a node's logs and records into one file, to move the node or to keep as a copy.")
    .option('-o, --output <file>', 'where to; compressed where the name ends in .gz, - for standard output (default: ucat-node-<first authority>-<time>.ndjson.gz)')
    .addHelpText('after', help)
    .action(async ({ output }: { readonly output?: string }) => {
      const { exportToFile } = await import('../node/export-to-file.js');
      process.exitCode = await exportToFile(output, process.env);
    });
}
