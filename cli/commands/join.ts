import type { Command } from 'commander';
import type { JoinRequest } from '../membership/join-registry.js';
import { verbCommand } from '../verb-command.js';

const help = `
Run it where the node's key is: it is made in the folder of the node's data where there is none. The request is signed
with it, the node at --node proves that it has the same, and the registry tries the node and shows each check. The
operator of the catalog decides. The same command again replaces the request: after mending the node, after it has moved
to another address, or for more authorities. A new key needs the former one beside it (--former-key).

Environment:
  NODE_URL, DATA_DIR   the node's, if --node and --data-dir are not given: ucat --settings node-460000.env join …

Exit codes: 0 filed, and every required check passed; 1 refused, or filed and a required check failed; 2 not asked: a
setting is wrong, or a service does not answer.

Examples:
  ucat --settings node-460000.env join --registry http://127.0.0.1:4003/graphql --code 460000 --name-zh 海南省 --name-en Hainan
  ucat join --node https://data.example.cn/graphql --registry https://registry.example.cn/graphql --code MEE \\
    --name-zh 生态环境部 --name-en 'Ministry of Ecology and Environment' --authority MEE '--authority=NNSA=国家核安全局/National Nuclear Safety Administration'`;

/** `ucat join` */
export function joinCommand(): Command {
  return verbCommand('join')
    .description('Ask the registry to make a node a member of the national catalog.')
    .option('--node <url>', "address of the node's GraphQL endpoint, as the registry, gateway and index reach it")
    .requiredOption('--registry <url>', "the registry's GraphQL endpoint")
    .requiredOption('--code <code>', "the member's code: that of its first authority, as a rule")
    .requiredOption('--name-zh <name>', "the member's name in Chinese")
    .requiredOption('--name-en <name>', "the member's name in English")
    .option('--authority <code...>', 'for whom it speaks, CODE or CODE=中文名/English name (default: --code)')
    .option('--kind <kind>', 'REGION, MINISTRY or BODY (default: REGION for six digits, else MINISTRY)')
    .option('--homepage <url>', "the authorities' page for people")
    .option('--data-dir <folder>', "folder of the node's data, where its key is (default .data/node-<code>)")
    .option('--former-key <file>', 'the key that the member had before, where it is to have a new one')
    .option('--json', 'print one JSON object instead of text')
    .addHelpText('after', help)
    .action(async ({ json = false, ...request }: JoinRequest & { readonly json?: boolean }) => {
      const [{ joinRegistry }, { runVerb }] = await Promise.all([import('../membership/join-registry.js'), import('../membership/verb.js')]);
      const { NODE_URL, DATA_DIR } = process.env;
      process.exitCode = await runVerb((send) => joinRegistry(send, { ...request, node: request.node ?? NODE_URL, dataDir: request.dataDir ?? DATA_DIR }), { json });
    });
}
