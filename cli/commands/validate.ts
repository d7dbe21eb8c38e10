import { type Command, Option } from 'commander';
import { shippedMappings } from '../import/find-mapping.js';
import { PROFILES } from '../import/formats/profiles.js';
import { FORMATS } from '../import/readers/formats.js';
import type { ValidateRequest } from '../validate/run-validate.js';
import { verbCommand } from '../verb-command.js';

const help = () => `
Reads and judges the file as "ucat import" would, by the node's own rules, without a node: nothing is published.
Each mistake is printed with line, field, value and rule; each valid record with the score of its metadata (0 to
405, docs/quality.md) and what to do first. What only a node can know, such as which records it has, is not asked.

Built-in formats, which need no mapping: ${PROFILES.map(({ format }) => format).join(', ')}.
Mappings that come with ucat: ${shippedMappings().join(', ')}.

Exit codes:
  0  every entry is valid
  1  some are not; each is reported
  2  the file was not read, or not to its end

Examples:
  ucat validate 目录.xlsx --lang zh
  ucat validate datasets.ndjson --mapping mapping.yaml --json`;

type Options = Omit<ValidateRequest, 'file'> & { readonly json?: boolean; readonly lang: 'zh' | 'en' };

/** `ucat validate` */
export function validateCommand(): Command {
  return verbCommand('validate')
    .description('Check the records of a file and the quality of their metadata, without a node.')
    .argument('<file>', 'a file of a built-in format; with a mapping NDJSON, JSON, CSV, TSV or YAML in UTF-8, one entry a record')
    .option('--mapping <file>', 'mapping file, or the name of one that comes with ucat')
    .option('--authority <code>', 'whose the records are; ids must be of this authority then')
    .option('--format <format>', `${PROFILES.map(({ format }) => format).join(', ')}; with a mapping ${FORMATS.join(', ')} (default: by the file's name)`)
    .option('--system <name>', "names the source of a built-in format (default: the format's name)")
    .option('--items <path>', 'where in a JSON file the list is, such as result.records')
    .option('--on <day>', 'the day to judge by, such as 2026-03-01 (default: today)')
    .addOption(new Option('--lang <lang>', 'language of the advice').choices(['en', 'zh']).default('en'))
    .option('--json', 'print one JSON object instead of text')
    .addHelpText('after', help)
    .action(async (file: string, { json, lang, ...options }: Options) => {
      const [{ runValidate }, { jsonView }, { textView }] = await Promise.all([
        import('../validate/run-validate.js'),
        import('../validate/views/json-view.js'),
        import('../validate/views/text-view.js'),
      ]);
      const print = (text: string): void => console.log(text);
      const stop = new AbortController();
      const interrupt = (): void => stop.abort(new Error('interrupted'));
      process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
      process.exitCode = await runValidate({ file, ...options }, json ? jsonView(print) : textView({ print, lang }), stop.signal);
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    });
}
