import type { RecordInput } from '../../generated/catalog.js';
import type { Openness, RecordKind } from '../../generated/common.js';
import { termOf, type RdfGraph, type RdfResource } from './rdf-graph.js';
import type { DcatProblem } from './read/findings.js';
import { Links, type RecordLink } from './read/links.js';
import { inOrder } from './read/order.js';
import { readRecord } from './read/read-record.js';
import { precededBy, Selection, type Chosen } from './read/select.js';

export interface ReadRecordsOptions {
  /** Names the source: records from elsewhere keep it as `sources[].system`. @default "dcat-ap" */
  readonly system?: string | undefined;
  /** Id of the organization that owns datasets whose publisher is not stated. @default the site that their IRIs are of */
  readonly owner?: string | undefined;
  /** Openness of data whose access rights are not stated. @default "CONDITIONAL" */
  readonly access?: Openness | undefined;
  /** Keys of resources of which something could not be read: what hangs on one of them is not taken for all there is. */
  readonly spoiled?: ReadonlySet<string> | undefined;
}

/** A resource of a graph that became a record, or why it did not. */
export type DcatEntry = {
  /** Where the graph first speaks of it, from 1; 0 where it is only named. */
  readonly line: number;
  /** What its source knows it by; null where nothing would recognize it again. */
  readonly identifier: string | null;
} & (
  | { readonly outcome: 'RECORD'; readonly identifier: string; readonly record: RecordInput; readonly links: readonly RecordLink[]; readonly notes: readonly string[] }
  | { readonly outcome: 'SKIPPED'; readonly because: string }
  | { readonly outcome: 'REJECTED'; readonly problems: readonly DcatProblem[] }
);

/** Who is linked to comes first. */
const ORDER: readonly RecordKind[] = ['ORGANIZATION', 'STANDARD', 'DATA_SERIES', 'DATASET', 'DATA_SERVICE'];

/** The records that a graph describes, each after those that it links to. What is wrong with a resource costs only itself. */
export function* readRecords(graph: RdfGraph, options: ReadRecordsOptions = {}): Generator<DcatEntry> {
  const selection = new Selection(graph, options.system ?? 'dcat-ap', options.owner !== undefined);
  for (const { line, key } of selection.named) yield { line, identifier: key, outcome: 'SKIPPED', because: 'only named here: its record is described elsewhere' };
  for (const kind of ORDER) {
    const chosen = new Map([...selection.chosen].filter(([, one]) => one.kind === kind));
    const { ordered, circular } = inOrder(chosen, precededBy);
    for (const one of ordered) yield circular.has(one) ? inCircle(one) : readEntry(one, { graph, selection, options });
  }
}

interface Source {
  readonly graph: RdfGraph;
  readonly selection: Selection;
  readonly options: ReadRecordsOptions;
}

function readEntry({ resource, kind, identity, findings, owner }: Chosen, { graph, selection, options }: Source): DcatEntry {
  const { line } = resource;
  if (!identity) {
    if (findings.problems.length === 0) findings.refuse('sources', 'REQUIRED', null, 'Expected a whole IRI or a dct:identifier: without one, a second import would make the record anew.');
    return { line, identifier: null, outcome: 'REJECTED', problems: findings.problems };
  }
  const spoiled = spoiledNear(resource, { graph, selection, options });
  if (spoiled !== undefined) findings.refuse('(record)', 'UNREADABLE', spoiled, 'Expected all of the record but a statement about this part of it can not be read: it is reported at its own line.');
  const links = new Links((key) => selection.identifierOf(key), findings);
  if (owner !== undefined) links.to('owner', termOf(owner));
  else if (kind === 'DATASET' && options.owner !== undefined) links.ids.owner = options.owner;
  else if (kind === 'DATASET') findings.refuse('owner', 'REQUIRED', null, 'Expected a dct:publisher: name the owner of such datasets with --owner.');
  const record = readRecord({ graph, resource, kind, identity, links, findings, access: options.access });
  const { identifier } = identity;
  if (findings.problems.length > 0) return { line, identifier, outcome: 'REJECTED', problems: findings.problems };
  return { line, identifier, outcome: 'RECORD', record, links: links.unresolved, notes: findings.notes };
}

/** A part of the resource, up to its distributions' own parts, of which something could not be read. Other records are no parts. */
function spoiledNear(resource: RdfResource, { graph, selection, options: { spoiled } }: Source): string | undefined {
  if (!spoiled || spoiled.size === 0) return undefined;
  const parts = (key: string): readonly string[] => [...(graph.get(key)?.linked() ?? [])].filter((part) => !selection.chosen.has(part));
  const near = parts(resource.key);
  return [resource.key, ...near, ...near.flatMap(parts)].find((key) => spoiled.has(key));
}

const inCircle = ({ resource: { line, key }, identity }: Chosen): DcatEntry => ({
  line,
  identifier: identity?.identifier ?? null,
  outcome: 'REJECTED',
  problems: [{ field: '(links)', value: key.slice(0, 200), rule: 'LINK_CIRCLE', message: 'Expected a record that is not, by way of others, made from, part of or a successor of itself.' }],
});
