import { TextDecoder } from 'node:util';
import { BAD_BYTE, decodeUtf8, withoutMark } from '../../readers/decode-utf8.js';
import { SourceFailure } from './source-failure.js';

/** Passes a stream on as text, strictly decoded. @throws SourceFailure where a byte is not UTF-8, or there are too many */
export async function* utf8Chunks(chunks: AsyncIterable<Uint8Array>, limitBytes: number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  let bytes = 0;
  for await (const chunk of chunks) {
    if (bytes === 0) refuseUtf16(chunk);
    bytes += chunk.length;
    if (bytes > limitBytes) throw new SourceFailure(line, 'TOO_LARGE', `Expected a file of at most ${String(limitBytes)} bytes: split it by its resources.`);
    const text = decode(decoder, chunk, line);
    line += newLines(text);
    yield text;
  }
  yield decode(decoder, undefined, line);
}

function decode(decoder: TextDecoder, chunk: Uint8Array | undefined, line: number): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw new SourceFailure(line + (chunk ? linesBefore(chunk) : 0), 'ENCODING', BAD_BYTE);
  }
}

/** Lines before the first bad byte. The beginning may be the end of a character that an earlier chunk began. */
function linesBefore(chunk: Uint8Array): number {
  const decoded = decodeUtf8(chunk.subarray(chunk.findIndex((byte) => byte < 0x80 || byte >= 0xc0)));
  return decoded.ok ? 0 : newLines(decoded.readable);
}

function refuseUtf16(chunk: Uint8Array): void {
  try {
    withoutMark(chunk);
  } catch (error) {
    throw new SourceFailure(1, 'ENCODING', error instanceof Error ? error.message : BAD_BYTE);
  }
}

export function newLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
