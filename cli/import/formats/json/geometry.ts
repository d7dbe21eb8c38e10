import { isObject, type Value } from '../../mapping/value.js';

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const MOST_POINTS = 100_000;

/**
 * The bounding box of a place, as west, south, east, north: of four numbers, a WKT text, a GeoJSON geometry, or either as
 * JSON in a text. Undefined where it is none that the globe has.
 */
export function readBox(value: Value): readonly number[] | undefined {
  if (typeof value === 'string') return boxOfText(value.trim());
  if (isObject(value) && Array.isArray(value['coordinates'])) return boxAround(pointsOf(value['coordinates'] as readonly Value[]));
  return undefined;
}

function boxOfText(text: string): readonly number[] | undefined {
  if (text.startsWith('{')) return boxOfJson(text);
  if (/^(?:<[^>]*>\s*)?(?:POLYGON|MULTIPOLYGON|POINT|MULTIPOINT|LINESTRING|ENVELOPE)/i.test(text)) return boxOfWkt(text.replace(/^<[^>]*>/, ''));
  const numbers = /^[\s\d.,;+eE-]+$/.test(text) ? (text.match(NUMBER) ?? []).map(Number) : [];
  return numbers.length === 4 ? checked(numbers) : undefined;
}

function boxOfJson(text: string): readonly number[] | undefined {
  try {
    const value = JSON.parse(text) as Value;
    return typeof value === 'string' ? undefined : readBox(value);
  } catch {
    return undefined; // A place that can't be read is left out, as any text that names one is.
  }
}

function boxOfWkt(text: string): readonly number[] | undefined {
  const numbers = (text.match(NUMBER) ?? []).map(Number);
  if (/^ENVELOPE/i.test(text)) return numbers.length === 4 ? checked([numbers[0], numbers[3], numbers[1], numbers[2]] as number[]) : undefined;
  const points: number[][] = [];
  for (let at = 0; at + 1 < numbers.length && points.length < MOST_POINTS; at += 2) points.push([numbers[at] as number, numbers[at + 1] as number]);
  return boxAround(points);
}

/** The positions of a geometry, however deep its coordinates are nested; without recursion, for a file decides how deep. */
function pointsOf(coordinates: readonly Value[]): readonly number[][] {
  const points: number[][] = [];
  const open: Value[] = [coordinates];
  while (open.length > 0 && points.length < MOST_POINTS) {
    const next = open.pop();
    if (!Array.isArray(next)) continue;
    const [x, y] = next as readonly Value[];
    if (typeof x === 'number' && typeof y === 'number') points.push([x, y]);
    else open.push(...(next as readonly Value[]).slice(0, MOST_POINTS));
  }
  return points;
}

function boxAround(points: readonly number[][]): readonly number[] | undefined {
  if (points.length === 0) return undefined;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x = NaN, y = NaN] of points) [west, south, east, north] = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
  return checked([west, south, east, north]);
}

function checked(box: readonly number[]): readonly number[] | undefined {
  const [west = NaN, south = NaN, east = NaN, north = NaN] = box;
  const isOnGlobe = [west, east].every((x) => Math.abs(x) <= 180) && [south, north].every((y) => Math.abs(y) <= 90) && south <= north;
  return isOnGlobe ? [west, south, east, north] : undefined;
}
