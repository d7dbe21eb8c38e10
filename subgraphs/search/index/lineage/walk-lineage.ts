import type { LineageCut, LineageDirection } from '../../../../schema/generated/search.js';
import { byAuthority, dealt } from '../../model/deal.js';
import { cyclesIn } from './cycles-in.js';
import type { IndexLineage, LineageGraph, LineageLink, LineageRequest } from './lineage-graph.js';

/** Links that one answer looks at. */
const MOST_LINKS = 20_000;

/** What was found so far. */
interface Walk {
  readonly graph: LineageGraph;
  readonly direction: LineageDirection;
  /** Steps away of every record that is told. */
  readonly distances: Map<string, number>;
  /** Neighbours of each that was looked at. */
  readonly neighbours: Map<string, readonly string[]>;
  readonly cut: Set<LineageCut>;
  /** Those of whose links some were not looked at. */
  readonly unread: Set<string>;
  linksLeft: number;
}

/**
 * Walks from a record along its links, level by level. What the reader does not see is the end of a way: it is told by the id
 * that a record names, and no different from what never was. Where a level has more than there is room for, authorities take turns.
 *
 * @returns null where the reader does not see the record itself
 */
export function walkLineage({ id, direction, depth, first }: LineageRequest, graph: LineageGraph, mostLinks = MOST_LINKS): IndexLineage | null {
  if (graph.shown(id) === null) return null;
  const walk: Walk = { graph, direction, distances: new Map([[id, 0]]), neighbours: new Map(), cut: new Set(), unread: new Set(), linksLeft: mostLinks };
  let level: readonly string[] = [id];
  for (let distance = 1; distance <= depth && level.length > 0; distance++) {
    const found = unknownIn(level, walk);
    const told = [...dealt(byAuthority(found), first + 1 - walk.distances.size)].sort(byText);
    if (told.length < found.length) walk.cut.add('NODES');
    for (const one of told) walk.distances.set(one, distance);
    level = told;
  }
  if (unknownIn(level, walk).length > 0) walk.cut.add('DEPTH');
  return answerOf(id, walk);
}

/** What the records of a level lead to and that is not told yet, in order. */
function unknownIn(level: readonly string[], walk: Walk): readonly string[] {
  const found = new Set<string>();
  for (const id of level) for (const other of neighboursOf(id, walk)) if (!walk.distances.has(other)) found.add(other);
  return [...found].sort(byText);
}

function neighboursOf(id: string, walk: Walk): readonly string[] {
  const known = walk.neighbours.get(id);
  if (known) return known;
  const { graph, direction, linksLeft } = walk;
  // What the reader does not see has no links for the reader, whoever names it.
  const all = graph.shown(id) === null ? [] : direction === 'UPSTREAM' ? graph.sources(id, linksLeft + 1) : graph.derived(id, linksLeft + 1);
  if (all.length > linksLeft) {
    walk.cut.add('LINKS');
    walk.unread.add(id);
  }
  const some = all.slice(0, linksLeft);
  walk.linksLeft -= some.length;
  walk.neighbours.set(id, some);
  return some;
}

function answerOf(root: string, { graph, direction, distances, neighbours, cut, unread }: Walk): IndexLineage {
  const links: LineageLink[] = [];
  const incomplete = new Set(unread);
  for (const [id, others] of neighbours) {
    for (const other of others) {
      if (!distances.has(other)) incomplete.add(id);
      else links.push(direction === 'UPSTREAM' ? { source: other, derived: id } : { source: id, derived: other });
    }
  }
  const records = [...distances].filter(([id]) => id !== root).map(([id, distance]) => ({ id, distance, shown: graph.shown(id), hasMore: incomplete.has(id) }));
  links.sort((a, b) => byText(a.source, b.source) || byText(a.derived, b.derived));
  return { records, links, cycles: cyclesIn([...distances.keys()], links), cut: CUTS.filter((reason) => cut.has(reason)) };
}

const CUTS: readonly LineageCut[] = ['DEPTH', 'NODES', 'LINKS'];

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
