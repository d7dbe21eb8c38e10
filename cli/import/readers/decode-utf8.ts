/** Bytes are UTF-8, or where they first are not: a byte's position from 0. */
export type Decoded = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly at: number; readonly readable: string };

export const BAD_BYTE = 'Expected UTF-8 but a byte is not: convert the file first, for example with iconv -f GB18030 -t UTF-8.';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Decodes strictly: no byte is replaced. */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  try {
    return { ok: true, text: strict.decode(bytes) };
  } catch {
    const at = firstBadByte(bytes);
    return { ok: false, at, readable: strict.decode(bytes.subarray(0, at)) };
  }
}

/** The length of the longest beginning that is UTF-8 and ends with a whole character. */
function firstBadByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isBeginning(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return wholeCharacters(bytes, good);
}

function isBeginning(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** A character that was begun but not ended is not counted: its first byte is the one that is wrong. */
function wholeCharacters(bytes: Uint8Array, length: number): number {
  for (let cut = length; cut > length - 4 && cut >= 0; cut -= 1) {
    try {
      strict.decode(bytes.subarray(0, cut));
      return cut;
    } catch {
      continue;
    }
  }
  return length;
}

/** What a file begins with, if it is a mark of its encoding: UTF-8's is dropped. @throws Error on UTF-16 */
export function withoutMark(bytes: Uint8Array): Uint8Array {
  const [first, second, third] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) throw new Error(BAD_BYTE.replace('a byte is not', 'the file is UTF-16').replace('GB18030', 'UTF-16'));
  return first === 0xef && second === 0xbb && third === 0xbf ? bytes.subarray(3) : bytes;
}
