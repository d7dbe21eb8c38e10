import { BytesReader } from './leaf-pages.js';

/** A segment of the full-text table: its leaves are numbered without gaps. */
export interface Segment {
  readonly id: number;
  readonly first: number;
  readonly last: number;
}

/** A level of segments; a higher one has older rows. */
export interface Level {
  /** How many of its segments are being merged into one of the next level. */
  readonly merging: number;
  /** Of all its segments, those too that have been merged whole. */
  readonly count: number;
  readonly segments: readonly Segment[];
  /** Where it stands in the structure's bytes, and where the next one does. */
  readonly from: number;
  readonly to: number;
}

/** Says that a structure is of a table that is `contentless_delete`, which has five more numbers of each segment. */
const SECOND_FORM = 0xff000001;
const COOKIE_BYTES = 4;

/** Where the structure of a full-text table stands in its `_data`. */
export const STRUCTURE_ID = 10;

/** The levels of a full-text table, the newest first, as FTS5 keeps them (`fts5StructureDecode` of SQLite's fts5_index.c). */
export function readLevels(structure: Uint8Array): readonly Level[] {
  const isSecond = structure.length >= 8 && new DataView(structure.buffer, structure.byteOffset).getUint32(4) === SECOND_FORM;
  const reader = new BytesReader(structure, isSecond ? 2 * COOKIE_BYTES : COOKIE_BYTES);
  const [levels] = [reader.number(), reader.number(), reader.number()];
  return Array.from({ length: levels }, () => readLevel(reader, isSecond ? 5 : 0));
}

/** The same structure without empty levels; null where it has none, or nothing else. Only of a table that is not `contentless_delete`. */
export function withoutEmptyLevels(structure: Uint8Array): Uint8Array | null {
  const levels = readLevels(structure);
  const left = levels.filter(({ count }) => count > 0);
  if (left.length === levels.length || left.length === 0) return null;
  const head = structure.slice(0, levels[0]?.from);
  // The number of levels is one byte, as there are never 128.
  head[COOKIE_BYTES] = left.length;
  return Buffer.concat([head, ...left.map(({ from, to }) => structure.subarray(from, to))]);
}

function readLevel(reader: BytesReader, more: number): Level {
  const from = reader.at;
  const [merging, count] = [reader.number(), reader.number()];
  const segments = Array.from({ length: count }, () => {
    const [id, first, last] = [reader.number(), reader.number(), reader.number()];
    // Origins, and numbers of tombstones and rows.
    for (let skipped = 0; skipped < more; skipped++) reader.number();
    return { id, first, last };
  });
  return { merging, count, segments: segments.filter(({ first }) => first > 0), from, to: reader.at };
}
