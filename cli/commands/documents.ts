import type { Command } from 'commander';
import { verbCommand } from '../verb-command.js';

const help = `
Exit codes:
  0  the manifest was written
  2  a file can't be used; the reason is printed

Example:
  ucat documents queries -o documents.json
  TRUSTED_DOCUMENTS=documents.json ucat gateway start`;

/** `ucat documents` */
export function documentsCommand(): Command {
  return verbCommand('documents')
    .description('Make the list of trusted documents of a gateway: an Apollo persisted query manifest.')
    .argument('<path...>', 'files of GraphQL, or folders with files that end in .graphql or .gql')
    .option('-o, --output <file>', 'where it is written (default: standard output)')
    .addHelpText('after', help)
    .action(async (paths: string[], { output }: { readonly output?: string }) => {
      const { runDocuments } = await import('../documents/run-documents.js');
      process.exitCode = await runDocuments({ paths, output }, { print: (text) => console.log(text), complain: (text) => console.error(text) });
    });
}
