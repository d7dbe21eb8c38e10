import { byteLines } from './byte-lines.js';

const LINE_LIMIT_BYTES = 64 * 1024 * 1024;

/** A byte that is not GB18030, or a line without an end; by line from 1. */
export class NotGb18030 extends Error {
  override readonly name = 'NotGb18030';
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Passes a stream on as text, strictly decoded, line by line: no character of GB 18030-2022 has a line feed in it.
 *
 * @throws NotGb18030, after all lines before the bad one
 */
export async function* checkedGb18030(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  for await (const { number, bytes } of byteLines(chunks, LINE_LIMIT_BYTES)) {
    if (bytes === null) throw new NotGb18030(number, `Expected a line of at most ${String(LINE_LIMIT_BYTES)} bytes.`);
    yield `${decodeLine(bytes, number)}\n`;
  }
}

function decodeLine(bytes: Uint8Array, line: number): string {
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  } catch {
    throw new NotGb18030(line, 'Expected GB18030, which the headings are in, but a byte is not.');
  }
}
