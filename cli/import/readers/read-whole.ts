import { BAD_BYTE, decodeUtf8, withoutMark } from './decode-utf8.js';
import { positionOf } from './scan-json.js';
import { unreadable, type SourceEntry } from './source-reader.js';

/** The text of a whole file, or the entry that says where it is not UTF-8. */
export async function readWhole(bytes: AsyncIterable<Uint8Array>): Promise<{ readonly text: string } | { readonly entry: SourceEntry }> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  const decoded = decodeUtf8(withoutMark(Buffer.concat(chunks)));
  if (decoded.ok) return { text: decoded.text };
  const { line, column } = positionOf(decoded.readable, decoded.readable.length);
  return { entry: unreadable(line, column, 'ENCODING', decoded.readable.split('\n').at(-1) ?? null, BAD_BYTE) };
}
