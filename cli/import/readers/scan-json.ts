/** A place where the text is no JSON: an offset, and what should stand there. */
export class JsonSyntax extends Error {
  override readonly name = 'JsonSyntax';
  constructor(
    readonly offset: number,
    readonly expected: string,
  ) {
    super(`Expected ${expected}.`);
  }
}

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|true(?!\w)|false(?!\w)|null(?!\w)/y;

/** The offset of the first character that is no white space. */
export const skipSpace = (text: string, at: number): number => skip(SPACE, text, at) ?? at;

function skip(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** The offset behind the JSON value (RFC 8259) that begins at `at`. @throws JsonSyntax */
export function skipValue(text: string, at: number): number {
  // Brackets are kept in a list of our own: a file must not be able to exhaust the stack.
  const open: string[] = [];
  let position = at;
  do {
    position = skipToken(text, skipSpace(text, position), open);
    while (open.length > 0) {
      position = skipSpace(text, position);
      const closing = open.at(-1) as string;
      if (text[position] !== closing) break;
      open.pop();
      position += 1;
    }
    if (open.length > 0) position = skipSeparator(text, position, open.at(-1) as string);
  } while (open.length > 0);
  return position;
}

/** A whole scalar or empty container; else through all openings to the first of these. */
function skipToken(text: string, at: number, open: string[]): number {
  let position = at;
  for (;;) {
    const character = text[position];
    if (character !== '{' && character !== '[') return skip(STRING, text, position) ?? skip(SCALAR, text, position) ?? fail(text, position, 'a value');
    const closing = character === '{' ? '}' : ']';
    const inside = skipSpace(text, position + 1);
    if (text[inside] === closing) return inside + 1;
    open.push(closing);
    position = closing === '}' ? skipName(text, inside) : inside;
  }
}

/** A comma and, in an object, the next member's name. */
function skipSeparator(text: string, at: number, closing: string): number {
  if (text[at] !== ',') fail(text, at, `a comma or ${closing}`);
  const next = skipSpace(text, at + 1);
  return closing === '}' ? skipName(text, next) : next;
}

function skipName(text: string, at: number): number {
  const end = skip(STRING, text, at) ?? fail(text, at, 'a member name in double quotes');
  const colon = skipSpace(text, end);
  return text[colon] === ':' ? skipSpace(text, colon + 1) : fail(text, colon, 'a colon');
}

function fail(text: string, at: number, expected: string): never {
  throw new JsonSyntax(at, at >= text.length ? `${expected}, but the text ends` : `${expected} but got ${JSON.stringify(text[at])}`);
}

/** Line and column, from 1, of an offset. */
export function positionOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: [...before.slice(before.lastIndexOf('\n') + 1)].length + 1 };
}
