import { decodeUtf8, withoutMark } from './decode-utf8.js';

const LINE_FEED = 10;

/** A byte that is not UTF-8, by line and column from 1. */
export class NotUtf8 extends Error {
  override readonly name = 'NotUtf8';
  constructor(
    readonly line: number,
    readonly column: number,
  ) {
    super(`Line ${String(line)}, column ${String(column)} is not UTF-8.`);
  }
}

/** Passes a stream on as text, strictly decoded, in whole lines. @throws NotUtf8, after all lines before the bad one */
export async function* checkedUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let line = 1;
  let rest: Uint8Array = new Uint8Array();
  let isFirst = true;
  for await (const chunk of chunks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    if (bytes.length < 3) {
      rest = bytes;
      continue;
    }
    const marked = isFirst ? withoutMark(bytes) : bytes;
    isFirst = false;
    const cut = marked.lastIndexOf(LINE_FEED) + 1;
    rest = marked.subarray(cut);
    if (cut > 0) line += yield* decodeLines(marked.subarray(0, cut), line);
  }
  if (rest.length > 0) yield* decodeLines(isFirst ? withoutMark(rest) : rest, line);
}

/** Text is decoded in whole lines, where no character can be cut in two. @returns how many there were */
function* decodeLines(bytes: Uint8Array, line: number): Generator<string, number> {
  const decoded = decodeUtf8(bytes);
  if (decoded.ok) {
    yield decoded.text;
    return countLines(decoded.text);
  }
  const good = decoded.readable.lastIndexOf('\n') + 1;
  if (good > 0) yield decoded.readable.slice(0, good);
  throw new NotUtf8(line + countLines(decoded.readable), [...decoded.readable.slice(good)].length + 1);
}

const countLines = (text: string): number => text.split('\n').length - 1;
