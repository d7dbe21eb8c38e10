import { loadEnvFile } from 'node:process';

/** Takes a file's settings into the environment; ends the process with code 2 where it can't be read. */
export function loadSettings(file: string | undefined): void {
  if (file === undefined) return;
  try {
    loadEnvFile(file);
  } catch (error) {
    console.error(`ucat: --env-file: expected a readable file but got ${file}: ${(error as Error).message}`);
    process.exit(2);
  }
}
