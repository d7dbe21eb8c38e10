import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Why a file can't be made where it is to be; undefined where its folder is there. */
export function folderProblem(file: string): string | undefined {
  const isThere = statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory() === true;
  return isThere ? undefined : `expected a file in a folder that is there but found no folder ${dirname(file)}.`;
}
