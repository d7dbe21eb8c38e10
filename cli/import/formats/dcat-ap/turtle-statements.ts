import { SourceFailure } from './source-failure.js';
import { newLines } from './utf8-chunks.js';

/** A statement of Turtle with its dot, or what is left when the file ends without one. */
export interface TurtleStatement {
  readonly text: string;
  /** Where it begins, from 1. */
  readonly line: number;
  readonly isWhole: boolean;
}

/** Where something begins that may hold a dot, and dots. */
const INTERESTING = /[<"'#.]/g;
/** What can follow the dot that ends a statement, but not a dot within a name or a number. */
const AFTER_END = /[\s<"'#[(@]/;

/** Cuts Turtle into its statements, so that one that is wrong costs no other. Nothing but the places of dots is judged. */
export async function* turtleStatements(chunks: AsyncIterable<string>, limitCharacters: number): AsyncGenerator<TurtleStatement> {
  let text = '';
  let line = 1;
  let scanned = 0;
  for await (const chunk of chunks) {
    text += chunk;
    let begin = 0;
    for (let found = scan(text, scanned, false); ; found = scan(text, found.at, false)) {
      scanned = found.at;
      if (!found.isEnd) break;
      const statement = text.slice(begin, found.at);
      yield { text: statement, line: firstLine(statement, line), isWhole: true };
      line += newLines(statement);
      begin = found.at;
    }
    text = text.slice(begin);
    scanned -= begin;
    if (text.length > limitCharacters) throw new SourceFailure(firstLine(text, line), 'TOO_LARGE', `Expected a statement of at most ${String(limitCharacters)} characters: is a quotation mark or a dot missing?`);
  }
  for (let begin = 0, found = scan(text, scanned, true); ; begin = found.at, found = scan(text, found.at, true)) {
    const statement = text.slice(begin, found.isEnd ? found.at : undefined);
    if (!isBlank(statement)) yield { text: statement, line: firstLine(statement, line), isWhole: found.isEnd };
    if (!found.isEnd) return;
    line += newLines(statement);
  }
}

/**
 * A statement whose names have the slashes that they must not have, escaped: DCAT-AP's own examples write
 * `ex:dataset/csv`. Outside of IRIs, texts and comments a slash can mean nothing else.
 */
export function withSlashesEscaped(text: string): string {
  let repaired = '';
  for (let at = 0; at < text.length; ) {
    INTERESTING.lastIndex = at;
    const begin = INTERESTING.exec(text)?.index ?? text.length;
    const end = text[begin] === '.' ? begin + 1 : begin < text.length ? (skip(text, begin, true) ?? text.length) : begin;
    repaired += text.slice(at, begin).replace(/(?<!\\)\//g, '\\/') + text.slice(begin, end);
    at = end;
  }
  return repaired;
}

interface Scan {
  /** Behind the dot, or where to look again when there is more text. */
  readonly at: number;
  readonly isEnd: boolean;
}

/** The end of the statement that goes on at `from`. A mark behind a backslash is a part of a name. */
function scan(text: string, from: number, isAll: boolean): Scan {
  let at = from;
  for (;;) {
    INTERESTING.lastIndex = at;
    const begin = INTERESTING.exec(text)?.index;
    if (begin === undefined) return { at: text.length, isEnd: false };
    if (text[begin - 1] === '\\') {
      at = begin + 1;
      continue;
    }
    if (text[begin] === '.') {
      const after = text[begin + 1];
      if (after === undefined && !isAll) return { at: begin, isEnd: false };
      if (after === undefined || AFTER_END.test(after)) return { at: begin + 1, isEnd: true };
      at = begin + 1;
      continue;
    }
    const end = skip(text, begin, isAll);
    if (end === undefined) return { at: isAll ? text.length : begin, isEnd: false };
    at = end;
  }
}

/** Behind an IRI, a comment or a string; undefined where the text ends within. */
function skip(text: string, begin: number, isAll: boolean): number | undefined {
  const mark = text[begin];
  if (mark === '#') return behind(text, '\n', begin);
  if (mark === '<') return behindFirst(text, /[>\s]/g, begin + 1);
  if (text.length < begin + 3) return undefined;
  const quote = mark as string;
  const isLong = text.startsWith(quote.repeat(3), begin);
  return isLong ? behindLong(text, quote.repeat(3), begin + 3, isAll) : behindFirst(text, quote === '"' ? /(?<=(?<!\\)(?:\\\\)*)["\n]/g : /(?<=(?<!\\)(?:\\\\)*)['\n]/g, begin + 1);
}

function behind(text: string, mark: string, from: number): number | undefined {
  const at = text.indexOf(mark, from);
  return at < 0 ? undefined : at + mark.length;
}

function behindFirst(text: string, pattern: RegExp, from: number): number | undefined {
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  return found ? found.index + 1 : undefined;
}

/** A long string may hold quotation marks, escaped ones, and up to two before those that end it. */
function behindLong(text: string, quotes: string, from: number, isAll: boolean): number | undefined {
  for (let at = text.indexOf(quotes, from); at >= 0; at = text.indexOf(quotes, at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 1) continue;
    let end = at + 3;
    while (end < at + 5 && text[end] === quotes[0]) end += 1;
    return end === text.length && end < at + 5 && !isAll ? undefined : end;
  }
  return undefined;
}

const isBlank = (text: string): boolean => text.replace(/#[^\n]*/g, '').trim() === '';

/** The line of the first thing that is said, behind blank lines and comments. */
function firstLine(text: string, line: number): number {
  const before = /^(?:\s+|#[^\n]*(?:\n|$))*/.exec(text)?.[0] ?? '';
  return line + newLines(before);
}
