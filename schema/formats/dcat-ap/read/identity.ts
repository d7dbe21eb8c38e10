import type { Source } from '../../export-record.js';
import type { RdfGraph, RdfResource } from '../rdf-graph.js';
import { mistypedId } from '../record-iri.js';
import type { Findings } from './findings.js';
import { isLiteralTerm, oneName, oneText } from './texts.js';
import { described, ownId } from './values.js';

/** How a resource is known: by its own id, or by what its source calls it. */
export interface Identity {
  /** What links within the source and the report name it by. */
  readonly identifier: string;
  readonly id: string | null;
  readonly sources: readonly Source[];
}

/** An IRI that is complete only with that of its file would name another resource in another file. */
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:/i;

/** What the resource is known by; undefined where nothing would recognize it at the next import. */
export function identify(graph: RdfGraph, resource: RdfResource, system: string, findings: Findings): Identity | undefined {
  const id = ownId(resource);
  const stated = statedSources(graph, resource, findings);
  if (id !== null) return { identifier: id, id, sources: stated };
  const mistyped = resource.isBlank ? null : mistypedId(resource.key);
  if (mistyped !== null) {
    findings.refuse('id', 'CHECK_CHARACTER', resource.key, mistyped);
    return undefined;
  }
  const own = resource.isBlank || !ABSOLUTE.test(resource.key) ? namelessSource(resource, system, findings) : { system, identifier: resource.key };
  const sources = own ? [own, ...stated] : stated;
  return sources[0] && { identifier: sources[0].identifier, id: null, sources };
}

/** Identifiers that say which system gave them (adms:Identifier). */
function statedSources(graph: RdfGraph, resource: RdfResource, findings: Findings): readonly Source[] {
  return resource.all('adms:identifier').flatMap((term) => {
    const identifier = described(graph, term);
    const notation = identifier && oneText(identifier, 'sources', ['skos:notation'], findings);
    const system = identifier && oneText(identifier, 'sources', ['adms:schemaAgency'], findings);
    return notation !== undefined && system !== undefined ? [{ system, identifier: notation }] : [];
  });
}

/** A blank node or a relative IRI is no name that lasts: an identifier does, and of an agent its name. */
function namelessSource(resource: RdfResource, system: string, findings: Findings): Source | undefined {
  const [identifier] = resource.all('dct:identifier').filter(isLiteralTerm);
  if (identifier) return { system, identifier: identifier.value.trim() };
  const name = resource.isA('dcat:Dataset', 'dcat:DataService', 'dcat:DatasetSeries') ? undefined : oneName(resource, 'titles', findings);
  return name === undefined ? undefined : { system: `${system}/names`, identifier: name };
}
