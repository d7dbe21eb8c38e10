import { describe, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { packagePath } from '../../schema/package-path.js';

/** Path of a file of the collections and test vectors that are kept beside the project, for they are not ours to ship. */
export const sharedPath = (...path: readonly string[]): string => packagePath('..', 'shared', ...path);

/** What becomes of a suite that reads these files. In CI a suite that can't run must not look like one that passes. */
export function sharedMode(isThere: boolean, isCi: boolean): 'run' | 'fail' | 'skip' {
  if (isThere) return 'run';
  return isCi ? 'fail' : 'skip';
}

/**
 * A suite that reads a folder beside the project, which a clone does not have.
 *
 * @param folder path below `../shared`
 */
export function describeWithShared(name: string, folder: string, body: () => void): void {
  const place = `../shared/${folder}`;
  const mode = sharedMode(existsSync(sharedPath(folder)), Boolean(process.env['CI']));
  if (mode === 'run') return describe(name, body);
  const told = `${name} (needs ${place} beside the project)`;
  if (mode === 'skip') return describe(told, () => test.skip(`reads ${place}`, () => undefined));
  describe(told, () => {
    test(`reads ${place}`, () => {
      throw new Error(`Expected the folder ${place} beside the project, for CI leaves no suite out: fetch it first.`);
    });
  });
}
