import type { Value } from '../mapping/value.js';
import { JsonBreak, JsonCursor, type CutLimits, type CutValue } from './json-cursor.js';
import { JsonSyntax, skipSpace, skipValue } from './scan-json.js';
import { unreadable, type SourceEntry, type SourceReader } from './source-reader.js';
import { NotUtf8 } from './checked-utf8.js';
import { BAD_BYTE } from './decode-utf8.js';
import { utf8Pieces } from './utf8-pieces.js';

export interface JsonEntriesOptions extends CutLimits {
  /** Where lists of entries may be, as paths of member names; the empty path is the file itself. */
  readonly lists: readonly (readonly string[])[];
}

/**
 * Reads JSON as a stream: the elements of the lists that are found, or the text itself where it has none of them. Several
 * texts may follow one another, as in NDJSON. An entry that is no JSON inside costs itself; where the text around breaks
 * off, what stands before still counts.
 */
export const readJsonEntries =
  ({ lists, ...limits }: JsonEntriesOptions): SourceReader =>
  async function* (bytes) {
    const cursor = new JsonCursor(utf8Pieces(bytes), limits);
    try {
      while ((await cursor.peek()) !== undefined) yield* textEntries(cursor, lists);
    } catch (error) {
      yield asEntry(error);
    } finally {
      await cursor.close();
    }
  };

async function* textEntries(cursor: JsonCursor, lists: JsonEntriesOptions['lists']): AsyncGenerator<SourceEntry> {
  cursor.startRecording();
  yield* valueEntries(cursor, [], lists);
  const whole = cursor.stopRecording();
  if (whole) yield parse(whole);
}

/** The entries in a value. Recursion goes no deeper than the paths of the lists. */
async function* valueEntries(cursor: JsonCursor, path: readonly string[], lists: JsonEntriesOptions['lists']): AsyncGenerator<SourceEntry> {
  const first = await cursor.peek();
  if (first === '[' && lists.some((list) => list.join('\n') === path.join('\n'))) yield* listEntries(cursor);
  else if (first === '{' && lists.some((list) => list.length > path.length && path.every((name, index) => list[index] === name))) yield* memberEntries(cursor, path, lists);
  else await cursor.cut();
}

async function* listEntries(cursor: JsonCursor): AsyncGenerator<SourceEntry> {
  cursor.stopRecording();
  await cursor.expect('[', 'a list');
  if ((await cursor.peek()) === ']') return void (await cursor.expect(']', 'a list'));
  do yield parse(await cursor.cut());
  while ((await cursor.expect(',]', 'a comma or ]')) === ',');
  return undefined;
}

async function* memberEntries(cursor: JsonCursor, path: readonly string[], lists: JsonEntriesOptions['lists']): AsyncGenerator<SourceEntry> {
  await cursor.expect('{', 'an object');
  if ((await cursor.peek()) === '}') return void (await cursor.expect('}', 'an object'));
  do yield* valueEntries(cursor, [...path, await cursor.name()], lists);
  while ((await cursor.expect(',}', 'a comma or }')) === ',');
  return undefined;
}

const REFUSALS = {
  TOO_LARGE: 'Expected an entry of at most 16 MiB but it has more.',
  TOO_DEEP: 'Expected an entry nested at most 200 deep but it is deeper.',
} as const;

function parse({ line, text, problem }: CutValue): SourceEntry {
  if (text === null) return unreadable(line, undefined, problem ?? 'JSON', null, REFUSALS[problem ?? 'TOO_LARGE']);
  try {
    return { ok: true, line, value: JSON.parse(text) as Value };
  } catch {
    const { offset, expected } = locate(text);
    return unreadable(line + text.slice(0, offset).split('\n').length - 1, undefined, 'JSON', text.slice(Math.max(0, offset - 100), offset + 100), `Expected ${expected}.`);
  }
}

/** Where a text that is no JSON stops to be it. */
function locate(text: string): JsonSyntax {
  try {
    const end = skipSpace(text, skipValue(text, 0));
    return new JsonSyntax(end, `the value to end but got ${JSON.stringify(text[end])}`);
  } catch (error) {
    if (error instanceof JsonSyntax) return error;
    throw error;
  }
}

function asEntry(error: unknown): SourceEntry {
  if (error instanceof JsonBreak) return unreadable(error.line, undefined, 'JSON', null, error.message);
  if (error instanceof NotUtf8) return unreadable(error.line, error.column, 'ENCODING', null, `${BAD_BYTE} What follows was not read.`);
  throw error;
}
