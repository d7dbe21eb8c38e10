import type { DataItem } from '../export-record.js';

/*
 * How several values stand in one cell. What is written here is read back as it was; what people write by hand is read as
 * they mean it.
 */

/** Written for a value that is not there, where others in the cell are. */
export const NONE = '无';

const SAYS_NONE = /^(?:无|没有|[-—–/\\]+|n\/a|none|null)$/i;
const SEPARATOR = /[、，,；;]+/;
const ITEM = /^(.+?)\s*(?:[(（]\s*([^()（）]+(?:\([^()]*\)|（[^（）]*）)?)\s*[)）]|[:：]\s*([^:：]+))$/;

/** A cell's text; undefined where it is blank or says that there is nothing. */
export function cellText(text: string | undefined): string | undefined {
  const clean = (text ?? '').replace(/^'(?='*[=+\-@\t\r])/, '').trim();
  return clean === '' || SAYS_NONE.test(clean) ? undefined : clean;
}

/** Values on lines of their own, or in one line with 、，；between them. */
export function readList(text: string | undefined): readonly string[] {
  const clean = cellText(text);
  if (clean === undefined) return [];
  const parts = clean.includes('\n') ? clean.split('\n') : clean.split(SEPARATOR);
  return parts.map(cellText).filter((part) => part !== undefined);
}

export function writeList(values: readonly string[]): string {
  const plain = values.map(oneLine);
  if (!plain.some((value) => SEPARATOR.test(value))) return plain.join('、');
  return plain.length === 1 ? `${String(plain[0])}\n${NONE}` : plain.join('\n');
}

/** The values of each line, with undefined where a line says that there is none. */
export const readLines = (text: string | undefined): readonly (string | undefined)[] => (cellText(text) === undefined ? [] : (text ?? '').split('\n').map(cellText));

/** One line for each value; nothing where none has one. */
export function writeLines(values: readonly (string | undefined)[]): string {
  return values.every((value) => value === undefined) ? '' : values.map((value) => (value === undefined ? NONE : oneLine(value))).join('\n');
}

/** 信息项 in one cell: `名称|类型` or `名称（类型）` or `名称：类型` or `名称` each. */
export function readItems(text: string | undefined): readonly DataItem[] {
  const clean = cellText(text) ?? '';
  const parts = clean.includes('\n') || clean.includes('|') ? clean.split('\n') : splitOutside(clean);
  return parts.map((part) => part.trim()).filter(Boolean).map(readItem);
}

/** No name and type of an item are as long as this; what is longer is no item, which a node says. */
const LONGEST_ITEM = 1_000;

function readItem(text: string): DataItem {
  if (text.length > LONGEST_ITEM) return { name: text };
  const bar = text.lastIndexOf('|');
  const [name, dataType] = bar >= 0 ? [text.slice(0, bar).trim(), text.slice(bar + 1).trim()] : [ITEM.exec(text)?.[1] ?? text, (ITEM.exec(text)?.[2] ?? ITEM.exec(text)?.[3] ?? '').trim()];
  return dataType === '' ? { name } : { name, dataType };
}

/** Separators inside of brackets belong to a type: `金额（数值型，2位小数）`. */
function splitOutside(text: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if ('(（'.includes(character)) depth += 1;
    if (')）'.includes(character)) depth = Math.max(0, depth - 1);
    if (depth === 0 && SEPARATOR.test(character)) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

export const writeItems = (items: readonly DataItem[]): string =>
  items
    .map(({ name, dataType }) => {
      const plain = oneLine(name);
      if (dataType !== undefined) return `${plain}|${oneLine(dataType)}`;
      return items.length === 1 || /[|()（）:：]/.test(plain) || SEPARATOR.test(plain) ? `${plain}|` : plain;
    })
    .join('\n');

/** A cell's value must not end its line there. */
export const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ');
