import { Command } from 'commander';
import type * as accessVerbs from '../access/access-verbs.js';
import type { Service } from '../access/ask-service.js';
import type { VerbResult } from '../membership/verb.js';
import { EXIT_HELP } from '../membership/verb-help.js';
import { verbCommand } from '../verb-command.js';

interface Options {
  readonly gateway?: string;
  readonly node?: string;
  readonly token?: string;
  readonly json?: boolean;
  readonly purpose?: string;
  readonly useCase?: string;
  readonly until?: string;
  readonly authority?: string;
  readonly state?: string;
  readonly reason?: string;
}

type Run = (verbs: typeof accessVerbs, service: Service, args: readonly string[], options: Options) => Promise<VerbResult>;

const GATEWAY = 'http://127.0.0.1:4000/graphql';
const NODE = 'http://127.0.0.1:4001/graphql';

/** `ucat access …` */
export function accessCommand(): Command {
  return new Command('access')
    .description('Ask an owner for the restricted details of a dataset, and decide what was asked.')
    .addHelpText('after', `\n${EXIT_HELP}`)
    .addCommand(
      viewerVerb('request', 'Ask for access.', 'ucat access request 310000-DS-0000000001-8 --purpose 防洪研究 --use-case 汛期模型 --until 2027-01-01', (verbs, service, [id = ''], { purpose = '', useCase = '', until = '' }) => verbs.requestAccess(service, id, { purpose, useCase, until }))
        .argument('<id>', 'id of the dataset')
        .requiredOption('--purpose <text>', 'what for')
        .requiredOption('--use-case <text>', 'where it is used')
        .requiredOption('--until <time>', 'until when: a day, or an RFC 3339 instant'),
    )
    .addCommand(
      eitherVerb('list', 'What you have asked of an authority; with --node, what was asked of it.', 'ucat access list --authority 310000', (verbs, service, _, { node, authority = '', state }) => (node === undefined ? verbs.listOwn(service, authority) : verbs.listAsked(service, state)))
        .option('--authority <code>', 'of whom it was asked')
        .option('--state <state>', 'only those in this state, at a node'),
    )
    .addCommand(eitherVerb('show', 'One request with all that was done with it.', 'ucat access show 310000-AR-…', (verbs, service, [id = '']) => verbs.showRequest(service, id)).argument('<request>', 'its id'))
    .addCommand(viewerVerb('answer', "Answer the owner's question.", 'ucat access answer 310000-AR-… 只用于内部模型', (verbs, service, [id = '', text = '']) => verbs.answerQuestion(service, id, text)).argument('<request>', 'its id').argument('<text>', 'the answer'))
    .addCommand(
      viewerVerb('withdraw', 'Take a request back, or give up what was granted.', 'ucat access withdraw 310000-AR-…', (verbs, service, [id = ''], { reason }) => verbs.withdraw(service, id, reason))
        .argument('<request>', 'its id')
        .option('--reason <text>', 'why'),
    )
    .addCommand(
      stewardVerb('decide', 'Grant or refuse what was asked, or ask something first.', 'ucat access decide 310000-AR-… grant --reason 符合条件', (verbs, service, [id = '', decision = ''], { reason = '', until }) => verbs.decide(service, id, decision, { reason, until }))
        .argument('<request>', 'its id')
        .argument('<decision>', 'grant, refuse or ask')
        .requiredOption('--reason <text>', 'why, or the question; the viewer reads it')
        .option('--until <time>', 'when the grant ends (default: when the viewer asked for)'),
    )
    .addCommand(
      stewardVerb('revoke', 'End a grant before its time.', 'ucat access revoke 310000-AR-… --reason 违反条件', (verbs, service, [id = ''], { reason = '' }) => verbs.revoke(service, id, reason))
        .argument('<request>', 'its id')
        .requiredOption('--reason <text>', 'why; the viewer reads it'),
    );
}

const gatewayOptions = (command: Command): Command => command.option('--gateway <url>', "the gateway's GraphQL endpoint", GATEWAY);
const nodeOptions = (command: Command): Command => command.option('--node <url>', `the node's GraphQL endpoint (default: NODE_URL of the environment, else ${NODE})`);

const viewerVerb = (name: string, description: string, example: string, run: Run): Command => gatewayOptions(verb(name, description, example, run));
const stewardVerb = (name: string, description: string, example: string, run: Run): Command => nodeOptions(verb(name, description, example, run));
const eitherVerb = (name: string, description: string, example: string, run: Run): Command => gatewayOptions(verb(name, description, example, run)).option('--node <url>', "a node's GraphQL endpoint, in place of the gateway's");

function verb(name: string, description: string, example: string, run: Run): Command {
  return verbCommand(name)
    .description(description)
    .option('--token <token>', 'bearer token (default: VIEWER_TOKEN of the environment at a gateway, STEWARD_TOKEN at a node)')
    .option('--json', 'print one JSON object instead of text')
    .addHelpText('after', `\n${EXIT_HELP}\n\nExample:\n  ${example}`)
    .action(async function act(this: Command) {
      const [verbs, { requireUrl, runVerb }] = await Promise.all([import('../access/access-verbs.js'), import('../membership/verb.js')]);
      const { json = false, ...options } = this.opts<Options>();
      const atNode = options.node !== undefined || options.gateway === undefined;
      const token = options.token ?? (process.env[atNode ? 'STEWARD_TOKEN' : 'VIEWER_TOKEN'] || undefined);
      process.exitCode = await runVerb((send) => run(verbs, { send, url: requireUrl(atNode ? '--node' : '--gateway', options.node ?? options.gateway ?? (process.env['NODE_URL'] || NODE)), token }, this.args, options), { json });
    });
}
