import type { DataItem } from '../../../schema/formats/export-record.js';
import { parseId } from '../../../schema/ids.js';

/** What somebody else's lineage calls a dataset by. */
export interface EndName {
  /** The system that it is of; any where that is not said. */
  readonly system?: string | undefined;
  readonly identifier: string;
}

/** A dataset as somebody else's lineage names it, under one name or several. */
export interface LineageEnd {
  /** What it is told by. */
  readonly label: string;
  readonly names: readonly EndName[];
}

/** A dataset, and what is claimed of it. */
export interface Claim {
  readonly end: LineageEnd;
  /** Where it was first named, from 1. */
  readonly line: number;
  readonly inputs: ReadonlyMap<string, LineageEnd>;
  readonly items: readonly DataItem[];
}

/** What was made from what, by somebody else's word; each dataset once. Memory grows with datasets and links, not with events. */
export class LineageClaims {
  readonly #claims = new Map<string, Claim & { readonly inputs: Map<string, LineageEnd>; items: readonly DataItem[] }>();

  add(output: LineageEnd, inputs: readonly LineageEnd[], line: number): void {
    const claim = this.#claim(output, line);
    for (const input of inputs) claim.inputs.set(input.label, input);
  }

  /** The fields of a dataset, as they were told last. */
  describe(end: LineageEnd, items: readonly DataItem[], line: number): void {
    if (items.length > 0) this.#claim(end, line).items = items;
  }

  get all(): readonly Claim[] {
    return [...this.#claims.values()];
  }

  #claim(end: LineageEnd, line: number) {
    const known = this.#claims.get(end.label);
    if (known) return known;
    const claim = { end, line, inputs: new Map<string, LineageEnd>(), items: [] as readonly DataItem[] };
    this.#claims.set(end.label, claim);
    return claim;
  }
}

/** The id of this catalog that a name ends with, where that is one of a dataset. */
export function idInName(name: string): string | null {
  const last = name.split(/[/:#]/).at(-1) ?? '';
  const parsed = parseId(last);
  return parsed.ok && parsed.kind === 'DATASET' ? last : null;
}
