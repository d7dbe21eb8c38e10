import { readFileSync } from 'node:fs';
import { packagePath } from '../../../schema/package-path.js';
import type { JudgedQuery } from './judgements.js';

/** What a second reader says of some queries, without having seen the first one's grades: of each record that was shown, 0 too. */
export type SecondJudgements = ReadonlyMap<string, Readonly<Record<string, number>>>;

export function readSecondJudgements(file: string = packagePath('test', 'relevance', 'second-judgements.ndjson')): SecondJudgements {
  const lines = readFileSync(file, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as { readonly query: string; readonly grades: Readonly<Record<string, number>> });
  return new Map(lines.map(({ query, grades }) => [query, grades]));
}

const GRADES: readonly number[] = [0, 1, 2, 3];

/** How far two readers agree. */
export interface Agreement {
  readonly records: number;
  /** Counts by the first one's grade, then by the second one's. */
  readonly table: readonly (readonly number[])[];
  /** Share of the same grades. */
  readonly same: number;
  /** Share in which both say that a record is of use, or both that it is not. */
  readonly sameUse: number;
  /** Cohen's kappa with squared weights (1968): 1 where they agree in all, 0 where no more than by chance. */
  readonly kappa: number;
}

export function agreement(queries: readonly JudgedQuery[], second: SecondJudgements): Agreement {
  const table = GRADES.map(() => GRADES.map(() => 0));
  for (const { query, grades } of queries) for (const [id, grade] of Object.entries(second.get(query) ?? {})) (table[grades[id] ?? 0] as number[])[grade] = ((table[grades[id] ?? 0] as number[])[grade] as number) + 1;
  const at = (one: number, other: number): number => table[one]?.[other] ?? 0;
  const pairs = GRADES.flatMap((one) => GRADES.map((other) => [one, other] as const));
  const records = pairs.reduce((sum, [one, other]) => sum + at(one, other), 0);
  const share = (isCounted: (one: number, other: number) => boolean): number => pairs.reduce((sum, [one, other]) => sum + (isCounted(one, other) ? at(one, other) : 0), 0) / records;
  const byFirst = (grade: number): number => GRADES.reduce((sum, other) => sum + at(grade, other), 0);
  const bySecond = (grade: number): number => GRADES.reduce((sum, one) => sum + at(one, grade), 0);
  const apart = pairs.reduce((sum, [one, other]) => sum + (one - other) ** 2 * at(one, other), 0);
  const byChance = pairs.reduce((sum, [one, other]) => sum + ((one - other) ** 2 * byFirst(one) * bySecond(other)) / records, 0);
  return { records, table, same: share((one, other) => one === other), sameUse: share((one, other) => one > 0 === other > 0), kappa: 1 - apart / byChance };
}

/** The queries that both have judged, once by the grades of each, of the records that both have seen. */
export function judgedByBoth(queries: readonly JudgedQuery[], second: SecondJudgements): { readonly first: readonly JudgedQuery[]; readonly second: readonly JudgedQuery[] } {
  const both = queries.filter(({ query }) => second.has(query));
  const among = (query: JudgedQuery): Readonly<Record<string, number>> => second.get(query.query) ?? {};
  const useful = (grades: Readonly<Record<string, number>>): Readonly<Record<string, number>> => Object.fromEntries(Object.entries(grades).filter(([, grade]) => grade > 0));
  return {
    first: both.map((query) => ({ ...query, grades: useful(Object.fromEntries(Object.keys(among(query)).map((id) => [id, query.grades[id] ?? 0]))) })),
    second: both.map((query) => ({ ...query, grades: useful(among(query)) })),
  };
}
