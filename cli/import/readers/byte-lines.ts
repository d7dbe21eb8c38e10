/** A line of bytes without its end; `bytes` is null where it is longer than the limit. */
export interface ByteLine {
  readonly number: number;
  readonly bytes: Uint8Array | null;
}

const LINE_FEED = 10;

/** Cuts a stream of bytes into lines at U+000A; what is over the limit is passed by without being kept. */
export async function* byteLines(chunks: AsyncIterable<Uint8Array>, limitBytes: number): AsyncGenerator<ByteLine> {
  let number = 1;
  let kept: Uint8Array[] = [];
  let length = 0;
  const keep = (bytes: Uint8Array): void => {
    length += bytes.length;
    if (length > limitBytes) kept = [];
    else if (bytes.length > 0) kept.push(bytes);
  };
  const cut = (): ByteLine => {
    const line = { number, bytes: length > limitBytes ? null : Buffer.concat(kept) };
    [number, kept, length] = [number + 1, [], 0];
    return line;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      keep(chunk.subarray(from, end));
      yield cut();
      from = end + 1;
    }
    keep(chunk.subarray(from));
  }
  if (length > 0) yield cut();
}
