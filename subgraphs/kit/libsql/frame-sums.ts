/**
 * Makes the function that takes the sums before the frame for those behind it (fileformat2.html, 4.2): of the first 8 bytes of its header and of its page.
 *
 * @param headerBytes of the frame: the page follows
 * @param isLittle whether words are taken with the lowest byte first
 */
export function frameSums(frame: Buffer, headerBytes: number, isLittle: boolean): (sums: Buffer) => Buffer {
  const words = new DataView(frame.buffer, frame.byteOffset, frame.length);
  const parts = [[0, 8], [headerBytes, frame.length]] as const;
  return (sums) => {
    let [first, second] = [sums.readInt32BE(0), sums.readInt32BE(4)];
    for (const [from, to] of parts) {
      for (let at = from; at < to; at += 8) {
        first = (first + words.getInt32(at, isLittle) + second) | 0;
        second = (second + words.getInt32(at + 4, isLittle) + first) | 0;
      }
    }
    sums.writeInt32BE(first, 0);
    sums.writeInt32BE(second, 4);
    return sums;
  };
}
