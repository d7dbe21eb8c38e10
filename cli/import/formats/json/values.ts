import { isObject, toList, toText, type Value } from '../../mapping/value.js';

export type JsonObject = { readonly [key: string]: Value | undefined };

/** Members that name a thing which a format lets be a text or an object, the likelier first. */
const NAMING = ['@value', 'prefLabel', 'name', 'title', 'label', 'display_name', 'notation', '@id'] as const;

export const asObject = (value: Value): JsonObject => (isObject(value) ? value : {});

/** The text of a value, or of the object that it is. */
export function textOf(value: Value): string | undefined {
  if (!isObject(value)) return plainText(value);
  for (const name of NAMING) {
    const text = plainText(value[name]);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** The texts of a value that may be one or a list. */
export const textsOf = (value: Value): readonly string[] => [...new Set(elementsOf(value).map(textOf).filter((text) => text !== undefined))];

export const objectsOf = (value: Value): readonly JsonObject[] => elementsOf(value).filter(isObject);

/** The elements of a list, or the value alone; an object is one. */
export const elementsOf = (value: Value): readonly Value[] => (Array.isArray(value) ? toList(value) : isObject(value) ? [value] : toList(value));

function plainText(value: Value): string | undefined {
  const text = toText(value)?.replace(/[^\P{Cc}\t\r\n]/gu, '').trim();
  return text === undefined || text === '' || !text.isWellFormed() ? undefined : text;
}
