import { cutTo, padded } from '../lookup/text-width.js';

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

const WIDTHS = { steps: 7, id: 27, by: 29 } as const;
const MARKS = { missing: '(missing)', more: '(has more)' } as const;

/** The records, a line each: steps, id, by which record it was reached, title. What was cut and what runs in a circle is told below. */
export function lineageTable(root: { readonly id: string; readonly title: string }, { nodes, links, cycles, cut }: ShownLineage, columns = Infinity): string {
  const distances = new Map([[root.id, 0], ...nodes.map(({ id, distance }) => [id, distance] as const)]);
  const reachedBy = (id: string, distance: number): string => {
    const ways = links.flatMap(({ source, derived }) => (source === id ? [derived] : derived === id ? [source] : []));
    return ways.find((other) => distances.get(other) === distance - 1) ?? '';
  };
  const titleWidth = Math.max(10, columns - WIDTHS.steps - WIDTHS.id - WIDTHS.by);
  const lines = [{ ...root, distance: 0, missing: false, hasMore: false }, ...nodes].map(({ id, distance, title, missing, hasMore }) => {
    const text = missing ? MARKS.missing : [title ?? '', ...(hasMore ? [MARKS.more] : [])].join(' ');
    return `${padded(String(distance), WIDTHS.steps)}${padded(id, WIDTHS.id)}${padded(reachedBy(id, distance), WIDTHS.by)}${cutTo(text, titleWidth)}`;
  });
  const head = `${padded('steps', WIDTHS.steps)}${padded('record', WIDTHS.id)}${padded('by', WIDTHS.by)}title`;
  const circles = cycles.map((cycle) => `A circle: ${cycle.join(', ')}.`);
  return `${[head, ...lines, ...circles, ...cut.map((reason) => CUTS[reason] ?? `Cut: ${reason}.`)].join('\n')}\n`;
}

const CUTS: Readonly<Record<string, string>> = {
  DEPTH: 'There is more behind the last step: ask with a larger --depth.',
  NODES: 'There are more records: ask with a larger --first.',
  LINKS: 'There are more links than one answer looks at.',
};
