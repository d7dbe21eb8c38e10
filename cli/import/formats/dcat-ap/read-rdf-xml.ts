import { Readable, type Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Quad } from 'n3';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import type { RdfGraph, RdfTerm } from '../../../../schema/formats/dcat-ap/rdf-graph.js';
import { asResource, asTerm } from './as-term.js';
import { asFailure, SourceFailure } from './source-failure.js';

/** How much may stand before the first element. */
const PROLOG_CHARACTERS = 64 * 1024;
const ROOT = /<[A-Za-z_]/;

/**
 * Reads RDF/XML into a graph. XML that is not well-formed can't be read any further, and what was read before may lack
 * what would have followed: nothing of such a file counts.
 *
 * @throws SourceFailure
 */
export async function readRdfXml(chunks: AsyncIterable<string>, graph: RdfGraph, { depth }: { readonly depth: number }): Promise<void> {
  const parser = new RdfXmlParser({ trackPosition: true, validateUri: false, baseIRI: NO_BASE });
  const inside = lookInside(parser, depth);
  const errors: unknown[] = [];
  parser.on('error', (error: unknown) => void errors.push(error));
  try {
    await pipeline(Readable.from(checkedProlog(chunks)), parser as unknown as Duplex, async (quads: AsyncIterable<unknown>) => {
      for await (const { subject, predicate, object, line } of quads as AsyncIterable<Quad & Placed>) graph.add(relative(asResource(subject)), predicate.value, relative(asTerm(object)), line);
    });
    inside.saxParser.close();
  } catch (error) {
    throw xmlFailure(errors[0] ?? error, inside.saxParser.line);
  }
  // What is still open when the text ends, the XML parser tells of only when it is asked to end too.
  if (errors.length > 0) throw xmlFailure(errors[0], inside.saxParser.line);
}

/** Stands for the address of the file, which nobody knows; the parser needs one. */
const NO_BASE = 'http://base.invalid/';

/** A relative IRI as it was written. */
const relative = <Term extends RdfTerm>(term: Term): Term => (term.kind === 'iri' && term.value.startsWith(NO_BASE) ? { ...term, value: term.value.slice(NO_BASE.length) } : term);

/** Lets text pass when its prolog has no entity from elsewhere, and none that could swell. */
async function* checkedProlog(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let prolog: string | null = '';
  for await (const chunk of chunks) {
    if (prolog === null) {
      yield chunk;
      continue;
    }
    prolog += chunk;
    const withoutComments = prolog.replace(/<!--[\s\S]*?-->/g, '');
    if (ROOT.test(withoutComments)) {
      checkDoctype(withoutComments.slice(0, withoutComments.search(ROOT)));
      yield prolog;
      prolog = null;
    } else if (prolog.length > PROLOG_CHARACTERS) {
      throw new SourceFailure(1, 'RDF_XML', 'Expected RDF/XML but the beginning of the file has no element.', prolog.slice(0, 200));
    }
  }
  if (prolog !== null) throw new SourceFailure(1, 'RDF_XML', 'Expected RDF/XML but the file has no element.', prolog.slice(0, 200));
}

function checkDoctype(prolog: string): void {
  const doctype = /<!DOCTYPE[\s\S]*/.exec(prolog)?.[0];
  if (doctype === undefined) return;
  const refuse = (message: string): never => {
    throw new SourceFailure(prolog.slice(0, prolog.indexOf('<!DOCTYPE')).split('\n').length, 'EXTERNAL_ENTITY', message, doctype.slice(0, 200));
  };
  const declarations = doctype.replace(/"[^"]*"|'[^']*'/g, '""');
  if (/\b(?:SYSTEM|PUBLIC)\b/.test(declarations)) refuse('Expected no entity or DTD from elsewhere: nothing but this file is read. Write the values out.');
  if (/<!ENTITY\s+%/.test(declarations)) refuse('Expected no parameter entity: write the declarations out.');
  const values = [...doctype.matchAll(/<!ENTITY\s+\S+\s+(?:"([^"]*)"|'([^']*)')/g)].map(([, double, single]) => double ?? single ?? '');
  if (values.some((value) => value.includes('&') || value.length > 1_000)) refuse('Expected entities that stand for the beginning of an IRI: no other entity in one, and at most 1000 characters.');
}

/** What the parser knows and does not say: its place, how deep it is, and what makes its statements. */
interface Inside {
  readonly saxParser: { readonly line: number; close(): void };
  readonly activeTagStack: readonly unknown[];
  readonly dataFactory: { quad: (...terms: readonly unknown[]) => object };
}

interface Placed {
  readonly line: number;
}

/** Gives each statement the line at which it was made, and makes none in too deep a place. */
function lookInside(parser: RdfXmlParser, depth: number): Inside {
  const inside = parser as unknown as Inside;
  const { dataFactory, saxParser, activeTagStack } = inside;
  const make = dataFactory.quad.bind(dataFactory);
  dataFactory.quad = (...terms) => {
    if (activeTagStack.length > depth) throw new SourceFailure(saxParser.line, 'DEPTH', `Expected elements nested at most ${String(depth)} deep.`);
    return Object.assign(make(...terms), { line: saxParser.line } satisfies Placed);
  };
  return inside;
}

function xmlFailure(error: unknown, line: number): SourceFailure {
  const failure = asFailure(error, line, 'RDF_XML');
  if (failure === error || failure.rule !== 'RDF_XML') return failure;
  const [, at, column, what = failure.message] = /^Expected RDF_XML but (?:(\d+):(\d+): )?([\s\S]*)/.exec(failure.message) ?? [];
  const message = `Expected well-formed RDF/XML: ${what} Nothing of the file was imported.`;
  return new SourceFailure(at === undefined ? line : Number(at), 'RDF_XML', message, null, column === undefined ? undefined : Number(column));
}
