import { readdirSync, readFileSync } from 'node:fs';
import { packagePath } from '../package-path.js';
import { compareVersions } from './contract-versions.js';

/** The node contract as it was released once; it never changes again. */
export interface ReleasedContract {
  readonly version: string;
  readonly sdl: string;
}

const SUFFIX = '.graphql';

/** Every contract in `schema/contracts/`, oldest first. */
export function releasedContracts(): readonly ReleasedContract[] {
  return readdirSync(packagePath('schema', 'contracts'))
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length))
    .sort(compareVersions)
    .map((version) => ({ version, sdl: readFileSync(contractFile(version), 'utf8') }));
}

/** Where the contract of a version is kept. */
export const contractFile = (version: string): string => packagePath('schema', 'contracts', `${version}${SUFFIX}`);
