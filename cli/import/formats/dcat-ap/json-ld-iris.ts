import { SourceFailure } from './source-failure.js';

/** Longer than any address that a server takes; the processor's time for one grows with the square of its length. */
const MOST_CHARACTERS = 8_192;

/** Keywords whose text is no IRI, however long it is. */
const TEXTS: readonly string[] = ['@value', '@language', '@direction', '@index'];

/**
 * Refuses what may stand for an IRI and is too long for one: keys, what stands behind a keyword, and texts without a space
 * that begin as an IRI does.
 *
 * @throws SourceFailure
 */
export function checkIris(value: unknown, line: number): void {
  for (const [key, one] of membersOf(value)) {
    checkLength(key, line);
    for (const text of textsOf(one)) if (isReference(key, text)) checkLength(text, line);
    checkIris(one, line);
  }
}

const membersOf = (value: unknown): readonly (readonly [string, unknown])[] => (typeof value === 'object' && value !== null ? Object.entries(value) : []);

const textsOf = (value: unknown): readonly string[] => [value].flat().filter((one): one is string => typeof one === 'string');

const isReference = (key: string, text: string): boolean => (key.startsWith('@') ? !TEXTS.includes(key) : /^[A-Za-z_][\w+.-]*:\S*$/.test(text));

function checkLength(text: string, line: number): void {
  if (text.length <= MOST_CHARACTERS) return;
  throw new SourceFailure(line, 'TOO_LARGE', `Expected an IRI of at most ${String(MOST_CHARACTERS)} characters but got one of ${String(text.length)}.`, text.slice(0, 200));
}
