import { RdfGraph } from '../../../../schema/formats/dcat-ap/rdf-graph.js';
import { readRecords, type ReadRecordsOptions } from '../../../../schema/formats/dcat-ap/read-records.js';
import type { Value } from '../../mapping/value.js';
import type { SourceEntry, SourceReader } from '../../readers/source-reader.js';
import { withDefaults, type DcatLimits } from './limits.js';
import { readJsonLd, type KnownContexts } from './read-json-ld.js';
import { readRdfXml } from './read-rdf-xml.js';
import { readTurtle, type Spoiled } from './read-turtle.js';
import { asFailure, failureEntry, SourceFailure } from './source-failure.js';
import { syntaxOfText, type DcatSyntax } from './syntax.js';
import { newLines, utf8Chunks } from './utf8-chunks.js';

export interface ReadDcatApOptions extends Omit<ReadRecordsOptions, 'spoiled'> {
  /** @default what the beginning of the text tells */
  readonly syntax?: DcatSyntax | undefined;
  readonly limits?: DcatLimits | undefined;
  /** JSON-LD contexts by their addresses; no other is known, and none is fetched. @default none */
  readonly contexts?: KnownContexts | undefined;
}

/**
 * Reads the records of a DCAT-AP graph, each as a `DcatEntry` and after those that it links to. Never throws for what a
 * source can be: a resource that is wrong is an entry that is not `ok` and costs only itself; so is a file that can't
 * be read or is larger than the limits, and then it is the only one.
 *
 * @throws the system's error where the bytes themselves can't be had
 */
export const readDcatAp = ({ syntax, limits, contexts, ...options }: ReadDcatApOptions = {}): SourceReader =>
  async function* (bytes) {
    const graph = new RdfGraph(limits);
    const spoiled = new Set<string>();
    const position = { line: 1 };
    let isWhole = true;
    try {
      for await (const { failure, subject } of fill(bytes, graph, { syntax, limits, contexts, position })) {
        if (subject !== undefined) spoiled.add(subject);
        isWhole = false;
        yield failureEntry(failure);
      }
    } catch (error) {
      if (isSystemError(error)) throw error;
      yield failureEntry(asFailure(error, position.line, 'SOURCE'));
      return;
    }
    const count = yield* entries(graph, { ...options, spoiled });
    if (count === 0 && isWhole) yield failureEntry(new SourceFailure(1, 'NO_RECORDS', 'Expected datasets, series, services or standards of DCAT but found none.'));
  };

const isSystemError = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

function* entries(graph: RdfGraph, options: ReadRecordsOptions): Generator<SourceEntry, number> {
  let count = 0;
  for (const entry of readRecords(graph, options)) {
    count += 1;
    // A DcatEntry is plain data, as any value of a source.
    yield { ok: true, line: entry.line, value: entry as unknown as Value };
  }
  return count;
}

interface Filling extends Pick<ReadDcatApOptions, 'syntax' | 'limits' | 'contexts'> {
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
