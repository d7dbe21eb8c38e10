import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { BadMapping, compileMapping, type CompiledMapping } from './mapping.js';

/** Reads a mapping file. @throws BadMapping, naming the file and the keys that are wrong */
export function readMapping(file: string): CompiledMapping {
  try {
    return compileMapping(parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new BadMapping(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
