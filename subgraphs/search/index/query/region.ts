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

/** The region by which a code is counted below `within`: its province, or inside a province its city, or its county. */
export function regionBucket(code: string, within: string | null): string {
  if (code === NATIONAL || !/^\d{6}$/.test(code)) return code;
  const depth = within && within !== NATIONAL ? Math.min(6, regionPrefix(within).length + 2) : 2;
  return code.slice(0, depth).padEnd(6, '0');
}
