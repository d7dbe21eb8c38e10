import type { Command } from 'commander';
import type { CoverageRequest } from '../figures/run-coverage.js';
import { onTerminal } from '../lookup/on-terminal.js';
import { GATEWAY_OPTION, verbCommand } from '../verb-command.js';

const help = `
Shares are of those records that have the field: docs/coverage.md says of which. The island index is 1 where nothing is linked
to or from other authorities, 0 where every record is, both ways.

Exit codes: 0 shown, 1 there is no such authority, 2 it could not be asked.

Examples:
  ucat coverage
  ucat coverage --themes
  ucat coverage MEE --days 30
  ucat coverage --json`;

type Options = Omit<CoverageRequest, 'authority' | 'columns'>;

/** `ucat coverage`: how much is catalogued, how good, fresh and open it is, and how it is linked. */
export function coverageCommand(): Command {
  return verbCommand('coverage')
    .description('Show how much is catalogued, how good, fresh and open it is, and how little it is linked across authorities.')
    .argument('[authority]', 'code of one authority: its figures by theme, and its trend')
    .option('--themes', 'the nation by theme, in place of authorities')
    .option('--days <count>', 'days of the trend that are shown, at most 1096', Number)
    .option('--lang <lang>', 'language of names: zh or en', 'zh')
    .option(...GATEWAY_OPTION)
    .option('--token <token>', 'token of a viewer: counts what that one may see')
    .option('--json', 'print one JSON object instead of tables')
    .addHelpText('after', help)
    .action(async (authority: string | undefined, options: Options) => {
      const { runCoverage } = await import('../figures/run-coverage.js');
      await onTerminal((io) => runCoverage({ authority, ...options }, io));
    });
}
