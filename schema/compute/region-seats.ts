/**
 * Longitude and latitude of the seat of each province of GB/T 2260, and of the cities where the clusters of the national
 * computing network stand; in degrees, to the nearest hundredth.
 */
const SEATS: Readonly<Record<string, readonly [longitude: number, latitude: number]>> = {
  110000: [116.41, 39.9], 120000: [117.2, 39.08], 130000: [114.51, 38.04], 130700: [114.89, 40.77], 140000: [112.55, 37.87], 150000: [111.75, 40.84],
  210000: [123.43, 41.81], 220000: [125.32, 43.82], 230000: [126.53, 45.8], 310000: [121.47, 31.23], 320000: [118.8, 32.06], 320500: [120.58, 31.3],
  330000: [120.16, 30.27], 340000: [117.23, 31.82], 340200: [118.43, 31.35], 350000: [119.3, 26.07], 360000: [115.86, 28.68], 370000: [117.12, 36.65],
  410000: [113.63, 34.75], 420000: [114.31, 30.59], 430000: [112.94, 28.23], 440000: [113.26, 23.13], 440200: [113.6, 24.81], 440300: [114.06, 22.54],
  450000: [108.37, 22.82], 460000: [110.2, 20.04], 500000: [106.55, 29.56], 510000: [104.07, 30.57], 520000: [106.63, 26.65], 530000: [102.83, 24.88],
  540000: [91.14, 29.65], 610000: [108.94, 34.34], 620000: [103.83, 36.06], 621000: [107.64, 35.71], 630000: [101.78, 36.62], 640000: [106.23, 38.49],
  640500: [105.2, 37.5], 650000: [87.62, 43.83], 710000: [121.56, 25.03], 810000: [114.17, 22.32], 820000: [113.54, 22.2],
};

const EARTH_RADIUS_KILOMETERS = 6_371;
/** What is said is not more exact than the seat of a region is. */
const STEP_KILOMETERS = 10;

/** The seat of the region itself, of its city, or of its province; null of the country as a whole and of what is no region. */
function seatOf(region: string): readonly [number, number] | null {
  if (!/^\d{6}$/.test(region)) return null;
  return SEATS[region] ?? SEATS[`${region.slice(0, 4)}00`] ?? SEATS[`${region.slice(0, 2)}0000`] ?? null;
}

/** Kilometres between the seats of two regions as the crow flies, in tens; null where one has none. */
export function distanceKilometers(one: string, other: string): number | null {
  const [from, to] = [seatOf(one), seatOf(other)];
  if (from === null || to === null) return null;
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const [west, south, east, north] = [...from, ...to].map(radians) as [number, number, number, number];
  const half = Math.sin((north - south) / 2) ** 2 + Math.cos(south) * Math.cos(north) * Math.sin((east - west) / 2) ** 2;
  return Math.round((2 * EARTH_RADIUS_KILOMETERS * Math.asin(Math.min(1, Math.sqrt(half)))) / STEP_KILOMETERS) * STEP_KILOMETERS;
}
