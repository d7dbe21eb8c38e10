import { randomInt } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const CHARACTERS = 15;

/**
 * The serial of a new record that is not for everybody: by chance, of 77 bits, for in the row of those that are counted its
 * place would be missing, and a reader of public records could count what he may not see.
 */
export const hiddenSerial = (): string => `X${Array.from({ length: CHARACTERS }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('')}`;
