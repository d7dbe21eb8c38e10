import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What was read of a portal for a node: the moment of its newest change. */
export interface PortalState {
  /** Where to go on from; undefined where nothing was read yet. */
  readonly since: string | undefined;
  save(since: string): void;
}

/** The file is not one that was written here. */
export class BadState extends Error {
  override readonly name = 'BadState';
}

/**
 * The state of a portal for a node in a file, which may hold those of several.
 *
 * @throws BadState where the file says something else
 */
export function openPortalState(file: string, portal: string, node: string): PortalState {
  const key = `${portal} → ${node}`;
  const states = readStates(file);
  return {
    since: states[key],
    save(since) {
      mkdirSync(dirname(file), { recursive: true });
      // A file that is half written would make the next import begin anew.
      writeFileSync(`${file}.new`, `${JSON.stringify({ ...readStates(file), [key]: since }, null, 2)}\n`);
      renameSync(`${file}.new`, file);
    },
  };
}

function readStates(file: string): Readonly<Record<string, string>> {
  if (!existsSync(file)) return {};
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new BadState(`--state: expected JSON in ${file} but ${error instanceof Error ? error.message : String(error)}.`);
  }
  const isStates = typeof found === 'object' && found !== null && !Array.isArray(found) && Object.values(found).every((value) => typeof value === 'string');
  if (!isStates) throw new BadState(`--state: expected portals, each with a moment, in ${file}.`);
  return found as Readonly<Record<string, string>>;
}
