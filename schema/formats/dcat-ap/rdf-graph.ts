import { expandName, type ForeignName } from './vocabulary.js';

/** A value in a graph: a resource by its key, or a literal. */
export type RdfTerm = ResourceTerm | LiteralTerm;

export interface ResourceTerm {
  readonly kind: 'iri' | 'blank';
  /** The IRI, or a blank node's label. */
  readonly value: string;
}

export interface LiteralTerm {
  readonly kind: 'literal';
  readonly value: string;
  readonly lang?: string | undefined;
  /** How long the text was, where it was too long to be kept: `value` is its beginning. */
  readonly tooLong?: number;
}

export interface GraphLimits {
  /** Most statements. @default 1000000 */
  readonly statements?: number;
  /** Most characters of all literals together. @default 67108864 */
  readonly characters?: number;
  /** Most characters of one literal; of a longer one only the beginning is kept, and what needs it is refused. @default 1048576 */
  readonly literalCharacters?: number;
}

/** The graph is larger than the limits allow. */
export class GraphTooLarge extends Error {
  override readonly name = 'GraphTooLarge';
}

export const keyOf = ({ kind, value }: ResourceTerm): string => (kind === 'blank' ? `_:${value}` : value);

export const termOf = (key: string): ResourceTerm => (key.startsWith('_:') ? { kind: 'blank', value: key.slice(2) } : { kind: 'iri', value: key });

const EXCERPT = 200;

/**
 * Statements by their subjects, in the order in which they came. A graph can be asked for anything only when all of it is
 * there, so memory grows with the source, up to the limits.
 */
export class RdfGraph {
  readonly #resources = new Map<string, RdfResource>();
  readonly #terms = new Map<string, ResourceTerm>();
  readonly #predicates = new Map<string, string>();
  readonly #limits: Required<GraphLimits>;
  #statements = 0;
  #characters = 0;

  constructor({ statements = 1_000_000, characters = 64 * 1024 * 1024, literalCharacters = 1024 * 1024 }: GraphLimits = {}) {
    this.#limits = { statements, characters, literalCharacters };
  }

  /** Adds a statement found at a line. @throws GraphTooLarge */
  add(subject: ResourceTerm, predicate: string, object: RdfTerm, line: number): void {
    this.#statements += 1;
    if (this.#statements > this.#limits.statements) throw new GraphTooLarge(`Expected at most ${String(this.#limits.statements)} statements: split the file by its resources.`);
    const kept = object.kind === 'literal' ? this.#keep(object) : this.#term(object);
    const key = keyOf(this.#term(subject));
    let resource = this.#resources.get(key);
    if (!resource) this.#resources.set(key, (resource = new RdfResource(key, line)));
    resource.add(this.#predicate(predicate), kept);
  }

  get(key: string): RdfResource | undefined {
    return this.#resources.get(key);
  }

  [Symbol.iterator](): Iterator<RdfResource> {
    return this.#resources.values();
  }

  #keep(literal: LiteralTerm): LiteralTerm {
    const length = literal.value.length;
    if (length > this.#limits.literalCharacters) return { kind: 'literal', value: literal.value.slice(0, EXCERPT), tooLong: length };
    this.#characters += length;
    if (this.#characters > this.#limits.characters) throw new GraphTooLarge(`Expected texts of at most ${String(this.#limits.characters)} characters in all: split the file by its resources.`);
    return literal;
  }

  /** One copy of a resource's name, which occurs many times. */
  #term(term: ResourceTerm): ResourceTerm {
    const key = keyOf(term);
    const known = this.#terms.get(key);
    if (!known) this.#terms.set(key, term);
    return known ?? term;
  }

  #predicate(name: string): string {
    const known = this.#predicates.get(name);
    if (known === undefined) this.#predicates.set(name, name);
    return known ?? name;
  }
}

/** A resource and what is said of it. */
export class RdfResource {
  /** Predicate and object by turns: the least memory for a resource, of which most have few. */
  readonly #said: (string | RdfTerm)[] = [];

  constructor(
    readonly key: string,
    /** Where it was first the subject, from 1. */
    readonly line: number,
  ) {}

  get isBlank(): boolean {
    return this.key.startsWith('_:');
  }

  add(predicate: string, object: RdfTerm): void {
    this.#said.push(predicate, object);
  }

  /** Values of a property, or of several, in their order. */
  all(...names: readonly ForeignName[]): readonly RdfTerm[] {
    const found: RdfTerm[] = [];
    for (const name of names.map(expandName)) {
      for (let at = 0; at < this.#said.length; at += 2) if (this.#said[at] === name) found.push(this.#said[at + 1] as RdfTerm);
    }
    return found;
  }

  /** Whether it says nothing beside these properties. */
  saysOnly(...names: readonly ForeignName[]): boolean {
    const known = names.map(expandName);
    for (let at = 0; at < this.#said.length; at += 2) if (!known.includes(this.#said[at] as string)) return false;
    return true;
  }

  /** The resources that it names. */
  *linked(): Generator<string> {
    for (let at = 1; at < this.#said.length; at += 2) {
      const object = this.#said[at] as RdfTerm;
      if (object.kind !== 'literal') yield keyOf(object);
    }
  }

  isA(...types: readonly ForeignName[]): boolean {
    const wanted = types.map(expandName);
    return this.all('rdf:type').some(({ kind, value }) => kind === 'iri' && wanted.includes(value));
  }
}
