import { textTable, type Column } from '../lookup/text-table.js';

/** A lineage as `--json` prints it. */
export interface ShownLineage {
  readonly nodes: readonly {
    readonly id: string;
    readonly authority: string | null;
    readonly title: string | null;
    readonly distance: number;
    readonly missing: boolean;
    readonly hasMore: boolean;
  }[];
  readonly links: readonly { readonly source: string; readonly derived: string; readonly crosses: boolean }[];
  readonly cycles: readonly (readonly string[])[];
  readonly cut: readonly string[];
}

const COLUMNS: readonly Column[] = [['steps', 7], ['record', 27], ['by', 29], ['title', Infinity]];
const MARKS = { missing: '(missing)', more: '(has more)' } as const;

/** The records, a line each: steps, id, by which record it was reached, title. What was cut and what runs in a circle is told below. */
export function lineageTable(root: { readonly id: string; readonly title: string }, { nodes, links, cycles, cut }: ShownLineage, columns?: number): string {
  const distances = new Map([[root.id, 0], ...nodes.map(({ id, distance }) => [id, distance] as const)]);
  const reachedBy = (id: string, distance: number): string => {
    const ways = links.flatMap(({ source, derived }) => (source === id ? [derived] : derived === id ? [source] : []));
    return ways.find((other) => distances.get(other) === distance - 1) ?? '';
  };
  const rows = [{ ...root, distance: 0, missing: false, hasMore: false }, ...nodes].map(({ id, distance, title, missing, hasMore }) => {
    const text = missing ? MARKS.missing : [title ?? '', ...(hasMore ? [MARKS.more] : [])].join(' ');
    return [String(distance), id, reachedBy(id, distance), text];
  });
  const told = [...cycles.map((cycle) => `A circle: ${cycle.join(', ')}.`), ...cut.map((reason) => CUTS[reason] ?? `Cut: ${reason}.`)];
  return textTable(COLUMNS, rows, columns) + told.map((line) => `${line}\n`).join('');
}

const CUTS: Readonly<Record<string, string>> = {
  DEPTH: 'There is more behind the last step: ask with a larger --depth.',
  NODES: 'There are more records: ask with a larger --first.',
  LINKS: 'There are more links than one answer looks at.',
};
