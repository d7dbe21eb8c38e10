import type { RecordKind } from '../../../generated/common.js';
import { idInIri } from '../record-iri.js';
import { keyOf, type RdfGraph, type RdfResource } from '../rdf-graph.js';
import { Findings } from './findings.js';
import { identify, type Identity } from './identity.js';
import { agentOf, catalogPublishers, siteOf } from './owners.js';
import { isLiteralTerm, oneName } from './texts.js';
import { described, ownId } from './values.js';

/** A resource that is to become a record. */
export interface Chosen {
  readonly resource: RdfResource;
  readonly kind: RecordKind;
  /** Undefined where nothing would recognize it at the next import. */
  readonly identity: Identity | undefined;
  readonly findings: Findings;
  /** Key of the agent that owns it. */
  readonly owner: string | undefined;
}

/** Kinds by their classes. A series may be typed as a dataset too. */
const KINDS = [
  ['DATA_SERIES', 'dcat:DatasetSeries'],
  ['DATASET', 'dcat:Dataset'],
  ['DATA_SERVICE', 'dcat:DataService'],
  ['STANDARD', 'dct:Standard'],
] as const;

/** Chooses what of a graph becomes a record: what is catalogued, the standards that are described, and who owns any of it. */
export class Selection {
  readonly chosen = new Map<string, Chosen>();
  /** Resources of the catalog that are only named: their records are described elsewhere. */
  readonly named: RdfResource[] = [];
  readonly #graph: RdfGraph;
  readonly #system: string;

  constructor(graph: RdfGraph, system: string, hasOwner: boolean) {
    this.#graph = graph;
    this.#system = system;
    const publishers = catalogPublishers(graph);
    for (const resource of graph) {
      const kind = kindOf(resource);
      if (!kind) continue;
      if (idInIri(resource.key) !== null && ownId(resource) === null) this.named.push(resource);
      else this.#choose(resource, kind, kind === 'ORGANIZATION' ? undefined : this.#owner(resource, kind, publishers, hasOwner));
    }
  }

  /** What a resource is known by, if it is chosen. */
  identifierOf(key: string): string | undefined {
    return this.chosen.get(key)?.identity?.identifier;
  }

  #choose(resource: RdfResource, kind: RecordKind, owner: string | undefined): void {
    if (this.chosen.has(resource.key)) return;
    const findings = new Findings();
    this.chosen.set(resource.key, { resource, kind, owner, findings, identity: identify(this.#graph, resource, this.#system, findings) });
  }

  #owner(resource: RdfResource, kind: RecordKind, publishers: ReadonlyMap<string, Parameters<typeof agentOf>[1]>, hasOwner: boolean): string | undefined {
    const [stated] = resource.all('dct:publisher');
    const term = stated ?? (kind === 'DATASET' ? (resource.all('dct:creator')[0] ?? publishers.get(resource.key)) : undefined);
    const agent = term ? agentOf(this.#graph, term) : kind === 'DATASET' && !hasOwner ? siteOf(resource) : undefined;
    if (agent) this.#chooseAgent(agent);
    return agent?.key;
  }

  /** An agent, and the agents above it that are described. One of the catalog's own is known already. */
  #chooseAgent(agent: RdfResource): void {
    for (let next: RdfResource | undefined = agent; next && !this.chosen.has(next.key) && idInIri(next.key) === null; next = this.#parent(next)) {
      this.#choose(next, 'ORGANIZATION', undefined);
    }
  }

  #parent(agent: RdfResource): RdfResource | undefined {
    const [parent] = agent.all('org:subOrganizationOf', 'org:unitOf');
    return parent && described(this.#graph, parent);
  }
}

/** Standards that are only named say nothing; agents are chosen for what they own, our own for themselves. */
function kindOf(resource: RdfResource): RecordKind | undefined {
  const kind = KINDS.find(([, type]) => resource.isA(type))?.[0];
  if (kind === 'STANDARD') return ownId(resource) !== null || oneName(resource, 'titles', new Findings()) !== undefined ? kind : undefined;
  if (kind) return kind;
  return resource.isA('foaf:Agent', 'org:Organization') && ownId(resource) !== null ? 'ORGANIZATION' : undefined;
}

/** Keys of the resources of the same kind that this one must come after. */
export function precededBy({ resource, kind }: Chosen): readonly string[] {
  const names = { ORGANIZATION: ['org:subOrganizationOf', 'org:unitOf'], STANDARD: ['dct:replaces'], DATASET: ['prov:wasDerivedFrom', 'dct:source'], DATA_SERIES: [], DATA_SERVICE: [], DATA_PRODUCT: [], USE_CASE: [], DEMAND: [], COMPUTE_FACILITY: [] } as const;
  return resource.all(...names[kind]).map((term) => (isLiteralTerm(term) ? '' : keyOf(term)));
}

