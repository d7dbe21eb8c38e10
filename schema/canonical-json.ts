/** A JSON value: what canonical JSON can write. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * RFC 8785 canonical JSON: members sorted by UTF-16 code units (3.2.3), numbers and strings as ECMAScript writes
 * them (3.2.2), no white space. Members whose value is `undefined` are left out.
 *
 * @throws RangeError on NaN, an infinity or a lone surrogate, which I-JSON forbids
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return primitive(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members: string[] = [];
  const record = value as Readonly<Record<string, Json | undefined>>;
  for (const key of Object.keys(record).sort()) {
    const member = record[key];
    if (member !== undefined) members.push(`${primitive(key)}:${canonicalJson(member)}`);
  }
  return `{${members.join(',')}}`;
}

function primitive(value: null | boolean | number | string): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`Expected a finite number but got ${String(value)}.`);
  if (typeof value === 'string' && !value.isWellFormed()) throw new RangeError('Expected well-formed Unicode but got a lone surrogate.');
  return JSON.stringify(value);
}
