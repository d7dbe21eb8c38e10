import type { Lineage, LineageNode, Lineages } from '../api/layers-answer.js';

/** A record in the drawing: `column` 0 is the record itself, before it what it was made from, behind it what was made from it. */
export interface Placed {
  readonly id: string;
  readonly node: LineageNode | null;
  readonly column: number;
  readonly row: number;
  /** Whether it was made from itself, by way of others. */
  readonly inCycle: boolean;
}

export interface Drawn {
  readonly from: Placed;
  readonly to: Placed;
  readonly crosses: boolean;
}

export interface LineageLayout {
  readonly placed: readonly Placed[];
  readonly links: readonly Drawn[];
  readonly firstColumn: number;
  readonly columns: number;
  readonly rows: number;
  /** Whether there is more than is drawn. */
  readonly isCut: boolean;
}

/** Places the records of a lineage in columns by their distance, each column in the order of those that it is linked to. */
export function layoutOf(self: string, { up, down }: Lineages): LineageLayout {
  const links = [...new Map([...(up?.links ?? []), ...(down?.links ?? [])].map((link) => [`${link.source} ${link.derived}`, link])).values()];
  const cyclic = new Set([...(up?.cycles ?? []), ...(down?.cycles ?? [])].flat());
  const placed = new Map<string, Placed>([[self, { id: self, node: null, column: 0, row: 0, inCycle: cyclic.has(self) }]]);
  for (const [side, nodes] of [[-1, up?.nodes ?? []], [1, down?.nodes ?? []]] as const) {
    for (const distance of [...new Set(nodes.map((node) => node.distance))].sort((a, b) => a - b)) {
      const column = nodes.filter((node) => node.distance === distance && !placed.has(node.id));
      const rowOf = new Map(column.map(({ id }) => [id, meanRow(id, links, placed)]));
      const sorted = column.sort((a, b) => (rowOf.get(a.id) ?? 0) - (rowOf.get(b.id) ?? 0) || (a.id < b.id ? -1 : 1));
      for (const [row, node] of sorted.entries()) placed.set(node.id, { id: node.id, node, column: side * distance, row, inCycle: cyclic.has(node.id) });
    }
  }
  const all = [...placed.values()];
  const columnsOf = all.map(({ column }) => column);
  const firstColumn = Math.min(...columnsOf);
  return {
    placed: all,
    links: links.flatMap(({ source, derived, crosses }) => {
      const [from, to] = [placed.get(source), placed.get(derived)];
      return from && to ? [{ from, to, crosses }] : [];
    }),
    firstColumn,
    columns: Math.max(...columnsOf) - firstColumn + 1,
    rows: Math.max(...all.map(({ row }) => row)) + 1,
    isCut: (up?.cut.length ?? 0) + (down?.cut.length ?? 0) > 0,
  };
}

function meanRow(id: string, links: Lineage['links'], placed: ReadonlyMap<string, Placed>): number {
  const rows = links.flatMap(({ source, derived }) => (source === id ? [placed.get(derived)?.row] : derived === id ? [placed.get(source)?.row] : [])).filter((row) => row !== undefined);
  return rows.length === 0 ? 0 : rows.reduce((sum, row) => sum + row, 0) / rows.length;
}
