import { breakingChanges } from './breaking-changes.js';
import { contractShape } from './contract-shape.js';
import { compareVersions, parseVersion } from './contract-versions.js';
import type { ReleasedContract } from './released-contracts.js';

export interface CheckedContract {
  /** The version that the contract says it is. */
  readonly version: string;
  readonly sdl: string;
  /** What was released, oldest first. */
  readonly released: readonly ReleasedContract[];
}

/**
 * Why a contract may not be built, as sentences; none where it may. What was released never changes, and a minor version
 * breaks nobody who keeps to the one before; only a major version may.
 */
export function contractProblems({ version, sdl, released }: CheckedContract): readonly string[] {
  if (!parseVersion(version)) return [`Expected CONTRACT_VERSION to be a version such as 1.0 but got ${JSON.stringify(version)}.`];
  const last = released.at(-1);
  if (!last) return [];
  const order = compareVersions(version, last.version);
  if (order < 0) return [`Expected CONTRACT_VERSION to be ${last.version}, which is released, or later but got ${version}.`];
  if (order === 0) return contractShape(sdl) === contractShape(last.sdl) ? [] : [`The contract differs from ${last.version}, which is released: raise CONTRACT_VERSION in schema/contract-version.ts.`];
  if (parseVersion(version)?.[0] !== parseVersion(last.version)?.[0]) return [];
  return breakingChanges(last.sdl, sdl).map((change) => `Breaks contract ${last.version}: ${change}`);
}
