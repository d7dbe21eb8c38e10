import { Command } from 'commander';
import { shippedMappings } from '../import/find-mapping.js';
import { FORMATS } from '../import/readers/formats.js';
import type { ImportRequest } from '../import/run-import.js';

const help = () => `
Mappings that come with ucat: ${shippedMappings().join(', ')}. What a mapping can say is in docs/import.md.

A record keeps its identifier at the source, so the same file can be imported again: what has not changed is
not written. An entry that is wrong is reported with its line and costs itself only.

Environment:
  STEWARD_TOKEN  the node's token, if --token is not given

Exit codes:
  0  every entry was accepted
  1  some were rejected; each is reported
  2  the import was not begun, or stopped before its end

Example:
  ucat import datasets.ndjson --mapping mapping.yaml --node http://127.0.0.1:4001/graphql`;

/** `ucat import` */
export function importCommand(): Command {
  return new Command('import')
    .description('Import the records of a file into a node, by a mapping from its fields to the catalog\'s.')
    .argument('<file>', 'NDJSON, JSON, CSV, TSV or YAML in UTF-8, one entry a record')
    .requiredOption('--mapping <file>', 'mapping file, or the name of one that comes with ucat')
    .requiredOption('--node <url>', "address of the node's GraphQL endpoint")
    .option('--authority <code>', 'whose the records are, where the node serves several authorities')
    .option('--token <token>', "bearer token of the node's stewards")
    .option('--batch <count>', 'records to a request', Number, 200)
    .option('--format <format>', `${FORMATS.join(', ')} (default: by the file's name)`)
    .option('--items <path>', 'where in a JSON file the list is, such as result.records')
    .option('--json', 'print one JSON object with the counts and rejections instead of text')
    .addHelpText('after', help)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .action(async (file: string, { json, ...options }: Omit<ImportRequest, 'file'> & { readonly json?: boolean }) => {
      const [{ runImport }, { jsonView }, { textView }] = await Promise.all([
        import('../import/run-import.js'),
        import('../import/views/json-view.js'),
        import('../import/views/text-view.js'),
      ]);
      const view = json ? jsonView((text) => console.log(text)) : textView({ output: process.stderr });
      const stop = new AbortController();
      const interrupt = (): void => stop.abort(new Error('interrupted'));
      process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
      const token = options.token ?? (process.env['STEWARD_TOKEN'] || undefined);
      process.exitCode = await runImport({ file, ...options, token }, view, stop.signal);
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    });
}
