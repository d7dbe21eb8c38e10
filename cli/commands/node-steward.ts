import { Command } from 'commander';
import { join } from 'node:path';
import type * as changes from '../stewards/change-stewards.js';
import type { VerbResult } from '../membership/verb.js';
import { verbCommand } from '../verb-command.js';

interface Options {
  readonly file?: string;
  readonly role?: readonly string[];
  readonly authority?: readonly string[];
  readonly json?: boolean;
}

const help = `
Environment:
  STEWARDS   the file of the list, if it is not stewards.json in DATA_DIR
  DATA_DIR   folder of the node

Exit codes: 0 done, 1 refused, 2 not done.`;

/** `ucat node steward …` */
export function nodeStewardCommand(): Command {
  return new Command('steward')
    .description('Give and end the tokens of those who publish at a node, or audit it. A running node takes it at once.')
    .addHelpText('after', help)
    .addCommand(
      verb('add', 'Make a token for somebody. It is shown once. The first closes a node that was open: writes need a token from then on.', (verbs, file, name, { role = ['STEWARD'], authority = [] }) => verbs.addSteward(file, name, role, authority))
        .argument('<name>', 'stands beside what they publish')
        .option('--role <role...>', 'STEWARD, AUDITOR or both (default STEWARD)')
        .option('--authority <code...>', 'only for these authorities of the node'),
    )
    .addCommand(verb('list', 'Show who has a token.', (verbs, file) => verbs.listStewards(file)))
    .addCommand(verb('revoke', "End somebody's token.", (verbs, file, name) => verbs.revokeSteward(file, name)).argument('<name>', 'whose'));
}

function verb(name: string, description: string, run: (verbs: typeof changes, file: string, name: string, options: Options) => VerbResult): Command {
  return verbCommand(name)
    .description(description)
    .option('--file <file>', 'the file of the list')
    .option('--json', 'print one JSON object instead of text')
    .action(async function act(this: Command) {
      const [verbs, { runVerb }] = await Promise.all([import('../stewards/change-stewards.js'), import('../membership/verb.js')]);
      const { json = false, ...options } = this.opts<Options>();
      process.exitCode = await runVerb(async () => run(verbs, fileOf(options), this.args[0] ?? '', options), { json });
    });
}

/** @throws Error where it is not known which node is meant */
function fileOf({ file }: Options): string {
  const { STEWARDS: set, DATA_DIR: folder } = process.env;
  if (set?.trimStart().startsWith('[')) throw new Error('STEWARDS is the list itself: change it there.');
  const found = file ?? (set || (folder ? join(folder, 'stewards.json') : undefined));
  if (found === undefined) throw new Error('Say which node: DATA_DIR in the environment, or --file.');
  return found;
}
