/** Levels on either side of zero: eight bits a number for records, four for queries, whose vectors travel in cursors. */
const RECORD_LEVELS = 127;
const QUERY_LEVELS = 7;
const QUERY_ZERO = 8;

/** A vector in a byte for each number; its length is lost, which likeness does not ask for. */
export const packRecord = (vector: Float32Array): Int8Array => Int8Array.from(steps(vector, RECORD_LEVELS));

/** A vector in half a byte for each number. */
export function packQuery(vector: Float32Array): Uint8Array {
  const packed = new Uint8Array(Math.ceil(vector.length / 2));
  steps(vector, QUERY_LEVELS).forEach((step, place) => {
    packed[place >>> 1] = (packed[place >>> 1] as number) | ((step + QUERY_ZERO) << (place & 1 ? 4 : 0));
  });
  return packed;
}

/** The numbers that were packed; of an odd number of them one more, which is zero. */
export function unpackQuery(packed: Uint8Array): Int8Array {
  const vector = new Int8Array(packed.length * 2);
  packed.forEach((pair, place) => {
    vector[place * 2] = (pair & 15) - QUERY_ZERO;
    vector[place * 2 + 1] = pair >>> 4 === 0 ? 0 : (pair >>> 4) - QUERY_ZERO;
  });
  return vector;
}

/** The cosine of the angle between two vectors; null where their dimensions are not the same. Equal numbers give an equal answer on every machine. */
export function likeness(one: Int8Array, other: Int8Array): number | null {
  const size = Math.min(one.length, other.length);
  if (Math.abs(one.length - other.length) > 1) return null;
  let [product, ones, others] = [0, 0, 0];
  for (let place = 0; place < size; place++) {
    const [a, b] = [one[place] as number, other[place] as number];
    product += a * b;
    ones += a * a;
    others += b * b;
  }
  return ones === 0 || others === 0 ? null : product / Math.sqrt(ones * others);
}

/** The same direction at length 1; as it is where it has none. */
export function unitOf(vector: Int8Array): Float32Array {
  const length = Math.hypot(...vector);
  return Float32Array.from(vector, (value) => (length === 0 ? 0 : value / length));
}

function steps(vector: Float32Array, levels: number): readonly number[] {
  const most = vector.reduce((far, value) => Math.max(far, Math.abs(value)), 0);
  return Array.from(vector, (value) => (most === 0 ? 0 : Math.round((value / most) * levels)));
}
