import type { RecordInput } from '../../../generated/catalog.js';
import { idInIri } from '../record-iri.js';
import { keyOf, type RdfResource, type RdfTerm } from '../rdf-graph.js';
import type { ForeignName } from '../vocabulary.js';
import type { Findings } from './findings.js';
import { isLiteralTerm } from './texts.js';

/** Fields that name other records. */
export type LinkField = 'owner' | 'series' | 'parent' | 'conformsTo' | 'derivedFrom' | 'servesDatasets' | 'supersedes';

/** A link to a record of the same source, whose id is not known before a node has it. */
export interface RecordLink {
  readonly field: LinkField;
  /** What the other record is known by. */
  readonly to: string;
  /** What it may be called if there is no such record: a name that others can have too. @default nothing else */
  readonly orTo?: string;
}

/** Tells by what a resource of the source is known, if it becomes a record. */
export type IdentifierOf = (key: string) => string | undefined;

const MANY: ReadonlySet<LinkField> = new Set<LinkField>(['conformsTo', 'derivedFrom', 'servesDatasets', 'supersedes']);

/** Gathers what a resource links to: records of the catalog by their ids, others of the source by what they are known by. */
export class Links {
  readonly unresolved: RecordLink[] = [];
  readonly ids: Partial<Record<LinkField, string | string[]>> = {};

  constructor(
    readonly identifierOf: IdentifierOf,
    readonly findings: Findings,
  ) {}

  follow(resource: RdfResource, field: LinkField, ...names: readonly ForeignName[]): void {
    const targets = [...new Map(resource.all(...names).map((term) => [term.value, term])).values()];
    const wanted = MANY.has(field) ? targets : targets.slice(0, 1);
    if (wanted.length < targets.length) this.findings.note(`a further ${field} was left out`);
    for (const term of wanted) this.to(field, term);
  }

  to(field: LinkField, term: RdfTerm): void {
    const id = term.kind === 'iri' ? idInIri(term.value) : null;
    if (id !== null) return this.#add(field, id);
    const identifier = isLiteralTerm(term) ? undefined : this.identifierOf(keyOf(term));
    if (identifier !== undefined) this.unresolved.push({ field, to: identifier });
    else this.findings.note(`${field}: a link to what the file does not describe was left out`);
  }

  /** The links to records whose ids are known. */
  known(): Partial<RecordInput> {
    return this.ids as Partial<RecordInput>;
  }

  #add(field: LinkField, id: string): void {
    if (!MANY.has(field)) this.ids[field] = id;
    else ((this.ids[field] ??= []) as string[]).push(id);
  }
}
