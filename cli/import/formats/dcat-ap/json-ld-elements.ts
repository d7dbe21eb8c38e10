import { JsonSyntax, positionOf, skipSpace, skipValue } from '../../readers/scan-json.js';
import { newLines } from './utf8-chunks.js';
import { SourceFailure } from './source-failure.js';

/** One resource of a JSON-LD document, as text, and where it begins. */
export interface JsonLdElement {
  readonly text: string;
  readonly line: number;
}

export interface JsonLdDocument {
  /** The document's own `@context`; undefined where it has none. */
  readonly context: unknown;
  readonly elements: readonly JsonLdElement[];
}

/** Takes a document apart into its resources: the elements of an array or of `@graph`, else the document itself. @throws SourceFailure */
export function jsonLdElements(text: string): JsonLdDocument {
  try {
    const begin = skipSpace(text, 0);
    const end = skipValue(text, begin);
    if (skipSpace(text, end) < text.length) throw new JsonSyntax(skipSpace(text, end), 'the file to end');
    return takeApart(text, begin, end);
  } catch (error) {
    if (!(error instanceof JsonSyntax)) throw error;
    const { line, column } = positionOf(text, error.offset);
    throw new SourceFailure(line, 'JSON', `${error.message} Nothing of the file was imported.`, text.slice(Math.max(0, error.offset - 100), error.offset + 100), column);
  }
}

function takeApart(text: string, begin: number, end: number): JsonLdDocument {
  if (text[begin] === '[') return { context: undefined, elements: elementsOf(text, begin) };
  if (text[begin] !== '{') throw new JsonSyntax(begin, 'an object or an array');
  const members = new Map([...membersOf(text, begin)].map(({ name, at, until }) => [name, { at, until }]));
  const graph = members.get('@graph');
  const context = members.get('@context');
  const parsed: unknown = context && JSON.parse(text.slice(context.at, context.until));
  const isWrapper = graph !== undefined && text[graph.at] === '[' && [...members.keys()].every((name) => name === '@context' || name === '@graph' || name === '@id');
  if (isWrapper) return { context: parsed, elements: elementsOf(text, graph.at) };
  return { context: undefined, elements: [{ text: text.slice(begin, end), line: 1 + newLines(text.slice(0, begin)) }] };
}

function elementsOf(text: string, begin: number): readonly JsonLdElement[] {
  const elements: JsonLdElement[] = [];
  let line = 1;
  let counted = 0;
  for (let at = skipSpace(text, begin + 1); text[at] !== ']'; ) {
    line += newLines(text.slice(counted, at));
    counted = at;
    const end = skipValue(text, at);
    elements.push({ text: text.slice(at, end), line });
    const after = skipSpace(text, end);
    at = text[after] === ',' ? skipSpace(text, after + 1) : after;
  }
  return elements;
}

function* membersOf(text: string, begin: number): Generator<{ readonly name: string; readonly at: number; readonly until: number }> {
  for (let at = skipSpace(text, begin + 1); text[at] !== '}'; ) {
    const nameEnd = skipValue(text, at);
    const value = skipSpace(text, skipSpace(text, nameEnd) + 1);
    const until = skipValue(text, value);
    yield { name: JSON.parse(text.slice(at, nameEnd)) as string, at: value, until };
    const after = skipSpace(text, until);
    at = text[after] === ',' ? skipSpace(text, after + 1) : after;
  }
}
