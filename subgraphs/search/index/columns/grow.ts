type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** `numbers` with room for at least `needed`, its contents kept; grows by half so that appending stays cheap. */
export function grow<Column extends Numbers>(numbers: Column, needed: number): Column {
  if (needed <= numbers.length) return numbers;
  const larger = new (numbers.constructor as new (length: number) => Column)(Math.max(needed, Math.ceil(numbers.length * 1.5), 1024));
  larger.set(numbers);
  return larger;
}
