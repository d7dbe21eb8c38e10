import { cutTo, padded } from '../lookup/text-width.js';

interface ShownRule {
  readonly rule: string;
  readonly text: string;
}

/** Options as `--json` prints them. */
export interface ShownOptions {
  readonly leastProtection: string | null;
  readonly optionCount: number;
  readonly refusalCount: number;
  readonly options: readonly {
    readonly id: string;
    readonly title: string | null;
    readonly environment: string;
    readonly verdict: string;
    readonly conditions: readonly ShownRule[];
    readonly points: number;
    readonly reasons: readonly { readonly factor: string; readonly points: number; readonly max: number; readonly text: string }[];
  }[];
  readonly refusals: readonly (ShownRule & { readonly id: string; readonly title: string | null })[];
}

const ID_WIDTH = 26;
const RULE_WIDTH = 20;
const POINTS_WIDTH = 8;

/** The options, the best first, each with a line a reason and a condition; then the refusals, a line each. */
export function optionTable({ options, refusals, optionCount, refusalCount }: ShownOptions, columns = Infinity): string {
  const permitted = options.flatMap(({ id, title, environment, verdict, conditions, points, reasons }) => [
    `${padded(String(points), POINTS_WIDTH)}${padded(id, ID_WIDTH)}${padded(environment, RULE_WIDTH)}${title ?? ''}`,
    ...reasons.map(({ factor, points: own, max, text }) => `${padded('', POINTS_WIDTH)}${padded(`${factor} ${String(own)}/${String(max)}`, ID_WIDTH)}${text}`),
    ...conditions.map(({ rule, text }) => `${padded('', POINTS_WIDTH)}${padded(verdict, ID_WIDTH)}${padded(rule, RULE_WIDTH)}${text}`),
  ]);
  const refused = refusals.map(({ id, title, rule, text }) => `${padded('-', POINTS_WIDTH)}${padded(id, ID_WIDTH)}${padded(rule, RULE_WIDTH)}${text}: ${title ?? ''}`);
  const more = [
    ...(optionCount > options.length ? [`${String(optionCount - options.length)} more options: --max`] : []),
    ...(refusalCount > refusals.length ? [`${String(refusalCount - refusals.length)} more refusals: --max`] : []),
  ];
  return `${[...permitted, ...refused, ...more].map((line) => cutTo(line, columns)).join('\n')}\n`;
}
