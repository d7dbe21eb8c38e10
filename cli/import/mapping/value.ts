/** A value of a source line, as JSON, CSV or YAML has it. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value | undefined } | undefined;

/** Nothing was said: absent, null, a blank text or a list of nothing. */
export const isBlank = (value: Value): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.every(isBlank));

export const isObject = (value: Value): value is { readonly [key: string]: Value | undefined } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The elements of a list, the values of an object, else the value alone; without those that say nothing. */
export function toList(value: Value): readonly Value[] {
  const all = Array.isArray(value) ? (value as readonly Value[]) : isObject(value) ? Object.values(value) : [value];
  return all.filter((one) => !isBlank(one));
}

/** How a text of the record is written from a value; undefined where the value is no text. */
export function toText(value: Value): string | undefined {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
