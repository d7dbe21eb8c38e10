import { Command } from 'commander';
import type * as operate from '../membership/operate.js';
import type { VerbResult } from '../membership/verb.js';
import { EXIT_HELP } from '../membership/verb-help.js';
import { verbCommand } from '../verb-command.js';

interface Common {
  readonly registry: string;
  readonly token?: string;
  readonly json?: boolean;
}

interface Options extends Common {
  readonly force?: boolean;
  readonly reason?: string;
  readonly to?: string;
}

type Operations = typeof operate;
type Run = (operations: Operations, operator: operate.Operator, subject: string, options: Options) => Promise<VerbResult>;

/** `ucat members …`: what the operator of the registry does. */
export function membersCommand(): Command {
  const code = ['<code>', "the member's code"] as const;
  return new Command('members')
    .description("List and decide who is a member; for the registry's operator.")
    .addHelpText('after', `\n${EXIT_HELP}\n\nExample:\n  ucat members list --registry http://127.0.0.1:4003/graphql`)
    .addCommand(verb('list', 'Show the members, and the requests that wait with what was found at their nodes.', 'ucat members list', (operations, operator) => operations.listMembers(operator)))
    .addCommand(
      verb('approve', 'Make the member that was asked for.', 'ucat members approve 460000', (operations, operator, subject, { force = false }) => operations.approve(operator, subject, force))
        .argument(...code)
        .option('--force', 'although a required check failed'),
    )
    .addCommand(
      verb('refuse', 'Turn a request down.', 'ucat members refuse 460000 --reason 名称有误', (operations, operator, subject, { reason = '' }) => operations.refuse(operator, subject, reason))
        .argument(...code)
        .requiredOption('--reason <text>', 'why, for the office that asked'),
    )
    .addCommand(
      verb('suspend', 'Keep a member and its records as they are, and ask its node no more.', 'ucat members suspend 460000 --reason 整改', (operations, operator, subject, { reason }) => operations.setStatus(operator, subject, 'SUSPENDED', reason))
        .argument(...code)
        .requiredOption('--reason <text>', 'why, as everybody reads it'),
    )
    .addCommand(verb('resume', 'End a suspension, or take a member back that has left.', 'ucat members resume 460000', (operations, operator, subject) => operations.setStatus(operator, subject, 'ACTIVE')).argument(...code))
    .addCommand(
      verb('withdraw', 'Let a member go: its records are found no more, and their ids answer with the reason.', 'ucat members withdraw 460000 --reason 机构撤销', (operations, operator, subject, { reason }) => operations.setStatus(operator, subject, 'WITHDRAWN', reason))
        .argument(...code)
        .requiredOption('--reason <text>', 'why, as everybody reads it'),
    )
    .addCommand(verb('spare', 'Read a member’s records from the replica first, and ask its node only for the rest.', 'ucat members spare 460000', (operations, operator, subject) => operations.setReadPolicy(operator, subject, 'REPLICA_FIRST')).argument(...code))
    .addCommand(verb('unspare', 'Read a member’s records from its node first again.', 'ucat members unspare 460000', (operations, operator, subject) => operations.setReadPolicy(operator, subject, 'OWNER_FIRST')).argument(...code))
    .addCommand(
      verb('move', "Give an authority to another member, whose node holds its log by now: ids and links stay.", 'ucat members move NNSA --to MEE', (operations, operator, subject, { to = '', force = false }) => operations.move(operator, subject, to, force))
        .argument('<authority>', "the authority's code")
        .requiredOption('--to <code>', 'the member that serves it from now on')
        .option('--force', 'without comparing the logs: for an old node that is lost'),
    );
}

function verb(name: string, description: string, example: string, run: Run): Command {
  return verbCommand(name)
    .description(description)
    .option('--registry <url>', "the registry's GraphQL endpoint", 'http://127.0.0.1:4003/graphql')
    .option('--token <token>', "bearer token of the registry's operator (default: OPERATOR_TOKEN of the environment)")
    .option('--json', 'print one JSON object instead of text')
    .addHelpText('after', `\n${EXIT_HELP}\n\nExample:\n  ${example}`)
    .action(async function act(this: Command) {
      const [operations, { runVerb }] = await Promise.all([import('../membership/operate.js'), import('../membership/verb.js')]);
      const { json = false, ...options } = this.opts<Options>();
      const token = options.token ?? (process.env['OPERATOR_TOKEN'] || undefined);
      process.exitCode = await runVerb((send) => run(operations, { send, registry: options.registry, token }, this.args[0] ?? '', options), { json });
    });
}
