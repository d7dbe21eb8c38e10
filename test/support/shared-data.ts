import { existsSync } from 'node:fs';
import { packagePath } from '../../schema/package-path.js';
import { describeWhere } from './describe-where.js';

/** Path of a file of the collections and test vectors that are kept beside the project, for they are not ours to ship. */
export const sharedPath = (...path: readonly string[]): string => packagePath('..', 'shared', ...path);

/**
 * A suite that reads a folder beside the project, which a clone does not have.
 *
 * @param folder path below `../shared`
 */
export function describeWithShared(name: string, folder: string, body: () => void): void {
  const place = `../shared/${folder}`;
  const expected = `Expected the folder ${place} beside the project, for CI leaves no suite out: fetch it first.`;
  describeWhere({ isThere: existsSync(sharedPath(folder)), what: `${place} beside the project`, expected }, name, body);
}
