import { EventEmitter } from 'node:events';
import { Parser, type Quad } from 'n3';
import type { RdfGraph } from '../../../../schema/formats/dcat-ap/rdf-graph.js';
import { asResource, asTerm } from './as-term.js';
import { SourceFailure } from './source-failure.js';
import { turtleStatements, type TurtleStatement } from './turtle-statements.js';

const EXCERPT = 200;

/** Subjects of statements that could not be read: what hangs on them is not known in full. */
export interface Spoiled {
  readonly failure: SourceFailure;
  /** Key in the graph. */
  readonly subject: string | undefined;
}

/**
 * Reads Turtle into a graph. A statement that is wrong is given out and costs only itself.
 *
 * @throws SourceFailure where the file breaks off within a statement, for nobody knows what else is missing
 */
export async function* readTurtle(chunks: AsyncIterable<string>, graph: RdfGraph, { statementCharacters }: { readonly statementCharacters: number }): AsyncGenerator<Spoiled> {
  let parser = new StatementParser({}, undefined);
  for await (const statement of turtleStatements(chunks, statementCharacters)) {
    if (!statement.isWhole && !parser.isDirective(statement.text)) throw brokenOff(statement);
    const quads = parser.parse(statement);
    if (quads instanceof SourceFailure) {
      yield { failure: quads, subject: parser.subjectOf(statement.text) };
      parser = parser.anew();
    } else {
      for (const { subject, predicate, object } of quads) graph.add(asResource(subject), predicate.value, asTerm(object), statement.line);
    }
  }
}

const brokenOff = ({ text, line }: TurtleStatement): SourceFailure =>
  new SourceFailure(line, 'TURTLE', 'Expected a dot at the end of the statement but the file breaks off: nothing of it was imported.', text.trim().slice(0, EXCERPT));

/** Parses one statement after the other. After a mistake a new one goes on with the prefixes of the last. */
class StatementParser {
  #input = new EventEmitter();
  #quads: Quad[] = [];
  #error: Error | undefined;
  readonly #prefixes: Record<string, string>;
  #base: string | undefined;

  constructor(prefixes: Record<string, string>, base: string | undefined) {
    this.#prefixes = prefixes;
    this.#base = base;
    const parser = new Parser({ format: 'text/turtle', blankNodePrefix: 'b_', ...(base !== undefined && { baseIRI: base }) });
    parser.parse(
      this.#input as never,
      (error, quad) => {
        if (error) this.#error ??= error;
        else if (quad) this.#quads.push(quad);
      },
      (prefix, { value }) => void (this.#prefixes[prefix] = value),
    );
    const known = Object.entries(prefixes).map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .\n`);
    this.#input.emit('data', known.join(''));
  }

  /** What a statement is about, as far as its first word tells. */
  subjectOf(text: string): string | undefined {
    const begin = text.replace(/^(?:\s+|#[^\n]*(?:\n|$))*/, '');
    const iri = /^<([^<>\s]*)>/.exec(begin)?.[1];
    if (iri !== undefined) return iri;
    const [, prefix, local] = /^([\w-]*):([^\s;,[\]()<>"']+)/.exec(begin) ?? [];
    if (prefix === undefined || local === undefined) return undefined;
    return prefix === '_' ? `_:b_${local}` : `${this.#prefixes[prefix] ?? ''}${local}`;
  }

  parse({ text, line }: TurtleStatement): readonly Quad[] | SourceFailure {
    this.#quads = [];
    this.#input.emit('data', `${text}\n`);
    this.#base = /^\s*@?base\s*<([^>]*)>/i.exec(text)?.[1] ?? this.#base;
    return this.#error ? this.#failure(this.#error, text, line) : this.#quads;
  }

  /** SPARQL's way of naming a prefix has no dot at its end. */
  isDirective(text: string): boolean {
    return /^(?:\s|#[^\n]*\n|(?:prefix\s+[^\s:]*:|base)\s*<[^>\s]*>)*$/i.test(`${text}\n`);
  }

  anew(): StatementParser {
    return new StatementParser(this.#prefixes, this.#base);
  }

  #failure(error: Error, text: string, line: number): SourceFailure {
    return new SourceFailure(line, 'TURTLE', `Expected Turtle: ${error.message.replace(/ on line \d+/, '')}`, text.trim().slice(0, EXCERPT));
  }
}
