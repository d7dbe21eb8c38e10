import type { Command } from 'commander';
import type { ExportRequest } from '../export/export-request.js';
import { EXPORT_FORMATS } from '../export/writers.js';
import { stopOnSignals } from '../stop-on-signals.js';
import { verbCommand } from '../verb-command.js';

const help = `
Formats: turtle, jsonld and rdfxml are DCAT-AP 3; dcat-us is a data.json of DCAT-US 3; csv is a 政务信息资源目录 sheet, which
imports again without a change; schema-org is JSON-LD for search engines; ndjson is each document as it was published.
What becomes of which field is in docs/formats.md. Records are written as they come: memory does not grow with their number.

Exit codes:
  0  everything was written
  1  some authorities are suspended or did not answer and were left out; each is told
  2  nothing was written, or not to the end

Examples:
  ucat export --node http://127.0.0.1:4001/graphql --format csv -o 目录.csv
  ucat export --gateway http://127.0.0.1:4000/graphql --authority 310000 --format turtle -o shanghai.ttl
  ucat export --gateway http://127.0.0.1:4000/graphql --id 310000-DS-0000000001-8 --format schema-org`;

/** `ucat export` */
export function exportCommand(): Command {
  return verbCommand('export')
    .description('Write the records of a node, an authority or the nation, or one record, in a format of exchange.')
    .option('--node <url>', "GraphQL endpoint of a node, to export its authorities'")
    .option('--gateway <url>', "GraphQL endpoint of the gateway, to export every active authority's")
    .option('--authority <code>', 'only the records of this authority')
    .option('--id <id>', 'only this record')
    .requiredOption('--format <format>', EXPORT_FORMATS.join(', '))
    .option('--token <token>', 'token of a viewer, or of a steward at a node: exports what that one may see, not what is public only')
    .option('-o, --output <file>', 'file to write (default: standard output)')
    .option('--iri-base <iri>', "what stands before an id in a record's IRI (default: <gateway>/id/, of a node urn:ucat:id:)")
    .option('--json', 'print one JSON object with the counts instead of text; on standard error unless there is a file')
    .addHelpText('after', help)
    .action(async ({ json, ...request }: ExportRequest & { readonly json?: boolean }) => {
      const [{ runExport }, { jsonView, textView }] = await Promise.all([import('../export/run-export.js'), import('../export/export-views.js')]);
      const print = (text: string): void => (request.output === undefined ? console.error(text) : console.log(text));
      const view = json ? jsonView(print) : textView(process.stderr);
      process.exitCode = await stopOnSignals((signal) => runExport(request, { output: process.stdout, view, signal }));
    });
}
