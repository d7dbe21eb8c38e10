import type { Records } from '../linked.js';
import { dcatDocument, type DcatDocumentOptions } from './dcat-document.js';
import { isList, isLiteral, type DcatNode, type DcatValue } from './dcat-node.js';
import { PREFIXES } from './vocabulary.js';

/** Writes records as one JSON-LD 1.1 document with its context inside, a chunk a record, as they come. Memory as in `writeTurtle`. */
export async function* writeJsonLd(records: Records, options?: DcatDocumentOptions): AsyncGenerator<string> {
  yield `{"@context":${JSON.stringify(PREFIXES)},\n"@graph":[`;
  let separator = '\n';
  for await (const resource of dcatDocument(records, options)) {
    yield separator + JSON.stringify(toJson(resource));
    separator = ',\n';
  }
  yield '\n]}\n';
}

type Json = string | { readonly [key: string]: Json | readonly Json[] };

function toJson(value: DcatValue): Json {
  if (isLiteral(value)) return literal(value);
  return isList(value) ? { '@list': value.list.map(toJson) } : resource(value);
}

function literal({ text, lang, datatype }: { readonly text: string; readonly lang?: string; readonly datatype?: string }): Json {
  const value = text.toWellFormed();
  if (lang !== undefined) return { '@language': lang, '@value': value };
  return datatype === undefined ? value : { '@type': datatype, '@value': value };
}

const resource = ({ iri, types, properties }: DcatNode): Json => ({
  ...(iri !== undefined && { '@id': iri }),
  ...(types.length > 0 && { '@type': types }),
  ...Object.fromEntries(properties.map(([name, values]) => [name, values.map(toJson)])),
});
