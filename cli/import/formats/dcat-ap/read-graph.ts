import { addDerivations } from '../../../../schema/formats/dcat-ap/read/derivations.js';
import type { RdfGraph } from '../../../../schema/formats/dcat-ap/rdf-graph.js';
import type { SourceEntry } from '../../readers/source-reader.js';
import { withDefaults, type DcatLimits } from './limits.js';
import { readJsonLd, type KnownContexts } from './read-json-ld.js';
import { readRdfXml } from './read-rdf-xml.js';
import { readTurtle, type Spoiled } from './read-turtle.js';
import { asFailure, failureEntry, SourceFailure } from './source-failure.js';
import { syntaxOfText, type DcatSyntax } from './syntax.js';
import { newLines, utf8Chunks } from './utf8-chunks.js';

export interface ReadGraphOptions {
  /** @default what the beginning of the text tells */
  readonly syntax?: DcatSyntax | undefined;
  readonly limits?: DcatLimits | undefined;
  /** JSON-LD contexts by their addresses; no other is known, and none is fetched. @default none */
  readonly contexts?: KnownContexts | undefined;
  /** Takes the keys of resources of which something could not be read. */
  readonly spoiled?: Set<string>;
}

/**
 * Reads a file of RDF into a graph, with the derivations that it says in other words. Gives out what can't be read; where that is the file
 * as a whole, nothing of the graph counts.
 *
 * @throws the system's error where the bytes themselves can't be had
 */
export async function* readGraph(bytes: AsyncIterable<Uint8Array>, graph: RdfGraph, { spoiled, ...options }: ReadGraphOptions = {}): AsyncGenerator<SourceEntry, 'ALL' | 'SOME' | 'NOTHING'> {
  const position = { line: 1 };
  let isWhole = true;
  try {
    for await (const { failure, subject } of fill(bytes, graph, { ...options, position })) {
      if (subject !== undefined) spoiled?.add(subject);
      isWhole = false;
      yield failureEntry(failure);
    }
    addDerivations(graph);
  } catch (error) {
    if (isSystemError(error)) throw error;
    yield failureEntry(asFailure(error, position.line, 'SOURCE'));
    return 'NOTHING';
  }
  return isWhole ? 'ALL' : 'SOME';
}

const isSystemError = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

interface Filling extends Omit<ReadGraphOptions, 'spoiled'> {
  /** Kept up to date, so that whatever goes wrong can be placed. */
  readonly position: { line: number };
}

async function* fill(bytes: AsyncIterable<Uint8Array>, graph: RdfGraph, { syntax, limits, contexts, position }: Filling): AsyncGenerator<Spoiled> {
  const all = withDefaults(limits);
  const text = placed(utf8Chunks(bytes, Math.max(all.bytes, all.jsonLdBytes)), position);
  const { beginning, chunks } = await peek(text);
  switch (syntax ?? syntaxOfText(beginning)) {
    case 'turtle':
      return yield* readTurtle(chunks, graph, all);
    case 'rdf-xml':
      return await readRdfXml(chunks, graph, all);
    case 'json-ld':
      return yield* readJsonLd(await whole(chunks, all.jsonLdBytes), graph, { depth: all.depth, contexts });
  }
}

async function* placed(chunks: AsyncIterable<string>, position: { line: number }): AsyncGenerator<string> {
  for await (const chunk of chunks) {
    yield chunk;
    position.line += newLines(chunk);
  }
}

/** The first chunk that says something, and all chunks. */
async function peek(chunks: AsyncGenerator<string>): Promise<{ readonly beginning: string; readonly chunks: AsyncIterable<string> }> {
  let beginning = '';
  while (beginning.trim() === '') {
    const { done, value } = await chunks.next();
    if (done) break;
    beginning += value;
  }
  return { beginning, chunks: prepend(beginning, chunks) };
}

async function* prepend(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

async function whole(chunks: AsyncIterable<string>, limitBytes: number): Promise<string> {
  const parts: string[] = [];
  let characters = 0;
  for await (const chunk of chunks) {
    characters += chunk.length;
    if (characters > limitBytes) throw new SourceFailure(1, 'TOO_LARGE', `Expected JSON-LD of at most ${String(limitBytes)} bytes, for it is held as a whole: convert it to Turtle, or split it.`);
    parts.push(chunk);
  }
  return parts.join('');
}
