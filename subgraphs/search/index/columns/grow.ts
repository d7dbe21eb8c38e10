type Numbers = Uint8Array | Uint16Array | Uint32Array | Int16Array | Int32Array | Float32Array | Float64Array;

/** `numbers` with room for at least `needed`, its contents kept; grows by a quarter, so that appending stays cheap and little lies idle. */
export function grow<Column extends Numbers>(numbers: Column, needed: number): Column {
  if (needed <= numbers.length) return numbers;
  const larger = new (numbers.constructor as new (length: number) => Column)(Math.max(needed, Math.ceil(numbers.length * 1.25), 1024));
  larger.set(numbers);
  return larger;
}

/** A column of whole numbers, as wide as its largest. */
export type WholeNumbers = Uint8Array | Uint16Array | Uint32Array;

/** `column`, or a wider copy of it where `number` does not fit. Most dictionaries are small, and half a column is read twice as fast. */
export function wideEnough(column: WholeNumbers, number: number): WholeNumbers {
  const bytes = column.BYTES_PER_ELEMENT;
  if (bytes === 4 || number < (bytes === 1 ? 2 ** 8 : 2 ** 16)) return column;
  return number < 2 ** 16 ? new Uint16Array(column) : new Uint32Array(column);
}
