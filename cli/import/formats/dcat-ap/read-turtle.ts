import { EventEmitter } from 'node:events';
import { Parser, type Quad } from 'n3';
import type { RdfGraph } from '../../../../schema/formats/dcat-ap/rdf-graph.js';
import { asResource, asTerm } from './as-term.js';
import { SourceFailure } from './source-failure.js';
import { turtleStatements, withSlashesEscaped, type TurtleStatement } from './turtle-statements.js';

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
  const reader = new StatementReader();
  for await (const statement of turtleStatements(chunks, statementCharacters)) {
    if (!statement.isWhole && !isDirective(statement.text)) throw brokenOff(statement);
    const quads = reader.read(statement);
    if (quads instanceof SourceFailure) yield { failure: quads, subject: reader.subjectOf(statement.text) };
    else for (const { subject, predicate, object } of quads) graph.add(asResource(subject), predicate.value, asTerm(object), statement.line);
  }
}

/** SPARQL's way of naming a prefix has no dot at its end. */
const isDirective = (text: string): boolean => /^(?:\s|#[^\n]*\n|(?:prefix\s+[^\s:]*:|base)\s*<[^>\s]*>)*$/i.test(`${text}\n`);

const brokenOff = ({ text, line }: TurtleStatement): SourceFailure =>
  new SourceFailure(line, 'TURTLE', 'Expected a dot at the end of the statement but the file breaks off: nothing of it was imported.', text.trim().slice(0, EXCERPT));

/** Reads one statement after the other; after a mistake the next goes on with the prefixes so far. */
class StatementReader {
  #parser = new StatementParser({}, undefined);

  /** A statement that can't be read is tried once more with the slashes of its names escaped. */
  read(statement: TurtleStatement): readonly Quad[] | SourceFailure {
    const quads = this.#try(statement);
    if (!(quads instanceof SourceFailure)) return quads;
    const repaired = this.#try({ ...statement, text: withSlashesEscaped(statement.text) });
    return repaired instanceof SourceFailure ? quads : repaired;
  }

  /** What a statement is about, as far as its first word tells: a key in the graph. */
  subjectOf(text: string): string | undefined {
    const begin = text.replace(/^(?:\s+|#[^\n]*(?:\n|$))*/, '');
    const iri = /^<([^<>\s]*)>/.exec(begin)?.[1];
    if (iri !== undefined) return iri;
    const [, prefix, local] = /^([\w-]*):([^\s;,[\]()<>"']+)/.exec(begin) ?? [];
    if (prefix === undefined || local === undefined) return undefined;
    return prefix === '_' ? `_:${BLANK_PREFIX}${local}` : `${this.#parser.prefixes[prefix] ?? ''}${local}`;
  }

  #try(statement: TurtleStatement): readonly Quad[] | SourceFailure {
    const quads = this.#parser.parse(statement);
    if (quads instanceof SourceFailure) this.#parser = new StatementParser(this.#parser.prefixes, this.#parser.base);
    return quads;
  }
}

/** Blank nodes keep their labels from one parser to the next. */
const BLANK_PREFIX = 'b_';

/** Parses statements until the first mistake. */
class StatementParser {
  readonly prefixes: Record<string, string>;
  base: string | undefined;
  readonly #input = new EventEmitter();
  #quads: Quad[] = [];
  #error: Error | undefined;

  constructor(prefixes: Readonly<Record<string, string>>, base: string | undefined) {
    this.prefixes = { ...prefixes };
    this.base = base;
    const parser = new Parser({ format: 'text/turtle', blankNodePrefix: BLANK_PREFIX, ...(base !== undefined && { baseIRI: base }) });
    parser.parse(
      this.#input as never,
      (error, quad) => {
        if (error) this.#error ??= error;
        else if (quad) this.#quads.push(quad);
      },
      (prefix, { value }) => void (this.prefixes[prefix] = value),
    );
    this.#input.emit('data', Object.entries(prefixes).map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .\n`).join('')); // prettier-ignore
  }

  parse({ text, line }: TurtleStatement): readonly Quad[] | SourceFailure {
    this.#quads = [];
    this.#feed(`${text}\n`);
    this.base = /^\s*@?base\s*<([^>]*)>/i.exec(text)?.[1] ?? this.base;
    if (!this.#error) return this.#quads;
    return new SourceFailure(line, 'TURTLE', `Expected Turtle: ${this.#error.message.replace(/ on line \d+/, '')}`, text.trim().slice(0, EXCERPT));
  }

  /** Some mistakes the parser does not tell of, but stumbles over. */
  #feed(text: string): void {
    try {
      this.#input.emit('data', text);
    } catch (error) {
      this.#error ??= error instanceof Error ? error : new Error(String(error));
    }
  }
}
