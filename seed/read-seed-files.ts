import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packagePath } from '../schema/package-path.js';
import { readSeed, type SeedMember } from './read-seed.js';

/** The sample's member files, parsed, in the order of their names. @throws Error naming a file that is no YAML */
export function parseSeedFiles(folder: string = packagePath('seed', 'members')): readonly unknown[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => parseFile(join(folder, name)));
}

/** The whole sample as the package ships it. @throws BadSeed */
export const readSeedFiles = (): readonly SeedMember[] => readSeed(parseSeedFiles());

function parseFile(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
