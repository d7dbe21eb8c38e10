/** The code of the country as a whole. */
export const NATIONAL = '100000';

/**
 * What the codes of a region and of everything inside it begin with, by GB/T 2260: two digits name the province, two
 * the city, two the county. `100000` means data about the country as a whole, not everything inside it: who wants
 * all regions gives no region, and so a facet's count is what its value finds.
 */
export function regionPrefix(code: string): string {
  if (code === NATIONAL) return code;
  return code.replace(/(?:00){1,2}$/, '');
}

/**
 * The regions by which a code is counted: its province; or, below `within`, that region with all that is in it, and its
 * city in a province, its county in a city. So each finds by the filter what it counts.
 */
export function regionBuckets(code: string, within: string | null): readonly string[] {
  if (code === NATIONAL || !/^\d{6}$/.test(code)) return [code];
  const inside = within && within !== NATIONAL ? within : null;
  const depth = inside ? Math.min(6, regionPrefix(inside).length + 2) : 2;
  const below = code.slice(0, depth).padEnd(6, '0');
  return inside && inside !== below ? [inside, below] : [below];
}
