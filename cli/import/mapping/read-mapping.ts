import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { BadMapping, compileMapping, type Mapping } from './mapping.js';

/** Reads a mapping file. @throws BadMapping, naming the file and the keys that are wrong */
export function readMapping(file: string): Mapping {
  try {
    return compileMapping(parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new BadMapping(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
