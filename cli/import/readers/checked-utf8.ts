import { decodeUtf8, withoutMark } from './decode-utf8.js';

/** A byte that is not UTF-8, by line and column from 1. */
export class NotUtf8 extends Error {
  override readonly name = 'NotUtf8';
  constructor(
    readonly line: number,
    readonly column: number,
    /** What stands before it in its line. */
    readonly readable: string,
  ) {
    super(`Line ${String(line)}, column ${String(column)} is not UTF-8.`);
  }
}

/** Passes a stream on as text, strictly decoded. @throws NotUtf8 */
export async function* checkedUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let line = 1;
  let lineText = '';
  let rest: Uint8Array = new Uint8Array();
  let isFirst = true;
  const advance = (text: string): void => {
    const lines = text.split('\n');
    line += lines.length - 1;
    lineText = lines.length > 1 ? (lines.at(-1) as string) : lineText + text;
  };
  const decode = (bytes: Uint8Array): string => {
    const decoded = decodeUtf8(bytes);
    if (decoded.ok) return decoded.text;
    advance(decoded.readable);
    throw new NotUtf8(line, [...lineText].length + 1, lineText);
  };
  for await (const chunk of chunks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const marked = isFirst ? withoutMark(bytes) : bytes;
    isFirst = false;
    const cut = lastLineEnd(marked);
    rest = marked.subarray(cut);
    if (cut === 0) continue;
    const text = decode(marked.subarray(0, cut));
    advance(text);
    yield text;
  }
  if (rest.length > 0) yield decode(rest);
}

/** Text is decoded up to a line's end, where no character can be cut in two. */
const lastLineEnd = (bytes: Uint8Array): number => bytes.lastIndexOf(10) + 1;
