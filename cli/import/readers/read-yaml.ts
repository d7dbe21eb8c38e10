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
    const lines = new LineCounter();
    const documents = parseAllDocuments(whole.text, { lineCounter: lines });
    if (!Array.isArray(documents)) return;
    for (const document of documents) yield* documentEntries(document as Document.Parsed, lines);
  };

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
