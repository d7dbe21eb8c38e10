/** A part of a whole in percent: what is not all of it is not 100%, and what there is of it is not 0%. */
export function percent(count: number, of: number): string {
  const rounded = Math.round((100 * count) / of);
  return `${String(count > 0 && count < of ? Math.min(99, Math.max(1, rounded)) : rounded)}%`;
}
