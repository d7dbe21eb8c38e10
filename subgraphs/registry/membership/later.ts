/** The later of two RFC 3339 instants; null is before all. */
export const later = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && Date.parse(other) > Date.parse(one)) ? other : one;
