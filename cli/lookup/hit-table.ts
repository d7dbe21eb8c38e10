import { cutTo, padded } from './text-width.js';

/** What a search found, as `--json` prints it. */
export interface Hits {
  readonly total: number;
  readonly hits: readonly {
    readonly id: string;
    readonly kind: string;
    readonly authority: string;
    readonly title: string;
    readonly summary: string | null;
    readonly ownerName: string | null;
    readonly modified: string | null;
    readonly score: number;
  }[];
  readonly index: { readonly asOf: string | null; readonly authorities: readonly { readonly authority: string; readonly reachable: boolean }[] };
}

const ID_WIDTH = 27;
const DATE_WIDTH = 12;
const OWNER_WIDTH = 24;

/** The hits, a line each: id, day of the last change, owner, title. Offices that could not be heard are named below. */
export function hitTable({ total, hits, index }: Hits, columns = Infinity): string {
  const titleWidth = Math.max(10, columns - ID_WIDTH - DATE_WIDTH - OWNER_WIDTH);
  const lines = hits.map(({ id, modified, ownerName, title }) => `${padded(id, ID_WIDTH)}${padded(modified?.slice(0, 10) ?? '', DATE_WIDTH)}${padded(ownerName ?? '', OWNER_WIDTH)}${cutTo(title, titleWidth)}`);
  const silent = index.authorities.filter(({ reachable }) => !reachable).map(({ authority }) => authority);
  const told = silent.length === 0 ? [] : [`Not heard from just now, shown as they were last: ${silent.join(', ')}.`];
  return `${[...lines, `${String(hits.length)} of ${String(total)}.`, ...told].join('\n')}\n`;
}
