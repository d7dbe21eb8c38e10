import { textTable } from '../lookup/text-table.js';

/** A record that a table names. */
interface Side {
  readonly id: string;
  readonly title: string | null;
  readonly owner: { readonly title: string | null } | null;
}

/** A match as `--json` prints it; a side that its owner does not answer for is null. */
export interface ShownMatch {
  readonly score: number;
  readonly reasons: readonly { readonly code: string; readonly value: string; readonly label: string }[];
  readonly dataset: Side | null;
  readonly demand: (Side & { readonly neededBy: string | null }) | null;
}

/** A use case as `--json` prints it. */
export interface ShownUse extends Side {
  readonly region: string | null;
  readonly industries: readonly string[] | null;
  readonly outcome: string | null;
}

/** A demand as `--json` prints it. */
export interface ShownDemand {
  readonly id: string;
  readonly title: string | null;
  readonly state: string | null;
  readonly neededBy: string | null;
  readonly region: string | null;
}

const ID = 28;
const TITLE = 40;

/** A line each: id, title, and why. */
export function matchTable(matches: readonly ShownMatch[], side: 'dataset' | 'demand', columns?: number): string {
  return textTable([[side, ID], ['title', TITLE], ['why', Infinity]], matches.map((match) => [match[side]?.id ?? '', match[side]?.title ?? '', match.reasons.map(({ label }) => label).join('、')]), columns);
}

/** A line each: id, title, who uses it, and what came of it. */
export function useTable(uses: readonly ShownUse[], columns?: number): string {
  return textTable([['use case', ID], ['title', TITLE], ['by', 26], ['outcome', Infinity]], uses.map(({ id, title, owner, outcome }) => [id, title ?? '', owner?.title ?? '', outcome ?? '']), columns);
}

/** A line each: id, how it stands, by when, and the title. */
export function demandTable(demands: readonly ShownDemand[], columns?: number): string {
  return textTable([['demand', ID], ['state', 8], ['by', 12], ['title', Infinity]], demands.map(({ id, state, neededBy, title }) => [id, state ?? '', neededBy?.slice(0, 10) ?? '', title ?? '']), columns);
}
