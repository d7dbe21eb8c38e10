import { isObject, type Value } from '../mapping/value.js';
import { readWhole } from './read-whole.js';
import { JsonSyntax, positionOf, skipSpace, skipValue } from './scan-json.js';
import { unreadable, type SourceEntry, type SourceReader } from './source-reader.js';

/**
 * The elements of a JSON file's array: of the file itself, or of the member that `items` names (`result.records`).
 * Where the text breaks off, what stands before still counts.
 */
export const readJson =
  (items?: string): SourceReader =>
  async function* (bytes) {
    const whole = await readWhole(bytes);
    if ('entry' in whole) yield whole.entry;
    else yield* items === undefined ? elements(whole.text) : member(whole.text, items);
  };

/** A lone object counts as an array of one. */
function* elements(text: string): Generator<SourceEntry> {
  const lines = new LineCounter(text);
  const entryAt = (start: number, end: number): SourceEntry => ({ ok: true, line: lines.lineOf(start), value: JSON.parse(text.slice(start, end)) as Value });
  try {
    let at = skipSpace(text, 0);
    const isArray = text[at] === '[';
    if (isArray) at = skipSpace(text, at + 1);
    for (let isOpen = !isArray || text[at] !== ']'; isOpen; ) {
      const end = skipValue(text, at);
      yield entryAt(at, end);
      isOpen = isArray && hasNext(text, end);
      at = isOpen ? skipSpace(text, skipSpace(text, end) + 1) : end;
    }
    expectEnd(text, isArray ? skipSpace(text, at) + 1 : at);
  } catch (error) {
    yield brokenOff(text, error);
  }
}

/** Whether a comma, and so another element, stands behind this one. @throws JsonSyntax where neither a comma nor the end does */
function hasNext(text: string, end: number): boolean {
  const at = skipSpace(text, end);
  if (text[at] !== ',' && text[at] !== ']') throw new JsonSyntax(at, at >= text.length ? 'a comma or ], but the text ends' : `a comma or ] but got ${JSON.stringify(text[at])}`);
  return text[at] === ',';
}

function expectEnd(text: string, end: number): void {
  const at = skipSpace(text, end);
  if (at < text.length) throw new JsonSyntax(at, `the file to end but got ${JSON.stringify(text[at])}`);
}

function brokenOff(text: string, error: unknown): SourceEntry {
  if (!(error instanceof JsonSyntax)) throw error;
  const { line, column } = positionOf(text, error.offset);
  return unreadable(line, column, 'JSON', text.slice(Math.max(0, error.offset - 100), error.offset + 100), `${error.message} What follows was not read.`);
}

/** Positions are lost once the whole is parsed: entries are counted instead. */
function* member(text: string, items: string): Generator<SourceEntry> {
  try {
    expectEnd(text, skipValue(text, skipSpace(text, 0)));
  } catch (error) {
    return yield brokenOff(text, error);
  }
  const list = items.split('.').reduce<Value>((value, key) => (isObject(value) ? value[key] : undefined), JSON.parse(text) as Value);
  if (!Array.isArray(list)) return yield unreadable(1, undefined, 'ITEMS', null, `Expected a list at ${items} but found ${list === undefined ? 'nothing' : 'something else'} there.`);
  for (const [index, value] of (list as readonly Value[]).entries()) yield { ok: true, line: index + 1, value };
  return undefined;
}

/** Counts lines forward, so that a file is gone through once. */
class LineCounter {
  #line = 1;
  #at = 0;
  constructor(readonly text: string) {}

  lineOf(offset: number): number {
    for (let feed = this.text.indexOf('\n', this.#at); feed >= 0 && feed < offset; feed = this.text.indexOf('\n', this.#at)) {
      this.#line += 1;
      this.#at = feed + 1;
    }
    return this.#line;
  }
}
