import { expandName } from '../../../../schema/formats/dcat-ap/vocabulary.js';
import type { RdfGraph, RdfTerm, ResourceTerm } from '../../../../schema/formats/dcat-ap/rdf-graph.js';

type Expanded = Readonly<Record<string, unknown>>;

/**
 * Puts expanded JSON-LD into a graph (JSON-LD 1.1 API, 8: deserialization to RDF). Named graphs count as part of the
 * default one. Values keep their order.
 */
export class ExpandedJsonLd {
  #blanks = 0;

  constructor(readonly graph: RdfGraph) {}

  /** Adds a resource with all that is nested in it. */
  add(expanded: unknown, line: number): void {
    for (const one of asArray(expanded)) if (isObject(one)) this.#resource(one, line);
  }

  #resource(value: Expanded, line: number): ResourceTerm {
    const subject = this.#name(value['@id']);
    for (const [key, values] of Object.entries(value)) this.#member(subject, key, values, line);
    return subject;
  }

  #member(subject: ResourceTerm, key: string, values: unknown, line: number): void {
    if (key === '@type') for (const type of asArray(values)) this.graph.add(subject, expandName('rdf:type'), this.#name(type), line);
    else if (key === '@graph' || key === '@included') this.add(values, line);
    else if (key === '@reverse' && isObject(values)) this.#reverse(subject, values, line);
    else if (!key.startsWith('@')) for (const one of asArray(values)) this.#statement(subject, key, one, line);
  }

  #reverse(object: ResourceTerm, reverse: Expanded, line: number): void {
    for (const [property, subjects] of Object.entries(reverse)) {
      for (const one of asArray(subjects)) if (isObject(one)) this.graph.add(this.#resource(one, line), property, object, line);
    }
  }

  #statement(subject: ResourceTerm, property: string, value: unknown, line: number): void {
    if (!isObject(value)) return;
    const object = '@value' in value ? literal(value) : '@list' in value ? this.#list(asArray(value['@list']), line) : this.#resource(value, line);
    this.graph.add(subject, property, object, line);
  }

  #list(members: readonly unknown[], line: number): ResourceTerm {
    const cells = members.map(() => this.#name(undefined));
    const nil: ResourceTerm = { kind: 'iri', value: expandName('rdf:nil') };
    cells.forEach((cell, index) => {
      this.#statement(cell, expandName('rdf:first'), members[index], line);
      this.graph.add(cell, expandName('rdf:rest'), cells[index + 1] ?? nil, line);
    });
    return cells[0] ?? nil;
  }

  #name(id: unknown): ResourceTerm {
    if (typeof id !== 'string') return { kind: 'blank', value: `json ${String((this.#blanks += 1))}` };
    return id.startsWith('_:') ? { kind: 'blank', value: id.slice(2) } : { kind: 'iri', value: id };
  }
}

function literal({ '@value': value, '@language': lang }: Expanded): RdfTerm {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return { kind: 'literal', value: text, ...(typeof lang === 'string' && { lang }) };
}

const isObject = (value: unknown): value is Expanded => typeof value === 'object' && value !== null && !Array.isArray(value);
const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
