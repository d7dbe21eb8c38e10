import { existsSync } from 'node:fs';
import { COSIGNATURE, parseVerifierKey, type NoteKey } from '../../schema/signed-note/index.js';
import { BadRequest } from '../bad-request.js';
import { readTextFile } from '../read-text-file.js';
import type { WitnessPolicy } from './check-witnesses.js';

/**
 * Reads which witnesses are believed. Each of `given` is a verifier's key as C2SP signed notes write it, or a file with one a line.
 *
 * @param atLeast how many of them have to have seen a record. @default all
 * @returns null where none are asked for
 * @throws BadRequest
 */
export function readWitnessPolicy(given: readonly string[] = [], atLeast?: string): WitnessPolicy | null {
  if (given.length === 0) {
    if (atLeast !== undefined) throw new BadRequest('--witnesses: expected --witness beside it, for the keys of the witnesses.');
    return null;
  }
  // By what they sign with: one witness is not two by being named twice.
  const witnesses = [...new Map(given.flatMap(keysIn).map((key) => [key.publicKey, key])).values()];
  const count = atLeast === undefined ? witnesses.length : Number(atLeast);
  if (!Number.isInteger(count) || count < 1 || count > witnesses.length) throw new BadRequest(`--witnesses: expected a whole number from 1 to ${String(witnesses.length)}, how many witnesses are given, but got ${String(atLeast)}.`);
  return { witnesses, atLeast: count };
}

function keysIn(given: string): readonly NoteKey[] {
  const lines = existsSync(given) ? linesOf(given).map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#')) : [given];
  if (lines.length === 0) throw new BadRequest(`--witness: ${given} has no key in it.`);
  return lines.map((line) => {
    const key = parseVerifierKey(line);
    if (key?.kind !== COSIGNATURE) throw new BadRequest(`--witness: expected the key of a witness, <name>+<key id>+<base64>, as coverage { witness } shows it, or a file with one a line, but got ${line.slice(0, 100)}.`);
    return key;
  });
}

const linesOf = (file: string): readonly string[] => readTextFile(file, '--witness: expected a file with a key a line').split(/\r?\n/);
