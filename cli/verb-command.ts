import { Command } from 'commander';

/** A verb of `ucat` that ends with 2 where what was typed can't be understood: 1 is an answer. */
export const verbCommand = (name: string): Command => endsWithTwo(new Command(name));

/** The same of a command that is there already. */
export const endsWithTwo = (command: Command): Command => command.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

/** Options of the verbs that ask the gateway of what a viewer may see. */
export const GATEWAY_OPTION = ['--gateway <url>', 'GraphQL endpoint of the gateway', 'http://127.0.0.1:4000/graphql'] as const;
export const VIEWER_OPTION = ['--token <token>', 'token of a viewer: shows what that one may see'] as const;

/** Takes an option that may be given again. */
export const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
