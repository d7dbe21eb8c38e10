import type { Check } from '../report.js';

/** Every item checked at its own place; a repeated one is kept once. */
export const list =
  <Input, Output>(check: Check<Input, Output>, max: number): Check<readonly Input[], readonly Output[]> =>
  (values, field, report) => {
    if (values.length > max) return report('TOO_MANY', field, `${String(values.length)} items`, `Expected at most ${String(max)} items: split the record.`);
    const items = new Map<string, Output>();
    values.forEach((value, index) => {
      const item = check(value, `${field}[${String(index)}]`, report);
      if (item !== undefined) items.set(JSON.stringify(item), item);
    });
    return [...items.values()];
  };

/** The checks of an object's members, the names of those that it must have first. */
export const object =
  <Output extends object>(required: readonly (keyof Output & string)[], checks: { readonly [Key in keyof Output]-?: Check<never, NonNullable<Output[Key]>> }): Check<object, Output> =>
  (value, field, report) => {
    const output: Record<string, unknown> = {};
    for (const [key, check] of Object.entries(checks) as [string, Check<unknown, unknown>][]) {
      const member = (value as Readonly<Record<string, unknown>>)[key];
      const path = `${field}.${key}`;
      if (member === undefined || member === null) {
        if ((required as readonly string[]).includes(key)) report('REQUIRED', path, null, `Expected ${key}: add it, or leave out ${field}.`);
        continue;
      }
      const clean = check(member, path, report);
      if (clean !== undefined) output[key] = clean;
    }
    return output as Output;
  };
