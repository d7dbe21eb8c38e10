import { existsSync, readdirSync } from 'node:fs';
import { packagePath } from '../../schema/package-path.js';

const SHIPPED = packagePath('cli', 'mappings');

/** Names of the mappings that come with the package. */
export const shippedMappings = (): readonly string[] =>
  readdirSync(SHIPPED)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort();

/** The file of a mapping: a path, else the name of one that comes with the package. @throws Error where there is neither */
export function findMapping(pathOrName: string): string {
  if (existsSync(pathOrName)) return pathOrName;
  if (shippedMappings().includes(pathOrName)) return packagePath('cli', 'mappings', `${pathOrName}.yaml`);
  throw new Error(`--mapping: expected a file, or one of ${shippedMappings().join(', ')}, but found neither for ${pathOrName}.`);
}
