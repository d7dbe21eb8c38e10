import type { LineageLink } from './lineage-graph.js';

/**
 * The groups of records that are made from themselves by way of each other: strongly connected parts of the graph of
 * the links, by Tarjan's algorithm without recursion; a record that names itself is one. Each in order, by its first.
 */
export function cyclesIn(ids: readonly string[], links: readonly LineageLink[]): readonly (readonly string[])[] {
  const next = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const { source, derived } of links) next.get(source)?.push(derived);
  const cycles: (readonly string[])[] = [];
  for (const part of connectedParts(ids, next)) {
    const [only] = part;
    if (part.length > 1 || (only !== undefined && next.get(only)?.includes(only))) cycles.push([...part].sort());
  }
  return cycles.sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
}

interface Visit {
  readonly id: string;
  readonly next: readonly string[];
  at: number;
}

function* connectedParts(ids: readonly string[], next: ReadonlyMap<string, readonly string[]>): Generator<readonly string[]> {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const enter = (id: string): Visit => {
    order.set(id, order.size);
    lowest.set(id, order.size - 1);
    open.push(id);
    isOpen.add(id);
    return { id, next: next.get(id) ?? [], at: 0 };
  };
  const reach = (id: string, number: number): void => void lowest.set(id, Math.min(lowest.get(id) as number, number));
  for (const root of ids) {
    const visits = order.has(root) ? [] : [enter(root)];
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
      const other = visit.next[visit.at++];
      if (other === undefined) {
        visits.pop();
        const back = visits.at(-1);
        if (back) reach(back.id, lowest.get(visit.id) as number);
        if (lowest.get(visit.id) === order.get(visit.id)) yield closed(visit.id);
      } else if (!order.has(other)) visits.push(enter(other));
      else if (isOpen.has(other)) reach(visit.id, order.get(other) as number);
    }
  }

  function closed(id: string): readonly string[] {
    const part = open.splice(open.indexOf(id));
    for (const one of part) isOpen.delete(one);
    return part;
  }
}
