import type { Command } from 'commander';
import { shippedMappings } from '../import/find-mapping.js';
import { LINEAGE_FORMATS } from '../import/lineage/lineage-formats.js';
import { PROFILES } from '../import/formats/profiles.js';
import { FORMATS } from '../import/readers/formats.js';
import type { ImportRequest } from '../import/run-import.js';
import { stopOnSignals } from '../stop-on-signals.js';
import { verbCommand } from '../verb-command.js';

const help = () => `
Built-in formats, which need no mapping: ${PROFILES.map(({ format, endings }) => `${format} (${endings.join(' ')})`).join(', ')}.
What of them becomes which field is in docs/formats.md.
Lineage, by --format: ${LINEAGE_FORMATS.join(', ')}. It adds what records that the node has were made from: docs/lineage.md.
Mappings that come with ucat: ${shippedMappings().join(', ')}. What a mapping can say is in docs/import.md.

A record keeps its identifier at the source, so the same file can be imported again: what has not changed is
not written. An entry that is wrong is reported with its line and costs itself only.

Environment:
  STEWARD_TOKEN  the node's token, if --token is not given

Exit codes:
  0  every entry was accepted
  1  some were rejected; each is reported
  2  the import was not begun, or stopped before its end
  3  all was imported, but with --complete nothing may be retired: the reason is said

Examples:
  ucat import 目录.xlsx --node http://127.0.0.1:4001/graphql
  ucat import 目录.xlsx --complete --max-retire 0.2 --node http://127.0.0.1:4001/graphql
  ucat import catalog.ttl --access OPEN --node http://127.0.0.1:4001/graphql
  ucat import --from-ckan https://data.example.org --state .data/portals.json --node http://127.0.0.1:4001/graphql
  ucat import datasets.ndjson --mapping mapping.yaml --node http://127.0.0.1:4001/graphql`;

/** `ucat import` */
export function importCommand(): Command {
  return verbCommand('import')
    .description('Import the records of a file into a node: a file of a built-in format, or any by a mapping from its fields to the catalog\'s.')
    .argument('[file]', 'a file of a built-in format; with a mapping NDJSON, JSON, CSV, TSV or YAML in UTF-8, one entry a record')
    .option('--mapping <file>', 'mapping file, or the name of one that comes with ucat')
    .option('--from-ckan <url>', 'read the packages of a CKAN portal instead of a file')
    .option('--state <file>', 'with --from-ckan: remember in this file how far the portal was read, and read only what changed since')
    .requiredOption('--node <url>', "address of the node's GraphQL endpoint")
    .option('--authority <code>', 'whose the records are, where the node serves several authorities')
    .option('--token <token>', "bearer token of the node's stewards")
    .option('--batch <count>', 'records to a request', Number, 200)
    .option('--format <format>', `${[...PROFILES.map(({ format }) => format), ...LINEAGE_FORMATS].join(', ')}; with a mapping ${FORMATS.join(', ')} (default: by the file's name)`)
    .option('--system <name>', "names the source of a built-in format; records keep it (default: the format's name)")
    .option('--owner <id>', 'organization that owns what the file names no owner of (dcat-ap)')
    .option('--access <openness>', 'OPEN, CONDITIONAL or CLOSED, where the file does not state it (dcat-ap; default: CONDITIONAL)')
    .option('--complete', 'the file has all there is: retire records of its source that it does not contain')
    .option('--max-retire <share>', 'largest share of them that --complete may retire', Number, 0.1)
    .option('--force', 'with --complete: retire whatever their share')
    .option('--items <path>', 'where in a JSON file the list is, such as result.records')
    .option('--json', 'print one JSON object with the counts and rejections instead of text')
    .addHelpText('after', help)
    .action(async (file: string | undefined, { json, ...options }: Omit<ImportRequest, 'file'> & { readonly json?: boolean }) => {
      const [{ runImport }, { jsonView }, { textView }] = await Promise.all([
        import('../import/run-import.js'),
        import('../import/views/json-view.js'),
        import('../import/views/text-view.js'),
      ]);
      const view = json ? jsonView((text) => console.log(text)) : textView({ output: process.stderr });
      const token = options.token ?? (process.env['STEWARD_TOKEN'] || undefined);
      process.exitCode = await stopOnSignals((signal) => runImport({ file, ...options, token }, view, signal));
    });
}
