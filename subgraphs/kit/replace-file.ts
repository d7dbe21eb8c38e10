import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file whole or not at all, and its folder where there is none. Several processes may do it at once: the last stands. */
export function replaceFile(file: string, text: string): void {
  const fresh = `${file}.${randomUUID()}.new`;
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(fresh, text, { flush: true });
    renameSync(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}
