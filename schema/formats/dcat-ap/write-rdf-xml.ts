import type { Records } from '../linked.js';
import { xmlText } from '../xml-text.js';
import { dcatDocument, type DcatDocumentOptions } from './dcat-document.js';
import { isList, isLiteral, type DcatLiteral, type DcatNode, type DcatValue } from './dcat-node.js';
import { expandName, PREFIXES, type Name } from './vocabulary.js';

const INDENT = '  ';

/** Writes records as RDF/XML, a chunk a record, as they come. Memory as in `writeTurtle`. */
export async function* writeRdfXml(records: Records, options?: DcatDocumentOptions): AsyncGenerator<string> {
  const namespaces = Object.entries(PREFIXES).map(([prefix, iri]) => `\n  xmlns:${prefix}="${xmlText(iri)}"`);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF${namespaces.join('')}>\n`;
  for await (const resource of dcatDocument(records, options)) yield element(resource, INDENT);
  yield '</rdf:RDF>\n';
}

/** A resource as an element of its first class (RDF 1.1 XML Syntax, 2.13). */
function element({ iri, types: [type = 'rdf:Description', ...types], properties }: DcatNode, indent: string): string {
  const about = iri === undefined ? '' : ` rdf:about="${xmlText(iri)}"`;
  const deeper = indent + INDENT;
  const inside = [...types.map((one) => `${deeper}<rdf:type rdf:resource="${xmlText(expandName(one))}"/>\n`), ...properties.flatMap(([name, values]) => values.map((value) => property(name, value, deeper)))];
  return inside.length === 0 ? `${indent}<${type}${about}/>\n` : `${indent}<${type}${about}>\n${inside.join('')}${indent}</${type}>\n`;
}

function property(name: Name, value: DcatValue, indent: string): string {
  if (isLiteral(value)) return `${indent}<${name}${kindOf(value)}>${xmlText(value.text)}</${name}>\n`;
  const members = isList(value) ? value.list : [value];
  if (!isList(value) && value.iri !== undefined && value.types.length === 0 && value.properties.length === 0) return `${indent}<${name} rdf:resource="${xmlText(value.iri)}"/>\n`;
  return `${indent}<${name}${isList(value) ? ' rdf:parseType="Collection"' : ''}>\n${members.map((one) => element(one, indent + INDENT)).join('')}${indent}</${name}>\n`;
}

function kindOf({ lang, datatype }: DcatLiteral): string {
  if (lang !== undefined) return ` xml:lang="${lang}"`;
  return datatype === undefined ? '' : ` rdf:datatype="${xmlText(expandName(datatype))}"`;
}
