import { loadEnvFile } from 'node:process';

/**
 * Takes a file's settings into the environment; ends the process with code 2 where it can't be read. The option is not
 * called --env-file: node itself looks for that in the whole command line.
 */
export function loadSettings(file: string | undefined): void {
  if (file === undefined) return;
  try {
    loadEnvFile(file);
  } catch (error) {
    console.error(`ucat: --settings: expected a readable file but got ${file}: ${(error as Error).message}`);
    process.exit(2);
  }
}
