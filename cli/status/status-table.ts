import { filledLines, type FilledColumn } from '../lookup/text-table.js';
import { isWell, type AuthorityStatus } from './authority-status.js';

/** Columns, each with its width and what stands in it. */
const COLUMNS: readonly FilledColumn<AuthorityStatus>[] = [
  ['', 2, (status) => (isWell(status) ? '' : '!')],
  ['authority', 14, ({ authority }) => authority],
  ['name', 26, ({ name }) => name ?? ''],
  ['member', 11, ({ member }) => member?.toLowerCase() ?? 'not named'],
  ['node', 9, ({ reachable }) => (reachable === null ? '?' : reachable ? 'heard' : 'silent')],
  ['lag', 9, ({ lagSeconds }) => (lagSeconds === null ? '-' : duration(lagSeconds))],
  ['as of', 21, ({ asOf }) => asOf?.slice(0, 19).replace('T', ' ') ?? 'never'],
  ['records', 10, ({ records }) => String(records)],
  ['breaker', 11, ({ breaker }) => breaker?.toLowerCase().replace('_', ' ') ?? '-'],
  ['by owner', 10, ({ servedByOwner }) => (servedByOwner === null ? '-' : `${String(Math.round(servedByOwner * 100))} %`)],
];

/** A line for each authority below a line of titles; `!` marks those to look at. */
export const statusTable = (statuses: readonly AuthorityStatus[]): readonly string[] => filledLines(COLUMNS, statuses);

function duration(seconds: number): string {
  if (seconds < 120) return `${String(Math.round(seconds))} s`;
  return seconds < 7_200 ? `${String(Math.round(seconds / 60))} min` : `${String(Math.round(seconds / 3_600))} h`;
}
