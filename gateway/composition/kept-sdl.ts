import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../subgraphs/kit/replace-file.js';

/** Keeps what was accepted of each subgraph last, so that a gateway that starts while one is away still knows its fields. */
export interface KeptSdl {
  read(name: string): string | null;
  write(name: string, sdl: string): void;
}

/** Keeps them as files of a folder, which is made with the first. A file is replaced whole or not at all. */
export function keptSdlIn(folder: string): KeptSdl {
  const fileOf = (name: string): string => join(folder, `${name}.graphql`);
  return {
    read(name) {
      try {
        return readFileSync(fileOf(name), 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    write(name, sdl) {
      replaceFile(fileOf(name), sdl);
    },
  };
}
