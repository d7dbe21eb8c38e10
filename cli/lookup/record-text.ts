import type { ExportRecord } from '../../schema/formats/export-record.js';
import { textIn, type FindLinked } from '../../schema/formats/linked.js';
import { padded } from './text-width.js';

const LINKS: ReadonlySet<string> = new Set(['owner', 'series', 'parent', 'conformsTo', 'derivedFrom', 'servesDatasets', 'supersedes', 'uses', 'metBy']);
const LABEL_WIDTH = 16;

/** A record for people: its title, then a line a field in the contract's words, links with the names of what they lead to. */
export function recordText({ id, titles, descriptions, ...fields }: ExportRecord, linked: FindLinked): string {
  const described = descriptions === undefined ? [] : ['', textIn(descriptions, 'zh')?.text ?? ''];
  const lines = Object.entries(fields).flatMap(([field, value]) => fieldLines(field, value, linked));
  return `${[textIn(titles, 'zh')?.text, ...titles.slice(1).map(({ text }) => text), id, ...described, '', ...lines].join('\n')}\n`;
}

function fieldLines(field: string, value: unknown, linked: FindLinked): readonly string[] {
  const values = Array.isArray(value) && typeof value[0] === 'object' ? value : [value];
  return values.map((one, index) => padded(index === 0 ? field : '', LABEL_WIDTH) + valueText(field, one, linked));
}

function valueText(field: string, value: unknown, linked: FindLinked): string {
  if (Array.isArray(value)) return value.map((one) => valueText(field, one, linked)).join(', ');
  if (typeof value === 'object' && value !== null) return Object.entries(value).map(([key, one]) => `${key}: ${String(one)}`).join(', ');
  const text = String(value);
  const name = LINKS.has(field) ? textIn(linked(text)?.titles, 'zh')?.text : undefined;
  return name === undefined ? text : `${text} ${name}`;
}
