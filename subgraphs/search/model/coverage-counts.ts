/**
 * What is counted of records for `coverage`, in the order in which the numbers are kept.
 *
 * - `records`: all of them.
 * - `data`: datasets and data services, which are open or not and conform to standards or don't; `open` and `conforming` are of these.
 * - `dated`: those that say when they were changed or issued; `recent` of these were within a year.
 * - `promised`: those of these that say how often they are updated; `kept` were changed in time.
 * - `judged`: those whose metadata are judged; `quality` is the sum of their scores.
 * - `linkedOut` and `linkedIn`: those with a link to, or from, a record of another authority; `linksOut` and `linksIn` count the links.
 * - `demands`: demands that nothing meets yet.
 */
export const COUNTS = ['records', 'data', 'open', 'conforming', 'dated', 'recent', 'promised', 'kept', 'judged', 'quality', 'linkedOut', 'linkedIn', 'linksOut', 'linksIn', 'demands'] as const;

export type CountName = (typeof COUNTS)[number];
export type CoverageCounts = Readonly<Record<CountName, number>>;

/** What several groups of records, none of which is in two, come to. */
export const sumCounts = (groups: readonly CoverageCounts[]): CoverageCounts => countsFrom((name) => groups.reduce((sum, counts) => sum + counts[name], 0));

/** Counts, each by its name. */
export const countsFrom = (count: (name: CountName, place: number) => number): CoverageCounts =>
  Object.fromEntries(COUNTS.map((name, place) => [name, count(name, place)])) as CoverageCounts;
