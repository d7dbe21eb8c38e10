import { readFileSync } from 'node:fs';
import { BadRequest } from './bad-request.js';

/** The text of a file that somebody named. @param expected what it is to be, for the message @throws BadRequest where it can't be read */
export function readTextFile(file: string, expected: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new BadRequest(`${expected}, but ${file} could not be read: ${(error as Error).message}.`);
  }
}
