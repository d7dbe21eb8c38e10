import jsonld from 'jsonld';
import type { RdfGraph } from '../../../../schema/formats/dcat-ap/rdf-graph.js';
import { ExpandedJsonLd } from './expanded-json-ld.js';
import { checkIris } from './json-ld-iris.js';
import { jsonLdElements, type JsonLdElement } from './json-ld-elements.js';
import type { Spoiled } from './read-turtle.js';
import { SourceFailure } from './source-failure.js';

/** Contexts by the addresses that documents give them. No other is known, and none is ever fetched. */
export type KnownContexts = Readonly<Record<string, object>>;

export interface ReadJsonLdOptions {
  readonly depth: number;
  /** @default none */
  readonly contexts?: KnownContexts | undefined;
}

/**
 * Reads JSON-LD into a graph, resource by resource. One that is wrong is given out and costs only itself.
 *
 * @throws SourceFailure where the text is no JSON, or its context can't be used
 */
export async function* readJsonLd(text: string, graph: RdfGraph, { depth, contexts = {} }: ReadJsonLdOptions): AsyncGenerator<Spoiled> {
  const { context, elements } = jsonLdElements(text);
  const expanded = new ExpandedJsonLd(graph);
  const expand = expander(context, contexts);
  if (context !== undefined) {
    checkDepth(context, depth, 1);
    checkIris(context, 1);
    checkEffort(context, elements.length);
    await expand({}, 1);
  }
  for (const element of elements) {
    const { id, failure } = await addElement(element);
    if (failure) yield { failure, subject: id };
  }

  async function addElement({ text: source, line }: JsonLdElement): Promise<{ readonly id: string | undefined; readonly failure?: SourceFailure }> {
    const value = JSON.parse(source) as unknown;
    const id = (value as { readonly '@id'?: unknown } | null)?.['@id'];
    const known = typeof id === 'string' ? id : undefined;
    try {
      checkDepth(value, depth, line);
      checkIris(value, line);
      expanded.add(await expand(value, line), line);
      return { id: known };
    } catch (error) {
      if (error instanceof SourceFailure) return { id: known, failure: error };
      throw error;
    }
  }
}

/** Expands values in a document's context. @throws SourceFailure */
function expander(context: unknown, contexts: KnownContexts): (value: unknown, line: number) => Promise<unknown> {
  const documentLoader = async (url: string) => {
    const document = Object.hasOwn(contexts, url) ? contexts[url] : undefined;
    if (!document) throw new UnknownContext(url);
    return { document, documentUrl: url };
  };
  return async (value, line) => {
    try {
      return await jsonld.expand((context === undefined ? value : { '@context': context, '@graph': [value] }) as never, { documentLoader: documentLoader as never });
    } catch (error) {
      throw jsonLdFailure(error, line);
    }
  };
}

class UnknownContext extends Error {
  override readonly name = 'UnknownContext';
  constructor(readonly url: string) {
    super(`The context ${url} is not known.`);
  }
}

function jsonLdFailure(error: unknown, line: number): SourceFailure {
  const unknown = findUnknown(error);
  if (unknown) return new SourceFailure(line, 'CONTEXT', `Expected the context within the file, for nothing is fetched: put what ${unknown.url.slice(0, 200)} holds in its place, or convert the file to Turtle.`, unknown.url.slice(0, 200));
  const { message, details } = error as { readonly message?: string; readonly details?: { readonly code?: string } };
  return new SourceFailure(line, 'JSON_LD', `Expected JSON-LD: ${String(message).replace(/^jsonld\.SyntaxError: /, '').slice(0, 300)}${details?.code === undefined ? '' : ` (${details.code})`}`);
}

/** The processor wraps what its loader throws. */
function findUnknown(error: unknown): UnknownContext | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; depth += 1) {
    if (at instanceof UnknownContext) return at;
    at = at.cause ?? (at as { readonly details?: { readonly cause?: unknown } }).details?.cause;
  }
  return undefined;
}

/** The processor goes through the document's context once for each resource. */
const EFFORT_CHARACTERS = 8_000_000_000;

function checkEffort(context: unknown, elements: number): void {
  const characters = JSON.stringify(context).length;
  if (characters * elements <= EFFORT_CHARACTERS) return;
  throw new SourceFailure(1, 'TOO_LARGE', `Expected a shorter context for ${String(elements)} resources than one of ${String(characters)} characters: leave out what is not used.`);
}

function checkDepth(value: unknown, depth: number, line: number): void {
  let level: readonly unknown[] = [value];
  for (let deep = 0; level.length > 0; deep += 1) {
    if (deep > depth) throw new SourceFailure(line, 'DEPTH', `Expected objects nested at most ${String(depth)} deep.`);
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
}
