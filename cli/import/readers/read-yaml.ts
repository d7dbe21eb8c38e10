import { isSeq, LineCounter, parseAllDocuments, type Document } from 'yaml';
import type { Value } from '../mapping/value.js';
import { readWhole } from './read-whole.js';
import { unreadable, type SourceEntry, type SourceReader } from './source-reader.js';

/** The elements of a YAML file's list, or its documents where it has several. A document with a mistake costs itself. */
export const readYaml = (): SourceReader =>
  async function* (bytes) {
    const whole = await readWhole(bytes);
    if ('entry' in whole) {
      yield whole.entry;
      return;
    }
    if (whole.text.length > MOST_CHARACTERS) {
      yield unreadable(1, undefined, 'TOO_LARGE', null, `Expected YAML of at most ${String(MOST_CHARACTERS)} characters but it has ${String(whole.text.length)}: write a larger source as NDJSON. Nothing of the file was read.`);
      return;
    }
    const deep = firstTooDeep(whole.text);
    if (deep !== undefined) {
      yield unreadable(deep, undefined, 'DEPTH', null, `Expected YAML nested at most ${String(MOST_DEPTH)} deep. Nothing of the file was read.`);
      return;
    }
    const lines = new LineCounter();
    const documents = parseAllDocuments(whole.text, { lineCounter: lines, prettyErrors: false });
    if (!Array.isArray(documents)) return;
    for (const document of documents) yield* documentEntries(document as Document.Parsed, lines);
  };

/** The parser holds hundreds of bytes for each of them. */
const MOST_CHARACTERS = 1024 * 1024;
/** The parser takes time and memory that grow with the square of it. */
const MOST_DEPTH = 200;
const NESTED_LINE = new RegExp(`^ {${String(MOST_DEPTH * 8)}}|^\\s*(?:[-?:][ \\t]+){${String(MOST_DEPTH)}}`);

/** The first line that nests too deep: by its indentation, by indicators one behind the other, or by open brackets. */
function firstTooDeep(text: string): number | undefined {
  let open = 0;
  for (const [index, line] of text.split('\n').entries()) {
    if (NESTED_LINE.test(line)) return index + 1;
    for (const character of line) {
      if (character === '[' || character === '{') open += 1;
      else if (character === ']' || character === '}') open = Math.max(0, open - 1);
      if (open > MOST_DEPTH) return index + 1;
    }
  }
  return undefined;
}

function* documentEntries(document: Document.Parsed, lines: LineCounter): Generator<SourceEntry> {
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    yield unreadable(line, col, 'YAML', null, error.message);
    return;
  }
  const lineOf = (node: unknown): number => lines.linePos((node as { range?: [number] } | null)?.range?.[0] ?? 0).line;
  const { contents } = document;
  if (!isSeq(contents)) {
    if (contents !== null) yield entryOf(lineOf(contents), () => document.toJS() as Value);
    return;
  }
  for (const item of contents.items) yield entryOf(lineOf(item), () => (item as { toJS(doc: Document): Value }).toJS(document));
}

/** Aliases are counted only when they are followed: few of them can stand for any amount of text. */
function entryOf(line: number, follow: () => Value): SourceEntry {
  try {
    return { ok: true, line, value: follow() };
  } catch (error) {
    return unreadable(line, undefined, 'YAML', null, `Expected an entry that can be held: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
