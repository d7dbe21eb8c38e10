import type { Records } from '../linked.js';
import { dcatDocument, type DcatDocumentOptions } from './dcat-document.js';
import { isList, isLiteral, type DcatLiteral, type DcatNode, type DcatValue } from './dcat-node.js';
import { PREFIXES } from './vocabulary.js';

const INDENT = '    ';

/** Writes records as Turtle, a chunk a record, as they come. Memory holds the ids of the records written, and no record. */
export async function* writeTurtle(records: Records, options?: DcatDocumentOptions): AsyncGenerator<string> {
  yield `${Object.entries(PREFIXES).map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .\n`).join('')}`; // prettier-ignore
  for await (const resource of dcatDocument(records, options)) yield statements(resource);
}

/** A resource, and after it those that it names and says something of. */
function statements(resource: DcatNode): string {
  const queue = [resource];
  let text = '';
  for (let next = queue.shift(); next; next = queue.shift()) text += `\n<${next.iri ?? ''}> ${predicates(next, INDENT, queue)} .\n`;
  return text;
}

function predicates({ types, properties }: DcatNode, indent: string, queue: DcatNode[]): string {
  const type = types.length > 0 ? [`a ${types.join(', ')}`] : [];
  return [...type, ...properties.map(([name, values]) => `${name} ${values.map((value) => object(value, indent, queue)).join(', ')}`)].join(` ;\n${indent}`);
}

function object(value: DcatValue, indent: string, queue: DcatNode[]): string {
  if (isLiteral(value)) return literal(value);
  const deeper = indent + INDENT;
  if (isList(value)) return `(${value.list.map((one) => `\n${deeper}${object(one, deeper, queue)}`).join('')}\n${indent})`;
  if (value.iri === undefined) return `[\n${deeper}${predicates(value, deeper, queue)}\n${indent}]`;
  if (value.types.length > 0 || value.properties.length > 0) queue.push(value);
  return `<${value.iri}>`;
}

function literal({ text, lang, datatype }: DcatLiteral): string {
  const quoted = `"${text.toWellFormed().replace(/[\u0000-\u001f"\\\u007f]/g, escape)}"`;
  if (lang !== undefined) return `${quoted}@${lang}`;
  return datatype === undefined ? quoted : `${quoted}^^${datatype}`;
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const escape = (character: string): string => ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
