import { statSync } from 'node:fs';

/** The folder of an index that is there already; where there is none it says so and ends the command, for nobody would read what is put there. */
export function indexFolder(given: string | undefined): string {
  const folder = given ?? (process.env['DATA_DIR'] || '.data/search');
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return folder;
  console.error(`--data-dir: expected the folder of an index but found no folder ${folder}. Give the DATA_DIR with which the index is started.`);
  process.exit(1);
}
