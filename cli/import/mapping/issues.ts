import type { PathChoice } from './column-watch.js';

/** A key of a mapping file while it is checked: complaints name it by its path. */
export interface At {
  readonly key: string;
  readonly issues: string[];
  /** What the rules read below a line, as it comes up. */
  readonly reads: PathChoice[];
}

export const under = (at: At, key: string | number): At => ({
  ...at,
  key: typeof key === 'number' ? `${at.key}[${String(key)}]` : at.key === '' ? key : `${at.key}.${key}`,
});

export function complain(at: At, expected: string, got: unknown): undefined {
  const found = got === undefined ? 'nothing' : JSON.stringify(got).slice(0, 120);
  at.issues.push(`${at.key || 'the file'}: expected ${expected} but got ${found}.`);
}

/** The object's entries if it is one with no other keys than these. */
export function checkObject(node: unknown, keys: readonly string[], at: At): Readonly<Record<string, unknown>> | undefined {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return complain(at, `an object with the keys ${keys.join(', ')}`, node);
  const unknown = Object.keys(node).filter((key) => !keys.includes(key));
  for (const key of unknown) complain(under(at, key), `no such key; there are ${keys.join(', ')}`, key);
  return node as Readonly<Record<string, unknown>>;
}

/** The pattern, Unicode-aware; a complaint where it is none. */
export function checkPattern(text: unknown, flags: string, at: At): RegExp | undefined {
  if (typeof text !== 'string') return complain(at, 'a regular expression', text);
  try {
    return new RegExp(text, `${flags}u`);
  } catch (error) {
    return complain(at, `a regular expression (${error instanceof Error ? error.message : String(error)})`, text);
  }
}
