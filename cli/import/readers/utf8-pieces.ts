import { NotUtf8 } from './checked-utf8.js';
import { decodeUtf8, withoutMark } from './decode-utf8.js';

/**
 * Passes a stream on as text, strictly decoded, whether it has lines or not: a piece for each chunk.
 *
 * @throws NotUtf8, after all that stands before the bad byte
 */
export async function* utf8Pieces(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest: Uint8Array = new Uint8Array();
  let place = { line: 1, column: 1 };
  let isFirst = true;
  for await (const chunk of chunks) {
    const joined = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    if (isFirst && joined.length < 3) {
      rest = joined;
      continue;
    }
    const bytes = isFirst ? withoutMark(joined) : joined;
    isFirst = false;
    const whole = bytes.length - openCharacter(bytes);
    rest = bytes.subarray(whole);
    const text = yield* decoded(bytes.subarray(0, whole), place);
    place = advance(place, text);
  }
  yield* decoded(isFirst ? withoutMark(rest) : rest, place);
}

function* decoded(bytes: Uint8Array, place: Place): Generator<string, string> {
  const result = decodeUtf8(bytes);
  const text = result.ok ? result.text : result.readable;
  if (text !== '') yield text;
  if (result.ok) return text;
  const { line, column } = advance(place, text);
  throw new NotUtf8(line, column);
}

interface Place {
  readonly line: number;
  readonly column: number;
}

function advance({ line, column }: Place, text: string): Place {
  const feeds = text.split('\n');
  const last = [...(feeds.at(-1) ?? '')].length;
  return feeds.length === 1 ? { line, column: column + last } : { line: line + feeds.length - 1, column: last + 1 };
}

/** How many bytes at the end begin a character that the next chunk may end. */
function openCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return lengthOf(byte) > back ? back : 0;
  }
  return 0;
}

const lengthOf = (lead: number): number => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2);
