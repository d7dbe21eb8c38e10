import { Command } from 'commander';

/** A verb of `ucat` that ends with 2 where what was typed can't be understood: 1 is an answer. */
export const verbCommand = (name: string): Command => endsWithTwo(new Command(name));

/** The same of a command that is there already. */
export const endsWithTwo = (command: Command): Command => command.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
