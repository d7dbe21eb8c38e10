import type { Command } from 'commander';
import { EXIT_HELP } from '../membership/verb-help.js';
import { verbCommand } from '../verb-command.js';

interface Options {
  readonly node?: string;
  readonly registry?: string;
  readonly token?: string;
  readonly after: string;
  readonly check?: boolean;
  readonly seen?: string;
  readonly json?: boolean;
}

/** `ucat audit` */
export function auditCommand(): Command {
  return verbCommand('audit')
    .description('Read the trail of a node, or of the registry: every write and administrative act.')
    .option('--node <url>', "a node's GraphQL endpoint (default http://127.0.0.1:4001/graphql)")
    .option('--registry <url>', "the registry's GraphQL endpoint, in place of a node's")
    .option('--token <token>', "an auditor's bearer token (default: AUDITOR_TOKEN of the environment)")
    .option('--after <number>', 'show only what follows this entry', '0')
    .option('--check', 'check that nothing was changed, from the beginning')
    .option('--seen <number:hash>', 'with --check: where the trail stood when it was checked before')
    .option('--json', 'print one JSON object instead of text')
    .addHelpText('after', `\n${EXIT_HELP}\n\nExample:\n  ucat audit --node http://127.0.0.1:4201/graphql --check`)
    .action(async ({ node, registry, token, after, check = false, seen, json = false }: Options) => {
      const [{ readTrail }, { requireUrl, runVerb }] = await Promise.all([import('../audit/read-trail.js'), import('../membership/verb.js')]);
      const url = registry ?? node ?? process.env['NODE_URL'] ?? 'http://127.0.0.1:4001/graphql';
      process.exitCode = await runVerb((send) => {
        if (!/^\d+$/.test(after)) throw new Error(`--after: expected a number but got ${JSON.stringify(after)}.`);
        const service = { send, url: requireUrl(registry === undefined ? '--node' : '--registry', url), token: token ?? (process.env['AUDITOR_TOKEN'] || undefined) };
        return readTrail(service, { after: Number(after), check: check || seen !== undefined, seen });
      }, { json });
    });
}
