import type { JudgedQuery } from './judgements.js';

type Grades = Readonly<Record<string, number>>;

const gain = (grade: number): number => 2 ** grade - 1;
const discounted = (grades: readonly number[]): number => grades.reduce((sum, grade, index) => sum + gain(grade) / Math.log2(index + 2), 0);

/** Normalized discounted cumulative gain over the first `depth` (Järvelin and Kekäläinen 2002, gains of 2^grade − 1): 1 is the best order there is. */
export function ndcg(found: readonly string[], grades: Grades, depth = 10): number {
  const ideal = discounted(Object.values(grades).sort((a, b) => b - a).slice(0, depth));
  return ideal === 0 ? 0 : discounted(found.slice(0, depth).map((id) => grades[id] ?? 0)) / ideal;
}

/** How much of what is of use is among the first `depth`; where more is of use than there is room for, of the room. */
export function recall(found: readonly string[], grades: Grades, depth = 50): number {
  const useful = Object.keys(grades).length;
  return useful === 0 ? 0 : found.slice(0, depth).filter((id) => id in grades).length / Math.min(depth, useful);
}

/** What an engine comes to on some queries. */
export interface Measures {
  readonly queries: number;
  readonly ndcg10: number;
  readonly recall50: number;
  /** Share of queries that find nothing; something is of use to each. */
  readonly zeroResults: number;
}

/** Means over queries; `found` gives the first 50 for each. */
export function measure(queries: readonly JudgedQuery[], found: ReadonlyMap<JudgedQuery, readonly string[]>): Measures {
  const mean = (value: (query: JudgedQuery) => number): number => queries.reduce((sum, query) => sum + value(query), 0) / Math.max(1, queries.length);
  const of = (query: JudgedQuery): readonly string[] => found.get(query) ?? [];
  return {
    queries: queries.length,
    ndcg10: mean((query) => ndcg(of(query), query.grades)),
    recall50: mean((query) => recall(of(query), query.grades)),
    zeroResults: mean((query) => (of(query).length === 0 ? 1 : 0)),
  };
}
