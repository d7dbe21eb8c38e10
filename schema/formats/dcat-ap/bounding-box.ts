/*
 * Bounding boxes as well-known text (OGC 06-103r4). A box that crosses the 180th meridian (west greater than east) is cut
 * there in two, as RFC 7946, 3.1.9 advises, so that no number has to be changed.
 */

type Box = readonly [west: number, south: number, east: number, north: number];

export function boxToWkt([west = 0, south = 0, east = 0, north = 0]: readonly number[]): string {
  if (west <= east) return `POLYGON(${ring([west, south, east, north])})`;
  return `MULTIPOLYGON((${ring([west, south, 180, north])}), (${ring([-180, south, east, north])}))`;
}

const ring = ([west, south, east, north]: Box): string => {
  const corners = [[west, south], [east, south], [east, north], [west, north], [west, south]]; // prettier-ignore
  return `(${corners.map((corner) => corner.join(' ')).join(', ')})`;
};

/** The box around a geometry in well-known text; null where that is none. */
export function boxFromWkt(wkt: string): readonly number[] | null {
  const parts = wkt.replace(/^\s*<[^>]*>/, '').match(/\([^()]*\)/g)?.map(boxOfRing) ?? [];
  if (parts.length === 0 || parts.includes(null)) return null;
  const boxes = parts as readonly Box[];
  const [first, second] = boxes;
  const crosses = boxes.length === 2 && first?.[2] === 180 && second?.[0] === -180 && /^\s*MULTIPOLYGON/i.test(wkt);
  return crosses ? [first[0], Math.min(first[1], second[1]), second[2], Math.max(first[3], second[3])] : around(boxes);
}

function boxOfRing(text: string): Box | null {
  const points = text.slice(1, -1).split(',').map((point) => point.trim().split(/\s+/).map(Number));
  if (points.some((point) => point.length < 2 || !point.every(Number.isFinite))) return null;
  return around(points.map(([x = 0, y = 0]) => [x, y, x, y]));
}

const around = (boxes: readonly Box[]): Box =>
  boxes.reduce(([west, south, east, north], box) => [Math.min(west, box[0]), Math.min(south, box[1]), Math.max(east, box[2]), Math.max(north, box[3])]);
