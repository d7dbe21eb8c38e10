import type { Value } from '../mapping/value.js';
import { byteLines, type ByteLine } from './byte-lines.js';
import { BAD_BYTE, decodeUtf8, withoutMark } from './decode-utf8.js';
import { JsonSyntax, skipSpace, skipValue } from './scan-json.js';
import { unreadable, type SourceEntry, type SourceReader } from './source-reader.js';

/** No record of a catalog is this long; a file that is no NDJSON may be. */
const LINE_LIMIT_BYTES = 64 * 1024 * 1024;

/** One JSON value a line, whatever its line ends; blank lines are passed by. A bad line costs only itself. */
export const readNdjson =
  (limitBytes: number = LINE_LIMIT_BYTES): SourceReader =>
  async function* (bytes) {
    for await (const line of byteLines(bytes, limitBytes)) {
      const entry = readLine(line, limitBytes);
      if (entry) yield entry;
    }
  };

function readLine({ number, bytes }: ByteLine, limitBytes: number): SourceEntry | undefined {
  if (bytes === null) return unreadable(number, undefined, 'LINE_LENGTH', null, `Expected a line of at most ${String(limitBytes)} bytes: is this a file of one JSON value a line?`);
  const decoded = decodeUtf8(number === 1 ? withoutMark(bytes) : bytes);
  if (!decoded.ok) return unreadable(number, [...decoded.readable].length + 1, 'ENCODING', decoded.readable, BAD_BYTE);
  const { text } = decoded;
  return text.trim() === '' ? undefined : parseEntry(text, number);
}

function parseEntry(text: string, line: number): SourceEntry {
  try {
    return { ok: true, line, value: JSON.parse(text) as Value };
  } catch (error) {
    const { offset, expected } = locate(text) ?? { offset: text.length, expected: (error as Error).message };
    return unreadable(line, [...text.slice(0, offset)].length + 1, 'JSON', text.slice(Math.max(0, offset - 100), offset + 100), `Expected ${expected}.`);
  }
}

/** The engine's own message does not always say where; this does. */
function locate(text: string): JsonSyntax | undefined {
  try {
    const end = skipSpace(text, skipValue(text, 0));
    return end < text.length ? new JsonSyntax(end, `the line to end after one value but got ${JSON.stringify(text[end])}`) : undefined;
  } catch (error) {
    if (error instanceof JsonSyntax) return error;
    throw error;
  }
}
