import { filledLines, type FilledColumn } from '../lookup/text-table.js';

export interface ShownShare {
  readonly count: number;
  readonly of: number;
  readonly ratio: number | null;
}

/** Figures as `--json` prints them. */
export interface ShownFigures {
  readonly records: number;
  readonly open: ShownShare;
  readonly conforming: ShownShare;
  readonly dated: ShownShare;
  readonly recent: ShownShare;
  readonly kept: ShownShare;
  readonly quality: number | null;
  readonly links: { readonly out: number; readonly in: number; readonly linkedOut: ShownShare; readonly linkedIn: ShownShare };
  readonly islandIndex: number | null;
  readonly demandUnmet: number | null;
}

/** A day of a trend. */
export interface ShownDay {
  readonly day: string;
  readonly records: number;
  readonly open: ShownShare;
  readonly conforming: ShownShare;
  readonly quality: number | null;
  readonly islandIndex: number | null;
}

/** What the figures are of. */
export interface ShownRow {
  readonly code: string;
  readonly name: string;
  readonly figures: ShownFigures;
}

const percent = ({ ratio }: ShownShare): string => (ratio === null ? '-' : `${String(Math.round(100 * ratio))} %`);
const index = (value: number | null): string => value?.toFixed(2) ?? '-';
const score = (value: number | null): string => (value === null ? '-' : String(Math.round(value)));

const COVERAGE: readonly FilledColumn<ShownRow>[] = [
  ['of', 17, ({ code }) => code],
  ['name', 26, ({ name }) => name],
  ['records', 10, ({ figures }) => String(figures.records)],
  ['quality', 9, ({ figures }) => score(figures.quality)],
  ['recent', 8, ({ figures }) => percent(figures.recent)],
  ['in time', 9, ({ figures }) => percent(figures.kept)],
  ['open', 7, ({ figures }) => percent(figures.open)],
  ['standards', 11, ({ figures }) => percent(figures.conforming)],
  ['links out', 11, ({ figures }) => String(figures.links.out)],
  ['links in', 10, ({ figures }) => String(figures.links.in)],
  ['demands', 9, ({ figures }) => String(figures.demandUnmet ?? '-')],
  ['island', 7, ({ figures }) => index(figures.islandIndex)],
];

const TREND: readonly FilledColumn<ShownDay>[] = [
  ['day', 12, ({ day }) => day],
  ['records', 10, ({ records }) => String(records)],
  ['quality', 9, ({ quality }) => score(quality)],
  ['open', 7, ({ open }) => percent(open)],
  ['standards', 11, ({ conforming }) => percent(conforming)],
  ['island', 7, ({ islandIndex }) => index(islandIndex)],
];

/** Figures, a line for each authority or theme. */
export const coverageTable = (rows: readonly ShownRow[]): string => `${filledLines(COVERAGE, rows).join('\n')}\n`;

/** The days of a trend, a line each. */
export const trendTable = (days: readonly ShownDay[]): string => `${filledLines(TREND, days).join('\n')}\n`;
