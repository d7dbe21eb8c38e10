import type { Value } from '../mapping/value.js';
import { isObject } from '../mapping/value.js';
import { JsonSyntax, positionOf, skipSpace, skipValue } from './scan-json.js';
import { readWhole } from './read-whole.js';
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
  const start = skipSpace(text, 0);
  if (text[start] !== '[') return yield* element(text, start, new LineCounter(text), (end) => expectEnd(text, end));
  const lines = new LineCounter(text);
  let position = skipSpace(text, start + 1);
  while (text[position] !== ']') {
    let next = -1;
    yield* element(text, position, lines, (end) => (next = expectComma(text, end)));
    if (next < 0) return undefined;
    position = next;
  }
  return yield* guarded(text, () => expectEnd(text, position + 1));
}

function* element(text: string, from: number, lines: LineCounter, follow: (end: number) => void): Generator<SourceEntry> {
  let value: SourceEntry | undefined;
  const failure = guard(text, () => {
    const end = skipValue(text, from);
    value = { ok: true, line: lines.lineOf(from), value: JSON.parse(text.slice(from, end)) as Value };
    follow(end);
  });
  if (value) yield value;
  if (failure) yield failure;
}

function* guarded(text: string, check: () => void): Generator<SourceEntry> {
  const failure = guard(text, check);
  if (failure) yield failure;
}

function guard(text: string, check: () => void): SourceEntry | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (!(error instanceof JsonSyntax)) throw error;
    const { line, column } = positionOf(text, error.offset);
    return unreadable(line, column, 'JSON', text.slice(Math.max(0, error.offset - 100), error.offset + 100), `${error.message} What follows was not read.`);
  }
}

/** The offset of the next element, or of the closing bracket. */
function expectComma(text: string, end: number): number {
  const at = skipSpace(text, end);
  if (text[at] === ']') return at;
  if (text[at] !== ',') throw new JsonSyntax(at, at >= text.length ? 'a comma or ], but the text ends' : `a comma or ] but got ${JSON.stringify(text[at])}`);
  return skipSpace(text, at + 1);
}

function expectEnd(text: string, end: number): void {
  const at = skipSpace(text, end);
  if (at < text.length) throw new JsonSyntax(at, `the file to end but got ${JSON.stringify(text[at])}`);
}

function* member(text: string, items: string): Generator<SourceEntry> {
  let root: Value;
  const failure = guard(text, () => {
    expectEnd(text, skipValue(text, 0));
    root = JSON.parse(text) as Value;
  });
  if (failure) return yield failure;
  const list = items.split('.').reduce<Value>((value, key) => (isObject(value) ? value[key] : undefined), root);
  if (!Array.isArray(list)) return yield unreadable(1, undefined, 'ITEMS', null, `Expected a list at ${items} but found ${list === undefined ? 'nothing' : 'something else'} there.`);
  // Positions are lost once the whole is parsed: entries are counted instead.
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
